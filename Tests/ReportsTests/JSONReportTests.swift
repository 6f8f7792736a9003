import Findings
import Foundation
import KernelSource
import Reports
import SeriesDiff
import SourceText
import TestSupport
import Testing

@Suite("JSON reports")
struct JSONReportTests {
    static let reports = [
        check([]), check([unproven, nullReturn, bypass(perf, 1)], suppressed: 3), goodSeries(),
        badSeries(),
        check([], tables: [table("vntb_epf_ops", vntb, 1214, ["get_dma_dev": "vntb_dma_dev"])]),
    ]

    private func object(_ report: Report) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(report.json().utf8)) as? [String: Any])
    }

    @Test("every report validates against the schema that ships", arguments: reports.indices)
    func validates(_ index: Int) throws {
        let validator = try SchemaValidator(Report.jsonSchema)
        #expect(try validator.problems(in: Self.reports[index].json()) == [])
    }

    @Test(
        "the schema is strict: it refuses more, less and other than the format",
        arguments: [
            ("\"exit\" : 1", "\"exit\" : 4"), ("\"exit\" : 1", "\"exit\" : 1, \"more\" : 1"),
            ("\"schemaVersion\" : 1", "\"schemaVersion\" : 2"),
            ("\"null-return\"", "\"Null return\""),
            ("\"status\" : \"existing\"", "\"status\" : \"old\""), ("\"column\" : 3,", ""),
            ("\"line\" : 1300", "\"line\" : \"1300\""), ("\"revision\" : null", "\"revision\" : 1"),
        ])
    func strict(replace: String, with: String) throws {
        let validator = try SchemaValidator(Report.jsonSchema)
        let json = check([nullReturn]).json()
        #expect(json.contains(replace))
        #expect(try !validator.problems(in: json.replacing(replace, with: with)).isEmpty)
    }

    @Test("a finding carries all that the text report says")
    func finding() throws {
        let findings = try #require(try object(check([nullReturn]))["findings"] as? [[String: Any]])
        let only = try #require(findings.first)
        #expect(only["file"] as? String == "drivers/pci/endpoint/functions/pci-epf-vntb.c")
        #expect(only["line"] as? Int == 1300)
        #expect(only["function"] as? String == "vntb_epf_get_dma_dev")
        #expect(only["table"] as? String == "vntb_epf_ops")
        #expect(only["status"] as? String == "existing")
        let witness = try #require(only["witness"] as? [[String: Any]])
        #expect(witness.map { $0["line"] as? Int } == [1299, 1300])
        #expect(
            witness.map { $0["column"] as? Int } == nullReturn.witness.map(\.location.column))
        #expect(witness.last?["message"] as? String == "returns NULL")
    }

    @Test("states refer to findings by id")
    func states() throws {
        let json = try object(goodSeries())
        let states = try #require(json["states"] as? [[String: Any]])
        let findings = try #require(json["findings"] as? [[String: Any]])
        func rules(_ key: String, of state: Int) -> [String] {
            (states[state][key] as? [Int] ?? []).compactMap { findings[$0]["rule"] as? String }
        }
        #expect(rules("introduced", of: 1) == ["ops-wiring"])
        #expect(rules("fixed", of: 1) == ["callback-missing"])
        #expect(rules("fixed", of: 2) == ["helper-bypass", "helper-bypass"])
        #expect(rules("findings", of: 3) == ["helper-bypass", "helper-bypass"])
        #expect(states[0]["subject"] is NSNull)
        #expect(states[1]["patch"] as? String == "0001.patch")
        #expect(findings.map { $0["id"] as? Int } == Array(findings.indices))
    }

    @Test("a finding names the patch that brought it, and none where the base has it")
    func patch() throws {
        let findings = try #require(try object(goodSeries())["findings"] as? [[String: Any]])
        func patches(_ rule: String) -> Set<String?> {
            Set(findings.filter { $0["rule"] as? String == rule }.map { $0["patch"] as? String })
        }
        #expect(patches("ops-wiring") == ["0001.patch"])
        #expect(patches("helper-bypass") == [nil])
        #expect(findings.allSatisfy { $0.keys.contains("patch") })
    }

    @Test("the schema knows each architecture", arguments: Arch.allCases)
    func architectures(_ arch: Arch) throws {
        var report = check([nullReturn])
        report.tree.otherArchs = [vntb: arch.rawValue]
        let validator = try SchemaValidator(Report.jsonSchema)
        #expect(try validator.problems(in: report.json()) == [])
    }

    @Test("the summary counts each finding once")
    func summary() throws {
        let summary = try #require(try object(goodSeries())["summary"] as? [String: Int])
        #expect(
            summary == [
                "error": 2, "warning": 0, "note": 1, "fixed": 3, "suppressed": 1, "files": 16,
                "milliseconds": 0, "exit": 0,
            ])
    }

    @Test("a table lists what it wires, and nothing else")
    func tables() throws {
        let row = table("vntb_epf_ops", vntb, 1214, ["get_dma_dev": "vntb_dma_dev"])
        let tables = try #require(
            try object(check([], tables: [row]))["tables"] as? [[String: Any]])
        #expect(tables.first?["members"] as? [String: String] == ["get_dma_dev": "vntb_dma_dev"])
    }

    @Test("the same report is the same bytes")
    func deterministic() {
        #expect(Set((0..<20).map { _ in goodSeries().json() }).count == 1)
    }
}
