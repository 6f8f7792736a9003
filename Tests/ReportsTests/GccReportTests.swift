import Findings
import Reports
import SeriesDiff
import SourceText
import Testing

@Suite("Reports in the shape of compiler output")
struct GccReportTests {
    @Test(
        "a check prints what compilers print, its witness and assumptions as notes, and a summary")
    func check() {
        let report = ReportsTests.check([unproven, bypass(perf, 563), nullReturn], suppressed: 1)
        #expect(
            report.gcc() == """
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
            ReportsTests.check([]).gcc() == "ntbcheck: pass: no findings, 0 suppressed; 16 files\n"
        )
    }

    @Test("what could not be analysed is named, and the run is no pass")
    func unanalysed() {
        let gap = Unanalysed(file: transport, reason: "linux/dca.h is not in the tree")
        #expect(
            ReportsTests.check([], unanalysed: [gap]).gcc() == """
                drivers/ntb/ntb_transport.c: cannot analyse: linux/dca.h is not in the tree
                ntbcheck: incomplete: no findings, 0 suppressed, 1 file not analysed; 16 files

                """)
    }

    @Test(
        "a series prints its findings with their status, and no table: editors would take it for a place"
    )
    func series() {
        #expect(
            goodSeries().gcc() == """
                drivers/pci/endpoint/functions/pci-epf-vntb.c:1214:33: note: vntb_epf_ops does not wire get_dma_dev [ops-wiring] (from patch 1, until patch 3)
                drivers/ntb/test/ntb_perf.c:563:21: error: dma_alloc_coherent() takes its device around ntb_get_dma_dev() [helper-bypass] (existing)
                drivers/ntb/test/ntb_perf.c:592:21: error: dma_free_coherent() takes its device around ntb_get_dma_dev() [helper-bypass] (existing)
                ntbcheck: pass: nothing introduced, 1 transient, 3 fixed, 2 existing (2 errors, 1 note), 1 suppressed; 16 files in 4 states

                """)
    }

    @Test("what fails a series comes first, with its witness, even if a later patch fixes it")
    func failingSeries() throws {
        let lines = badSeries().gcc().split(separator: "\n")
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
        let lines = badSeries().gcc(.init(detail: .quiet)).split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines[0].contains("[null-return]"))
        #expect(lines[3].contains("cannot analyse"))
    }

    @Test("verbose lists what the series fixed, too")
    func verbose() {
        let text = goodSeries().gcc(.init(detail: .verbose))
        #expect(text.contains("[callback-missing] (fixed by patch 1)"))
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
        ).gcc()
        #expect(
            !text.unicodeScalars.contains { ["\u{1B}", "\u{9B}", "\u{202E}", "\r"].contains($0) })
        #expect(text.contains("a\\u{1b}[2Jb\\u{a}forged.c:1:1: error: c\\u{202e} [null-return]"))
    }

    @Test("colour adds escape sequences and changes nothing else")
    func color() {
        let plain = goodSeries().gcc()
        let colored = goodSeries().gcc(.init(color: true))
        #expect(colored != plain)
        #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    }
}
