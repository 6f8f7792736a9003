internal import Facts

/// What a loop changes from round to round gets a value that stands for all rounds to come.
extension Executor {
    /// Replaces what differs from the last round.
    ///
    /// Counters with known values are left for some rounds, so that short loops are followed to their end. Then a counter
    /// becomes a symbol with bounds, and counters that go in step with it are kept in terms of it.
    func widen(
        _ state: inout State, since last: NumberMap<Region, Term>, point: Int32, after rounds: Int,
        thresholds: [Int64]
    ) {
        let changed = state.store.filter { region, value in
            guard let before = last[region], before != value else { return false }
            let counts = arena.constantValue(value) != nil && arena.constantValue(before) != nil
            if counts && rounds < limits.countedRounds { return false }
            // Of pointers to known objects there are only so many: each stays a value of its own.
            return !(isKnownObject(value) && isKnownObject(before) && rounds < limits.pointerRounds)
        }
        var leaders: [Pace: (region: Region, offset: Int64)] = [:]
        var followers: [(region: Region, leader: Region, distance: Int64)] = []
        var others: [(region: Region, values: [Term])] = []
        var counters: [(region: Region, range: RangeSet)] = []
        for (region, value) in changed {
            let before = last[region] ?? value
            let (old, new) = (arena.linear(before), arena.linear(value))
            guard old.base == new.base, case let step = new.offset &- old.offset, step != 0,
                let type = integerType(of: region)
            else {
                others.append((region, [value, before]))
                continue
            }
            let pace = Pace(base: new.base, step: step, type: type)
            if let leader = leaders[pace] {
                followers.append((region, leader.region, new.offset &- leader.offset))
                continue
            }
            leaders[pace] = (region, new.offset)
            let range = counterRange(
                value, before, step: step, type,
                thresholds: rounds < limits.countedRounds + limits.boundRounds ? thresholds : [],
                in: state)
            counters.append((region, range))
        }
        for (region, values) in others {
            replace(region, by: values, point: point, limited: false, &state)
        }
        for (region, range) in counters {
            let type = integerType(of: region) ?? .other
            let merged = memory.symbol(.merged(region, point: point, limited: false), type)
            forget(merged, except: region, point: point, &state)
            state.store[region] = merged
            if !range.isAll { state.constraints[merged] = range }
        }
        for (region, leader, distance) in followers {
            guard let merged = state.store[leader], let type = integerType(of: region) else {
                continue
            }
            state.store[region] =
                distance == 0
                ? merged
                : arena.term(.operation(.add, merged, arena.constant(distance), type))
        }
    }

    /// Counters that change by the same amount in a round.
    private struct Pace: Hashable {
        var base: Term?
        var step: Int64
        var type: CType
    }

    /// What a counter can be from here on: it goes one way, and stops at a number that the function compares with, if at all.
    private func counterRange(
        _ value: Term, _ before: Term, step: Int64, _ type: CType, thresholds: [Int64],
        in state: State
    ) -> RangeSet {
        var known = constraints.range(value, in: state)
        // Rounds with known values were followed one by one; only those to come have to be covered.
        if arena.constantValue(before) == nil {
            known = known.union(constraints.range(before, in: state))
        }
        let most = constraints.defaultRange(type)
        guard let low = known.lowest, let high = known.highest, known.isSubset(of: most) else {
            return most
        }
        let range =
            step > 0
            ? RangeSet(low, thresholds.first { $0 >= high } ?? most.highest ?? .max)
            : RangeSet(thresholds.last { $0 <= low } ?? most.lowest ?? .min, high)
        return range.intersection(most)
    }

    private func integerType(of region: Region) -> CType? {
        let type: CType? =
            switch arena.node(region) {
            case .local(let local, let frame): frames[frame]?.function.locals[local.index].type
            case .field(_, let field): field.type
            default: nil
            }
        if case .integer(let bits, _)? = type, bits > 1 { return type }
        return nil
    }

    /// NULL, a function, or the address of an object that no loop can make new ones of.
    private func isKnownObject(_ term: Term) -> Bool {
        switch arena.node(term) {
        case .constant(0), .function: return true
        case .address(let region):
            let symbols = arena.symbols(of: region)
            return symbols.count <= 2
                && symbols.allSatisfy {
                    if case .symbol(.initial(_, 0), _) = arena.node($0) { true } else { false }
                }
        default: return false
        }
    }
}
