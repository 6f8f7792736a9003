import Findings
import Reports
import SeriesDiff
import SourceText
import Testing

/// A callback whose helpers stand in another unit.
@Suite("Callbacks across units")
struct LinkingTests {
    private static let other = "drivers/ntb/hw/demo/demo_dev.c"

    private static func kernel(other: String, wiring: String = "demo_dev(ntb, 0)") throws
        -> MiniKernel
    {
        try MiniKernel([
            MiniKernel.driver: """
            #include <linux/ntb.h>
            struct device *demo_dev(struct ntb_dev *ntb, int mode);
            static struct device *pick(struct ntb_dev *ntb)
            {
            \treturn &ntb->dev;
            }
            static struct device *demo_get_dma_dev(struct ntb_dev *ntb)
            {
            \tif (!ntb->pdev)
            \t\treturn pick(ntb);
            \treturn \(wiring);
            }
            const struct ntb_dev_ops demo_ops = {
            \t.get_dma_dev = demo_get_dma_dev,
            };

            """,
            Self.other: """
            #include <linux/ntb.h>
            static struct device *pick(struct ntb_dev *ntb, int mode)
            {
            \tif (mode)
            \t\treturn NULL;
            \treturn &ntb->pdev->dev;
            }
            \(other)

            """,
        ])
    }

    private static let getter = """
        struct device *demo_dev(struct ntb_dev *ntb, int mode)
        {
        \treturn pick(ntb, mode);
        }
        """

    @Test(
        "a NULL of the other unit is found, for the argument that is passed, with a path a reader can follow"
    )
    func followed() throws {
        let report = try Self.kernel(other: Self.getter, wiring: "demo_dev(ntb, 1)").check()
        let finding = try #require(report.findings(of: "null-return").first)
        #expect(finding.location.file.string == MiniKernel.driver)
        let messages = finding.witness.map(\.message)
        #expect(messages.contains("pick() returns NULL here"), "\(messages)")
        #expect(finding.witness.contains { $0.location.file.string == Self.other })
        #expect(!messages.contains { $0.contains(".c") || $0.contains("\u{1}") }, "\(messages)")
    }

    @Test("for another argument there is none")
    func context() throws {
        let report = try Self.kernel(other: Self.getter).check()
        #expect(report.findings(of: "null-return") == [])
        #expect(report.findings(of: "unproven-return") == [])
    }

    @Test("a static function of the other unit is not what the name means here")
    func statics() throws {
        let report = try Self.kernel(other: "static " + Self.getter, wiring: "demo_dev(ntb, 1)")
            .check()
        #expect(report.findings(of: "null-return") == [])
        #expect(report.findings(of: "unproven-return").count == 1)
    }

    @Test("two units that define the name are no one program")
    func ambiguous() throws {
        let kernel = try Self.kernel(other: Self.getter, wiring: "demo_dev(ntb, 1)")
        try kernel.write(
            "drivers/ntb/hw/demo/third.c", try kernel.text(Self.other))
        let report = try kernel.check()
        #expect(report.findings(of: "null-return") == [])
        #expect(report.findings(of: "unproven-return").count == 1)
    }
}

extension Report {
    fileprivate func findings(of rule: String) -> [Finding] {
        series.findings.map(\.finding).filter { $0.rule == rule }
    }
}
