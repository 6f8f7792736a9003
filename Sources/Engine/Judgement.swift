internal import Contract
internal import Facts
internal import Findings
internal import Rules
internal import SourceText

/// What is said of one state: the rules' findings, and what could not be analysed.
struct Judgement {
    let contract: Contract

    /// - Parameter baseErrors: the parse errors of the base by unit; nil if the state is the base, or stands alone.
    func report(
        label: String, subject: String?, patch: String?, lowered: TreeAnalysis.LoweredState,
        state: AnalysedState, baseErrors: [TreePath: Set<String>]?
    ) -> StateReport {
        var findings = RuleRegistry.findings(in: state)
        var unanalysed = lowered.failures.map { Unanalysed(file: $0.key, reason: $0.value) }
        for unit in state.units where !unit.errors.isEmpty {
            let known = baseErrors?[unit.path] ?? []
            let new = unit.errors.filter { !known.contains($0.message) }
            if let baseErrors, let first = new.first,
                baseErrors[unit.path] != nil || baseErrors.isEmpty == false
            {
                findings.append(parseFinding(unit, first, count: new.count))
            }
            if baseErrors == nil || new.isEmpty, let first = unit.errors.first {
                unanalysed.append(
                    Unanalysed(file: unit.path, reason: Self.text(first, of: unit.errors.count)))
            }
        }
        if state.opsRecord == nil {
            let header = TreePath(contract.header) ?? TreePath(literal: "include")
            unanalysed.append(
                Unanalysed(
                    file: header, reason: "struct \(contract.struct) was not found in any unit"))
        }
        let (kept, hidden) = Suppression(contract: contract, snapshot: lowered.snapshot)
            .apply(to: findings)
        return StateReport(
            label: label, subject: subject, patch: patch,
            findings: kept.sorted(by: Finding.reportOrder), unanalysed: unanalysed.sorted(),
            suppressed: hidden, files: lowered.paths.count)
    }

    private func parseFinding(_ unit: UnitFacts, _ error: ParseError, count: Int) -> Finding {
        let place = error.location ?? Location(file: unit.path, line: 1, column: 1)
        return Finding(
            rule: SeriesRules.patchParse, location: place,
            message: Self.text(error, of: count)
                + (place.file == unit.path ? "" : " (seen from \(unit.path))"),
            key: "\(unit.path) \(error.message)")
    }

    private static func text(_ error: ParseError, of count: Int) -> String {
        let place = error.location.map { "\($0): " } ?? ""
        let more = count > 1 ? " (and \(count - 1) more)" : ""
        return "does not compile: \(place)\(error.message)\(more)"
    }

    static func errors(of state: AnalysedState) -> [TreePath: Set<String>] {
        Dictionary(
            state.units.map { ($0.path, Set($0.errors.map(\.message))) },
            uniquingKeysWith: { a, _ in a })
    }
}
