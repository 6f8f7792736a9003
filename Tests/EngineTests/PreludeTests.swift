import Contract
import Facts
import Foundation
import KernelSource
import SourceText
import Testing

@testable import Engine

/// Headers that are parsed once for many units change nothing but the time that it takes.
@Suite("Preludes")
struct PreludeTests {
    enum Tree: String, CaseIterable {
        case before = "NTBCHECK_TREE_6_1_170"
        case newest61 = "NTBCHECK_TREE_6_1"
        case newest612 = "NTBCHECK_TREE_6_12"

        var path: String {
            get throws {
                guard let path = ProcessInfo.processInfo.environment[rawValue], !path.isEmpty else {
                    throw InputError(
                        "\(rawValue) names no kernel tree: run the tests by 'make test'")
                }
                return path
            }
        }
    }

    private func facts(
        _ tree: Tree, _ arch: Arch, contract: Contract, preludes: Bool, jobs: Int
    ) throws -> (facts: [TreePath: UnitFacts], served: Int) {
        var options = AnalysisOptions(
            tree: try tree.path, arch: .only(arch), buildDirectory: nil, contracts: [contract],
            jobs: jobs)
        options.usesPreludes = preludes
        let base = try options.snapshot()
        var analysis = try TreeAnalysis(options, contract: contract, base: base, states: [base])
        let lowered = try analysis.lower(base)
        #expect(lowered.failures == [:])
        return (lowered.facts, analysis.unitsWithPrelude)
    }

    @Test(
        "a unit says the same with them and without", arguments: Tree.allCases,
        [Arch.x86_64, .arm64])
    func facts(tree: Tree, arch: Arch) throws {
        let contract = try Contract.builtIn()
        let plain = try facts(tree, arch, contract: contract, preludes: false, jobs: 2)
        let serial = try facts(tree, arch, contract: contract, preludes: true, jobs: 1)
        #expect(plain.facts.count >= 16)
        #expect(plain.served == 0)
        // One after the other, all that can use one do; or this test compares nothing.
        #expect(serial.served >= 12)
        for (path, facts) in plain.facts {
            #expect(serial.facts[path].map { Self.difference($0, facts) } == "", "\(path)")
        }
    }

