import Foundation
import Reports
import TestSupport
import Testing

private let vntb = "drivers/pci/endpoint/functions/pci-epf-vntb.c"

@Suite("check on real kernel trees")
struct CheckTests {
    @Test(
        "a stable kernel that has the callback: vNTB does not wire it, two clients go around the helper"
    )
    func newest612() throws {
        let (outcome, report) = try Runs.newest612.get()
        #expect(report.unanalysed == [])
        #expect(report.tree.flags == "synthesized")
        #expect(report.findings("callback-missing") == [])
        #expect(report.findings("null-return") == [])
        #expect(!report.findings("helper-bypass").contains { $0.file.hasSuffix("ntb_transport.c") })
        // Later releases may be fixed; this one is known not to be.
        guard report.tree.kernelVersion == "6.12.117" else { return }
        #expect(outcome.status == 1)
        #expect(report.findings("ops-wiring").map(\.table) == ["vntb_epf_ops"])
        #expect(report.findings("ops-wiring").map(\.file) == [vntb])
        #expect(
            report.findings("helper-bypass").map(\.place) == [
                "drivers/ntb/test/ntb_perf.c:563", "drivers/ntb/test/ntb_perf.c:592",
                "drivers/ntb/test/ntb_tool.c:588", "drivers/ntb/test/ntb_tool.c:610",
                "drivers/ntb/test/ntb_tool.c:627",
            ])
        #expect(
            Set(report.findings.filter { $0.severity == "error" }.map(\.rule)) == [
                "ops-wiring", "helper-bypass",
            ])
    }

    @Test("the older line has the same findings, on its own lines")
    func newest61() throws {
        let (outcome, report) = try Runs.newest61.get()
        #expect(report.unanalysed == [])
        #expect(report.findings("callback-missing") == [])
        guard report.tree.kernelVersion == "6.1.192" else { return }
        #expect(outcome.status == 1)
        #expect(report.findings("ops-wiring").map(\.table) == ["vntb_epf_ops"])
        #expect(
            report.findings("helper-bypass").map { $0.file + " " + ($0.function ?? "-") } == [
                "drivers/ntb/test/ntb_perf.c perf_free_inbuf",
                "drivers/ntb/test/ntb_perf.c perf_setup_inbuf",
                "drivers/ntb/test/ntb_tool.c tool_setup_mw",
                "drivers/ntb/test/ntb_tool.c tool_setup_mw",
                "drivers/ntb/test/ntb_tool.c tool_free_mw",
            ])
    }

    @Test(
        "a tree without the feature lacks the callback, and all three clients name a device of their own"
    )
    func before() throws {
        let (outcome, report) = try Runs.before.get()
        #expect(outcome.status == 1)
        #expect(report.unanalysed == [])
        #expect(report.findings("callback-missing").map(\.file) == ["include/linux/ntb.h"])
        #expect(report.findings("ops-wiring") == [])
        let clients = Set(report.findings("helper-bypass").map(\.file))
        #expect(
            clients == [
                "drivers/ntb/ntb_transport.c", "drivers/ntb/test/ntb_perf.c",
                "drivers/ntb/test/ntb_tool.c",
            ])
    }

    @Test("both architectures find the same")
    func architectures() throws {
        let (x86, arm) = (try Runs.newest612.get().report, try Runs.newest612OnArm.get().report)
        #expect(!x86.findings.isEmpty)
        #expect(x86.findings == arm.findings)
        #expect(x86.tables == arm.tables)
        #expect(arm.unanalysed == [])
    }

    @Test("two runs give the same bytes, and so does one job")
    func deterministic() throws {
        let path = try Tree.newest612.path
        let first = try Runs.newest612.get().outcome.output
        let arguments = ["check", "--arch", "x86_64", "--format", "json", "--tree", path]
        #expect(timeless(try ntbcheck(arguments).output) == timeless(first))
        #expect(timeless(try ntbcheck(arguments + ["--jobs", "1"]).output) == timeless(first))
    }

    @Test("the matrix fits 100 columns", arguments: Tree.allCases)
    func ops(tree: Tree) throws {
        let outcome = try ntbcheck(["ops", "--arch", "x86_64", "--tree", try tree.path])
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(outcome.output.contains("vntb"))
        #expect(outcome.lines.allSatisfy { $0.count <= 100 })
    }

    @Test("the JSON of check, ops and series meets the schema that ships")
    func schema() throws {
        let validator = try SchemaValidator(Reports.Report.jsonSchema)
        let tree = try Tree.newest612.path
        let ops = try ntbcheck(["ops", "--tree", tree, "--format", "json"])
        let series = try ntbcheck([
            "series", "--tree", tree, "--format", "json", seriesDirectory("linux-6.1.170"),
        ])
        let check = try Runs.newest612.get().outcome
        for outcome in [check, ops, series] {
            #expect(outcome.output.hasPrefix("{"))
            #expect(try validator.problems(in: outcome.output) == [])
        }
        #expect(!(try Report(ops.output)).tables.isEmpty)
        // The first patch meets a tree that has what it adds.
        #expect(series.status == 1)
        #expect(try Report(series.output).findings("patch-apply").count == 1)
    }

    @Test(
        "the SARIF of a series on a real tree meets the standard's schema and names no path of the machine"
    )
    func sarif() throws {
        let tree = try Tree.before.path
        let series = try ntbcheck([
            "series", "--tree", tree, "--arch", "x86_64", "--format", "sarif",
            seriesDirectory("linux-6.1.170"),
        ])
        #expect(series.status == 0)
        let validator = try SchemaValidator(sarifSchema())
        #expect(try validator.problems(in: series.output) == [])
        #expect(series.output.contains("\"baselineState\" : \"absent\""))
        #expect(series.output.contains("\"uri\" : \"drivers/ntb/ntb_transport.c\""))
        #expect(!series.output.contains(tree))
    }

    @Test("the matrix is in no format for findings", arguments: ["sarif", "terse"])
    func matrixFormat(_ format: String) throws {
        let outcome = try ntbcheck(["ops", "--tree", try Tree.before.path, "--format", format])
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("--format text or json"))
    }
}
