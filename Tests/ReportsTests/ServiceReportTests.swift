import Findings
import Foundation
import Reports
import SeriesDiff
import SourceText
import Testing

@Suite("Reports for services")
struct ServiceReportTests {
    /// What would mean something in one of the formats if it were not escaped.
    static let evil: Report = {
        let file = TreePath("drivers/a,b:c%0A/d::e.c") ?? perf
        var finding = Finding(
            rule: rule("null-return"), location: at(file, 7, 9),
            message: "100% wrong::set-env name=x::y\n::error::forged\u{1B}[2J \"q\" \u{202E}",
            witness: [WitnessStep(at(file, 6, 2), "step, one:\r50%")], key: "k")
        finding.codePointColumns = [at(file, 7, 9): 5]
        return Report(
            tool: tool, tree: tree,
            series: SeriesReport([
                StateReport(label: "base", findings: []),
                StateReport(
                    label: "1", subject: "s: a, b%\n", patch: "1.patch", findings: [finding]),
            ]))
    }()

    // MARK: GitHub

    @Test("github: a workflow command a finding, what is new first, with path, patch and status")
    func github() {
        #expect(
            badSeries().github() == """
                ::error file=drivers/pci/endpoint/functions/pci-epf-vntb.c,line=1300,col=3,title=ntbcheck%3A null-return (transient)::vntb_epf_get_dma_dev() can return NULL%0Adrivers/pci/endpoint/functions/pci-epf-vntb.c:1299:6: taking the true branch: !ntb->epf%0Adrivers/pci/endpoint/functions/pci-epf-vntb.c:1300:3: returns NULL%0Atransient: introduced by patch 1, fixed by patch 2
                ::notice file=drivers/pci/endpoint/functions/pci-epf-vntb.c,line=1302,col=9,title=ntbcheck%3A unproven-return (introduced)::not shown to be non-NULL%0Aassumes the field epc->dev.parent is not NULL%0Aintroduced by patch 2
                ::error file=drivers/ntb/test/ntb_perf.c,line=560,col=21,title=ntbcheck%3A helper-bypass (existing)::dma_alloc_coherent() takes its device around ntb_get_dma_dev()%0Aexisting: the base has it
                ::error file=drivers/ntb/ntb_transport.c,title=ntbcheck%3A not-analysed::cannot analyse: includes a file that is not there

                """)
        #expect(ReportsTests.check([]).github().isEmpty)
    }

    @Test("github: no file, subject or message can end a property, begin a command or write a line")
    func githubEscapes() {
        #expect(
            Self.evil.github() == """
                ::error file=drivers/a%2Cb%3Ac%250A/d%3A%3Ae.c,line=7,col=5,title=ntbcheck%3A null-return (introduced)::100%25 wrong::set-env name=x::y\\u{a}::error::forged\\u{1b}[2J "q" \\u{202e}%0Adrivers/a,b:c%250A/d::e.c:6:2: step, one:\\u{d}50%25%0Aintroduced by patch 1, "s: a, b%25\\u{a}" (1.patch)

                """)
    }

    @Test("github: warnings, what belongs to another architecture, and what is about a whole file")
    func githubLevels() {
        let whole = Finding(
            rule: rule("contract-doc", .warning), location: at(header, 0, 0), message: "m", key: "k"
        )
        let gap = Unanalysed(file: perf, reason: "x86 only", isOutOfScope: true)
        #expect(
            ReportsTests.check([whole], unanalysed: [gap]).github() == """
                ::warning file=include/linux/ntb.h,title=ntbcheck%3A contract-doc::m
                ::notice file=drivers/ntb/test/ntb_perf.c,title=ntbcheck%3A left-out::left out: x86 only

                """)
    }

    // MARK: GitLab

    private func issues(_ report: Report) throws -> [[String: Any]] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(report.gitlab().utf8)) as? [[String: Any]])
    }

    @Test("gitlab: an issue a finding, as Code Quality reads them")
    func gitlab() throws {
        let only = ReportsTests.check([nullReturn])
        let fingerprint = only.series.findings[0].fingerprint.string
        #expect(
            only.gitlab() == """
                [
                  {
                    "check_name" : "null-return",
                    "description" : "vntb_epf_get_dma_dev() can return NULL",
                    "fingerprint" : "\(fingerprint)",
                    "location" : {
                      "lines" : {
                        "begin" : 1300
                      },
                      "path" : "drivers/pci/endpoint/functions/pci-epf-vntb.c",
                      "positions" : {
                        "begin" : {
                          "column" : 3,
                          "line" : 1300
                        }
                      }
                    },
                    "severity" : "major"
                  }
                ]

                """)
        #expect(try issues(ReportsTests.check([])).isEmpty)
        let bad = try issues(badSeries())
        #expect(bad.map { $0["severity"] as? String } == ["major", "major", "info", "critical"])
        let texts = bad.compactMap { $0["description"] as? String }
        #expect(texts[0].hasSuffix(" (existing: the base has it)"))
        #expect(texts[1].hasSuffix(" (transient: introduced by patch 1, fixed by patch 2)"))
        #expect(
            try !issues(goodSeries()).contains { $0["check_name"] as? String == "callback-missing" }
        )
    }

    @Test("gitlab: fingerprints are unique, and stay when lines move")
    func gitlabFingerprints() throws {
        func prints(_ line: Int) throws -> [String] {
            let gaps = [
                "does not compile: drivers/ntb/test/ntb_perf.c:\(line):2: no such type (and 1 more)",
                "does not compile: drivers/ntb/test/ntb_perf.c:\(line + 3):2: no such type (and 2 more)",
                "cannot be read",
            ].map { Unanalysed(file: perf, reason: $0) }
            let report = ReportsTests.check(
                [bypass(perf, line), bypass(perf, line + 9), bypass(transport, line)],
                unanalysed: gaps)
            return try issues(report).compactMap { $0["fingerprint"] as? String }
        }
        let (first, moved) = (try prints(10), try prints(5000))
        #expect(first.count == 6 && Set(first).count == 6)
        #expect(first.sorted() == moved.sorted())
    }

    @Test("gitlab: nothing that moves a cursor or turns the reading direction, and lines from 1 on")
    func gitlabHostile() throws {
        let text = Self.evil.gitlab()
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || (32..<127).contains($0.value) })
        let whole = Finding(rule: rule("x"), location: at(header, 0, 0), message: "m", key: "k")
        let place = try #require(
            try issues(ReportsTests.check([whole]))[0]["location"] as? [String: Any])
        #expect((place["lines"] as? [String: Int]) == ["begin": 1])
    }

    // MARK: reviewdog

    private func diagnostics(_ report: Report) throws -> [[String: Any]] {
        try report.rdjsonl().split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    @Test("rdjsonl: a line a diagnostic")
    func rdjsonl() throws {
        #expect(
            ReportsTests.check([nullReturn]).rdjsonl() == #"""
                {"code":{"value":"null-return"},"location":{"path":"drivers/pci/endpoint/functions/pci-epf-vntb.c","range":{"start":{"column":3,"line":1300}}},"message":"vntb_epf_get_dma_dev() can return NULL\ndrivers/pci/endpoint/functions/pci-epf-vntb.c:1299:6: taking the true branch: !ntb->epf\ndrivers/pci/endpoint/functions/pci-epf-vntb.c:1300:3: returns NULL","severity":"ERROR","source":{"name":"ntbcheck"}}

                """#)
        let bad = try diagnostics(badSeries())
        #expect(bad.map { $0["severity"] as? String } == ["ERROR", "ERROR", "INFO", "ERROR"])
        let messages = bad.compactMap { $0["message"] as? String }
        #expect(messages[2].hasSuffix("\nintroduced by patch 2"))
        #expect(messages[3] == "cannot analyse: includes a file that is not there")
        #expect(ReportsTests.check([]).rdjsonl().isEmpty)
    }

    @Test("rdjsonl: columns count bytes, and none is given where there is none")
    func rdjsonlColumns() throws {
        let text = Self.evil.rdjsonl()
        #expect(text.contains(#""start":{"column":9,"line":7}"#))
        let whole = Finding(rule: rule("x"), location: at(header, 0, 0), message: "m", key: "k")
        let location =
            try diagnostics(ReportsTests.check([whole]))[0]["location"] as? [String: String]
        #expect(location == ["path": "include/linux/ntb.h"])
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || (32..<127).contains($0.value) })
    }

    @Test("rdjsonl: only members that the format has, and no line that its reader would stop at")
    func rdjsonlLimits() throws {
        let steps = (1...3000).map { WitnessStep(at(vntb, $0), "\"é\\ step \($0)") }
        let long = Finding(
            rule: rule("null-return"), location: at(vntb, 1, 1), message: "long", witness: steps,
            key: "k")
        let report = ReportsTests.check([long, bypass(perf, 3)])
        for line in report.rdjsonl().split(separator: "\n") { #expect(line.utf8.count < 64 << 10) }
        let members: Set = [
            "message", "location", "severity", "source", "code", "suggestions", "original_output",
        ]
        let all = try diagnostics(report) + diagnostics(badSeries())
        #expect(all.count == 6)
        #expect(all.allSatisfy { members.isSuperset(of: $0.keys) })
    }
}
