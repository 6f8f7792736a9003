import Engine
import Foundation
import Patches
import Reports
import SeriesDiff
import TestSupport
import Testing

@Suite("commits of a small tree")
struct CommitTests {
    private func timeless(_ report: Report) -> String {
        var report = report
        report.milliseconds = 0
        report.tree.revision = nil
        return report.json()
    }

    /// Headers by way of a macro, of a file beside, of a directory of the unit's own, and one that is only asked for.
    private let changes = [
        "drivers/ntb/hw/demo/Makefile": "ccflags-y += -I $(srctree)/drivers/ntb/shared\n",
        "drivers/ntb/shared/far.h": "#include \"farther.h\"\n",
        "drivers/ntb/shared/farther.h": "#define ONE 1\n",
        "drivers/ntb/hw/demo/near.h": "#define TWO 2\n",
        "drivers/ntb/hw/demo/asked.h": "",
        "include/trace/computed.h": "#include <linux/deeper.h>\n",
        "include/linux/deeper.h": "#define THREE 3\n",
        MiniKernel.driver: """
        #include <linux/ntb.h>
        #include "near.h"
        #include <far.h>
        #define COMPUTED <trace/computed.h>
        #include COMPUTED
        #if __has_include("asked.h")
        static struct device *demo_dma_dev(struct ntb_dev *ntb)
        {
        \tif (ONE + TWO == THREE)
        \t\treturn NULL;
        \treturn &ntb->dev;
        }
        #endif
        static const struct ntb_dev_ops demo_ops = { .get_dma_dev = demo_dma_dev };

        """,
    ]

    @Test("a commit is judged as its checkout is, byte for byte, with all that it includes")
    func sameAsCheckout() throws {
        let tree = try MiniKernel(changes)
        try makeRepository(tree.root)
        let disk = try tree.check()
        #expect(disk.verdicts == ["null-return demo.c existing"])
        let commit = try tree.checker(revision: "HEAD").check()
        #expect(timeless(commit) == timeless(disk))
        // Nor does it depend on what is checked out.
        try git("rm", "-rq", ".", in: tree.root)
        #expect(timeless(try tree.checker(revision: "HEAD").check()) == timeless(disk))
    }

    @Test("SARIF counts code points up to a place, text the bytes")
    func columns() throws {
        let line = "/* für 台湾 \u{1F600} e\u{301} */ return NULL; }"
        let tree = try MiniKernel([
            MiniKernel.driver: """
            #include <linux/ntb.h>
            static struct device *demo_dma_dev(struct ntb_dev *ntb)
            {
            \(line)
            static const struct ntb_dev_ops demo_ops = { .get_dma_dev = demo_dma_dev };

            """
        ])
        let place = try #require(line.firstRange(of: "return")?.lowerBound)
        let bytes = line[..<place].utf8.count + 1
        let points = line[..<place].unicodeScalars.count + 1
        #expect(bytes - points == 1 + 4 + 3 + 1)
        let report = try tree.check()
        #expect(report.gcc().contains("demo.c:4:\(bytes): error: "), "\(report.gcc())")
        let sarif = report.sarif()
        #expect(!sarif.contains("\"startColumn\" : \(bytes),"))
        #expect(sarif.matches(of: /"startColumn" : (\d+),\s+"startLine" : 4\s/).count >= 2)
        #expect(
            sarif.matches(of: /"startColumn" : (\d+),\s+"startLine" : 4\s/).allSatisfy {
                Int($0.1) == points
            }, "\(sarif)")
    }

    @Test("a range with a merge is refused with what to do, or has it as one patch on request")
    func merge() throws {
        let tree = try MiniKernel(changes)
        try makeRepository(tree.root)
        try git("checkout", "-q", "-b", "topic", in: tree.root)
        try tree.write("include/linux/deeper.h", "#define THREE 4\n")
        try commitAll("Count on", in: tree.root)
        try git("checkout", "-q", "main", in: tree.root)
        let text = try tree.text(MiniKernel.endpoint)
        try tree.write(
            MiniKernel.endpoint, text.replacing("return &dma_device;", with: "return NULL;"))
        try commitAll("Break", in: tree.root)
        try git("checkout", "-q", "topic", in: tree.root)
        try git("merge", "-q", "-m", "Merge main", "main", in: tree.root)
        try tree.write("include/linux/deeper.h", "#define THREE 3\n")
        try commitAll("Count back", in: tree.root)
        do {
            _ = try tree.checker().series(range: "main~1..topic")
            Issue.record("not refused")
        } catch {
            #expect("\(error)".contains("rebase the branch, or add --first-parent"))
        }
        let report = try tree.checker().series(range: "main~1..topic", firstParent: true)
        #expect(
            report.series.states.map(\.subject) == [nil, "Count on", "Merge main", "Count back"])
        #expect(
            report.verdicts == [
                "null-return demo.c introduced", "null-return demo-epf.c introduced",
            ]
        )
        #expect(report.series.states.map(\.introduced.count) == [0, 0, 1, 1])
        #expect(report.series.states.map(\.fixed.count) == [0, 1, 0, 0])
        // From main on, the merge brings nothing that main does not have.
        let rest = try tree.checker().series(range: "main..topic", firstParent: true)
        #expect(rest.series.states.map(\.subject) == report.series.states.map(\.subject))
    }

    @Test("a range of commits is judged as the same patches are")
    func range() async throws {
        let tree = try MiniKernel(changes)
        try makeRepository(tree.root)
        try tree.write("include/linux/deeper.h", "#define THREE 4\n")
        try commitAll("Count on", in: tree.root)
        try tree.write("include/linux/deeper.h", "#include <linux/deepest.h>\n")
        try tree.write("include/linux/deepest.h", "#define THREE 3\n")
        try commitAll("Count back", in: tree.root)
        let range = try tree.checker().series(range: "HEAD~2..HEAD")
        #expect(range.verdicts == ["null-return demo.c introduced"])
        #expect(range.series.states.map(\.subject) == [nil, "Count on", "Count back"])
        #expect(range.series.states.map(\.fixed.count) == [0, 1, 0])
        #expect(range.series.states.map(\.introduced.count) == [0, 0, 1])

        let mails = try git("format-patch", "--stdout", "HEAD~2", in: tree.root)
        let based = try await tree.checker(revision: "HEAD~2").series(mails)
        #expect(based.series.states.map(\.findings) == range.series.states.map(\.findings))
        #expect(based.tree.revision == range.tree.revision)
    }

    @Test("the commit that a series names is its base where the tree has it; else the files are")
    func namedBase() async throws {
        let tree = try MiniKernel()
        let base = try makeRepository(tree.root)
        let text = try tree.text(MiniKernel.endpoint)
        try tree.write(
            MiniKernel.endpoint, text.replacing("return &dma_device;", with: "return NULL;"))
        try commitAll("Break", in: tree.root)
        let mail = try git("format-patch", "--stdout", "--base=HEAD~1", "HEAD~1", in: tree.root)
        #expect(mail.contains("base-commit: \(base)"))
        // The files have the change already.
        let named = try await tree.checker().series(mail)
        #expect(named.verdicts == ["null-return demo-epf.c introduced"])
        #expect(named.tree.revision == base)
        let unknown = mail.replacing(base, with: String(repeating: "5", count: 40))
        #expect(
            try await tree.checker().series(unknown).verdicts.first
                == "patch-apply demo-epf.c introduced")
        let forced = try await tree.checker(revision: "HEAD").series(mail)
        #expect(forced.verdicts.first == "patch-apply demo-epf.c introduced")
    }
}
