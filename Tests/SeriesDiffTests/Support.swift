import Findings
import SourceText

@testable import SeriesDiff

/// A rule that says nothing of itself but what judging needs.
func rule(_ id: String, _ severity: Severity = .error, _ kind: RuleKind = .correctness)
    -> RuleDescription
{
    RuleDescription(id: id, severity: severity, kind: kind, summary: "", rationale: "", source: "")
}

let callbackMissing = rule("callback-missing", .error, .completeness)
let opsWiring = rule("ops-wiring", .error, .completeness)
let contractDoc = rule("contract-doc", .warning, .completeness)
let nullReturn = rule("null-return")
let helperBypass = rule("helper-bypass")
let doubleMapping = rule("double-mapping", .note)
let unprovenReturn = rule("unproven-return", .note)
let patchApply = rule("patch-apply", .error, .series)
let patchParse = rule("patch-parse", .error, .series)
let apiWithoutUser = rule("api-without-user", .warning, .series)
let crossTree = rule("cross-tree", .note, .series)

let perf = TreePath(literal: "drivers/ntb/test/ntb_perf.c")
let vntb = TreePath(literal: "drivers/pci/endpoint/functions/pci-epf-vntb.c")
let header = TreePath(literal: "include/linux/ntb.h")

func finding(
    _ rule: RuleDescription, in file: TreePath = perf, line: Int = 10, function: String? = "setup",
    message: String = "it is wrong", key: String = "dma_alloc_coherent"
) -> Finding {
    Finding(
        rule: rule, location: Location(file: file, line: line, column: 3), function: function,
        message: message, key: key)
}

/// A series of these states, base first.
func judged(_ states: [[Finding]], options: JudgementOptions = .init()) -> SeriesReport {
    SeriesReport(
        states.enumerated().map { StateReport(label: "state \($0)", findings: $1) },
        options: options)
}
