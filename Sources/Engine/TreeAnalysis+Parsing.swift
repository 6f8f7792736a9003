internal import Facts
internal import KernelSource
internal import SourceText
internal import Supervision

/// The units of a state that have to be parsed, and those of states to come that can be parsed beside them.
extension TreeAnalysis {
    /// Parses units of the state that is being lowered, or waits for those that were begun with an earlier one.
    mutating func parsed(
        _ units: [TreePath], of state: LoweredState, _ flags: CompileFlags, _ kept: KeptState?
    ) throws -> [TreePath: UnitWork.Outcome] {
        options.progress?.expect(units.count, of: number)
        let begun = Set(batches.flatMap { $0.units(of: number) })
        let missing = units.filter { !begun.contains($0) }
        if !missing.isEmpty { try begin(missing, of: state, flags, kept) }
        var outcomes: [TreePath: UnitWork.Outcome] = [:]
        for batch in batches { outcomes.merge(try batch.outcomes(of: number)) { $1 } }
        batches.removeAll { $0.lastState <= number && $0.isFinished }
        let wanted = Set(units)
        return outcomes.filter { wanted.contains($0.key) }
    }

    private mutating func begin(
        _ units: [TreePath], of state: LoweredState, _ flags: CompileFlags, _ kept: KeptState?
    ) throws {
        // Two batches that lack the same prelude would both make it.
        for batch in batches { batch.finish() }
        let preludes = try self.preludes ?? Preludes()
        self.preludes = preludes
        var states: [Int: UnitBatch.State] = [:]
        let parsing = ReadAhead { [scan, environment] in
            Result { () throws(TreeError) in
                try Self.parsing(
                    state.snapshot, units, flags, preludes, hidden: scan.unsafe, like: environment)
            }
        }
        var jobs = jobs(of: number, units, state, flags, preludes)
        states[number] = try parsing.wait()?.get()
        environment = states[number]?.environment
        for (next, units, later) in statesAhead(of: state, units, flags) {
            // What is wrong with it is said when its turn comes.
            let made = try? Self.parsing(
                later.snapshot, units, flags, preludes, hidden: scan.unsafe, like: environment)
            guard let made else { break }
            states[next] = made
            jobs += self.jobs(of: next, units, later, flags, preludes)
        }
        if let kept { adopt(jobs, in: state.snapshot, kept, preludes) }
        let work = UnitWork(
            contract: contract, knowledge: knowledge, limits: options.limits, jobs: options.jobs,
            preludes: preludes, progress: options.progress)
        batches.append(UnitBatch(work, jobs, in: states))
    }

    private static func parsing(
        _ snapshot: Snapshot, _ units: [TreePath], _ flags: CompileFlags, _ preludes: Preludes,
        hidden: [TreePath], like last: ParseEnvironment?
    ) throws(TreeError) -> UnitBatch.State {
        let environment = try ParseEnvironment(
            snapshot, flags: flags, hidden: hidden, preludes: preludes.directory.path, like: last)
        try environment.prepare(units)
        return UnitBatch.State(snapshot: snapshot, environment: environment)
    }

    /// Units in the order in which they are to be parsed, and what they read their headers from.
    private mutating func jobs(
        of number: Int, _ units: [TreePath], _ state: LoweredState, _ flags: CompileFlags,
        _ preludes: Preludes
    ) -> [UnitWork.Job] {
        var served: [TreePath: PreludeUse] = [:]
        var order = units
        if options.usesPreludes, !Risk.isCareful, options.command == nil {
            var plan =
                plan ?? planning?.wait() ?? PreludePlan(state.snapshot, excluding: unstable)
            served = plan.uses(units, of: state.paths, state.snapshot, flags, preludes)
            order = plan.longestFirst(units, served, state.snapshot, preludes)
            self.plan = plan
        }
        return order.map { UnitWork.Job(state: number, path: $0, use: served[$0]) }
    }

    /// Takes over the preludes that an earlier run has made.
    private func adopt(
        _ jobs: [UnitWork.Job], in snapshot: Snapshot, _ kept: KeptState, _ preludes: Preludes
    ) {
        let wanted = Set(jobs.flatMap { [$0.use?.number, $0.use?.upgrade?.number] })
        let missing = preludes.missing.filter(wanted.contains)
        _ = onWorkers(missing.count, width: options.jobs) { place in
            preludes.adopt(missing[place]) { file in
                kept.cache.prelude(
                    preludes.choices[missing[place]], kept.context, in: snapshot, to: file)
            }
        }
    }

    // MARK: states to come

    /// More units than these are not begun before their state's turn comes.
    private static let mostAhead = 32

    /// The states after one that have the same units and flags, and those of their units that have to be parsed once more, as far
    /// as that can be seen before the units of the state itself are there. What was begun for nothing is not used, and what was
    /// not begun is parsed when its turn comes.
    private mutating func statesAhead(
        of state: LoweredState, _ stale: [TreePath], _ flags: CompileFlags
    ) -> [(number: Int, units: [TreePath], state: LoweredState)] {
        // Parsed one after the other, nothing is gained; of a commit each state needs files of its own on disk.
        guard options.jobs > 1, base.commit == nil, options.command == nil,
            last.map({ $0.paths == state.paths }) ?? (plan != nil)
        else { return [] }
        let known = state.facts.merging(last?.facts ?? [:]) { first, _ in first }
        var found: [(number: Int, units: [TreePath], state: LoweredState)] = []
        var count = 0
        let first = max(number, lookedAhead) + 1
        guard first < states.count else { return [] }
        for next in first..<states.count {
            let changed = Self.changes(from: states[next - 1], to: states[next])
            guard !changed.contains(where: flags.depends),
                finder.findsTheSame(in: states[next], as: states[next - 1], changed: changed)
            else { break }
            let units = unkept(
                state.paths.filter { mayDiffer($0, known[$0], changed, flags) },
                in: states[next], flags)
            count += units.count
            if count > Self.mostAhead { break }
            lookedAhead = next
            if units.isEmpty { continue }
            found.append((next, units, LoweredState(snapshot: states[next], paths: state.paths)))
        }
        return found
    }

    /// - Parameter facts: what is known of the unit. Nothing is in the first state, and its text has to do.
    private mutating func mayDiffer(
        _ unit: TreePath, _ facts: UnitFacts?, _ changed: Set<TreePath>, _ flags: CompileFlags
    ) -> Bool {
        if let facts { return Self.mayDiffer(facts, changed) }
        return plan?.mayRead(changed, in: unit, flags) ?? false
    }

    /// Those of some units that no earlier run has left.
    private mutating func unkept(
        _ units: [TreePath], in snapshot: Snapshot, _ flags: CompileFlags
    ) -> [TreePath] {
        guard !units.isEmpty, let kept = keptState(snapshot, flags) else { return units }
        return units.filter { unit in
            guard let arguments = try? flags.arguments(for: unit) else { return false }
            return kept.cache.unit(unit, arguments: arguments, kept.context, in: snapshot) == nil
        }
    }
}
