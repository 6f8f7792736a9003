import Contract
import Facts
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
    ) throws -> (facts: [[TreePath: UnitFacts]], lookedAhead: [Int]) {
        var options = options
        options.jobs = jobs
        var analysis = try TreeAnalysis(
            options, contract: try .builtIn(), base: states[0], states: states)
        var facts: [[TreePath: UnitFacts]] = []
        var ahead: [Int] = []
        for state in states {
            facts.append(try analysis.lower(state).facts)
            ahead.append(analysis.lookedAhead)
        }
        analysis.close()
        return (facts, ahead)
    }

    @Test("after a patch to a header the units of all later patches are begun with it")
    func begun() throws {
        let (options, states) = try states([
            ("include/linux/ntb.h", "struct ntb_dev;\n", "struct ntb_dev;\nextern int more;\n"),
            (MiniKernel.endpoint, "return &dma_device;", "return NULL;"),
            (MiniKernel.client, "#include <linux/ntb.h>\n", "#include <linux/ntb.h>\n\n\n"),
        ])
        let one = try lowered(options, states, jobs: 1)
        let two = try lowered(options, states, jobs: 2)
        #expect(two.lookedAhead == [0, 3, 3, 3])
        #expect(one.lookedAhead == [0, 0, 0, 0])
        #expect(two.facts == one.facts)
        let endpoint = try #require(TreePath(MiniKernel.endpoint))
        #expect(two.facts[2][endpoint] != two.facts[1][endpoint])
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
