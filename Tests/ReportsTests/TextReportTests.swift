import Findings
import Reports
import SeriesDiff
import SourceText
import Testing

@Suite("Text reports")
struct TextReportTests {
    @Test(
        "a check prints what compilers print, its witness and assumptions as notes, and a summary")
    func check() {
        let report = ReportsTests.check([unproven, bypass(perf, 563), nullReturn], suppressed: 1)
        #expect(
            report.text() == """
                drivers/ntb/test/ntb_perf.c:563:21: error: dma_alloc_coherent() takes its device around ntb_get_dma_dev() [helper-bypass]
                drivers/pci/endpoint/functions/pci-epf-vntb.c:1300:3: error: vntb_epf_get_dma_dev() can return NULL [null-return]
                drivers/pci/endpoint/functions/pci-epf-vntb.c:1299:6: note: taking the true branch: !ntb->epf
                drivers/pci/endpoint/functions/pci-epf-vntb.c:1300:3: note: returns NULL
                drivers/pci/endpoint/functions/pci-epf-vntb.c:1302:9: note: not shown to be non-NULL [unproven-return]
                drivers/pci/endpoint/functions/pci-epf-vntb.c:1302:9: note: assumes the field epc->dev.parent is not NULL
                ntbcheck: fail: 2 errors, 1 note, 1 suppressed; 16 files

                """)
    }

    @Test("a clean check is one line")
    func clean() {
        #expect(
            ReportsTests.check([]).text() == "ntbcheck: pass: no findings, 0 suppressed; 16 files\n"
        )
    }

    @Test("what could not be analysed is named, and the run is no pass")
    func unanalysed() {
        let gap = Unanalysed(file: transport, reason: "linux/dca.h is not in the tree")
        #expect(
            ReportsTests.check([], unanalysed: [gap]).text() == """
                drivers/ntb/ntb_transport.c: cannot analyse: linux/dca.h is not in the tree
                ntbcheck: incomplete: no findings, 0 suppressed, 1 file not analysed; 16 files

                """)
    }

    @Test(
        "a series prints its findings, then a row a state with what comes and goes, then what is open"
    )
    func series() {
        #expect(
            goodSeries().text() == """
                drivers/pci/endpoint/functions/pci-epf-vntb.c:1214:33: note: vntb_epf_ops does not wire get_dma_dev [ops-wiring] (from patch 1, until patch 3)
                drivers/ntb/test/ntb_perf.c:563:21: error: dma_alloc_coherent() takes its device around ntb_get_dma_dev() [helper-bypass] (existing)
                drivers/ntb/test/ntb_perf.c:592:21: error: dma_free_coherent() takes its device around ntb_get_dma_dev() [helper-bypass] (existing)

                state  subject                                                               introduced  fixed  open
                base   Linux 6.1.170, before the series                                                            5
                         callback-missing         ntb.h
                         helper-bypass            ntb_transport.c (2), ntb_perf.c (2)
                1      NTB: core: Add .get_dma_dev() callback                                        1~      1     5
                       + ops-wiring               pci-epf-vntb.c~
                       - callback-missing         ntb.h
                2      NTB: ntb_transport: Use ntb_get_dma_dev()                                      0      2     3
                       - helper-bypass            ntb_transport.c (2)
                3      NTB: epf: vntb: Implement .get_dma_dev()                                       0      1     2
                       - ops-wiring               pci-epf-vntb.c~
                tip    open:
                         helper-bypass            ntb_perf.c (2)
                ~ transient: a later patch of the series fixes it

                ntbcheck: pass: nothing introduced, 1 transient, 3 fixed, 2 existing (2 errors, 1 note), 1 suppressed; 16 files in 4 states

                """)
    }

    @Test("what fails a series comes first, with its witness, even if a later patch fixes it")
    func failingSeries() throws {
        let lines = badSeries().text().split(separator: "\n")
        #expect(lines[0].hasSuffix("can return NULL [null-return] (from patch 1, until patch 2)"))
        #expect(lines[1].hasSuffix("note: taking the true branch: !ntb->epf"))
        #expect(lines[3].hasSuffix("[unproven-return] (introduced by patch 2)"))
        #expect(lines[5].hasSuffix("[helper-bypass] (existing)"))
        #expect(
            lines.contains(
                "drivers/ntb/ntb_transport.c: cannot analyse: includes a file that is not there (state 2)"
            ))
        let summary = try #require(lines.last)
        #expect(
            summary.hasPrefix(
                "ntbcheck: fail: 1 introduced, 1 transient, 1 existing (2 errors, 1 note)"))
    }

    @Test("quiet leaves what fails and what could not be analysed")
    func quiet() {
        let lines = badSeries().text(.init(detail: .quiet)).split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines[0].contains("[null-return]"))
        #expect(lines[3].contains("cannot analyse"))
    }

    @Test("verbose lists what the series fixed, too")
    func verbose() {
        let text = goodSeries().text(.init(detail: .verbose))
        #expect(text.contains("[callback-missing] (fixed by patch 1)"))
    }

    @Test(
        "no line of the table is wider than asked for, and no subject can push it",
        arguments: [80, 100])
    func width(_ width: Int) throws {
        let long = String(repeating: "NTB: a very long subject ", count: 10)
        let text = goodSeries(subjects: [long, nil, nil]).text(.init(width: width))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex { $0.hasPrefix("state") })
        #expect(lines[start..<(lines.count - 2)].allSatisfy { $0.count <= width })
    }

    @Test("many files of one rule wrap within the width")
    func wrapping() throws {
        let findings = (0..<12).compactMap { number in
            TreePath("drivers/ntb/hw/long_name_of_a_driver_\(number).c").map { bypass($0, 1) }
        }
        let report = Report(
            tool: tool, tree: tree,
            series: SeriesReport([
                StateReport(label: "base", findings: findings),
                StateReport(label: "1", findings: []),
            ]))
        let lines = report.text().split(separator: "\n").dropLast()
        #expect(lines.allSatisfy { $0.count <= 100 })
        #expect(lines.contains { $0.contains("driver_11.c") })
    }

    @Test("the last row counts as many as the list below it")
    func openAtTheTip() {
        let remark = Finding(
            rule: rule("cross-tree", .note, .series), location: at(vntb, 9), message: "later",
            key: "1")
        let report = Report(
            tool: tool, tree: tree,
            series: SeriesReport([
                StateReport(label: "base", findings: [bypass(perf, 1), bypass(transport, 1)]),
                StateReport(label: "1", subject: "x", findings: [bypass(perf, 1), remark]),
                StateReport(label: "2", subject: "y", findings: []),
            ]))
        let text = report.text()
        #expect(text.contains(/\n1 +x +1 +1 +2\n/))
        #expect(text.contains(/\n2 +y +0 +1 +1\n/))
        #expect(text.contains(/tip    open:\n +cross-tree +pci-epf-vntb.c\n\n/))
    }

    @Test("a patch that does not apply leaves the number of open findings unknown")
    func patchApply() {
        let failure = Finding(
            rule: rule("patch-apply", .error, .series), location: at(perf, 1), message: "no",
            key: "1")
        let report = Report(
            tool: tool, tree: tree,
            series: SeriesReport([
                StateReport(label: "base", findings: [bypass(perf, 1)]),
                StateReport(label: "1", subject: "x", findings: [failure]),
            ]))
        #expect(report.text().contains("1      0     ?"))
    }

    @Test("nothing from a tree or a patch can write an escape sequence or a line of its own")
    func hostileText() {
        let evil = Finding(
            rule: rule("null-return"), location: at(perf, 1),
            message: "a\u{1B}[2Jb\nforged.c:1:1: error: c\u{202E}", key: "k")
        let text = Report(
            tool: tool, tree: tree,
            series: SeriesReport([
                StateReport(label: "base", findings: []),
                StateReport(label: "1", subject: "s\u{9B}31m\r\n", findings: [evil]),
            ])
        ).text()
        #expect(
            !text.unicodeScalars.contains { ["\u{1B}", "\u{9B}", "\u{202E}", "\r"].contains($0) })
        #expect(text.contains("a\\u{1b}[2Jb\\u{a}forged.c:1:1: error: c\\u{202e} [null-return]"))
    }

    @Test("colour adds escape sequences and changes nothing else")
    func color() {
        let plain = goodSeries().text()
        let colored = goodSeries().text(.init(color: true))
        #expect(colored != plain)
        #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    }

    @Test("terse is one line a finding, of those that are still open or count")
    func terse() {
        #expect(
            badSeries().terse() == """
                drivers/ntb/test/ntb_perf.c:560: ERROR: dma_alloc_coherent() takes its device around ntb_get_dma_dev() [helper-bypass]
                drivers/pci/endpoint/functions/pci-epf-vntb.c:1300: ERROR: vntb_epf_get_dma_dev() can return NULL [null-return]
                drivers/pci/endpoint/functions/pci-epf-vntb.c:1302: NOTE: not shown to be non-NULL [unproven-return]
                drivers/ntb/ntb_transport.c:1: ERROR: cannot analyse: includes a file that is not there

                """)
        #expect(ReportsTests.check([]).terse().isEmpty)
    }

    @Test(
        "a format that is still to come is refused by name", arguments: [ReportFormat.html])
    func unsupported(_ format: ReportFormat) {
        let error = #expect(throws: UnsupportedFormat.self) {
            try ReportsTests.check([]).rendered(as: format)
        }
        #expect(
            error?.description
                == "the \(format.rawValue) format is not supported yet; use one of: text, gcc, json, sarif, terse, github, gitlab, rdjsonl"
        )
    }
}
