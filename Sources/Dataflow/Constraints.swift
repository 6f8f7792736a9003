internal import Facts

/// Ranges of terms: what they can be on a path. Constraints+Assuming.swift has what follows when a condition is taken to hold.
struct Constraints {
    let arena: Arena

    func range(_ original: Term, in state: State) -> RangeSet {
        guard arena.effort.begin() else { return .all }
        defer { arena.effort.end() }
        let term = representative(original, in: state)
        let known = state.constraints[term] ?? .all
        let derived: RangeSet
        switch arena.node(term) {
        case .constant(let value): return RangeSet(value, value)
        case .function: return .objects
        case .symbol(_, let type): derived = defaultRange(type)
        case .address(let region): derived = addressRange(region, in: state)
        case .offset(let base, let amount):
            derived = offsetRange(base, amount, in: state)
        case .operation(let op, let a, let b, let type):
            derived = operationRange(op, a, b, type, in: state)
        case .unary(let op, let operand, let type):
            let inner = range(operand, in: state)
            switch (op, inner.single) {
            case (.negate, let value?): derived = RangeSet(0 &- value, 0 &- value)
            case (.complement, let value?): derived = RangeSet(~value, ~value)
            case (.not, _):
                derived =
                    inner == .zero
                    ? RangeSet(1, 1) : inner.contains(0) ? RangeSet(0, 1) : .zero
            default: derived = defaultRange(type)
            }
        case .convert(let inner, let type):
            let value = range(inner, in: state)
            if type == .bool {
                derived =
                    value == .zero
                    ? .zero : value.contains(0) ? RangeSet(0, 1) : RangeSet(1, 1)
            } else {
                derived = fits(value, type) ? value : defaultRange(type)
            }
        }
        return known.intersection(derived)
    }

    func defaultRange(_ type: CType) -> RangeSet {
        guard case .integer(let bits, let signed) = type, bits < 64, bits > 0 else { return .all }
        return signed
            ? RangeSet(-(1 << (bits - 1)), (1 << (bits - 1)) - 1) : RangeSet(0, (1 << bits) - 1)
    }

    func fits(_ range: RangeSet, _ type: CType) -> Bool {
        range.isSubset(of: defaultRange(type))
    }

    /// The address of a part of what a pointer points to. A test in the code may find NULL in it, so 0 is not excluded here;
    /// whether it counts as possibly NULL is for the nullness domain to say.
    private func addressRange(_ region: Region, in state: State) -> RangeSet {
        guard case .pointee(let pointer) = arena.rootKind(region) else { return .objects }
        return arena.isAtStart(region) ? range(pointer, in: state) : .all
    }

    private func offsetRange(_ base: Term, _ amount: Term, in state: State) -> RangeSet {
        arena.constantValue(amount) == 0 ? range(base, in: state) : .all
    }

    private func operationRange(
        _ op: BinaryOperator, _ a: Term, _ b: Term, _ type: CType, in state: State
    ) -> RangeSet {
        let (left, right) = (range(a, in: state), range(b, in: state))
        switch op {
        case .equal:
            if let x = left.single, x == right.single { return RangeSet(1, 1) }
            if representative(a, in: state) == representative(b, in: state) {
                return RangeSet(1, 1)
            }
            if let distance = distance(a, b) { return distance == 0 ? RangeSet(1, 1) : .zero }
            return left.intersects(right) ? RangeSet(0, 1) : .zero
        case .less:
            if representative(a, in: state) == representative(b, in: state) { return .zero }
            if let distance = distance(a, b) { return distance > 0 ? RangeSet(1, 1) : .zero }
            return lessRange(left, right, signed: isSigned(type))
        case .add:
            if let amount = right.single { return wrapped(left.shifted(by: amount), type) }
            if let amount = left.single { return wrapped(right.shifted(by: amount), type) }
        case .subtract:
            if let amount = right.single, amount != .min {
                return wrapped(left.shifted(by: -amount), type)
            }
        case .and:
            if let mask = right.single, mask >= 0 { return masked(left, mask) }
            if let mask = left.single, mask >= 0 { return masked(right, mask) }
        case .or:
            // A bit that is set on either side is set in the result.
            if let bits = right.single, bits != 0 {
                return bits > 0 && (left.lowest ?? -1) >= 0
                    ? RangeSet(bits, .max).intersection(defaultRange(type))
                    : RangeSet.nonZero.intersection(defaultRange(type))
            }
        case .remainder:
            if let divisor = right.single, divisor > 0, (left.lowest ?? -1) >= 0 {
                return RangeSet(0, divisor - 1)
            }
        default: break
        }
        return defaultRange(type)
    }

