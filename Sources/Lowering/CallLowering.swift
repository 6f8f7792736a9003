internal import Clang
internal import Facts
internal import SourceText

extension FunctionLowering {
    func call(_ cursor: Cursor, _ type: CType) -> Expression {
        let at = location(cursor)
        guard let calleeNode = cursor.children.first else { return .unknown("call", type) }
        let target = named(calleeNode)
        let name = target?.spelling ?? ""
        if name.hasPrefix("__compiletime_assert_") { return .constant(0, .int) }
        if name.hasPrefix("__builtin_"), let known = builtin(name, cursor, type, at: at) {
            return known
        }
        let arguments = cursor.arguments.map(value)
        let callee: Call.Callee
        if let target {
            callee = .function(unit.reference(function: target))
        } else {
            let pointer = value(calleeNode)
            if case .function(let known) = pointer {
                callee = .function(known)
            } else {
                callee = .pointer(pointer)
            }
        }
        let result = type == .void ? nil : temporary(type)
        add(
            .call(
                Call(
                    result: result, callee: callee, arguments: arguments, type: type,
                    object: cursor.arguments.first.flatMap(pointedObject))), at: at)
        let calleeType = target?.type ?? functionType(calleeNode.type)
        if unit.neverReturns(calleeType) { finish(.unreachable) }
        return result.map { .load(.local($0), type) } ?? .constant(0, .int)
    }

    /// The function that a callee expression names, through parentheses, `*`, `&` and implicit conversions.
    private func named(_ cursor: Cursor) -> Cursor? {
        switch cursor.kind {
        case .parenthesis, .unexposed:
            let children = cursor.children
            return children.count == 1 ? named(children[0]) : nil
        case .unaryOperator where [.addressOf, .dereference].contains(cursor.unaryKind):
            return cursor.children.first.flatMap(named)
        case .declarationReference:
            guard let target = cursor.referenced, target.kind == .functionDecl else { return nil }
            return target
        default: return nil
        }
    }

    /// What a pointer points to before it is converted to `void *`.
    private func pointedObject(_ argument: Cursor) -> PointedObject? {
        var cursor = argument
        while [.unexposed, .parenthesis, .cast].contains(cursor.kind),
            let inner = cursor.children.last,
            inner.type.kind == .pointer || inner.type.kind == .array
        {
            cursor = inner
        }
        if cursor.type.kind == .array {
            return cursor.type.size.map { PointedObject(size: $0, isArray: true) }
        }
        guard cursor.type.kind == .pointer, cursor.type.pointee.kind != .void else { return nil }
        return cursor.type.pointee.size.map { PointedObject(size: $0, isArray: false) }
    }

    private func functionType(_ type: ClangType) -> ClangType {
        type.kind == .pointer ? type.pointee : type
    }

    private func builtin(
        _ name: String, _ cursor: Cursor, _ type: CType, at place: Location
    ) -> Expression? {
        let arguments = cursor.arguments
        switch name {
        case "__builtin_expect", "__builtin_expect_with_probability":
            return arguments.first.map { convert(value($0), to: type) }
        case "__builtin_constant_p":
            // Its operand isn't evaluated; what the compiler can't fold here counts as variable.
            return .constant(cursor.integerValue ?? 0, type)
        case "__builtin_unreachable", "__builtin_trap":
            finish(.unreachable)
            return .constant(0, .int)
        case "__builtin_object_size", "__builtin_dynamic_object_size":
            return .constant(cursor.integerValue ?? -1, type)
        default:
            return nil
        }
    }
}
