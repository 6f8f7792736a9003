import Cache
import Contract
import Facts
import Foundation
import KernelSource
import SourceText
import Testing

@testable import Engine

/// Units of later states are parsed beside those of an earlier one; what comes out is what one state after the other gives.
@Suite("States ahead")
struct LookAheadTests {
    private let tree: MiniKernel

    init() throws { tree = try MiniKernel() }

    /// The states that these edits make, one on top of the other.
    private func states(
        _ edits: [(path: String, old: String, new: String)]
    ) throws -> (options: AnalysisOptions, states: [Snapshot]) {
        let options = AnalysisOptions(
            tree: tree.root, arch: .x86_64, buildDirectory: nil, contracts: [try .builtIn()],
            jobs: 2)
        var states = [try options.snapshot()]
        for edit in edits {
            var next = try #require(states.last)
            let path = try #require(TreePath(edit.path))
            let before = (try next.contents(of: path)).map { String(decoding: $0, as: UTF8.self) }
            let after = edit.old.isEmpty ? edit.new : before?.replacing(edit.old, with: edit.new)
            try #require(after != nil && after != before)
            next.set(path, to: .contents(Array((after ?? "").utf8)))
            states.append(next)
        }
        return (options, states)
    }

    private func lowered(
        _ options: AnalysisOptions, _ states: [Snapshot], jobs: Int
    ) throws -> (facts: [[TreePath: UnitFacts]], lookedAhead: [Int], begun: [[TreePath]]) {
        var options = options
        options.jobs = jobs
        var analysis = try TreeAnalysis(
            options, contract: try .builtIn(), base: states[0], states: states)
        var facts: [[TreePath: UnitFacts]] = []
        var ahead: [Int] = []
        var begun: [[TreePath]] = []
        for state in states {
            facts.append(try analysis.lower(state).facts)
            ahead.append(analysis.lookedAhead)
            if begun.isEmpty, let batch = analysis.batches.first {
                begun = states.indices.map { batch.units(of: $0).sorted() }
            }
        }
        analysis.close()
        return (facts, ahead, begun)
    }

    private func patched() throws -> (options: AnalysisOptions, states: [Snapshot]) {
        try states([
            ("include/linux/ntb.h", "struct ntb_dev;\n", "struct ntb_dev;\nextern int more;\n"),
            (MiniKernel.endpoint, "return &dma_device;", "return NULL;"),
            (MiniKernel.client, "#include <linux/ntb.h>\n", "#include <linux/ntb.h>\n\n\n"),
        ])
    }

    @Test(
        "the units of all patches are begun with the base's, and those alone which a patch can have changed"
    )
    func begun() throws {
        let (options, states) = try patched()
        let one = try lowered(options, states, jobs: 1)
        let two = try lowered(options, states, jobs: 2)
        #expect(two.lookedAhead == [3, 3, 3, 3])
        #expect(one.lookedAhead == [0, 0, 0, 0])
        #expect(two.facts == one.facts)
        let endpoint = try #require(TreePath(MiniKernel.endpoint))
        let client = try #require(TreePath(MiniKernel.client))
        #expect(two.facts[2][endpoint] != two.facts[1][endpoint])
        let all = two.facts[0].keys.sorted()
        #expect(all.count > 2)
        #expect(two.begun == [all, all, [endpoint], [client]])
    }

    @Test("where the base is kept they are begun with those of the first patch")
    func keptBase() throws {
        var (options, states) = try patched()
        let parent = FileManager.default.temporaryDirectory
            .appendingPathComponent("look-ahead-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: parent) }
        options.cache = CacheDirectory(parent: parent)
        // What was written just now may still be changing, and is not kept.
        usleep(120_000)
        _ = try lowered(options, [states[0]], jobs: 2)
        let two = try lowered(options, states, jobs: 2)
        #expect(two.lookedAhead == [0, 3, 3, 3])
        options.cache = nil
        #expect(two.facts == (try lowered(options, states, jobs: 1).facts))
    }

    @Test(
        "without preludes nobody knows what the base's units read, and nothing is begun with them")
    func withoutPreludes() throws {
        var (options, states) = try patched()
        options.usesPreludes = false
        #expect(try lowered(options, states, jobs: 2).lookedAhead == [0, 3, 3, 3])
    }

    @Test("a header that a unit has only since the patch before is not missed")
    func newInclude() throws {
        let own = "drivers/ntb/test/own.h"
        let (options, states) = try states([
            (own, "", "int own = one;\n"),
            (
                MiniKernel.client, "#include <linux/ntb.h>\n",
                "#include <linux/ntb.h>\n#include \"own.h\"\n"
            ),
            (own, "one", "two"),
            (MiniKernel.endpoint, "return &dma_device;", "return NULL;"),
            (own, "two", "three"),
        ])
        let one = try lowered(options, states, jobs: 1)
        let two = try lowered(options, states, jobs: 2)
        #expect(two.facts == one.facts)
        let client = try #require(TreePath(MiniKernel.client))
        let errors = two.facts.map { $0[client]?.errors.map(\.message).joined() ?? "" }
        let names = errors.map { error in ["one", "two", "three"].filter(error.contains) }
        #expect(names == [[], [], ["one"], ["two"], ["two"], ["three"]])
    }

    @Test("nor is the one that a patch takes out")
    func lostInclude() throws {
        let (options, states) = try states([
            (MiniKernel.driver, "#include <linux/ntb.h>\n", "struct ntb_dev;\n"),
            ("include/linux/ntb.h", "struct ntb_dev;\n", "struct ntb_dev;\nextern int more;\n"),
            (MiniKernel.driver, "struct ntb_dev;\n", "#include <linux/ntb.h>\n"),
        ])
        let one = try lowered(options, states, jobs: 1)
        let two = try lowered(options, states, jobs: 2)
        #expect(two.facts == one.facts)
        let driver = try #require(TreePath(MiniKernel.driver))
        #expect(two.facts[1][driver]?.errors.isEmpty == false)
        #expect(two.facts[3][driver]?.errors == [])
    }
}
