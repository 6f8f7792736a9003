import Findings
import Reports
import SeriesDiff
import Testing

/// What a comment in the source allows is hidden, and counted.
@Suite("Comments that allow a finding")
struct SuppressionTests {
    /// Lines of a client in which the call is the last but one.
    private func report(_ above: String, _ beside: String = "", ending: String = "\n") throws
        -> (rules: [String], hidden: Int)
    {
        let kernel = try MiniKernel()
        let text = [
            "#include <linux/ntb.h>", "void *extra(struct ntb_dev *ntb, dma_addr_t *a)", "{", above,
            "\treturn dma_alloc_coherent(&ntb->pdev->dev, 8, a, 0);" + beside, "}", "",
        ].joined(separator: ending)
        try kernel.write("drivers/ntb/test/allowed.c", text)
        let report = try kernel.check()
        return (report.series.findings.map(\.finding.rule), report.series.summary.suppressed)
    }

    private let reason = "/* ntbcheck: allow(helper-bypass): the emulated device has no IOMMU */"

    @Test("on the line above, or beside", arguments: ["\n", "\r\n"])
    func allowed(ending: String) throws {
        for (above, beside) in [("\t" + reason, ""), ("", " " + reason)] {
            let found = try report(above, beside, ending: ending)
            #expect(found.rules == [])
            #expect(found.hidden == 1)
        }
    }

    @Test(
        "not without a reason, for another rule, further up, or in a string",
        arguments: [
            "\t/* ntbcheck: allow(helper-bypass): */", "\t/* ntbcheck: allow(raw-callback): why */",
            "\t/* ntbcheck: allow(helper-bypass): why */\n",
            "\t\"ntbcheck: allow(helper-bypass): why\";",
        ])
    func refused(above: String) throws {
        let found = try report(above)
        #expect(found.rules == ["helper-bypass"])
        #expect(found.hidden == 0)
    }
}
