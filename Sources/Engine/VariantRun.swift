internal import Contract
package import Findings
package import KernelSource
package import Patches
internal import Rules

/// Judges variants of one state of a tree, each against that state and none against another, for the mutation test.
///
/// A variant costs what the units cost that it can have changed, as a state of a series does.
package struct VariantRun: Sendable {
    /// The state that the variants vary, with all patches applied.
    package let snapshot: Snapshot
    package let report: StateReport
    private let analysis: TreeAnalysis
    private let unchanged: AnalysedState
    private let judgement: Judgement
    private let jobs: Int

    /// Uses the first contract of the options.
    package init(_ options: AnalysisOptions, patches: [Patch]) async throws {
        var state = try options.snapshot()
        let disk = state
        let applier = try await PatchApplier { path in try disk.contents(of: path) }
        let batch = try await applier.apply(together: patches)
        if let rejection = batch.rejection {
            throw InputError("\(options.tree): a patch does not apply: \(rejection)")
        }
        for (path, change) in batch.changes {
            switch change {
            case .contents(let bytes): state.set(path, to: .contents(bytes))
            case .deleted: state.set(path, to: .deleted)
            }
        }
        guard let contract = options.contracts.first else {
            throw InputError("no contract is given; name one")
        }
        var analysis = try TreeAnalysis(
            options, contract: contract, base: state, states: [state])
        var judgement = Judgement(contract: contract)
        let lowered = try analysis.lower(state)
        let analysed = analysis.together.state(of: lowered)
        unchanged = analysed
        report = judgement.report(
            label: "unchanged", subject: nil, patch: nil, lowered: lowered, state: analysed)
        judgement.base = ParseErrors(of: analysed)
        self.analysis = analysis
        self.judgement = judgement
        snapshot = state
        jobs = options.jobs
    }

    /// Keeps for later runs what this one has learned.
    package func close() { analysis.close() }

    /// What is said of each variant, in their order.
    package func judge(_ variants: [Snapshot]) -> [Result<StateReport, InputError>] {
        onWorkers(variants.count, width: jobs) { number in
            // A copy each: it knows the unchanged state, and no other variant.
            var analysis = analysis
            do {
                let lowered = try analysis.lower(variants[number])
                let analysed = analysis.together.state(of: lowered, after: unchanged)
                return .success(
                    judgement.report(
                        label: "variant \(number)", subject: nil, patch: nil, lowered: lowered,
                        state: analysed))
            } catch {
                return .failure(InputError("\(error)"))
            }
        }
    }
}
