internal import Facts

/// Ranges of terms, and what follows when a condition is taken to hold.
struct Constraints {
    let arena: Arena

    // MARK: what a term can be

    func range(_ original: Term, in state: State) -> RangeSet {
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

    private func fits(_ range: RangeSet, _ type: CType) -> Bool {
        range.isSubset(of: defaultRange(type))
    }

    /// The address of a part of what a pointer points to. A test in the code may find NULL in it, so 0 is not excluded here;
    /// whether it counts as possibly NULL is for the nullness domain to say.
    private func addressRange(_ region: Region, in state: State) -> RangeSet {
        guard case .pointee(let pointer) = arena.node(arena.root(region)) else { return .objects }
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

    func representative(_ term: Term, in state: State) -> Term {
        var current = term
        while let next = state.equals[current] { current = next }
        return current
    }

    // MARK: taking a condition to hold

    /// Adds that `term` is true (not 0), or false. Nil if that can't be on this path.
    func assume(_ term: Term, _ truth: Bool, in state: State) -> (state: State, narrowed: [Term])? {
        var next = state
        var narrowed: [Term] = []
        guard assume(term, truth, &next, &narrowed) else { return nil }
        return (next, narrowed)
    }

    /// Adds that the value of `term` is in `range`.
    func assume(_ term: Term, in range: RangeSet, _ state: State) -> (
        state: State, narrowed: [Term]
    )? {
        var next = state
        var narrowed: [Term] = []
        guard constrain(term, range, &next, &narrowed) else { return nil }
        return (next, narrowed)
    }

    /// What is read or written is an object: where the pointer to it is NULL, the kernel oopses and no value comes back. A
    /// path on which it can't be anything else is left as it is; that it fails before it returns excuses no `return NULL`.
    func dereference(_ region: Region, in state: inout State) {
        guard case .pointee(let pointer) = arena.node(arena.root(region)) else { return }
        let known = range(pointer, in: state)
        guard !known.isSubset(of: .objects), known.intersects(.objects) else { return }
        if let (good, _) = assume(pointer, in: .objects, state) { state = good }
    }

    private func assume(
        _ term: Term, _ truth: Bool, _ state: inout State, _ narrowed: inout [Term]
    ) -> Bool {
        switch arena.node(term) {
        case .unary(.not, let operand, _): return assume(operand, !truth, &state, &narrowed)
        case .convert(let inner, .bool): return assume(inner, truth, &state, &narrowed)
        case .operation(.equal, let a, let b, _):
            return assumeEqual(term, a, b, truth, &state, &narrowed)
        case .operation(.less, let a, let b, let type):
            return assumeLess(term, a, b, isSigned(type), truth, &state, &narrowed)
        default:
            return constrain(term, truth ? .nonZero : .zero, &state, &narrowed)
        }
    }

    private func assumeEqual(
        _ term: Term, _ a: Term, _ b: Term, _ truth: Bool, _ state: inout State,
        _ narrowed: inout [Term]
    ) -> Bool {
        let (left, right) = (range(a, in: state), range(b, in: state))
        if truth {
            let common = left.intersection(right)
            guard constrain(a, common, &state, &narrowed),
                constrain(b, common, &state, &narrowed)
            else { return false }
            if common.single == nil { unify(a, b, &state) }
            return true
        }
        // A comparison's truth value compared with 0 is the comparison, turned round.
        if let value = right.single {
            if !constrain(a, .all.subtracting(RangeSet(value, value)), &state, &narrowed) {
                return false
            }
        } else if let value = left.single {
            if !constrain(b, .all.subtracting(RangeSet(value, value)), &state, &narrowed) {
                return false
            }
        }
        return constrain(term, .zero, &state, &narrowed)
    }

    private func assumeLess(
        _ term: Term, _ a: Term, _ b: Term, _ signed: Bool, _ truth: Bool, _ state: inout State,
        _ narrowed: inout [Term]
    ) -> Bool {
        if let bound = range(b, in: state).single {
            let below = RangeSet.below(bound, signed: signed)
            return constrain(a, truth ? below : below.complement, &state, &narrowed)
        }
        if let value = range(a, in: state).single {
            let notAbove = RangeSet.below(value, signed: signed).union(RangeSet(value, value))
            return constrain(b, truth ? notAbove.complement : notAbove, &state, &narrowed)
        }
        guard !signed || narrowBounds(a, b, truth, &state, &narrowed) else { return false }
        if truth, case .operation(_, _, _, let type) = arena.node(term) {
            // `a < b` leaves neither `b < a` nor `a == b`.
            let mirrored = arena.term(.operation(.less, b, a, type))
            let (x, y) = a.id > b.id ? (b, a) : (a, b)
            let equal = arena.term(.operation(.equal, x, y, type))
            for excluded in [mirrored, equal] {
                guard constrain(excluded, .zero, &state, &narrowed) else { return false }
            }
        }
        return constrain(term, truth ? RangeSet(1, 1) : .zero, &state, &narrowed)
    }

    /// What follows for two signed values of which both are unknown: `a < b` keeps `a` off the largest value, and so on.
    private func narrowBounds(
        _ a: Term, _ b: Term, _ truth: Bool, _ state: inout State, _ narrowed: inout [Term]
    ) -> Bool {
        guard let lowA = range(a, in: state).lowest, let highA = range(a, in: state).highest,
            let lowB = range(b, in: state).lowest, let highB = range(b, in: state).highest
        else { return false }
        if truth {
            guard highB != .min, lowA != .max else { return false }
            return constrain(a, RangeSet(.min, highB - 1), &state, &narrowed)
                && constrain(b, RangeSet(lowA + 1, .max), &state, &narrowed)
        }
        return constrain(a, RangeSet(lowB, .max), &state, &narrowed)
            && constrain(b, RangeSet(.min, highA), &state, &narrowed)
    }

    private func constrain(
        _ original: Term, _ allowed: RangeSet, _ state: inout State, _ narrowed: inout [Term]
    ) -> Bool {
        let term = representative(original, in: state)
        let before = range(term, in: state)
        let after = before.intersection(allowed)
        if after.isEmpty { return false }
        if after == before { return true }
        switch arena.node(term) {
        case .constant, .function: return true
        case .convert(let inner, .bool):
            if !after.contains(0) { return assume(inner, true, &state, &narrowed) }
            return after == .zero ? assume(inner, false, &state, &narrowed) : true
        case .unary(.not, let inner, _):
            if !after.contains(0) { return assume(inner, false, &state, &narrowed) }
            return after == .zero ? assume(inner, true, &state, &narrowed) : true
        case .operation(.equal, _, _, _) where after.single != nil && before != after,
            .operation(.less, _, _, _) where after.single != nil && before != after:
            // Remember the relation itself, then what follows from it.
            let truth = after != .zero
            state.constraints[term] = after
            return assumeRelation(term, truth, &state, &narrowed)
        case .convert(let inner, let type):
            state.constraints[term] = after
            narrowed.append(term)
            // A conversion that changes no value passes the knowledge on.
            if fits(range(inner, in: state), type) || isWideEnough(inner, type) {
                return constrain(inner, after, &state, &narrowed)
            }
            return true
        case .offset(let base, let amount) where arena.constantValue(amount) == 0:
            state.constraints[term] = after
            narrowed.append(term)
            return constrain(base, after, &state, &narrowed)
        case .address(let region) where arena.isAtStart(region):
            guard case .pointee(let base) = arena.node(arena.root(region)) else { return true }
            state.constraints[term] = after
            narrowed.append(term)
            return constrain(base, after, &state, &narrowed)
        case .operation(.add, let inner, let amount, let type):
            state.constraints[term] = after
            narrowed.append(term)
            if let number = arena.constantValue(amount), number != .min,
                fits(range(inner, in: state).shifted(by: number), type),
                !range(inner, in: state).shifted(by: number).isAll
            {
                return constrain(inner, after.shifted(by: -number), &state, &narrowed)
            }
            return true
        default:
            state.constraints[term] = after
            narrowed.append(term)
            return true
        }
    }

    private func assumeRelation(
        _ term: Term, _ truth: Bool, _ state: inout State, _ narrowed: inout [Term]
    ) -> Bool {
        switch arena.node(term) {
        case .operation(.equal, let a, let b, _):
            guard truth else {
                if let value = range(b, in: state).single {
                    return constrain(
                        a, .all.subtracting(RangeSet(value, value)), &state, &narrowed)
                }
                return true
            }
            let common = range(a, in: state).intersection(range(b, in: state))
            guard constrain(a, common, &state, &narrowed), constrain(b, common, &state, &narrowed)
            else { return false }
            if common.single == nil { unify(a, b, &state) }
            return true
        case .operation(.less, let a, let b, let type):
            guard let bound = range(b, in: state).single else { return true }
            let below = RangeSet.below(bound, signed: isSigned(type))
            return constrain(a, truth ? below : below.complement, &state, &narrowed)
        default: return true
        }
    }

    private func isWideEnough(_ inner: Term, _ type: CType) -> Bool {
        switch (typeOf(inner), type) {
        case (.pointer, .integer(64, _)), (.integer(64, _), .pointer): true
        case (.integer(64, _), .integer(64, _)): true
        default: false
        }
    }

    private func typeOf(_ term: Term) -> CType {
        switch arena.node(term) {
        case .constant: .other
        case .symbol(_, let type), .operation(_, _, _, let type), .unary(_, _, let type),
            .convert(_, let type):
            type
        case .address, .function, .offset: .pointer(.other)
        }
    }

    private func unify(_ a: Term, _ b: Term, _ state: inout State) {
        let (x, y) = (representative(a, in: state), representative(b, in: state))
        guard x != y else { return }
        // Keep the one that says more: an address over a symbol, an older symbol over a newer.
        let (kept, replaced) = preferred(x, y)
        guard isSymbolic(replaced) else { return }
        let merged = range(kept, in: state).intersection(range(replaced, in: state))
        state.equals[replaced] = kept
        state.constraints[replaced] = nil
        if isSymbolic(kept) { state.constraints[kept] = merged }
    }

    private func preferred(_ x: Term, _ y: Term) -> (kept: Term, replaced: Term) {
        if !isSymbolic(x) { return (x, y) }
        if !isSymbolic(y) { return (y, x) }
        return x.id < y.id ? (x, y) : (y, x)
    }

    private func isSymbolic(_ term: Term) -> Bool {
        if case .symbol = arena.node(term) { true } else { false }
    }
}
