/// How much a finding matters; `--fail-on` names the least that makes a run fail.
package enum Severity: String, Sendable, Comparable, CaseIterable {
    case note, warning, error

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }

    package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}

/// What sort of statement a rule makes, which decides how a series is judged by it.
package enum RuleKind: String, Sendable, CaseIterable {
    /// Something is not there yet. Inside a series it may be so for a while (transient).
    case completeness
    /// Something is wrong, in whichever state of a series it appears.
    case correctness
    /// Something about the series itself: its order, its parts, whether it applies.
    case series
}
