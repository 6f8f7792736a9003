internal import Clang
internal import Facts
internal import SourceText

extension FunctionLowering {
    /// Lowers an expression for what it does, not for its value.
    func discard(_ cursor: Cursor) { _ = value(cursor) }

    /// Lowers an expression to the value that it has. Its side effects become instructions.
    func value(_ cursor: Cursor) -> Expression {
        let type = self.type(of: cursor)
        switch cursor.kind {
        case .parenthesis:
            return cursor.children.last.map(value) ?? .unknown("empty parentheses", type)
        case .unexposed: return unexposed(cursor, type)
        case .integerLiteral, .characterLiteral:
            return cursor.integerValue.map { .constant($0, type) } ?? .unknown("literal", type)
        case .floatingLiteral: return .unknown("floating-point number", type)
        case .stringLiteral: return .string
        case .sizeofOrAlignof:
            return cursor.integerValue.map { .constant($0, type) } ?? .unknown("size", type)
        case .declarationReference: return reference(cursor, type)
        case .member, .arraySubscript, .compoundLiteral:
            guard let target = place(cursor) else { return .unknown("object", type) }
            return decayed(target, cursor.type)
        case .unaryOperator: return unary(cursor, type)
        case .binaryOperator: return binary(cursor, type)
        case .compoundAssignment: return compoundAssignment(cursor, type)
        case .conditional: return conditional(cursor, type)
        case .cast:
            guard let operand = cursor.children.last else { return .unknown("cast", type) }
            return convert(value(operand), to: type)
        case .statementExpression: return statementExpression(cursor, type)
        case .genericSelection:
            guard let chosen = chosenAssociation(cursor) else {
                return cursor.integerValue.map { .constant($0, type) }
                    ?? .unknown("_Generic", type)
            }
            return value(chosen)
        case .call: return call(cursor, type)
        case .initialiserList:
            if cursor.type.kind == .record || cursor.type.kind == .array {
                return .unknown("initialiser list", type)
            }
            return cursor.children.first.map(value) ?? .constant(0, type)
        case .addressOfLabel: return .string
        default:
            return cursor.integerValue.map { .constant($0, type) } ?? .unknown("expression", type)
        }
    }

    func type(of cursor: Cursor) -> CType { unit.types.type(cursor.type) }

    /// Changes the type of a value. Pointer casts keep the value: places know their own fields.
    func convert(_ value: Expression, to type: CType) -> Expression {
        if value.type == type || type == .void || type == .other { return value }
        switch (value, type) {
        case (.constant(let number, _), .integer(let bits, let signed)):
            return .constant(truncated(number, bits: bits, signed: signed), type)
        case (.constant(let number, _), .pointer): return .constant(number, type)
        case (_, .pointer) where value.type.isPointer: return value
        default: return .convert(value, type)
        }
    }

    private func truncated(_ number: Int64, bits: Int, signed: Bool) -> Int64 {
        if bits == 1 && !signed { return number == 0 ? 0 : 1 }
        guard bits < 64, bits > 0 else { return number }
        let shifted = number << (64 - bits)
        return signed
            ? shifted >> (64 - bits)
            : Int64(bitPattern: UInt64(bitPattern: shifted) >> (64 - UInt64(bits)))
    }

    // MARK: simple expressions

    private func reference(_ cursor: Cursor, _ type: CType) -> Expression {
        guard let target = cursor.referenced else { return .unknown(cursor.spelling, type) }
        switch target.kind {
        case .enumConstantDecl:
            if unit.isAssumed(target.spelling) {
                return .unknown("\(target.spelling), whose value is assumed", type)
            }
            unit.note(enumerator: target)
            return .constant(target.enumConstantValue, type)
        case .functionDecl: return .function(unit.reference(function: target))
        default:
            guard let object = place(cursor) else { return .unknown(cursor.spelling, type) }
            return decayed(object, cursor.type)
        }
    }

