import Findings
import Reports
import SeriesDiff
import SourceText
import Testing

@Suite("Text reports")
struct TextReportTests {
    /// A finding with its source, as a run has it.
    static let explained: Finding = {
        var finding = nullReturn
        finding.sourceLines = [
            at(vntb, 1299, 6): "\tif (!ntb->epf)", at(vntb, 1300, 3): "\t\treturn NULL;",
        ]
        return finding
    }()

    static let promise: Report.Promise = {
        var promise = Report.Promise(
            summary: "buffers belong to the device that ntb_get_dma_dev() names",
            header: "include/linux/ntb.h", helper: "ntb_get_dma_dev")
        promise.made = (
            at(header, 312), "Drivers that implement .get_dma_dev() must return a non-NULL pointer."
        )
        return promise
    }()

    @Test("a finding is a block: what, where, how the code gets there, what was promised, the mend")
    func block() {
        var report = ReportsTests.check([Self.explained])
        report.promises = [Self.promise]
        #expect(
            report.text(.init(width: 80)) == """
                error: vntb_epf_get_dma_dev() can return NULL [null-return]
                  at          drivers/pci/endpoint/functions/pci-epf-vntb.c:1300:3

                    1299 | if (!ntb->epf)
                         |     ^ 1. taking the true branch: !ntb->epf
                    1300 |         return NULL;
                         |         ^~~~~~ 2. returns NULL

                  promise     "Drivers that implement .get_dma_dev() must return a non-NULL
                              pointer." (include/linux/ntb.h:312)
                  mend        return a device on this path, too; a driver that has none must not
                              wire the callback

                ntbcheck: fail: 1 error; 16 files

                """)
    }

    @Test("in a check, what weighs most comes first, with a blank line between blocks")
    func check() {
        let report = ReportsTests.check([unproven, bypass(perf, 563), nullReturn], suppressed: 1)
        let lines = report.text().split(separator: "\n", omittingEmptySubsequences: false)
        let titles = lines.filter { !$0.hasPrefix(" ") && !$0.isEmpty }
        #expect(
            titles == [
                "error: dma_alloc_coherent() takes its device around ntb_get_dma_dev() [helper-bypass]",
                "error: vntb_epf_get_dma_dev() can return NULL [null-return]",
                "note: not shown to be non-NULL [unproven-return]",
                "ntbcheck: fail: 2 errors, 1 note; 1 allowed by a comment or the contract; 16 files",
            ])
        for title in titles.dropFirst() {
            #expect(lines.firstIndex(of: title).map { lines[$0 - 1] } == "")
        }
        #expect(lines.contains("  assumes     the field epc->dev.parent is not NULL"))
    }

    @Test("a clean check is one line")
    func clean() {
        #expect(ReportsTests.check([]).text() == "ntbcheck: pass: nothing was found; 16 files\n")
    }

    @Test("what could not be analysed is named, and the run is no pass")
    func unanalysed() {
        let gap = Unanalysed(file: transport, reason: "linux/dca.h is not in the tree")
        #expect(
            ReportsTests.check([], unanalysed: [gap]).text() == """
                drivers/ntb/ntb_transport.c: cannot analyse: linux/dca.h is not in the tree

                ntbcheck: incomplete: nothing was found; 1 file not analysed; 16 files

                """)
    }

    @Test("a series: what it brings, how many the base has, a row a state, the verdict")
    func series() {
        #expect(
            goodSeries().text() == """
                note: vntb_epf_ops does not wire get_dma_dev [ops-wiring]
                  brought by  patch 1: NTB: core: Add .get_dma_dev() callback
                  mended by   patch 3: NTB: epf: vntb: Implement .get_dma_dev()
                  at          drivers/pci/endpoint/functions/pci-epf-vntb.c:1214:33

                The base has 2 errors that the series leaves as it is; --existing shows what.

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

                ntbcheck: pass: the series brings nothing new and mends 3; 1 allowed by a comment or the contract; 16 files in 4 states

                """)
    }

    @Test("what fails a series comes first and is explained, even if a later patch mends it")
    func failingSeries() throws {
        let text = badSeries().text()
        let titles = text.split(separator: "\n").filter {
            $0.hasPrefix("error: ") || $0.hasPrefix("note: ")
        }
        #expect(
            titles == [
                "error: vntb_epf_get_dma_dev() can return NULL [null-return]",
                "note: not shown to be non-NULL [unproven-return]",
            ])
        #expect(text.contains("1300 | 2. returns NULL\n"))
        #expect(text.contains("The base has 1 error that the series"))
        #expect(text.contains("\ndrivers/ntb/ntb_transport.c: cannot analyse: includes a file"))
        let last = try #require(text.split(separator: "\n").last)
        #expect(
            last
                == "ntbcheck: fail: the series brings 1 error, 1 note; 1 file not analysed; 16 files in 3 states"
        )
    }

    @Test("what the base has is shown on request, and where it makes the run fail")
    func existing() {
        for style in [TextStyle(showsExisting: true), TextStyle(detail: .verbose)] {
            let text = goodSeries().text(style)
            #expect(text.contains("around ntb_get_dma_dev() [helper-bypass]\n"))
            #expect(text.contains("  brought by  nobody here: the base has it\n"))
            #expect(!text.contains("--existing"))
        }
        let states = [
            StateReport(label: "base", findings: [bypass(perf, 5)]),
            StateReport(label: "patch 1/1", findings: [bypass(perf, 5)]),
        ]
        let failing = Report(
            tool: tool, tree: tree,
            series: SeriesReport(states, options: .init(failOnExisting: true)))
        #expect(failing.text().contains("[helper-bypass]\n"))
        #expect(!failing.text().contains("--existing"))
    }

    @Test("quiet leaves what fails and what could not be analysed; verbose has what is fixed")
    func detail() {
        let quiet = badSeries().text(.init(detail: .quiet))
        #expect(quiet.contains("[null-return]") && quiet.contains("cannot analyse"))
        for word in ["[unproven-return]", "state  subject", "ntbcheck: ", "The base has"] {
            #expect(!quiet.contains(word))
        }
        #expect(
            goodSeries().text(.init(detail: .verbose)).contains("[callback-missing]\n  mended by"))
    }

    @Test(
        "no line is wider than asked for, and no subject can push it",
        arguments: [80, 100])
    func width(_ width: Int) throws {
        let long = String(repeating: "NTB: a very long subject ", count: 10)
        let text = goodSeries(subjects: [long, nil, nil]).text(.init(width: width))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.contains { $0.hasPrefix("state") })
        #expect(lines.dropLast(2).allSatisfy { $0.count <= width })
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
        var evil = Finding(
            rule: rule("null-return"), location: at(perf, 1, 14),
            message: "a\u{1B}[2Jb\nforged.c:1:1: error: c\u{202E}",
            witness: [WitnessStep(at(perf, 1, 4), "w\u{1B}]0;x\u{7}\n\nx: error: y")],
            assumptions: ["\u{2067}"], key: "k")
        evil.sourceLines = [
            at(perf, 1, 14): "/*\u{1B}[31m\u{202E}\r\u{85}\n::error::x*/",
            at(perf, 1, 4): "\u{9B}\u{0}\u{2028}",
        ]
        var report = Report(
            tool: tool, tree: tree,
            series: SeriesReport([
                StateReport(label: "base", findings: []),
                StateReport(
                    label: "patch 1/1", subject: "s\u{9B}31m\r\n", patch: "p\u{1B}",
                    findings: [evil]),
            ]))
        var promise = Self.promise
        promise.made?.words = "p\u{1B}[2J\u{202E}\n"
        report.promises = [promise]
        for width in [40, 100] {
            let text = report.text(.init(width: width))
            #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || (32..<127).contains($0.value) })
            #expect(
                !text.split(separator: "\n").contains {
                    $0.hasPrefix("x: error") || $0.hasPrefix("::") || $0.hasPrefix("forged")
                })
        }
        #expect(
            report.text(.init(width: 200)).contains(
                "a\\u{1b}[2Jb\\u{a}forged.c:1:1: error: c\\u{202e} [null-return]"))
    }

    @Test("colour adds escape sequences and changes nothing else", arguments: [60, 100])
    func color(_ width: Int) {
        let gap = Unanalysed(
            file: transport, reason: "linux/dca.h is not in the tree, nor is it anywhere")
        for report in [
            goodSeries(), badSeries(), ReportsTests.check([Self.explained], unanalysed: [gap]),
        ] {
            let plain = report.text(.init(width: width))
            let colored = report.text(.init(color: true, width: width))
            #expect(colored != plain)
            #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
        }
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
