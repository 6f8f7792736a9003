import Cache
import Contract
import Engine
import Findings
import Foundation
import KernelSource
import Reports
import SeriesDiff
import SourceText
import Testing

/// Units that name nothing of the contract, and matter all the same.
@Suite("units that others need")
struct FollowingTests {
    private static let helper = "drivers/ntb/test/buffers.c"

    /// A client that has its buffers from another file.
    private static func client(_ call: String, header: String = "\"buffers.h\"") -> String {
        """
        #include <linux/ntb.h>
        #include \(header)
        int demo_use(struct ntb_dev *ntb)
        {
        \treturn \(call);
        }

        """
    }

    private static let header = """
        #include <linux/pci.h>
        struct demo_buffers { struct device *dev; int count; };
        int demo_fill(struct device *dev);
        int demo_fill_all(struct demo_buffers *buffers);

        """

    private static let filling = """
        #include "buffers.h"
        int demo_fill(struct device *dev)
        {
        \tdma_addr_t handle;
        \treturn dma_alloc_coherent(dev, 8, &handle, 0) != NULL;
        }

        """

    private static func kernel(_ call: String, _ more: [String: String] = [:]) throws -> MiniKernel
    {
        try MiniKernel(
            [
                MiniKernel.client: client(call),
                "drivers/ntb/test/buffers.h": header, helper: filling,
            ].merging(more) { $1 })
    }

    @Test("a device that is handed to a unit which knows nothing of the contract is followed there")
    func handed() throws {
        let bad = try Self.kernel("demo_fill(&ntb->pdev->dev)").check()
        #expect(bad.series.findings.map(\.finding.rule).contains("helper-bypass"))
        let good = try Self.kernel("demo_fill(ntb_get_dma_dev(ntb))").check()
        #expect(!good.series.findings.map(\.finding.rule).contains("helper-bypass"))
        #expect(good.gaps == [])
    }

    @Test("where a body was found is remembered until a file of the tree is another")
    func remembered() throws {
        let kernel = try Self.kernel("demo_fill(&ntb->pdev->dev)")
        let parent = kernel.root + ".cache"
        defer { try? FileManager.default.removeItem(atPath: parent) }
        var options = AnalysisOptions(
            tree: kernel.root, arch: .x86_64, buildDirectory: nil,
            contracts: [try Contract.builtIn()], jobs: 2)
        options.cache = CacheDirectory(parent: parent)
        func files() throws -> Set<String> {
            // Younger files are not trusted to be what they were.
            usleep(120_000)
            let findings = try Checker(options).check().series.findings.map(\.finding)
            return Set(
                findings.filter { $0.rule == "helper-bypass" }.flatMap {
                    [$0.location] + $0.witness.map(\.location)
                }.map(\.file.string))
        }
        let first = try files()
        #expect(first.contains(Self.helper))
        #expect(try files() == first)
        let other = "drivers/ntb/test/others.c"
        try kernel.write(Self.helper, "int nothing_here;\n")
        try kernel.write(other, Self.filling)
        let second = try files()
        #expect(second.contains(other) && !second.contains(Self.helper))
    }

    @Test("through two files, a directory below, and a header of the kernel's own")
    func farther() throws {
        let through = """
            #include "buffers.h"
            int demo_fill_last(struct device *dev, int n);
            int demo_fill(struct device *dev)
            {
            \treturn demo_fill_last(dev, 2);
            }

            """
        let last = """
            #include "../buffers.h"
            struct device *
            unrelated(struct device *dev) { return dev; }
            int
            demo_fill_last(struct device *dev,
            \t       int n)
            {
            \tdma_addr_t handle;
            \treturn dma_alloc_coherent(dev, n, &handle, 0) != NULL;
            }

            """
        let report = try Self.kernel(
            "demo_fill(&ntb->pdev->dev)",
            // The first of the two maps nothing itself, but says so in a comment.
            [
                Self.helper: "/* dma_alloc_coherent() is below */\n" + through,
                "drivers/ntb/test/deep/last.c": last,
            ]
        ).check()
        #expect(report.series.findings.map(\.finding.rule).contains("helper-bypass"))
        let general = try MiniKernel([
            MiniKernel.client: Self.client(
                "demo_fill(&ntb->pdev->dev)", header: "<linux/buffers.h>"),
            "include/linux/buffers.h": Self.header,
            Self.helper: Self.filling.replacing("\"buffers.h\"", with: "<linux/buffers.h>"),
        ]).check()
        #expect(general.series.findings.map(\.finding.rule).contains("helper-bypass"))
    }

    @Test("a static function of that name in another file is none of it")
    func namesake() throws {
        let report = try Self.kernel(
            "demo_fill(&ntb->pdev->dev)",
            [
                Self.helper: Self.filling.replacing("int demo_fill(", with: "static int demo_fill(")
                    .replacing("#include \"buffers.h\"", with: "#include <linux/pci.h>")
            ]
        ).check()
        #expect(!report.series.findings.map(\.finding.rule).contains("helper-bypass"))
    }

    @Test("a patch that brings the file which maps is held to it")
    func series() async throws {
        let tree = try Self.kernel("demo_fill(&ntb->pdev->dev)", [Self.helper: "int unused;\n"])
        let report = try await tree.series(
            tree.patch("[PATCH] map", Self.helper, from: "int unused;\n", to: Self.filling))
        #expect(report.verdicts == ["helper-bypass demo_client.c introduced"])
    }

    // MARK: callbacks

    private static func wired(_ body: String?, at path: String) throws -> MiniKernel {
        try MiniKernel(
            [
                MiniKernel.driver: """
                #include <linux/ntb.h>
                struct device *demo_get_dma_dev(struct ntb_dev *ntb);
                static const struct ntb_dev_ops demo_ops = {
                \t.get_dma_dev = demo_get_dma_dev,
                };

                """
            ].merging(
                body.map {
                    [
                        path:
                            "#include <linux/pci.h>\nstruct ntb_dev;\nstruct device *demo_get_dma_dev(struct ntb_dev *ntb)\n{\n\($0)}\n"
                    ]
                } ?? [:]
            ) { $1 })
    }

    @Test(
        "a callback whose body is in a file that does not name the struct is analysed there",
        arguments: ["drivers/ntb/hw/demo/dev.c", "lib/far/away.c"])
    func wired(_ path: String) throws {
        let bad = try Self.wired("\treturn NULL;\n", at: path).check()
        #expect(bad.series.findings.map(\.finding.rule).contains("null-return"))
        #expect(bad.series.findings.first?.finding.location.file.string == path)
        let good = try Self.wired("\tstatic struct device one;\n\treturn &one;\n", at: path).check()
        #expect(good.series.findings.isEmpty)
        #expect(good.series.summary.exit == .clean)
    }

    @Test("a callback whose body nobody finds is a gap, and no pass")
    func noBody() throws {
        let report = try Self.wired(nil, at: "").check()
        #expect(report.gaps == ["demo.c"])
        #expect(report.series.summary.exit == .notAnalysed)
        #expect(report.gcc().contains("the body of which is in no unit that was looked at"))
    }
}
