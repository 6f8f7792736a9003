import Foundation
import Testing

private let vntb = "drivers/pci/endpoint/functions/pci-epf-vntb.c"

@Suite("series on real kernel trees")
struct SeriesTests {
    @Test("the project's series for a tree without the feature: all is fixed, nothing fails")
    func ownSeries() throws {
        let tree = try Tree.before.path
        let before = try inventory(of: tree)
        let outcome = try ntbcheck([
            "series", "--tree", tree, "--format", "json", seriesDirectory("linux-6.1.170"),
        ])
        #expect(outcome.errors == "")
        #expect(outcome.status == 0)
        let report = try Report(outcome.output)
        #expect(report.unanalysed == [])
        #expect(
            report.states.map(\.label) == [
                "base", "patch 1/5", "patch 2/5", "patch 3/5", "patch 4/5", "patch 5/5",
            ])

        func rules(_ ids: [Int]) -> Set<String> { Set(ids.map { report.findings[$0].rule }) }
        #expect(
            rules(report.states[0].findings).isSuperset(of: ["callback-missing", "helper-bypass"]))
        #expect(rules(report.states[1].fixed) == ["callback-missing"])
        #expect(rules(report.states[1].introduced) == ["ops-wiring"])
        let transport = report.states[2].fixed.map { report.findings[$0] }
        #expect(!transport.isEmpty)
        #expect(transport.allSatisfy { $0.file == "drivers/ntb/ntb_transport.c" })
        #expect(rules(report.states[3].fixed).contains("ops-wiring"))
        #expect(rules(report.states[4].fixed) == ["helper-bypass"])
        #expect(rules(report.states[5].fixed) == ["helper-bypass"])

        #expect(report.findings("ops-wiring").map(\.status) == ["transient"])
        #expect(report.findings("ops-wiring").map(\.severity) == ["note"])
        #expect(report.findings("callback-missing").map(\.status) == ["fixed"])
        let open = report.states[5].findings.map { report.findings[$0] }
        #expect(open.allSatisfy { $0.severity != "error" })

        #expect(try inventory(of: tree) == before)
    }

    /// All that is in the tree: path, inode, mode, size and time of the last write. Not the time of the last change of
    /// the inode, which a test beside this one moves when it makes a hard link to a file.
    private func inventory(of tree: String) throws -> [String] {
        let listing = try run(
            "/usr/bin/env", ["find", tree, "-printf", "%P %i %m %s %T@\\n"])
        #expect(listing.status == 0)
        let lines = listing.output.split(separator: "\n").map(String.init).sorted()
        #expect(lines.count > 1000)
        return lines
    }

    @Test("the table has a row for each state")
    func table() throws {
        let outcome = try ntbcheck([
            "series", "--tree", try Tree.before.path, seriesDirectory("linux-6.1.170"),
        ])
        let rows = outcome.lines.filter { $0.prefixMatch(of: #/(base|[0-9]|tip) /#) != nil }
        #expect(
            rows.map { String($0.prefix { $0 != " " }) } == [
                "base", "1", "2", "3", "4", "5", "tip",
            ])
        #expect(outcome.lines.last?.hasPrefix("ntbcheck: pass: ") == true)
    }

    /// The vNTB driver of the newest 6.12 with a callback.
    private func wired(body: String) throws -> (old: String, new: String) {
        let old = try Tree.newest612.text(of: vntb)
        let table = "static const struct ntb_dev_ops vntb_epf_ops = {\n"
        try #require(old.contains(table))
        let function =
            "static struct device *test_get_dma_dev(struct ntb_dev *ndev)\n{\n\(body)}\n\n"
        // The last initialiser of a member counts, should a later kernel have one.
        let start = try #require(old.range(of: table))
        let end = try #require(old.range(of: "\n};", range: start.upperBound..<old.endIndex))
        var new = old
        new.insert(contentsOf: "\n\t.get_dma_dev = test_get_dma_dev,", at: end.lowerBound)
        new.insert(contentsOf: function, at: start.lowerBound)
        return (old, new)
    }

    private func seriesReport(
        _ file: String, _ old: String?, _ new: String
    ) throws -> (outcome: Outcome, report: Report) {
        let mail = try patch(file, from: old, to: new, subject: "PCI: endpoint: Try something")
        let outcome = try ntbcheck(
            ["series", "--tree", try Tree.newest612.path, "--format", "json", "-"], input: mail)
        return (outcome, try Report(outcome.output))
    }

    @Test("the first sketch of the callback can return NULL: the witness shows where and why")
    func sketch() throws {
        let (old, new) = try wired(
            body: """
                \tstruct epf_ntb *ntb = ntb_ndev(ndev);

                \tif (!ntb || !ntb->epf)
                \t\treturn NULL;

                \treturn ntb->epf->epc->dev.parent;

                """)
        let (outcome, report) = try seriesReport(vntb, old, new)
        #expect(outcome.errors == "")
        #expect(outcome.status == 1)
        let found = report.findings("null-return")
        #expect(found.count == 1)
        let finding = try #require(found.first)
        #expect(finding.severity == "error")
        #expect(finding.status == "introduced")
        #expect(finding.function == "test_get_dma_dev")
        let lines = new.split(separator: "\n", omittingEmptySubsequences: false)
        let condition = try #require(lines.firstIndex { $0.contains("!ntb->epf)") }) + 1
        #expect(finding.line == condition + 1)
        #expect(finding.witness.contains { $0.file == vntb && $0.line == condition })
        #expect(finding.witness.last?.line == condition + 1)
    }

    @Test("the corrected callback is no error")
    func corrected() throws {
        let (old, new) = try wired(body: "\treturn ntb_ndev(ndev)->epf->epc->dev.parent;\n")
        let (outcome, report) = try seriesReport(vntb, old, new)
        #expect(outcome.status == 0)
        #expect(report.findings("null-return") == [])
        #expect(
            report.findings.filter { $0.status == "introduced" }.allSatisfy {
                $0.severity == "note"
            })
        #expect(report.findings("ops-wiring").allSatisfy { $0.status == "fixed" })
    }

    @Test("a driver at a path that no list knows is found")
    func newDriver() throws {
        let file = "drivers/misc/bridge/bridge_main.c"
        let (outcome, report) = try seriesReport(
            file, nil,
            """
            #include <linux/module.h>
            #include <linux/ntb.h>

            static struct device *bridge_dma_dev(struct ntb_dev *ntb)
            {
            \tif (!ntb->pdev)
            \t\treturn NULL;
            \treturn &ntb->pdev->dev;
            }

            static const struct ntb_dev_ops bridge_ops = {
            \t.get_dma_dev = bridge_dma_dev,
            };

            int bridge_register(struct ntb_dev *ntb)
            {
            \tntb->ops = &bridge_ops;
            \treturn ntb_register_device(ntb);
            }

            """)
        #expect(outcome.status == 1)
        #expect(report.unanalysed == [])
        #expect(report.findings("null-return").map(\.place) == ["\(file):7"])
        #expect(report.findings("null-return").map(\.status) == ["introduced"])
        #expect(report.tables.contains { $0.variable == "bridge_ops" && $0.file == file })
    }

    @Test("a patch that does not compile breaks bisection; one that does not apply ends the series")
    func broken() throws {
        let old = try Tree.newest612.text(of: vntb)
        let table = "static const struct ntb_dev_ops vntb_epf_ops = {"
        let broken = old.replacing(table, with: "static missing_type no_such;\n\n" + table)
        let (outcome, report) = try seriesReport(vntb, old, broken)
        #expect(outcome.status == 1)
        #expect(report.findings("patch-parse").map(\.status) == ["introduced"])
        #expect(report.findings("patch-parse").map(\.file) == [vntb])

        let other = old.replacing("\n", with: "\n\n")
        let (refused, states) = try seriesReport(vntb, other, other + "\n/* end */\n")
        #expect(refused.status == 1)
        #expect(states.findings("patch-apply").map(\.file) == [vntb])
        #expect(states.states.count == 2)
    }
}
