internal import Clang
internal import Facts
internal import SourceText

extension FunctionLowering {
    /// Lowers a condition to branches, so that `!`, `&&` and `||` become paths.
    func condition(_ cursor: Cursor, then yes: Int, otherwise no: Int) {
        switch cursor.kind {
        case .parenthesis:
            if let inner = cursor.children.last {
                return condition(inner, then: yes, otherwise: no)
            }
        case .unexposed:
            let children = cursor.children
            if children.count == 1, cursor.hasSameExtent(as: children[0]),
                keepsTruth(from: children[0], to: cursor)
            {
                return condition(children[0], then: yes, otherwise: no)
            }
        case .cast:
            if let inner = cursor.children.last, keepsTruth(from: inner, to: cursor) {
                return condition(inner, then: yes, otherwise: no)
            }
        case .unaryOperator where cursor.unaryKind == .not:
            if let inner = cursor.children.first {
                return condition(inner, then: no, otherwise: yes)
            }
        case .call where cursor.spelling == "__builtin_expect":
            if let inner = cursor.arguments.first {
                return condition(inner, then: yes, otherwise: no)
            }
        case .binaryOperator:
            let children = cursor.children
            guard children.count == 2 else { break }
            let kind = cursor.binaryKind.kind
            if kind == .logicalAnd || kind == .logicalOr {
                let next = newBlock()
                if kind == .logicalAnd {
                    condition(children[0], then: next, otherwise: no)
                } else {
                    condition(children[0], then: yes, otherwise: next)
                }
                enter(next)
                return condition(children[1], then: yes, otherwise: no)
            }
            if kind == .comma {
                discard(children[0])
                return condition(children[1], then: yes, otherwise: no)
            }
        default: break
        }
        let at = location(cursor)
        let tested = comparison(cursor) ?? value(cursor)
        if case .constant(let number, _) = tested { return jump(to: number != 0 ? yes : no) }
        finish(.branch(tested, then: yes, otherwise: no, at))
    }

    /// Whether a conversion can't turn a non-zero value into zero.
    private func keepsTruth(from inner: Cursor, to outer: Cursor) -> Bool {
        let (from, to) = (type(of: inner), type(of: outer))
        if to == .bool { return true }
        switch (from, to) {
        case (.integer(let a, _), .integer(let b, _)): return b >= a
        case (.pointer, .pointer): return true
        case (.pointer, .integer(let bits, _)): return bits >= 64
        default: return from == to
        }
    }

    /// The truth of a condition that is known when the file is compiled and has no side effects.
    func constantCondition(_ cursor: Cursor) -> Bool? {
        switch cursor.kind {
        case .parenthesis: cursor.children.last.flatMap(constantCondition)
        case .integerLiteral, .characterLiteral: cursor.integerValue.map { $0 != 0 }
        case .unexposed:
            cursor.children.count == 1 ? constantCondition(cursor.children[0]) : nil
        case .unaryOperator where cursor.unaryKind == .not:
            cursor.children.first.flatMap(constantCondition).map { !$0 }
        case .call where cursor.spelling == "__builtin_constant_p":
            (cursor.integerValue ?? 0) != 0
        default: hasSideEffects(cursor) ? nil : cursor.integerValue.map { $0 != 0 }
        }
    }

    private func hasSideEffects(_ cursor: Cursor) -> Bool {
        switch cursor.kind {
        case .call, .compoundAssignment, .asmStatement, .statementExpression: return true
        case .binaryOperator where cursor.binaryKind.assigns: return true
        // Its value is not known when the file is compiled, whatever libclang was told.
        case .declarationReference where unit.isAssumed(cursor.spelling): return true
        case .unaryOperator:
            if [.preIncrement, .preDecrement, .postIncrement, .postDecrement].contains(
                cursor.unaryKind)
            {
                return true
            }
        default: break
        }
        return cursor.children.contains(where: hasSideEffects)
    }

    // MARK: folding

    func folded(_ op: UnaryOperator, _ operand: Expression, _ type: CType) -> Expression {
        guard case .constant(let number, _) = operand else { return .unary(op, operand, type) }
        switch op {
        case .negate: return convert(.constant(0 &- number, .other), to: type)
        case .complement: return convert(.constant(~number, .other), to: type)
        case .not: return .constant(number == 0 ? 1 : 0, type)
        }
    }

    /// Folds what two constants make, where the operation is defined; all else is left to the analysis.
    func folded(
        _ op: BinaryOperator, _ left: Expression, _ right: Expression, _ type: CType
    ) -> Expression {
        guard case .constant(let a, let leftType) = left, case .constant(let b, _) = right else {
            return .binary(op, left, right, type)
        }
        var unsigned = leftType.isPointer
        if case .integer(_, let signed) = leftType { unsigned = !signed }
        let (ua, ub) = (UInt64(bitPattern: a), UInt64(bitPattern: b))
        func truth(_ holds: Bool) -> Expression { .constant(holds ? 1 : 0, type) }
        func number(_ value: Int64) -> Expression { convert(.constant(value, .other), to: type) }
        switch op {
        case .equal: return truth(a == b)
        case .notEqual: return truth(a != b)
        case .less: return truth(unsigned ? ua < ub : a < b)
        case .lessOrEqual: return truth(unsigned ? ua <= ub : a <= b)
        case .greater: return truth(unsigned ? ua > ub : a > b)
        case .greaterOrEqual: return truth(unsigned ? ua >= ub : a >= b)
        case .add where !type.isPointer: return number(a &+ b)
        case .subtract where !type.isPointer: return number(a &- b)
        case .multiply: return number(a &* b)
        case .and: return number(a & b)
        case .or: return number(a | b)
        case .xor: return number(a ^ b)
        case .shiftLeft where b >= 0 && b < 64: return number(a << b)
        case .shiftRight where b >= 0 && b < 64:
            return number(unsigned ? Int64(bitPattern: ua >> ub) : a >> b)
        case .divide where b != 0 && !(a == .min && b == -1):
            return number(unsigned ? Int64(bitPattern: ua / ub) : a / b)
        case .remainder where b != 0 && !(a == .min && b == -1):
            return number(unsigned ? Int64(bitPattern: ua % ub) : a % b)
        default: return .binary(op, left, right, type)
        }
    }
}