    private func unexposed(_ cursor: Cursor, _ type: CType) -> Expression {
        let children = cursor.children
        if children.count == 1, cursor.hasSameExtent(as: children[0]) {
            if type == .bool, children[0].type.kind == .pointer {
                return chosen(type) { yes, no in condition(cursor, then: yes, otherwise: no) }
            }
            return convert(value(children[0]), to: type)
        }
        if children.count == 4, children[0].isSame(as: children[1]) {
            return elvis(children, type, at: location(cursor))
        }
        if cursor.type.kind == .dependent {
            markIncomplete("an expression that does not compile")
            return .unknown("an expression that does not compile", type)
        }
        // libclang looks for a text of a header in all that a precompiled one holds: it is asked last.
        if children.count == 3, let chosen = children[0].integerValue,
            cursor.sourceText(limit: 64).starts(with: "__builtin_choose_expr".utf8)
        {
            return value(chosen != 0 ? children[1] : children[2])
        }
        if let number = cursor.integerValue { return .constant(number, type) }
        if children.count == 1 { return convert(value(children[0]), to: type) }
        return .unknown("builtin", type)
    }

    private func unary(_ cursor: Cursor, _ type: CType) -> Expression {
        guard let operand = cursor.children.first else { return .unknown("operator", type) }
        switch cursor.unaryKind {
        case .addressOf:
            guard let target = place(operand) else {
                let inner = value(operand)
                if case .function = inner { return inner }
                return .unknown("address", type)
            }
            // `&*p` is `p`.
            if case .pointee(let pointer) = target { return pointer }
            return .addressOf(target, type)
        case .dereference:
            let pointer = value(operand)
            if case .function = pointer { return pointer }
            if cursor.type.kind == .function { return pointer }
            guard let target = place(cursor, dereferencing: pointer) else {
                return .unknown("object", type)
            }
            return decayed(target, cursor.type)
        case .plus, .extension: return convert(value(operand), to: type)
        case .minus: return folded(.negate, convert(value(operand), to: type), type)
        case .complement: return folded(.complement, convert(value(operand), to: type), type)
        case .not where testsPointer(operand):
            return chosen(type) { yes, no in condition(cursor, then: yes, otherwise: no) }
        case .not: return folded(.not, value(operand), type)
        case .preIncrement: return step(operand, .add, returningOld: false, type)
        case .preDecrement: return step(operand, .subtract, returningOld: false, type)
        case .postIncrement: return step(operand, .add, returningOld: true, type)
        case .postDecrement: return step(operand, .subtract, returningOld: true, type)
        case .other: return .unknown("operator", type)
        }
    }

    private func place(_ cursor: Cursor, dereferencing pointer: Expression) -> Place? {
        if case .addressOf(let target, _) = pointer { return target }
        return .pointee(pointer)
    }

    private func step(
        _ operand: Cursor, _ op: BinaryOperator, returningOld: Bool, _ type: CType
    ) -> Expression {
        guard let target = place(operand) else { return .unknown("object", type) }
        let at = location(operand)
        let old = loaded(target, type)
        var result = old
        if returningOld {
            let saved = temporary(type)
            add(.store(.local(saved), old), at: at)
            result = .load(.local(saved), type)
        }
        add(.store(target, fitted(stepped(op, old, type), target)), at: at)
        if !returningOld { result = loaded(target, type) }
        return result
    }

    /// One more or less. A bool is computed with as a number; in all other types what is cut off is the same.
    private func stepped(_ op: BinaryOperator, _ old: Expression, _ type: CType) -> Expression {
        guard type == .bool else { return .binary(op, old, .constant(1, .int), type) }
        return convert(.binary(op, convert(old, to: .int), .constant(1, .int), .int), to: type)
    }

