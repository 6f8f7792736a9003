package import SourceText

/// One thing that a rule has to say about one state of a tree.
package struct Finding: Sendable, Hashable {
    /// The rule's id.
    package var rule: String
    package var severity: Severity
    package var kind: RuleKind
    package var location: Location
    /// The function or the ops table that the finding is about, where there is one.
    package var function: String?
    package var table: String?
    package var message: String
    /// The path that leads to the fault, first step first.
    package var witness: [WitnessStep]
    /// What had to be believed without proof, for `unproven-return`.
    package var assumptions: [String]
    /// The text that tells this finding from others of its rule in its function; it must not hold line numbers.
    package var key: String
    /// The fingerprint that it had in an earlier state of a series, where its file, function or variable had another name.
    package var origin: String?
    /// The columns in code points of those places, its own and its witness's, where they are not the same as in bytes.
    package var codePointColumns: [Location: Int] = [:]
    /// The text of the lines of those places, for reports that show it.
    package var sourceLines: [Location: String] = [:]

    package init(
        rule: RuleDescription, location: Location, function: String? = nil, table: String? = nil,
        message: String, witness: [WitnessStep] = [], assumptions: [String] = [], key: String
    ) {
        self.rule = rule.id
        self.severity = rule.severity
        self.kind = rule.kind
        self.location = location
        self.function = function
        self.table = table
        self.message = message
        self.witness = witness
        self.assumptions = assumptions
        self.key = key
    }

    /// The order of every report: by place, then by rule and text.
    package static func reportOrder(_ a: Finding, _ b: Finding) -> Bool {
        if a.location != b.location { return a.location < b.location }
        return (a.rule, a.message, a.key) < (b.rule, b.message, b.key)
    }
}

/// One step of a witness: what happens there.
package struct WitnessStep: Sendable, Hashable {
    package var location: Location
    package var message: String

    package init(_ location: Location, _ message: String) {
        self.location = location
        self.message = message
    }
}

/// A file that could not be analysed, or not wholly, so that silence about it means nothing.
package struct Unanalysed: Sendable, Hashable, Comparable {
    package var file: TreePath
    package var reason: String
    /// Whether nobody can expect it to be analysed here: it belongs to another architecture. Listed, but no failure.
    package var isOutOfScope: Bool

    package init(file: TreePath, reason: String, isOutOfScope: Bool = false) {
        self.file = file
        self.reason = reason
        self.isOutOfScope = isOutOfScope
    }

    package static func < (a: Unanalysed, b: Unanalysed) -> Bool {
        (a.file, a.reason) < (b.file, b.reason)
    }
}
