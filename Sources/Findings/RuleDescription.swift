/// All that is said of a rule anywhere: in `ntbcheck rules`, in the reports' rule tables, and to its tests.
package struct RuleDescription: Sendable {
    /// Kebab-case and stable for ever: `null-return`.
    package let id: String
    package let severity: Severity
    package let kind: RuleKind
    /// One line, without a full stop.
    package let summary: String
    /// Why the rule exists, in a few sentences.
    package let rationale: String
    /// Where the kernel says so: a kernel-doc comment or a document in the tree.
    package let source: String
    package let breaks: [RuleExample]
    package let keeps: [RuleExample]

    package init(
        id: String, severity: Severity, kind: RuleKind, summary: String, rationale: String,
        source: String, breaks: [RuleExample] = [], keeps: [RuleExample] = []
    ) {
        self.id = id
        self.severity = severity
        self.kind = kind
        self.summary = summary
        self.rationale = rationale
        self.source = source
        self.breaks = breaks
        self.keeps = keeps
    }
}

/// A piece of C, the whole of what the rule needs to see besides the example kernel headers.
///
/// In an example that breaks its rule, each line that must be reported ends in the comment `/* !! */`.
package struct RuleExample: Sendable {
    package let title: String
    package let code: String
    /// Which example headers the code is parsed against.
    package let headers: Headers

    package enum Headers: Sendable {
        /// linux/ntb.h with the callback, its promise and the helper.
        case withCallback
        /// linux/ntb.h as it was before the callback came.
        case withoutCallback
        /// The code is linux/ntb.h itself.
        case replaced
    }

    package init(_ title: String, headers: Headers = .withCallback, code: String) {
        self.title = title
        self.headers = headers
        self.code = code
    }
}