    private func binary(_ cursor: Cursor, _ type: CType) -> Expression {
        let children = cursor.children
        guard children.count == 2 else { return .unknown("operator", type) }
        let kind = cursor.binaryKind
        if kind.assigns {
            let stored = value(children[1])
            guard let target = place(children[0]) else { return .unknown("assignment", type) }
            add(.store(target, fitted(convert(stored, to: type), target)), at: location(cursor))
            return loaded(target, type)
        }
        switch kind.kind {
        case .comma:
            discard(children[0])
            return value(children[1])
        case .logicalAnd, .logicalOr:
            return chosen(type) { yes, no in condition(cursor, then: yes, otherwise: no) }
        default:
            guard let op = BinaryOperator(kind.kind) else { return .unknown("operator", type) }
            let left = value(children[0])
            let result = folded(op, left, value(children[1]), type)
            // Kept as a number, it is a test of the pointer all the same.
            guard case .binary(let op, let left, let right, _) = result, op.isComparison,
                (left.isMadeOfPointer && right.isConstant)
                    || (right.isMadeOfPointer && left.isConstant)
            else { return result }
            let at = location(cursor)
            return chosen(type) { yes, no in
                finish(.branch(result, then: yes, otherwise: no, at))
            }
        }
    }

    /// A comparison that is branched on, and so need not become a number.
    func comparison(_ cursor: Cursor) -> Expression? {
        let children = cursor.children
        guard cursor.kind == .binaryOperator, children.count == 2,
            let op = BinaryOperator(cursor.binaryKind.kind), op.isComparison
        else { return nil }
        let left = value(children[0])
        return folded(op, left, value(children[1]), type(of: cursor))
    }

    /// Whether an operand of `!` is a pointer, or a test of one.
    private func testsPointer(_ cursor: Cursor) -> Bool {
        if cursor.type.kind == .pointer { return true }
        switch cursor.kind {
        case .parenthesis, .unexposed, .cast:
            return cursor.children.last.map(testsPointer) ?? false
        case .unaryOperator where cursor.unaryKind == .not:
            return cursor.children.first.map(testsPointer) ?? false
        case .binaryOperator where BinaryOperator(cursor.binaryKind.kind)?.isComparison == true:
            return cursor.children.contains(where: testsPointer)
        default: return false
        }
    }

    /// 1 or 0, by way of two blocks: how `&&` and `||` have a value.
    private func chosen(_ type: CType, _ branch: (Int, Int) -> Void) -> Expression {
        let at = location(cursor)
        let result = temporary(type)
        let yes = newBlock()
        let no = newBlock()
        let end = newBlock()
        branch(yes, no)
        enter(yes)
        add(.store(.local(result), .constant(1, type)), at: at)
        jump(to: end)
        enter(no)
        add(.store(.local(result), .constant(0, type)), at: at)
        jump(to: end)
        enter(end)
        return .load(.local(result), type)
    }

    private func compoundAssignment(_ cursor: Cursor, _ type: CType) -> Expression {
        let children = cursor.children
        guard children.count == 2, let op = BinaryOperator(cursor.binaryKind.kind) else {
            return .unknown("assignment", type)
        }
        let operand = value(children[1])
        guard let target = place(children[0]) else { return .unknown("assignment", type) }
        // The arithmetic is done in the promoted type, and what is stored is converted back.
        var wide = promoted(type)
        // libclang has the operand in the type of the arithmetic; only the count of a shift has one of its own.
        if case .integer = type, case .integer = operand.type, op != .shiftLeft, op != .shiftRight {
            wide = promoted(operand.type)
        }
        let sum = folded(op, convert(loaded(target, type), to: wide), operand, wide)
        add(.store(target, fitted(convert(sum, to: type), target)), at: location(cursor))
        return loaded(target, type)
    }

    /// C11, 6.3.1.1: what is narrower than `int` is computed with as `int`.
    private func promoted(_ type: CType) -> CType {
        if case .integer(let bits, _) = type, bits < 32 { return .int }
        return type
    }

