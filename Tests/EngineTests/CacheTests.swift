import Cache
import Contract
import Findings
import Foundation
import KernelSource
import Reports
import SeriesDiff
import Testing

@testable import Engine
@testable import Lowering

/// What earlier runs found out changes nothing but the time that a run takes; and what has changed since is seen.
@Suite("The cache")
final class CacheTests {
    private let parent = FileManager.default.temporaryDirectory
        .appendingPathComponent("engine-cache-\(UUID().uuidString)").path
    private var cache: CacheDirectory { CacheDirectory(parent: parent) }

    deinit { try? FileManager.default.removeItem(atPath: parent) }

    private func options(
        _ kernel: MiniKernel, arch: ArchChoice = .x86_64, limits: [String] = []
    ) throws -> AnalysisOptions {
        var options = AnalysisOptions(
            tree: kernel.root, arch: arch, buildDirectory: nil,
            contracts: [try Contract.builtIn()], jobs: 2)
        options.cache = cache
        for limit in limits { try options.setLimit(limit) }
        return options
    }

    private func report(
        _ kernel: MiniKernel, arch: ArchChoice = .x86_64, limits: [String] = []
    ) throws -> Report {
        try Checker(options(kernel, arch: arch, limits: limits)).check()
    }

    /// Rule and place of each finding, sorted.
    private func said(_ report: Report) -> [String] {
        report.series.findings.map { "\($0.finding.rule) \($0.finding.location)" }.sorted()
    }

    /// A file's times decide whether what was learned of it may be kept: as if all had been there for a while.
    private func settle(_ kernel: MiniKernel) throws { usleep(120_000) }

    /// How many entries of facts there are.
    private var entries: Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: cache.path)) ?? []
        return names.count { $0.count == 64 }
    }

    @Test(
        "libclang's version is remembered for the file that it is of, as long as that stays as it is"
    )
    func libclangVersion() throws {
        let file = parent + "/libclang.so"
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try Data("one".utf8).write(to: URL(fileURLWithPath: file))
        func version(_ loaded: String?, isOfFile: Bool = true) throws -> String {
            try LibclangVersion(directory: cache, file: file) { () throws(LibraryFailure) in
                guard let loaded else { throw LibraryFailure(description: "loaded") }
                return (loaded, isOfFile)
            }.text()
        }
        #expect(throws: LibraryFailure.self) { try version(nil) }
        #expect(try version("1", isOfFile: false) == "1")
        #expect(try version("2") == "2")
        #expect(try version(nil) == "2")
        try Data("other".utf8).write(to: URL(fileURLWithPath: file))
        #expect(throws: LibraryFailure.self) { try version(nil) }
        #expect(try version("3") == "3")
        #expect(try version(nil) == "3")
        try FileManager.default.removeItem(atPath: file)
        #expect(throws: LibraryFailure.self) { try version(nil) }
    }

    @Test("a second run finds the same, from what the first has kept")
    func second() throws {
        let kernel = try MiniKernel()
        try settle(kernel)
        let plain = said(try kernel.check())
        let first = said(try report(kernel))
        let kept = entries
        #expect(kept >= 3)
        let second = said(try report(kernel))
        #expect(first == plain)
        #expect(second == plain)
        #expect(entries == kept)
    }

    @Test("a changed unit, header or option is seen, and so is its being changed back")
    func edited() throws {
        let kernel = try MiniKernel()
        try settle(kernel)
        let before = said(try report(kernel))
        let client = try kernel.text(MiniKernel.client)
        try kernel.write(
            MiniKernel.client,
            client + "void *extra(struct ntb_dev *ntb, dma_addr_t *a)\n{\n"
                + "\treturn dma_alloc_coherent(&ntb->pdev->dev, 8, a, 0);\n}\n")
        #expect(said(try report(kernel)).count == before.count + 1)
        try kernel.write(MiniKernel.client, client)
        #expect(said(try report(kernel)) == before)
        let header = try kernel.text("include/linux/ntb.h")
        try kernel.write(
            "include/linux/ntb.h",
            header.replacing(
                "\tif (!ntb->ops->get_dma_dev)\n\t\treturn ntb->dev.parent;\n", with: ""))
        #expect(said(try report(kernel)).contains { $0.hasPrefix("helper-fallback") })
        try kernel.write("include/linux/ntb.h", header)
        #expect(said(try report(kernel)) == before)
    }

    @Test("a file that is rewritten within the clock's tick, with the same size, is seen")
    func racy() throws {
        let kernel = try MiniKernel()
        let client = try kernel.text(MiniKernel.client)
        let (good, bad) = ("ntb_get_dma_dev(ntb)/* */", "(&ntb->pdev->dev)/*     */")
        let call =
            "\nvoid *extra(struct ntb_dev *ntb, dma_addr_t *a)\n{\n\treturn dma_alloc_coherent("
        func text(_ device: String) -> String { client + call + device + ", 8, a, 0);\n}\n" }
        for _ in 0..<4 {
            try kernel.write(MiniKernel.client, text(good))
            let clean = said(try report(kernel))
            try kernel.write(MiniKernel.client, text(String(bad.prefix(good.count + 1))))
            let broken = said(try report(kernel))
            #expect(broken.count == clean.count + 1)
        }
    }

    @Test("a header that is found instead of one that was read is seen")
    func shadowed() throws {
        let kernel = try MiniKernel()
        try settle(kernel)
        let before = said(try report(kernel))
        // The architecture's directory comes first.
        let header = try kernel.text("include/linux/ntb.h")
        try kernel.write(
            "arch/x86/include/linux/ntb.h",
            header.replacing(
                "return ntb->dev.parent", with: "return NULL"))
        let after = said(try report(kernel))
        #expect(after != before)
        #expect(after == said(try kernel.check()))
    }

    @Test("another architecture or limit is another question")
    func options() throws {
        let kernel = try MiniKernel()
        try settle(kernel)
        let before = said(try report(kernel))
        #expect(said(try report(kernel, arch: .arm64)) == said(try kernel.check(arch: .arm64)))
        _ = try report(kernel, limits: ["steps-per-function=3"])
        #expect(said(try report(kernel)) == before)
    }

    @Test("damaged entries are worked out again")
    func damaged() throws {
        let kernel = try MiniKernel()
        try settle(kernel)
        let before = said(try report(kernel))
        for name in try FileManager.default.contentsOfDirectory(atPath: cache.path) {
            let place = URL(fileURLWithPath: cache.path + "/" + name)
            var content = try Data(contentsOf: place)
            content[content.count - 1] ^= 1
            try content.write(to: place)
        }
        #expect(said(try report(kernel)) == before)
        for name in try FileManager.default.contentsOfDirectory(atPath: cache.path) {
            try Data("ntbcheck".utf8).write(to: URL(fileURLWithPath: cache.path + "/" + name))
        }
        #expect(said(try report(kernel)) == before)
    }

    @Test("many at once do each other no harm")
    func together() throws {
        let kernel = try MiniKernel()
        try settle(kernel)
        let plain = said(try kernel.check())
        let checker = Checker(try options(kernel))
        let found = onWorkers(6, width: 6) { _ in Result { try checker.check() } }
        for report in found { #expect(said(try report.get()) == plain) }
    }

    @Test("trees of the same content in two places don't mix up their places")
    func twoTrees() throws {
        let (one, other) = (try MiniKernel(), try MiniKernel())
        try settle(one)
        let before = said(try report(one))
        #expect(said(try report(other)) == before)
        try other.write(MiniKernel.client, "#include <linux/ntb.h>\n")
        _ = try report(other)
        #expect(said(try report(one)) == before)
    }
}
