internal import BitCollections
internal import Facts

/// Where paths meet, and where loops come round: how the engine keeps the number of states bounded.
extension Executor {
    /// Drops what no longer matters, and widens what a loop changes.
    func prepare(_ item: inout Work, _ flow: Flow, _ frame: Int32) {
        let block = item.block
        let escaped = item.state.escaped
        item.state.store.removeAll { region, _ in
            guard case .local(let local, frame) = arena.rootKind(region) else { return false }
            return !flow.isLive(local, atEntryOf: block) && !escaped.contains(region)
        }
        if flow.predecessors[block] > 1 { dropDeadConstraints(&item.state) }
        guard flow.loopHeads.contains(block) else { return }
        let key = arena.number(.loop(frame: frame, block: Int32(block)))
        guard let from = item.from, flow.isBackEdge(from: from, to: block) else {
            item.state.rounds[key] = State.Round(count: 0, store: item.state.store)
            return
        }
        var round = item.state.rounds[key] ?? State.Round(count: 0, store: item.state.store)
        round.count += 1
        if round.count >= 2 {
            widen(
                &item.state, since: round.store, point: key, after: round.count,
                thresholds: flow.thresholds)
        }
        round.store = item.state.store
        item.state.rounds[key] = round
    }

    func replace(
        _ region: Region, by values: [Term], point: Int32, limited: Bool, _ state: inout State
    ) {
        let range = values.reduce(RangeSet.empty) { $0.union(constraints.range($1, in: state)) }
        let type = values.lazy.compactMap(typeOf).first ?? .other
        let merged = memory.symbol(.merged(region, point: point, limited: limited), type)
        remember(values, in: merged)
        for value in values { memory.escape(value, in: &state) }
        forget(merged, except: region, point: point, &state)
        state.store[region] = merged
        let bounds = range.coarse
        if !bounds.isAll { state.constraints[merged] = bounds }
    }

    func remember(_ values: [Term], in merged: Term) { memory.remember(values, in: merged) }

    /// A symbol is about to mean something new: nothing that was known of its old meaning may stay.
    func forget(_ symbol: Term, except region: Region, point: Int32, _ state: inout State) {
        memory.retire([symbol], at: point, except: region, in: &state)
    }

    func dropDeadConstraints(_ state: inout State) {
        guard !state.constraints.isEmpty else { return }
        let live = liveSymbols(state)
        state.constraints.removeAll { term, _ in
            !arena.symbols(of: term).allSatisfy { live.contains(Int($0.id)) }
        }
    }

    /// The symbols that a state is made of, by number.
    func liveSymbols(_ state: State) -> BitSet {
        var live = BitSet()
        for (region, value) in state.store {
            for symbol in arena.symbols(of: region) { live.insert(Int(symbol.id)) }
            for symbol in arena.symbols(of: value) { live.insert(Int(symbol.id)) }
        }
        for (term, other) in state.equals where live.contains(Int(term.id)) {
            for symbol in arena.symbols(of: other) { live.insert(Int(symbol.id)) }
        }
        return live
    }

    /// False for a state that has been seen. Beyond the limit all states of the point become one, which is what to go on with.
    func admit(
        _ item: inout Work, _ seen: inout [[State]], _ joined: inout [Int: State], _ frame: Int32
    ) -> Bool {
        let block = item.block
        if let summary = joined[block] {
            let point = arena.number(.join(frame: frame, block: Int32(block)))
            let next = join(summary, item.state, point: point)
            if next.isSame(as: summary) { return false }
            joined[block] = next
            item.state = next
            return true
        }
        if seen[block].contains(where: { $0.isSame(as: item.state) }) { return false }
        seen[block].append(item.state)
        if seen[block].count > statesPerPoint {
            reached.insert(.statesPerPoint)
            joined[block] = item.state
        }
        return true
    }

    /// Deep in calls, paths are merged earlier: what is far from the return rarely decides it, and costs multiply.
    var statesPerPoint: Int { max(4, limits.statesPerPoint >> (2 * (stack.count - 1))) }

    func join(_ a: State, _ b: State, point: Int32) -> State {
        var result = b
        result.constraints = NumberMap()
        result.equals = b.equals.filter { a.equals[$0] == $1 }
        if a.version != b.version {
            memory.retire(at: point, in: &result)
            result.version = point
        }
        result.escaped = a.escaped.union(b.escaped)
        result.defaults = b.defaults.filter { a.defaults[$0] == $1 }
        for defaults in [a.defaults, b.defaults] {
            for place in defaults.keys where result.defaults[place] == nil {
                result.defaults[place] = .unknown(version: point)
            }
        }
        for (term, range) in b.constraints {
            if let other = a.constraints[term] { result.constraints[term] = range.union(other) }
        }
        var changed: [(Region, RangeSet, CType, [Term])] = []
        for (region, value) in b.store {
            guard let other = a.store[region] else {
                result.store[region] = nil
                continue
            }
            if other == value { continue }
            let range = constraints.range(value, in: b).union(constraints.range(other, in: a))
            changed.append(
                (region, range.coarse, typeOf(value) ?? typeOf(other) ?? .other, [value, other]))
        }
        for (region, range, type, values) in changed.sorted(by: { $0.0.id < $1.0.id }) {
            let merged = memory.symbol(.merged(region, point: point, limited: true), type)
            remember(values, in: merged)
            for value in values { memory.escape(value, in: &result) }
            forget(merged, except: region, point: point, &result)
            result.store[region] = merged
            if !range.isAll { result.constraints[merged] = range }
        }
        return result
    }

    func typeOf(_ term: Term) -> CType? {
        switch arena.node(term) {
        case .symbol(_, let type), .operation(_, _, _, let type), .unary(_, _, let type),
            .convert(_, let type):
            type
        case .address, .function, .offset: .pointer(.other)
        case .constant: nil
        }
    }

    /// One way out more than are told apart: it becomes one with another that returns the same, or with the last.
    func merge(
        _ value: Term?, _ state: State, into results: inout [(value: Term?, state: State)],
        site: Int32, type: CType
    ) {
        let same = results.lastIndex { $0.value == value }
        let index = same ?? results.count - 1
        let joined = join(results[index].state, state, point: site)
        if same != nil {
            results[index].state = joined
            return
        }
        let nowhere = arena.region(.global("\"exit"))
        let merged = memory.symbol(.merged(nowhere, point: site, limited: true), type)
        let values = [(value, state), (results[index].value, results[index].state)]
        let range = values.reduce(RangeSet.empty) { known, exit in
            known.union(exit.0.map { constraints.range($0, in: exit.1) } ?? .all)
        }
        remember(values.compactMap(\.0), in: merged)
        var after = joined
        for value in values.compactMap(\.0) { memory.escape(value, in: &after) }
        forget(merged, except: nowhere, point: site, &after)
        if !range.coarse.isAll { after.constraints[merged] = range.coarse }
        results[index] = (type == .void ? nil : merged, after)
    }
}
