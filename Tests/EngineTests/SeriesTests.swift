import Findings
import Reports
import SeriesDiff
import Testing

@Suite("series on a small tree")
struct SeriesTests {
    let tree: MiniKernel

    init() throws { tree = try MiniKernel() }

    private func edit(
        _ subject: String, _ path: String, _ old: String, _ new: String, after text: String? = nil
    ) throws -> (mail: String, text: String) {
        let before = try text ?? tree.text(path)
        try #require(before.contains(old))
        let after = before.replacing(old, with: new)
        return (tree.patch(subject, path, from: before, to: after), after)
    }

    @Test("a fault comes with its patch and goes with the next, and fails the run all the same")
    func transient() async throws {
        let bad = try edit(
            "[PATCH 1/2] Break", MiniKernel.endpoint, "return &dma_device;", "return NULL;")
        let good = try edit(
            "[PATCH 2/2] Repair", MiniKernel.endpoint, "return NULL;", "return &dma_device;",
            after: bad.text)
        let report = try await tree.series(bad.mail, good.mail)
        #expect(report.verdicts == ["null-return demo-epf.c transient"])
        #expect(report.series.states.map(\.introduced.count) == [0, 1, 0])
        #expect(report.series.states.map(\.fixed.count) == [0, 0, 1])
        #expect(report.series.summary.exit == .findings)
        #expect(try tree.text(MiniKernel.endpoint).contains("return &dma_device;"))
    }

    @Test("a mistake in a header is one finding, though three units include it")
    func brokenHeader() async throws {
        let bad = try edit("[PATCH] Break", "include/linux/pci.h", "#endif", "no such text\n#endif")
        let report = try await tree.series(bad.mail)
        #expect(
            report.verdicts.filter { $0.hasPrefix("patch-parse") } == [
                "patch-parse pci.h introduced"
            ])
        #expect(report.gaps == [])
        #expect(report.series.summary.exit == .findings)
    }

    @Test("errors that the base has are no fault of the series; one more of them is")
    func oldErrors() async throws {
        try tree.write(MiniKernel.driver, "#include <linux/ntb.h>\nint a = missing;\n")
        let same = try edit("[PATCH] Move", MiniKernel.driver, "int a", "\n\nint b")
        let harmless = try await tree.series(same.mail)
        #expect(harmless.verdicts == [])
        #expect(harmless.gaps.contains("demo.c"))
        #expect(harmless.series.summary.exit == .notAnalysed)

        let more = try edit("[PATCH] Break", MiniKernel.driver, "int a", "int b = missing;\nint a")
        #expect(try await tree.series(more.mail).verdicts == ["patch-parse demo.c introduced"])
    }

    @Test("a new driver is found wherever it is, and so is one that goes")
    func newDriver() async throws {
        let path = "drivers/misc/deep/inside/bridge.c"
        let add = tree.patch(
            "[PATCH] Add a bridge", path, from: "",
            to: """
                #include <linux/ntb.h>
                static struct device *bridge_dma_dev(struct ntb_dev *ntb)
                {
                \treturn NULL;
                }
                static const struct ntb_dev_ops bridge_ops = { .get_dma_dev = bridge_dma_dev };

                """)
        let report = try await tree.series(add)
        #expect(report.verdicts == ["null-return bridge.c introduced"])
        #expect(report.tables.map(\.variable).contains("bridge_ops"))

        let gone = tree.patch(
            "[PATCH] Remove the endpoint", MiniKernel.endpoint,
            from: try tree.text(MiniKernel.endpoint), to: "")
        #expect(try await tree.series(gone).tables.map(\.variable) == ["demo_ops"])
    }

    @Test("a new header that is found before another one changes its units")
    func shadowingHeader() async throws {
        // Beside the unit, and so before the include path.
        try tree.write(
            MiniKernel.client,
            try tree.text(MiniKernel.client).replacing("<linux/ntb.h>", with: "\"ntb.h\"")
                .replacing("#include", with: "#include <linux/ntb.h>\n#include"))
        try tree.write("include/ntb.h", "#define DEVICE(ntb) ntb_get_dma_dev(ntb)\n")
        try tree.write(
            MiniKernel.client,
            try tree.text(MiniKernel.client).replacing("ntb_get_dma_dev(ntb)", with: "DEVICE(ntb)"))
        let add = tree.patch(
            "[PATCH] Shadow", "drivers/ntb/test/ntb.h", from: "",
            to: "#define DEVICE(ntb) (&(ntb)->pdev->dev)\n")
        let report = try await tree.series(add)
        #expect(report.verdicts == ["helper-bypass demo_client.c introduced"])
    }

    @Test("a patch that does not apply is a finding, and the states before it are reported")
    func rejected() async throws {
        let good = try edit(
            "[PATCH 1/2] Touch", MiniKernel.endpoint, "&dma_device;", "&dma_device; /* ours */")
        let stale = try edit(
            "[PATCH 2/2] Touch again", MiniKernel.endpoint, "&dma_device;",
            "&dma_device; /* theirs */")
        let report = try await tree.series(good.mail, stale.mail)
        #expect(report.verdicts == ["patch-apply demo-epf.c introduced"])
        #expect(report.series.states.count == 3)
        #expect(report.series.summary.exit == .findings)
    }
}
