internal import Facts

/// Computes expressions and places on a path.
struct Evaluator {
    let arena: Arena
    let constraints: Constraints
    let memory: Memory
    let frame: Int32
    /// Tells unknown values of this instruction from those of others.
    let site: Int32

    func value(_ expression: Expression, in state: inout State) -> Term {
        switch expression {
        case .constant(let number, _): return arena.constant(number)
        case .string: return arena.address(arena.region(.global("\"")))
        case .function(let name): return arena.term(.function(name))
        case .load(let place, let type):
            let source = region(place, in: &state)
            constraints.dereference(source, in: &state)
            return memory.load(source, type, in: &state)
        case .addressOf(let place, _): return arena.address(region(place, in: &state))
        case .unary(let op, let operand, let type):
            return unary(op, value(operand, in: &state), type, state)
        case .binary(let op, let left, let right, let type):
            let a = value(left, in: &state)
            let b = value(right, in: &state)
            if op.isComparison { return comparison(op, a, b, left.type, state) }
            return arithmetic(op, a, b, type, leftIsPointer: left.type.isPointer, state)
        case .convert(let inner, let type):
            return converted(value(inner, in: &state), type, state)
        case .unknown(let what, let type):
            return arena.term(.symbol(.unknown(what, site: site), type))
        }
    }

    func region(_ place: Place, in state: inout State) -> Region {
        switch place {
        case .local(let local): return arena.region(.local(local, frame: frame))
        case .global(let name): return arena.region(.global(name))
        case .pointee(let pointer):
            let target = constraints.representative(value(pointer, in: &state), in: state)
            return arena.region(.pointee(target))
        case .field(let base, let field):
            return arena.region(.field(region(base, in: &state), field))
        case .element(let base, let index):
            let whole = region(base, in: &state)
            var number = value(index, in: &state)
            if let known = constraints.range(number, in: state).single {
                number = arena.constant(known)
            }
            // `p[0]` is `*p`.
            if arena.constantValue(number) == 0, case .pointee = arena.node(whole) { return whole }
            return arena.region(.element(whole, number))
        }
    }

    private func unary(_ op: UnaryOperator, _ operand: Term, _ type: CType, _ state: State) -> Term
    {
        if case .unary(.not, let inner, _) = arena.node(operand), op == .not,
            case .operation(let relation, _, _, _) = arena.node(inner), relation.isComparison
        {
            return inner
        }
        return settled(arena.term(.unary(op, operand, type)), state)
    }

    /// Comparisons are kept as `==` and `<`, so that one that is tested twice is one term.
    func comparison(
        _ op: BinaryOperator, _ a: Term, _ b: Term, _ type: CType, _ state: State
    ) -> Term {
        func make(_ op: BinaryOperator, _ x: Term, _ y: Term) -> Term {
            settled(arena.term(.operation(op, x, y, type)), state)
        }
        func not(_ term: Term) -> Term {
            if let value = arena.constantValue(term) { return value == 0 ? arena.one : arena.zero }
            return arena.term(.unary(.not, term, .int))
        }
        let (x, y) = (
            constraints.representative(a, in: state), constraints.representative(b, in: state)
        )
        let ordered =
            arena.constantValue(x) != nil || (arena.constantValue(y) == nil && x.id > y.id)
        switch op {
        case .equal: return ordered ? make(.equal, y, x) : make(.equal, x, y)
        case .notEqual: return not(ordered ? make(.equal, y, x) : make(.equal, x, y))
        case .less: return make(.less, x, y)
        case .greater: return make(.less, y, x)
        case .lessOrEqual: return not(make(.less, y, x))
        default: return not(make(.less, x, y))
        }
    }

    private func arithmetic(
        _ op: BinaryOperator, _ a: Term, _ b: Term, _ type: CType, leftIsPointer: Bool,
        _ state: State
    ) -> Term {
        if type.isPointer, op == .add || op == .subtract {
            let base = leftIsPointer ? a : b
            let amount = leftIsPointer ? b : a
            let signed =
                op == .add
                ? amount : settled(arena.term(.unary(.negate, amount, .size)), state)
            return arena.term(.offset(base, signed))
        }
        // `x + 1 + 1` is `x + 2`, so that counters don't grow into towers.
        if op == .add || op == .subtract, let number = arena.constantValue(b), number != .min,
            case .operation(.add, let inner, let first, let innerType) = arena.node(a),
            innerType == type, let known = arena.constantValue(first)
        {
            let sum = op == .add ? known &+ number : known &- number
            return settled(arena.term(.operation(.add, inner, arena.constant(sum), type)), state)
        }
        if op == .subtract, let number = arena.constantValue(b), number != .min {
            return settled(arena.term(.operation(.add, a, arena.constant(-number), type)), state)
        }
        return settled(arena.term(.operation(op, a, b, type)), state)
    }

    private func converted(_ inner: Term, _ type: CType, _ state: State) -> Term {
        let range = constraints.range(inner, in: state)
        if type == .bool {
            if range == .zero { return arena.zero }
            if !range.contains(0) { return arena.one }
            return arena.term(.convert(inner, type))
        }
        // Nothing is lost: the value is the same one.
        if range.isSubset(of: constraints.defaultRange(type)) { return inner }
        if let value = range.single, case .integer(let bits, let signed) = type, bits < 64 {
            let shifted = value << (64 - bits)
            return arena.constant(
                signed
                    ? shifted >> (64 - bits)
                    : Int64(bitPattern: UInt64(bitPattern: shifted) >> UInt64(64 - bits)))
        }
        return arena.term(.convert(inner, type))
    }

    /// A term that can have one value only is that value.
    private func settled(_ term: Term, _ state: State) -> Term {
        guard let value = constraints.range(term, in: state).single else { return term }
        return arena.constant(value)
    }
}