    private func conditional(_ cursor: Cursor, _ type: CType) -> Expression {
        let children = cursor.children
        guard children.count == 3 else { return .unknown("?:", type) }
        if let known = constantCondition(children[0]) {
            return convert(value(known ? children[1] : children[2]), to: type)
        }
        let yes = newBlock()
        let no = newBlock()
        condition(children[0], then: yes, otherwise: no)
        return merged(
            type, [(yes, { self.value(children[1]) }), (no, { self.value(children[2]) })],
            at: location(cursor))
    }

    /// GNU `a ?: b`: the condition is computed once and is the result where it is not zero.
    private func elvis(_ children: [Cursor], _ type: CType, at place: Location) -> Expression {
        let first = value(children[0])
        let kept = temporary(first.type)
        add(.store(.local(kept), first), at: place)
        let test = Expression.load(.local(kept), first.type)
        let yes = newBlock()
        let no = newBlock()
        finish(.branch(test, then: yes, otherwise: no, place))
        return merged(type, [(yes, { test }), (no, { self.value(children[3]) })], at: place)
    }

    private func merged(
        _ type: CType, _ arms: [(block: Int, value: () -> Expression)], at place: Location
    ) -> Expression {
        let end = newBlock()
        let result = type == .void ? nil : temporary(type)
        for arm in arms {
            enter(arm.block)
            let computed = convert(arm.value(), to: type)
            if let result { add(.store(.local(result), computed), at: place) }
            jump(to: end)
        }
        enter(end)
        return result.map { .load(.local($0), type) } ?? .constant(0, .int)
    }

    private func statementExpression(_ cursor: Cursor, _ type: CType) -> Expression {
        guard let body = cursor.children.first(where: { $0.kind == .compound }) else {
            return .unknown("statement expression", type)
        }
        var statements = body.children
        while let last = statements.last, last.kind == .nullStatement { statements.removeLast() }
        pushScope()
        var result = Expression.constant(0, .int)
        for (number, child) in statements.enumerated() {
            if number == statements.count - 1, type != .void {
                result = lastValue(child)
            } else {
                statement(child)
            }
        }
        if scopes.last?.isEmpty == false, type != .void {
            let kept = temporary(result.type)
            add(.store(.local(kept), result), at: location(cursor))
            result = .load(.local(kept), result.type)
        }
        popScope()
        return result
    }

    private func lastValue(_ cursor: Cursor) -> Expression {
        guard cursor.kind == .label, let inner = cursor.children.last else { return value(cursor) }
        let block = newBlock()
        jump(to: block)
        enter(block)
        labels[cursor.identity, default: Label(block: block, cleanups: [])].block = block
        labels[cursor.identity]?.cleanups = activeCleanups
        labels[cursor.identity]?.name = cursor.spelling
        return lastValue(inner)
    }
}

extension Expression {
    /// Whether it is a pointer, be it as a number.
    fileprivate var isMadeOfPointer: Bool {
        switch self {
        case .convert(let inner, .integer(let bits, _)) where bits > 1: inner.isMadeOfPointer
        case .constant: false
        default: type.isPointer
        }
    }

    fileprivate var isConstant: Bool {
        if case .constant = self { true } else { false }
    }
}

extension BinaryOperator {
    init?(_ kind: BinaryKind) {
        switch kind {
        case .multiply: self = .multiply
        case .divide: self = .divide
        case .remainder: self = .remainder
        case .add: self = .add
        case .subtract: self = .subtract
        case .shiftLeft: self = .shiftLeft
        case .shiftRight: self = .shiftRight
        case .less: self = .less
        case .greater: self = .greater
        case .lessOrEqual: self = .lessOrEqual
        case .greaterOrEqual: self = .greaterOrEqual
        case .equal: self = .equal
        case .notEqual: self = .notEqual
        case .and: self = .and
        case .or: self = .or
        case .xor: self = .xor
        case .logicalAnd, .logicalOr, .assign, .comma, .other: return nil
        }
    }
}
