import Findings
import Foundation
import Reports
import SeriesDiff
import SourceText
import TestSupport
import Testing

@Suite("SARIF reports")
struct SARIFReportTests {
    /// A rule as the program describes it, with C in its example.
    static let described = RuleDescription(
        id: "null-return", severity: .error, kind: .correctness, summary: "it can return NULL",
        rationale: "The kernel-doc promises that it does not.", source: "include/linux/ntb.h",
        breaks: [RuleExample("returns NULL", code: "int f(void) { return 0; }")])

    static func explained(_ report: Report) -> Report {
        var report = report
        report.rules = [described]
        return report
    }

    static let reports = JSONReportTests.reports.map(explained)

    private func validator() throws -> SchemaValidator { try SchemaValidator(sarifSchema()) }

    private func run(_ report: Report) throws -> [String: Any] {
        let log = try #require(
            try JSONSerialization.jsonObject(with: Data(report.sarif().utf8)) as? [String: Any])
        return try #require((log["runs"] as? [[String: Any]])?.first)
    }

    private func results(_ report: Report) throws -> [[String: Any]] {
        try #require(try run(report)["results"] as? [[String: Any]])
    }

    @Test("every report validates against the standard's schema", arguments: reports.indices)
    func validates(_ index: Int) throws {
        #expect(try validator().problems(in: Self.reports[index].sarif()) == [])
    }

    @Test(
        "the validation finds what is not SARIF",
        arguments: [
            ("\"2.1.0\"", "\"2.2\""), ("\"startLine\" : 1300", "\"startLine\" : 0"),
            ("\"level\" : \"error\"", "\"level\" : \"fatal\""),
            ("\"executionSuccessful\" : true", "\"executionSuccessful\" : 1"),
            ("\"ruleIndex\" : 0", "\"ruleIndex\" : -2"),
            ("\"columnKind\" : \"unicodeCodePoints\"", "\"columnKind\" : \"bytes\""),
            ("\"results\" :", "\"findings\" :"),
            ("\"correctness\"\n", "\"correctness\", \"correctness\"\n"),
            ("\"text\" : \"returns NULL\"", "\"markdown\" : \"returns NULL\""),
        ])
    func strict(replace: String, with: String) throws {
        let log = Self.explained(ReportsTests.check([nullReturn])).sarif()
        #expect(log.contains(replace))
        #expect(try !validator().problems(in: log.replacing(replace, with: with)).isEmpty)
    }

    @Test("a finding has its rule, its place, its function and its path")
    func finding() throws {
        let result = try #require(
            try results(Self.explained(ReportsTests.check([nullReturn]))).first)
        #expect(result["ruleId"] as? String == "null-return")
        #expect(result["ruleIndex"] as? Int == 0)
        let places = try #require(result["locations"] as? [[String: Any]])
        let physical = try #require(places.first?["physicalLocation"] as? [String: Any])
        #expect(physical["region"] as? [String: Int] == ["startLine": 1300, "startColumn": 3])
        #expect(
            physical["artifactLocation"] as? [String: String] == [
                "uri": "drivers/pci/endpoint/functions/pci-epf-vntb.c", "uriBaseId": "%SRCROOT%",
            ])
        let logical = places.first?["logicalLocations"] as? [[String: String]]
        #expect(logical?.map { $0["name"] } == ["vntb_epf_get_dma_dev", "vntb_epf_ops"])
        let flows = try #require(result["codeFlows"] as? [[String: Any]])
        let threads = try #require(flows.first?["threadFlows"] as? [[String: Any]])
        let steps = try #require(threads.first?["locations"] as? [[String: [String: Any]]])
        let messages = steps.map { ($0["location"]?["message"] as? [String: String])?["text"] }
        #expect(messages == ["taking the true branch: !ntb->epf", "returns NULL"])
    }

    @Test("columns count code points, as the log says, where the text has others than ASCII")
    func columns() throws {
        var finding = nullReturn
        finding.codePointColumns = [finding.location: 2, at(vntb, 1299, 6): 4]
        let report = ReportsTests.check([finding])
        let regions = report.sarif().matches(of: /"startColumn" : (\d+)/).map { String($0.1) }
        // The path's first step, its last, which is the place itself, and the result's place.
        #expect(regions == ["4", "2", "2"])
        #expect(try run(report)["columnKind"] as? String == "unicodeCodePoints")
        #expect(report.gcc().contains("pci-epf-vntb.c:1300:3: error: "))
    }

    @Test("a rule is explained, with its example and where the kernel says so")
    func rules() throws {
        let tool = try #require(try run(Self.reports[0])["tool"] as? [String: [String: Any]])
        let rules = try #require(tool["driver"]?["rules"] as? [[String: Any]])
        let only = try #require(rules.first)
        #expect(only["defaultConfiguration"] as? [String: String] == ["level": "error"])
        let help = try #require(only["help"] as? [String: String])
        #expect(help["text"]?.contains("Source: include/linux/ntb.h") == true)
        #expect(help["text"]?.contains("int f(void) { return 0; }") == true)
        #expect(help["markdown"]?.contains("```c\nint f(void) { return 0; }\n```") == true)
    }

    @Test("in a series all results say how they relate to the base; in a check none does")
    func baseline() throws {
        let good = try results(goodSeries())
        let states = good.map {
            "\($0["ruleId"] as? String ?? "-") \($0["baselineState"] as? String ?? "-")"
        }
        #expect(
            Set(states) == [
                "callback-missing absent", "helper-bypass absent", "helper-bypass unchanged",
                "ops-wiring new",
            ])
        let one = try results(ReportsTests.check([nullReturn, unproven]))
        #expect(one.count == 2 && one.allSatisfy { $0["baselineState"] == nil })
    }

    @Test("what could not be analysed is said, and the invocation did not succeed")
    func gaps() throws {
        func invocation(_ gap: Unanalysed?) throws -> (Bool?, [[String: Any]]) {
            let report = ReportsTests.check([], unanalysed: gap.map { [$0] } ?? [])
            let invocations = try #require(try run(report)["invocations"] as? [[String: Any]])
            let notes = invocations.first?["toolExecutionNotifications"] as? [[String: Any]]
            return (invocations.first?["executionSuccessful"] as? Bool, notes ?? [])
        }
        let (clean, none) = try invocation(nil)
        #expect(clean == true && none.isEmpty)
        let (failed, errors) = try invocation(Unanalysed(file: perf, reason: "no such header"))
        #expect(failed == false && errors.map { $0["level"] as? String } == ["error"])
        #expect(
            (errors.first?["message"] as? [String: String])?["text"]
                == "cannot analyse: no such header")
        let (left, notes) = try invocation(
            Unanalysed(file: perf, reason: "x86 only", isOutOfScope: true))
        #expect(left == true && notes.map { $0["level"] as? String } == ["note"])
    }

    @Test("no name of a file and no code in a message means anything but itself")
    func hostile() throws {
        let file = try #require(TreePath("a b:c?#%20/é.c"))
        let evil = Finding(
            rule: rule("null-return"), location: at(file, 0, 0),
            message: "({ x; }) [a](file:///etc) \u{1B}[2J", key: "k")
        let report = ReportsTests.check([evil])
        #expect(try validator().problems(in: report.sarif()) == [])
        let log = report.sarif()
        #expect(log.contains("\"uri\" : \"a%20b%3Ac%3F%23%2520/%C3%A9.c\""))
        let message = try results(report).first?["message"] as? [String: String]
        #expect(message?["text"] == "({{ x; }}) [a\\](file:///etc) \\u{{1b}}[2J")
    }

    @Test("the same report is the same bytes, whatever the tree is called and however long it took")
    func deterministic() {
        var other = goodSeries()
        other.tree.path = "/home/someone/linux"
        other.milliseconds = 99
        #expect(Set((0..<20).map { _ in goodSeries().sarif() } + [other.sarif()]).count == 1)
    }
}
