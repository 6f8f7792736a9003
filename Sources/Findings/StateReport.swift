/// All that was found out about one state of a tree.
package struct StateReport: Sendable {
    package var label: String
    /// The patch's subject line, without `[PATCH n/m]`.
    package var subject: String?
    /// The file (or message) that the patch came from.
    package var patch: String?
    /// In report order.
    package var findings: [Finding]
    package var unanalysed: [Unanalysed]
    /// How many findings a contract or an inline comment hid.
    package var suppressed: Int
    /// How many translation units this state consists of.
    package var files: Int

    package init(
        label: String, subject: String? = nil, patch: String? = nil, findings: [Finding],
        unanalysed: [Unanalysed] = [], suppressed: Int = 0, files: Int = 0
    ) {
        self.label = label
        self.subject = subject
        self.patch = patch
        self.findings = findings
        self.unanalysed = unanalysed
        self.suppressed = suppressed
        self.files = files
    }
}
