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

    package static let useBeforeIntroduction = RuleDescription(
        id: "use-before-introduction", severity: .error, kind: .series,
        summary: "a patch uses what only a later patch introduces",
        rationale: """
            The state does not compile, and the remedy is an order: the patch that introduces the callback, helper, macro, \
            type or header has to come before the one that uses it. patch-parse reports the same state; this rule says \
            which patch is in the wrong place.
            """,
        source: "Documentation/process/submitting-patches.rst, \"Separate your changes\"")

    package static let apiWithoutUser = RuleDescription(
        id: "api-without-user", severity: .warning, kind: .series,
        summary: "the callback or helper is added and nothing in the series uses it",
        rationale: """
            An interface is reviewed by how it is used, and one without a user is dead code that nobody has tested. A new \
            callback comes with a driver that wires it, a new helper with a caller, in the same series.
            """,
        source: "Documentation/process/4.Coding.rst; Documentation/process/stable-api-nonsense.rst")

    package static let crossTree = RuleDescription(
        id: "cross-tree", severity: .note, kind: .series,
        summary: "a patch depends on a patch that belongs to another maintainer's tree",
        rationale: """
            Maintainers pick the patches for their own tree. One that uses what a patch for another tree introduces does not \
            compile there unless that one is applied first: say so in the cover letter, and agree on one tree or on an \
            immutable branch. The trees are those that MAINTAINERS of the base names for the files of each patch.
            """,
        source:
            "Documentation/maintainer/rebasing-and-merging.rst; MAINTAINERS, the T: and F: lines")

    package static let descriptions = [
        patchApply, patchParse, useBeforeIntroduction, apiWithoutUser, crossTree,
    ]
}
