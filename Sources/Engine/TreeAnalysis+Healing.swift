internal import Facts
internal import KernelSource
internal import SourceText

/// What units were found to need of generated headers, besides what is known of these beforehand.
struct Remedies {
    /// By architecture.
    var assumptions: [Arch: Assumptions] = [:]
    /// Headers that C makes and that had to be evaluated after all.
    var evaluated: Set<String> = []

    func applied(to flags: CompileFlags, _ snapshot: Snapshot, hidden: [TreePath]) -> CompileFlags {
        guard case .synthesized(var build) = flags else { return flags }
        if !evaluated.isEmpty {
            build.evaluate(evaluated, in: snapshot, BuildTools(hidden: hidden).tools.evaluate)
        }
        return .synthesized(build.assuming(assumptions))
    }
}

/// Units that fail for what only a build could tell are parsed again with it made, evaluated or assumed.
extension TreeAnalysis {
    /// A few rounds, since what one header lacks may hide what another does.
    mutating func heal(_ state: inout LoweredState) throws {
        for _ in 0..<Healing.rounds {
            guard case .synthesized(let build)? = flags else { return }
            let failing = state.paths.filter { state.facts[$0]?.errors.isEmpty == false }
            if failing.isEmpty { return }
            let facts = failing.compactMap { state.facts[$0] }
            var isHealed = evaluate(for: facts, build)
            // What an evaluated header brings may be all that is missing.
            if !isHealed { isHealed = assume(for: facts, build, state.snapshot) }
            guard isHealed else { return }
            let changed = remedies.applied(
                to: .synthesized(build), state.snapshot, hidden: scan.unsafe)
            change(changed)
            for path in failing {
                state.facts[path] = nil
                state.clients[path] = nil
            }
            try settle(failing, in: &state, changed)
        }
    }

    private mutating func evaluate(for units: [UnitFacts], _ build: SynthesizedBuild) -> Bool {
        let asking = units.filter { unit in
            unit.errors.contains { OffsetsHeader.isAsked(by: $0.message) }
        }
        let archs = Set(asking.map { build.arch(of: $0.path) })
        let headers = build.builds.filter { archs.contains($0.arch) }
            .flatMap(\.offsets).filter { !$0.isEvaluated }.map(\.path)
        let before = remedies.evaluated
        remedies.evaluated.formUnion(headers)
        return remedies.evaluated != before
    }

    private mutating func assume(
        for units: [UnitFacts], _ build: SynthesizedBuild, _ snapshot: Snapshot
    ) -> Bool {
        var isExtended = false
        for (arch, units) in Dictionary(grouping: units, by: { build.arch(of: $0.path) }) {
            var assumptions = remedies.assumptions[arch] ?? Assumptions()
            let healing = Healing(
                snapshot: snapshot, arch: arch, stubs: build.stubs(of: arch))
            if healing.extend(&assumptions, for: units) { isExtended = true }
            remedies.assumptions[arch] = assumptions
        }
        return isExtended
    }
}