    /// How much more `b` is than `a`, where both are the same counter and a number.
    private func distance(_ a: Term, _ b: Term) -> Int64? {
        let (x, y) = (arena.linear(a), arena.linear(b))
        guard let base = x.base, base == y.base, x.offset != y.offset,
            case .symbol(.merged, _) = arena.node(base)
        else { return nil }
        return y.offset &- x.offset
    }

    private func masked(_ range: RangeSet, _ mask: Int64) -> RangeSet {
        if let value = range.single { return RangeSet(value & mask, value & mask) }
        return RangeSet(0, mask)
    }

    /// What becomes of a sum in its type. The kernel is built with `-fno-strict-overflow`: signed numbers wrap as well.
    private func wrapped(_ range: RangeSet, _ type: CType) -> RangeSet {
        if fits(range, type) { return range }
        guard case .integer(let bits, _) = type, bits < 63 else { return defaultRange(type) }
        // Once round; what would need more is any number.
        let round = Int64(1) << bits
        let whole = RangeSet(-round, round - 1)
        guard range.isSubset(of: whole.union(RangeSet(0, 2 * round - 1))) else {
            return defaultRange(type)
        }
        let all = defaultRange(type)
        return [0, round, -round].reduce(RangeSet.empty) {
            $0.union(range.shifted(by: $1).intersection(all))
        }
    }

    private func lessRange(_ a: RangeSet, _ b: RangeSet, signed: Bool) -> RangeSet {
        if let bound = b.single {
            let below = RangeSet.below(bound, signed: signed)
            if a.isSubset(of: below) { return RangeSet(1, 1) }
            return a.intersects(below) ? RangeSet(0, 1) : .zero
        }
        if let value = a.single {
            let notAbove = RangeSet.below(value, signed: signed).union(RangeSet(value, value))
            if !b.intersects(notAbove) { return RangeSet(1, 1) }
            return b.isSubset(of: notAbove) ? .zero : RangeSet(0, 1)
        }
        let sameHalf = (a.lowest ?? -1) >= 0 && (b.lowest ?? -1) >= 0
        if signed || sameHalf, let top = a.highest, let bottom = b.lowest, top < bottom {
            return RangeSet(1, 1)
        }
        if signed || sameHalf, let bottom = a.lowest, let top = b.highest, bottom >= top {
            return .zero
        }
        return RangeSet(0, 1)
    }

    func isSigned(_ type: CType) -> Bool {
        if case .integer(_, let signed) = type { signed } else { false }
    }

    /// Whether a term is made of a symbol, be it by way of what other symbols in it are known to equal.
    func occurs(_ symbol: Term, in term: Term, of state: State) -> Bool {
        var seen: Set<Term> = []
        var open = [term]
        while let next = open.popLast() {
            for part in arena.symbols(of: next) {
                if part == symbol { return true }
                if let equal = state.equals[part], seen.insert(part).inserted { open.append(equal) }
            }
        }
        return false
    }

    /// What stands for all terms that are known to equal this one. What a term is made of never leads back to it (`unify`), so
    /// the chain has an end.
    func representative(_ term: Term, in state: State) -> Term {
        var current = term
        while let next = state.equals[current] { current = next }
        return current
    }
}
