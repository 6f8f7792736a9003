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
            derived = operationRange(term, op, a, b, type, in: state)
        case .unary(let op, let operand, let type):
            derived = unaryRange(op, range(operand, in: state), type)
        case .convert(let inner, let type):
            let value = range(inner, in: state)
            if type == .bool {
                derived =
                    value == .zero
                    ? .zero : value.contains(0) ? RangeSet(0, 1) : RangeSet(1, 1)
            } else {
                derived = fits(value, type) ? value : converted(value, inner, type, in: state)
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

    private func unaryRange(_ op: UnaryOperator, _ inner: RangeSet, _ type: CType) -> RangeSet {
        if op == .not {
            return inner == .zero ? RangeSet(1, 1) : inner.contains(0) ? RangeSet(0, 1) : .zero
        }
        if let values = inner.elements(most: 32) {
            return values.reduce(.empty) {
                let value = Arithmetic.result(op, $1, type)
                return $0.union(RangeSet(value, value))
            }
        }
        guard let low = inner.lowest, let high = inner.highest else { return .empty }
        switch op {
        case .negate:
            guard low != .min else { return defaultRange(type) }
            let turned = wrapped(RangeSet(-high, -low), type)
            return inner.contains(0) ? turned : turned.subtracting(.zero)
        case .complement: return wrapped(RangeSet(~high, ~low), type)
        case .not: return RangeSet(0, 1)
        }
    }

    /// What is left of a value in a type that doesn't hold all of it.
    private func converted(
        _ value: RangeSet, _ inner: Term, _ type: CType, in state: State
    ) -> RangeSet {
        if let values = value.elements(most: 32) {
            return values.reduce(.empty) {
                let cut = Arithmetic.truncated($1, to: type)
                return $0.union(RangeSet(cut, cut))
            }
        }
        let known = bits(of: inner, in: state).truncated(to: type).range
        return wrapped(value, type).intersection(defaultRange(type)).intersection(known)
    }

    private func addressRange(_ region: Region, in state: State) -> RangeSet {
        guard case .pointee(let pointer) = arena.rootKind(region), arena.isAtStart(region) else {
            return .objects
        }
        return startRange(pointer, in: state)
    }

    /// The address of the first part of what a pointer points to, or of what that is the first part of. Where the pointer is NULL or
    /// an error pointer, so is the address; but that has to be known of the pointer, or said by who made it: that nobody looked at
    /// it is no reason to think so. Further inside, an address is never NULL.
    private func startRange(_ pointer: Term, in state: State) -> RangeSet {
        let known = range(pointer, in: state)
        if admitsNull(pointer, in: state) { return known }
        let good = known.intersection(.objects)
        if good.isEmpty { return known }
        switch arena.node(representative(pointer, in: state)) {
        case .symbol(.result, _), .symbol(.merged, _), .symbol(.recursive, _), .operation, .unary:
            return known.subtracting(.zero)
        default: return good
        }
    }

    /// Whether something speaks for NULL in a pointer: the function that made it may give it, or one of the paths that met set it.
    func admitsNull(_ original: Term, in state: State) -> Bool {
        guard arena.effort.begin() else { return true }
        defer { arena.effort.end() }
        let term = representative(original, in: state)
        switch arena.node(term) {
        case .constant(let value): return value == 0
        case .symbol(.result, _), .symbol(.merged, _), .symbol(.recursive, _):
            return state.constraints[term]?.contains(0) ?? false
        case .symbol, .function: return false
        case .address(let region):
            guard case .pointee(let pointer) = arena.rootKind(region), arena.isAtStart(region)
            else { return false }
            return admitsNull(pointer, in: state)
        case .offset(let base, let amount):
            return range(amount, in: state).contains(0) && admitsNull(base, in: state)
        case .convert(let inner, _): return admitsNull(inner, in: state)
        case .operation, .unary: return true
        }
    }

    /// A pointer that was moved: within an object, and so no NULL unless it was one and stays where it is.
    private func offsetRange(_ base: Term, _ amount: Term, in state: State) -> RangeSet {
        let (start, distance) = (range(base, in: state), range(amount, in: state))
        if distance == .zero { return startRange(base, in: state) }
        if start == .zero { return distance }
        guard distance.contains(0), start.contains(0), admitsNull(base, in: state) else {
            return .objects
        }
        return .all
    }

    /// The bits that are known of a number, whatever its value.
    func bits(of original: Term, in state: State) -> KnownBits {
        guard arena.effort.begin() else { return KnownBits() }
        defer { arena.effort.end() }
        let term = representative(original, in: state)
        if let value = arena.constantValue(term) { return KnownBits(value) }
        var known = KnownBits()
        switch arena.node(term) {
        case .operation(let op, let a, let b, let type):
            switch op {
            case .and, .or, .xor:
                known = bits(of: a, in: state).applying(op, bits(of: b, in: state))
            case .add, .subtract, .multiply:
                known = bits(of: a, in: state).applying(op, bits(of: b, in: state))
                    .truncated(to: type)
            case .shiftLeft:
                guard let amount = range(b, in: state).single else { break }
                known = bits(of: a, in: state).shifted(left: amount).truncated(to: type)
            case .shiftRight:
                guard let amount = range(b, in: state).single else { break }
                known = bits(of: a, in: state).shifted(right: amount, signed: isSigned(type))
            case .divide, .remainder: known = KnownBits(range(term, in: state))
            default: break
            }
        case .unary(.complement, let inner, let type):
            known = bits(of: inner, in: state).complement.truncated(to: type)
        case .convert(let inner, let type): known = bits(of: inner, in: state).truncated(to: type)
        case .symbol(_, let type):
            known = KnownBits((state.constraints[term] ?? .all).intersection(defaultRange(type)))
        default: break
        }
        known.learn(testedBits(of: term, in: state))
        // A conversion has the number's low bits.
        for other in arena.conversions(of: term) {
            guard case .convert(_, .integer(let width, _)) = arena.node(other) else { continue }
            let low = width < 64 ? (UInt64(1) << UInt64(width)) - 1 : .max
            known.learn(testedBits(of: other, in: state).within(low))
        }
        return known
    }

    /// What the bits were found to be that tests asked for.
    private func testedBits(of term: Term, in state: State) -> KnownBits {
        var known = KnownBits()
        if let bounds = state.constraints[term] { known.learn(KnownBits(bounds)) }
        for test in arena.masks(of: term) {
            guard let value = state.constraints[test]?.single,
                case .operation(_, _, let mask, _) = arena.node(test),
                let bits = arena.constantValue(mask)
            else { continue }
            known.learn(KnownBits(value).within(UInt64(bitPattern: bits)))
        }
        return known
    }

    private func operationRange(
        _ term: Term, _ op: BinaryOperator, _ a: Term, _ b: Term, _ type: CType, in state: State
    ) -> RangeSet {
        let (left, right) = (range(a, in: state), range(b, in: state))
        var known = RangeSet.all
        switch op {
        case .equal:
            if let x = left.single, x == right.single { return RangeSet(1, 1) }
            if representative(a, in: state) == representative(b, in: state) {
                return RangeSet(1, 1)
            }
            if let distance = distance(a, b, in: state) {
                return distance == 0 ? RangeSet(1, 1) : .zero
            }
            return left.intersects(right) ? RangeSet(0, 1) : .zero
        case .less:
            if representative(a, in: state) == representative(b, in: state) { return .zero }
            if let distance = distance(a, b, in: state), distance != .max {
                return distance > 0 ? RangeSet(1, 1) : .zero
            }
            return lessRange(left, right, signed: isSigned(type))
        case .add where left.single != nil || right.single != nil:
            let (moved, amount) = right.single.map { (left, $0) } ?? (right, left.single ?? 0)
            return wrapped(moved.shifted(by: amount), type)
        case .and, .or, .xor, .shiftLeft, .shiftRight:
            known = bits(of: term, in: state).range
        case .multiply:
            // An odd number can be divided by again, whatever was cut off: only a multiple of 0 is 0.
            if let factor = right.single ?? left.single, factor & 1 == 1,
                !(right.single == nil ? right : left).contains(0)
            {
                known = .nonZero
            }
        default: break
        }
        if let image = Arithmetic.image(op, left, right, type) { return image }
        guard let bounds = Arithmetic.bounds(op, left, right, type) else {
            return defaultRange(type).intersection(known)
        }
        return wrapped(bounds, type).intersection(known)
    }

    /// How much more `b` is than `a`, where both are the same counter and a number, or elements of one array.
    private func distance(_ a: Term, _ b: Term, in state: State) -> Int64? {
        if case .address(let first) = arena.node(a), case .address(let second) = arena.node(b) {
            guard case .element(let array, let i) = arena.node(first),
                case .element(array, let j) = arena.node(second)
            else { return areApart(first, second) ? .max : nil }
            guard let from = range(i, in: state).single, let to = range(j, in: state).single else {
                return nil
            }
            return to &- from
        }
        let (x, y) = (arena.linear(a), arena.linear(b))
        guard let base = x.base, base == y.base, x.offset != y.offset,
            case .symbol(.merged, _) = arena.node(base)
        else { return nil }
        return y.offset &- x.offset
    }

    /// Whether two places are in two objects that have names, or are two members side by side.
    private func areApart(_ a: Region, _ b: Region) -> Bool {
        let (x, y) = (arena.root(a), arena.root(b))
        if x != y {
            switch (arena.rootKind(x), arena.rootKind(y)) {
            case (.pointee, _), (_, .pointee): return false
            default: return true
            }
        }
        guard case .field(let outer, let f) = arena.node(a),
            case .field(outer, let g) = arena.node(b),
            let start = f.offset, let other = g.offset
        else { return false }
        return start != other
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
