package import Findings

/// The rules about a series as such. They are judged where the series is applied, so they have no `check`.
package enum SeriesRules {
    package static let patchApply = RuleDescription(
        id: "patch-apply", severity: .error, kind: .series,
        summary: "a patch does not apply to the state before it",
        rationale: """
            A series that does not apply can't be reviewed or merged. The states before the patch are reported; the \
            states after it don't exist.
            """,
        source: "Documentation/process/submitting-patches.rst, \"Providing base tree information\"")

    package static let patchParse = RuleDescription(
        id: "patch-parse", severity: .error, kind: .series,
        summary: "a state does not compile where the base did",
        rationale: """
            Every patch of a series has to leave a tree that builds: git bisect may stop at any of them. Only errors \
            that the base does not have count.
            """,
        source: "Documentation/process/submitting-patches.rst, \"Separate your changes\"")

    package static let descriptions = [patchApply, patchParse]
}
