import Findings
import Reports
import SeriesDiff
import SourceText

let transport = TreePath(literal: "drivers/ntb/ntb_transport.c")
let perf = TreePath(literal: "drivers/ntb/test/ntb_perf.c")
let vntb = TreePath(literal: "drivers/pci/endpoint/functions/pci-epf-vntb.c")
let header = TreePath(literal: "include/linux/ntb.h")

func rule(_ id: String, _ severity: Severity = .error, _ kind: RuleKind = .correctness)
    -> RuleDescription
{
    RuleDescription(id: id, severity: severity, kind: kind, summary: "", rationale: "", source: "")
}

func at(_ file: TreePath, _ line: Int, _ column: Int = 1) -> Location {
    Location(file: file, line: line, column: column)
}

let missing = Finding(
    rule: rule("callback-missing", .error, .completeness), location: at(header, 256, 8),
    message: "struct ntb_dev_ops has no member get_dma_dev", key: "get_dma_dev")
let wiring = Finding(
    rule: rule("ops-wiring", .error, .completeness), location: at(vntb, 1214, 33),
    table: "vntb_epf_ops", message: "vntb_epf_ops does not wire get_dma_dev", key: "get_dma_dev")

func bypass(_ file: TreePath, _ line: Int, key: String = "dma_alloc_coherent") -> Finding {
    Finding(
        rule: rule("helper-bypass"), location: at(file, line, 21), function: "setup",
        message: "\(key)() takes its device around ntb_get_dma_dev()", key: key)
}

let nullReturn = Finding(
    rule: rule("null-return"), location: at(vntb, 1300, 3), function: "vntb_epf_get_dma_dev",
    table: "vntb_epf_ops", message: "vntb_epf_get_dma_dev() can return NULL",
    witness: [
        WitnessStep(at(vntb, 1299, 6), "taking the true branch: !ntb->epf"),
        WitnessStep(at(vntb, 1300, 3), "returns NULL"),
    ], key: "NULL")
let unproven = Finding(
    rule: rule("unproven-return", .note), location: at(vntb, 1302, 9),
    function: "vntb_epf_get_dma_dev", message: "not shown to be non-NULL",
    assumptions: ["the field epc->dev.parent is not NULL"], key: "epc->dev.parent")

let tree = Report.Tree(
    path: "linux", kernelVersion: "6.1.170", arch: "x86_64", flags: .synthesized)
let tool = Report.Tool(version: "0.1.0", libclang: "19.1.7")

func check(
    _ findings: [Finding], unanalysed: [Unanalysed] = [], suppressed: Int = 0,
    tables: [TableRow] = []
) -> Report {
    Report(
        tool: tool, tree: tree,
        series: SeriesReport([
            StateReport(
                label: "tree", findings: findings, unanalysed: unanalysed, suppressed: suppressed,
                files: 16)
        ]), tables: tables, milliseconds: 1234)
}

/// The project's own series in small: what is missing comes, the wiring is transient, one client stays as it was.
func goodSeries(subjects: [String?] = [nil, nil, nil]) -> Report {
    let open = [bypass(perf, 563), bypass(perf, 592, key: "dma_free_coherent")]
    let client = [bypass(transport, 801), bypass(transport, 838, key: "dma_free_coherent")]
    let subject = [
        "NTB: core: Add .get_dma_dev() callback", "NTB: ntb_transport: Use ntb_get_dma_dev()",
        "NTB: epf: vntb: Implement .get_dma_dev()",
    ]
    return Report(
        tool: tool, tree: tree,
        series: SeriesReport([
            StateReport(label: "base", findings: [missing] + open + client, files: 16),
            StateReport(
                label: "1", subject: subjects[0] ?? subject[0], patch: "0001.patch",
                findings: [wiring] + open + client, files: 16),
            StateReport(
                label: "2", subject: subjects[1] ?? subject[1], patch: "0002.patch",
                findings: [wiring] + open, files: 16),
            StateReport(
                label: "3", subject: subjects[2] ?? subject[2], patch: "0003.patch",
                findings: open, suppressed: 1, files: 16),
        ]))
}

func badSeries() -> Report {
    Report(
        tool: tool, tree: tree,
        series: SeriesReport([
            StateReport(label: "base", findings: [bypass(perf, 563)], files: 16),
            StateReport(label: "1", findings: [bypass(perf, 560), nullReturn], files: 16),
            StateReport(
                label: "2", findings: [bypass(perf, 560), unproven],
                unanalysed: [
                    Unanalysed(file: transport, reason: "includes a file that is not there")
                ],
                files: 16),
        ]))
}

func table(_ variable: String, _ file: TreePath, _ line: Int, _ members: [String: String])
    -> TableRow
{
    TableRow(
        structName: "ntb_dev_ops", variable: variable, file: file, line: line,
        members: ["link_is_up", "spad_read", "get_dma_dev"].map { .init($0, members[$0]) })
}
