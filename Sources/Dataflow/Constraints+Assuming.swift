internal import Facts

/// What follows when a condition is taken to hold.
extension Constraints {
    /// Adds that `term` is true (not 0), or false. Gives the terms of which more is known then, or nil if that can't be on this
    /// path; nothing is to be done with the state any more then.
    func assume(_ term: Term, _ truth: Bool, in state: inout State) -> [Term]? {
        var narrowed: [Term] = []
        return assume(term, truth, &state, &narrowed) ? narrowed : nil
    }

    /// Adds that the value of `term` is in `range`.
    func assume(_ term: Term, in range: RangeSet, _ state: inout State) -> [Term]? {
        var narrowed: [Term] = []
        return constrain(term, range, &state, &narrowed) ? narrowed : nil
    }

    /// What is read or written is an object: where the pointer to it is NULL, the kernel oopses and no value comes back. A
    /// path on which it can't be anything else is left as it is; that it fails before it returns excuses no `return NULL`.
    func dereference(_ region: Region, in state: inout State) {
        guard case .pointee(let pointer) = arena.rootKind(region) else { return }
        let known = range(pointer, in: state)
        guard !known.isSubset(of: .objects), known.intersects(.objects) else { return }
        var good = state
        if assume(pointer, in: .objects, &good) != nil { state = good }
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
            if common.single == nil { unify(a, b, by: term, &state) }
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
        // Knowledge that is not passed on is only missed.
        guard arena.effort.begin() else { return true }
        defer { arena.effort.end() }
        let term = representative(original, in: state)
        let before = range(term, in: state)
        let after = before.intersection(allowed)
        if after.isEmpty { return false }
        if after == before { return true }
        if let value = after.single, !bits(of: term, in: state).allow(value) { return false }
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
            return after.contains(0) || constrain(inner, .nonZero, &state, &narrowed)
        case .offset(let base, let amount) where arena.constantValue(amount) == 0:
            state.constraints[term] = after
            narrowed.append(term)
            return constrain(base, after, &state, &narrowed)
        case .address(let region) where arena.isAtStart(region):
            guard case .pointee(let base) = arena.rootKind(region) else { return true }
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
        case .operation(let op, let a, let b, let type):
            state.constraints[term] = after
            narrowed.append(term)
            return passOn(op, a, b, type, after, &state, &narrowed)
        case .unary(let op, let inner, let type):
            state.constraints[term] = after
            narrowed.append(term)
            if let value = after.single {
                let operand = Arithmetic.result(op, value, type)
                return constrain(inner, RangeSet(operand, operand), &state, &narrowed)
            }
            return op == .complement || after.contains(0)
                || constrain(inner, .nonZero, &state, &narrowed)
        default:
            state.constraints[term] = after
            narrowed.append(term)
            return true
        }
    }

    /// What the result of an operation says of its operands.
    private func passOn(
        _ op: BinaryOperator, _ a: Term, _ b: Term, _ type: CType, _ result: RangeSet,
        _ state: inout State, _ narrowed: inout [Term]
    ) -> Bool {
        let isZero = result == .zero
        guard isZero || !result.contains(0) else {
            return op != .shiftRight || widen(a, b, type, result, &state, &narrowed)
        }
        switch op {
        case .subtract, .xor:
            let (x, y) = a.id > b.id ? (b, a) : (a, b)
            return assumeEqual(
                arena.term(.operation(.equal, x, y, type)), x, y, isZero, &state, &narrowed)
        case .or where isZero:
            return constrain(a, .zero, &state, &narrowed) && constrain(b, .zero, &state, &narrowed)
        case .and where !isZero, .multiply where !isZero:
            return constrain(a, .nonZero, &state, &narrowed)
                && constrain(b, .nonZero, &state, &narrowed)
        case .shiftLeft where !isZero, .divide where !isZero, .remainder where !isZero:
            return constrain(a, .nonZero, &state, &narrowed)
        case .shiftRight: return widen(a, b, type, result, &state, &narrowed)
        default: return true
        }
    }

    /// `x >> n` in a range of counts keeps `x` between the first number that gives the lowest and the last that gives the highest.
    private func widen(
        _ a: Term, _ b: Term, _ type: CType, _ result: RangeSet, _ state: inout State,
        _ narrowed: inout [Term]
    ) -> Bool {
        guard let amount = range(b, in: state).single, amount > 0, amount < 63,
            let low = result.lowest, let high = result.highest, low >= 0,
            high <= Int64.max >> amount
        else { return true }
        let most = high << amount | ((1 << amount) - 1)
        return constrain(a, RangeSet(low << amount, most), &state, &narrowed)
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
            if common.single == nil { unify(a, b, by: term, &state) }
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

    /// Makes two equal terms one. Where none can stand for the other, it is only kept that their comparison holds.
    private func unify(_ a: Term, _ b: Term, by comparison: Term, _ state: inout State) {
        let (x, y) = (representative(a, in: state), representative(b, in: state))
        guard x != y else { return }
        // Keep the one that says more: an address over a symbol, an older symbol over a newer.
        let (kept, replaced) = preferred(x, y)
        // `x == (u32)x` says something of `x`, but is no other way to write it.
        guard isSymbolic(replaced), !occurs(replaced, in: kept, of: state) else {
            state.constraints[comparison] = RangeSet(1, 1)
            return
        }
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
