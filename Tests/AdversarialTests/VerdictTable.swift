/// The table of docs/trust.md: what became of the cases, by the verdict that was written for them.
struct VerdictTable {
    var rows: [String]

    init(_ measured: [(entry: Case, found: [String])]) {
        let groups: [(String, [Case.Verdict])] = [
            ("null-return, error-pointer-return", [.null, .errptr]), ("clean", [.clean]),
            ("unproven-return", [.unproven]),
        ]
        rows =
            [
                "| expected | cases | exact | missed | false alarms | needless `unproven-return` |",
                "| --- | --- | --- | --- | --- | --- |",
            ]
            + groups.map { name, verdicts in
                let outcomes = measured.filter { verdicts.contains($0.entry.verdict) }
                    .map { Outcome($0.entry.verdict, found: $0.found) }
                let counts = Outcome.allCases.map { kind in outcomes.count { $0 == kind } }
                return "| \(name) | \(outcomes.count) | "
                    + counts.map(String.init).joined(separator: " | ") + " |"
            }
    }

    enum Outcome: CaseIterable {
        case exact, missed, falseAlarm, needless

        init(_ verdict: Case.Verdict, found: [String]) {
            let unproven = Case.Verdict.unproven.rule
            let others = found.filter { $0 != verdict.rule }
            if let rule = verdict.rule, !found.contains(rule) {
                self = others.contains { $0 != unproven } ? .falseAlarm : .missed
            } else if others.isEmpty {
                self = .exact
            } else {
                self = others.contains { $0 != unproven } ? .falseAlarm : .needless
            }
        }
    }
}
