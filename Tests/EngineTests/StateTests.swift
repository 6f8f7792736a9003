import Engine
import Findings
import Foundation
import KernelSource
import Reports
import SeriesDiff
import SourceText
import Testing

extension Report {
    /// RULE FILE STATUS of each finding above a note.
    var verdicts: [String] {
        series.findings.filter { $0.finding.severity > .note }
            .map { "\($0.finding.rule) \($0.finding.location.file.lastComponent) \($0.status)" }
    }

    var gaps: [String] { series.unanalysed.map(\.file.lastComponent) }
}

@Suite("states of a small tree")
struct StateTests {
    @Test("a tree that keeps the contract has no findings")
    func clean() throws {
        let report = try MiniKernel().check()
        #expect(report.verdicts == [])
        #expect(report.gaps == [])
        #expect(report.series.summary.exit == .clean)
        #expect(report.series.summary.files == 3)
        #expect(report.tree.kernelVersion == "9.8.7")
        #expect(report.tables.map(\.variable) == ["demo_ops", "demo_epf_ops"])
    }

    @Test("each fault is found where it is")
    func faults() throws {
        let tree = try MiniKernel([
            MiniKernel.client: (MiniKernel.files[MiniKernel.client] ?? "")
                .replacing("ntb_get_dma_dev(ntb)", with: "&ntb->pdev->dev"),
            MiniKernel.endpoint: (MiniKernel.files[MiniKernel.endpoint] ?? "")
                .replacing(
                    "\treturn &dma", with: "\tif (!ntb->pdev)\n\t\treturn NULL;\n\treturn &dma"),
        ])
        let report = try tree.check()
        #expect(
            report.verdicts == [
                "helper-bypass demo_client.c existing", "null-return demo-epf.c existing",
            ])
        #expect(report.series.findings.map(\.finding.location.line).last == 7)
        #expect(report.series.summary.exit == .findings)
    }

    @Test("one job and many, either architecture: the same report")
    func deterministic() throws {
        let tree = try MiniKernel()
        var one = try tree.checker(jobs: 1).check()
        var many = try tree.checker(jobs: 4).check()
        (one.milliseconds, many.milliseconds) = (0, 0)
        #expect(one.json() == many.json())
        #expect(try tree.check(arch: .arm64).tables == one.tables)
    }

    @Test("a unit that does not parse makes silence a 3")
    func unparsed() throws {
        let report = try MiniKernel([MiniKernel.driver: "#include <linux/ntb.h>\nno such text\n"])
            .check()
        #expect(report.gaps == ["demo.c"])
        #expect(report.verdicts == [])
        #expect(report.series.summary.exit == .notAnalysed)
    }

    @Test("a unit of another architecture that does not parse is listed and fails nothing")
    func otherArchitecture() throws {
        let broken = [
            MiniKernel.driver: "#include <linux/ntb.h>\nno such text\n",
            "drivers/ntb/hw/demo/Makefile": "obj-$(CONFIG_NTB_DEMO) += demo.o\n",
            "Kconfig": "config NTB_DEMO\n\ttristate \"demo\"\n\tdepends on S390\n",
        ]
        let report = try MiniKernel(broken).check()
        #expect(report.gaps == ["demo.c"])
        #expect(report.series.summary.exit == .clean)
        #expect(report.gcc().contains("demo.c: left out: CONFIG_NTB_DEMO"))
        let possible = broken.merging(["Kconfig": "config NTB_DEMO\n\ttristate \"demo\"\n"]) { $1 }
        #expect(try MiniKernel(possible).check().series.summary.exit == .notAnalysed)
    }

    @Test("a tree without the contract's struct is the wrong tree")
    func wrongTree() throws {
        let tree = try MiniKernel()
        for path in ["drivers", "include/linux/ntb.h"] {
            try FileManager.default.removeItem(atPath: tree.root + "/" + path)
        }
        #expect(throws: InputError.self) { try tree.check() }
    }
}
