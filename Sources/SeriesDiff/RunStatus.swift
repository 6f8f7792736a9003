package import Findings

/// What a run tells the shell; the numbers are part of the tool's contract.
///
/// Findings outweigh files that could not be analysed: a finding is definite, whatever else there may be, and the report
/// lists both. Only a run that would otherwise be clean becomes `notAnalysed`.
package enum RunStatus: Int, Sendable, Comparable {
    case clean = 0
    case findings = 1
    case badInput = 2
    case notAnalysed = 3

    package static func < (a: RunStatus, b: RunStatus) -> Bool { a.rawValue < b.rawValue }
}

/// What the user wants a run to fail on.
package struct JudgementOptions: Sendable, Hashable {
    /// The least severity that makes a run fail.
    package var failOn: Severity
    /// Whether a series also fails on what the base already had and the tip still has.
    package var failOnExisting: Bool

    package init(failOn: Severity = .error, failOnExisting: Bool = false) {
        self.failOn = failOn
        self.failOnExisting = failOnExisting
    }
}