    @Test("nor do units that have larger ones for their directory")
    func largerGroups() throws {
        let text = try #require(
            Contract.builtInTexts.first { $0.name == "iommu-probe-device" })
        // With a helper, whoever includes its header is a client: more units than those with a table.
        let contract = try Contract(
            yaml: text.text + "\nhelper:\n  name: no_such_helper\n  fallback: [device.iommu]\n",
            file: text.file)
        let plain = try facts(.newest612, .x86_64, contract: contract, preludes: false, jobs: 2)
        let served = try facts(.newest612, .x86_64, contract: contract, preludes: true, jobs: 2)
        #expect(plain.facts.count >= 50)
        #expect(served.served >= 44)
        for (path, facts) in plain.facts {
            let other = served.facts[path].map(Self.withoutMessageSizes)
            #expect(
                other.map { Self.difference($0, Self.withoutMessageSizes(facts)) } == "", "\(path)")
        }
    }

    /// Without the sizes of the messages that headers print: a unit may define what comes in front of each (pr_fmt), after which a
    /// prelude does not ask.
    private static func withoutMessageSizes(_ facts: UnitFacts) -> UnitFacts {
        var facts = facts
        for function in facts.functions.indices {
            for block in facts.functions[function].blocks.indices {
                for place in facts.functions[function].blocks[block].instructions.indices {
                    let operation = facts.functions[function].blocks[block].instructions[place]
                        .operation
                    guard case .call(var call) = operation, call.callee == .function("_printk")
                    else { continue }
                    call.object = nil
                    facts.functions[function].blocks[block].instructions[place].operation =
                        .call(call)
                }
            }
        }
        return facts
    }

    /// The units that have errors, and how many, with a text added to the contract's header.
    private func errors(
        _ tree: Tree, adding text: String, preludes: Bool
    ) throws -> (errors: [TreePath: Int], served: Int) {
        let contract = try Contract.builtIn()
        let header = TreePath(literal: "include/linux/ntb.h")
        var options = AnalysisOptions(
            tree: try tree.path, arch: .x86_64, buildDirectory: nil, contracts: [contract],
            jobs: 1)
        options.usesPreludes = preludes
        let base = try options.snapshot()
        let old = String(decoding: try #require(try base.contents(of: header)), as: UTF8.self)
        let end = try #require(old.range(of: "#endif", options: .backwards))
        var state = base
        state.set(
            header,
            to: .contents(Array((old[..<end.lowerBound] + text + old[end.lowerBound...]).utf8)))
        var analysis = try TreeAnalysis(
            options, contract: contract, base: base, states: [base, state])
        let lowered = try analysis.lower(state)
        return (
            lowered.facts.mapValues(\.errors.count).filter { $0.value > 0 },
            analysis.unitsWithPrelude
        )
    }

    @Test(
        "a changed header that lacks an include is not helped out by one",
        arguments: Tree.allCases)
    func changedHeader(tree: Tree) throws {
        // core.c includes linux/pci.h only after this.
        let text =
            "static inline void *lacks(struct ntb_dev *ntb) { return &ntb->pdev->dev; }\n"
        let plain = try errors(tree, adding: text, preludes: false)
        #expect(plain.errors.keys.contains(TreePath(literal: "drivers/ntb/core.c")))
        #expect(try errors(tree, adding: text, preludes: true).errors == plain.errors)
    }

    @Test(
        "what a changed header does to those after it is seen",
        arguments: [
            // core.c has linux/pci.h after it.
            "#define pci_power_t int int\n",
            "#ifndef LINUX_PCI_H\nstruct pci_bus;\nint pci_dev_run_wake(struct pci_bus *bus);\n#endif\n",
            "#pragma GCC poison pci_power_t\n",
            "_Pragma(\"GCC poison pci_power_t\")\n",
            "%:define pci_power_t int int\n",
            "#def\\\nine pci_power_t int int\n",
            "# /* */ define pci_power_t int int\n",
        ])
    func clashing(text: String) throws {
        let plain = try errors(.newest612, adding: text, preludes: false)
        #expect(plain.errors.keys.contains(TreePath(literal: "drivers/ntb/core.c")))
        #expect(try errors(.newest612, adding: text, preludes: true).errors == plain.errors)
    }

    @Test(
        "units that come to a changed header first share the large prelude if it needs nothing of it"
    )
    func upgraded() throws {
        let text = "static inline int enough(struct ntb_dev *ntb) { return !ntb->dev.parent; }\n"
        let found = try errors(.newest612, adding: text, preludes: true)
        #expect(found.errors == [:])
        #expect(found.served == 16)
    }

    @Test("a unit that includes its headers in another order is not helped out either")
    func reordered() throws {
        let contract = try Contract.builtIn()
        let unit = TreePath(literal: "drivers/ntb/test/ntb_tool.c")
        let header = TreePath(literal: "include/linux/lacking.h")
        func errors(preludes: Bool) throws -> Int {
            var options = AnalysisOptions(
                tree: try Tree.newest612.path, arch: .x86_64, buildDirectory: nil,
                contracts: [contract], jobs: 1)
            options.usesPreludes = preludes
            let base = try options.snapshot()
            let text = String(decoding: try #require(try base.contents(of: unit)), as: UTF8.self)
            var state = base
            state.set(
                header,
                to: .contents(
                    Array("static inline int lacking(struct pci_dev *p) { return p->irq; }\n".utf8))
            )
            state.set(
                unit,
                to: .contents(
                    Array(
                        text.replacing(
                            "#include <linux/init.h>",
                            with: "#include <linux/lacking.h>\n#include <linux/init.h>"
                        ).utf8)))
            var analysis = try TreeAnalysis(
                options, contract: contract, base: base, states: [base, state])
            _ = try analysis.lower(base)
            return try analysis.lower(state).facts[unit]?.errors.count ?? -1
        }
        let plain = try errors(preludes: false)
        #expect(plain > 0)
        #expect(try errors(preludes: true) == plain)
    }

    @Test("a header that comes under a condition before the common ones is not helped out either")
    func conditional() throws {
        let contract = try Contract.builtIn()
        let unit = TreePath(literal: "drivers/ntb/test/ntb_tool.c")
        let header = TreePath(literal: "include/linux/lacking.h")
        func errors(preludes: Bool) throws -> [Int] {
            var options = AnalysisOptions(
                tree: try Tree.newest612.path, arch: .x86_64, buildDirectory: nil,
                contracts: [contract], jobs: 1)
            options.usesPreludes = preludes
            var base = try options.snapshot()
            let text = String(decoding: try #require(try base.contents(of: unit)), as: UTF8.self)
            base.set(header, to: .contents(Array("struct lacking;\n".utf8)))
            base.set(
                unit,
                to: .contents(
                    Array(
                        text.replacing(
                            "#include <linux/init.h>",
                            with: "#ifdef CONFIG_PCI\n#include <linux/lacking.h>\n#endif\n"
                                + "#include <linux/init.h>"
                        ).utf8)))
            var state = base
            state.set(
                header,
                to: .contents(
                    Array("static inline int lacking(struct pci_dev *p) { return p->irq; }\n".utf8))
            )
            var analysis = try TreeAnalysis(
                options, contract: contract, base: base, states: [base, state])
            return try [base, state].map {
                try analysis.lower($0).facts[unit]?.errors.count ?? -1
            }
        }
        let plain = try errors(preludes: false)
        #expect(plain[0] == 0)
        #expect(plain[1] > 0)
        #expect(try errors(preludes: true) == plain)
    }

    /// The first thing that differs, in words.
    private static func difference(_ a: UnitFacts, _ b: UnitFacts) -> String {
        if a == b { return "" }
        for (x, y) in zip(a.functions, b.functions) where x != y {
            return x.name == y.name
                ? "\(Printer(x).text())\n\(Printer(y).text())" : "\(x.name), \(y.name)"
        }
        for (x, y) in zip(a.globals, b.globals) where x != y { return "\(x) \(y)" }
        for (x, y) in zip(a.records, b.records) where x != y { return "\(x) \(y)" }
        for (x, y) in zip(a.prototypes, b.prototypes) where x != y { return "\(x) \(y)" }
        return
            "\(a.includes.filter { !b.includes.contains($0) }) \(b.includes.filter { !a.includes.contains($0) })"
            + " \(a.functions.count - b.functions.count) \(a.globals.count - b.globals.count)"
    }
}
