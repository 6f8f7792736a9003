internal import Contract
internal import Dataflow
internal import Rules

/// Takes the units of one state together.
struct StateAnalysis: Sendable {
    let contract: Contract
    let knowledge: KernelKnowledge
    let limits: Limits
    let jobs: Int

    /// - Parameter last: the state before, which is the same if its units are.
    func state(of lowered: TreeAnalysis.LoweredState, after last: AnalysedState? = nil)
        -> AnalysedState
    {
        if lowered.isSame, let last { return last }
        let units = lowered.paths.compactMap { lowered.facts[$0] }
        let clients = lowered.paths.compactMap { lowered.clients[$0] }
        // On a worker for its stack: the engine enters functions by recursion.
        let states = onWorkers(1, width: 1) { _ in
            AnalysedState(
                contract: contract, knowledge: knowledge, units: units, docs: lowered.docs,
                clients: clients,
                tables: lowered.paths.compactMap { path in
                    lowered.facts[path].map { _ in lowered.tables[path] ?? [] }
                }, limits: limits,
                run: { count, work in onWorkers(count, width: jobs, work) })
        }
        return states[0]
    }
}
