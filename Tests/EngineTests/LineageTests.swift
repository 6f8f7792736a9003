import Contract
import Engine
import Findings
import KernelSource
import Reports
import SeriesDiff
import TestSupport
import Testing

/// What a patch does not change it does not introduce, whatever it is called afterwards.
@Suite("Findings under new names")
struct LineageTests {
    /// A client with a fault, in which everything can be renamed.
    private static let client = """
        #include <linux/ntb.h>
        struct bench { struct ntb_dev *ntb; size_t size; };
        static int bench_count(struct bench *bench)
        {
        \treturn bench->size / 4096;
        }
        void *bench_buffer(struct bench *bench, dma_addr_t *handle)
        {
        \tstruct ntb_dev *ntb = bench->ntb;
        \tvoid *buffer;

        \tif (bench_count(bench) == 0)
        \t\treturn NULL;
        \tbuffer = dma_alloc_coherent(&ntb->pdev->dev, bench->size, handle, 0);
        \treturn buffer;
        }
        void *bench_other(struct bench *bench, dma_addr_t *handle)
        {
        \treturn dma_alloc_coherent(ntb_get_dma_dev(bench->ntb), bench->size, handle, 0);
        }

        """
    private let tree: MiniKernel

    init() throws { tree = try MiniKernel([MiniKernel.client: Self.client]) }

    private func series(_ changes: [(path: String, old: String, new: String)]) async throws
        -> Report
    {
        let mails = changes.enumerated().map { number, change in
            tree.patch(
                "[PATCH \(number + 1)/\(changes.count)] Change \(number)", change.path,
                from: change.old, to: change.new)
        }
        return try await tree.checker().series(mails.joined(separator: "\n"))
    }

    /// One change of the client, as one patch.
    private func changed(_ edits: (String, String)...) async throws -> Report {
        var text = Self.client
        for (old, new) in edits {
            try #require(text.contains(old))
            text = text.replacing(old, with: new)
        }
        return try await series([(MiniKernel.client, Self.client, text)])
    }

    private func expectNothingNew(_ report: Report, _ what: String) throws {
        #expect(report.series.states.flatMap(\.introduced) == [], "\(what): \(report.verdicts)")
        #expect(report.series.states.flatMap(\.fixed) == [], "\(what): \(report.verdicts)")
        #expect(report.series.summary.exit == .clean, "\(what)")
        let bypass = report.series.findings.filter { $0.finding.rule == "helper-bypass" }
        #expect(bypass.map(\.status) == [.existing], "\(what): \(report.verdicts)")
        // Known by the name that whoever keeps lists of them has.
        let before = try tree.check().series.findings.filter {
            $0.finding.rule == "helper-bypass"
        }
        #expect(bypass.map(\.fingerprint) == before.map(\.fingerprint), "\(what)")
    }

    @Test(
        "a function, a member, a variable, a file: renamed, nothing is introduced and nothing fixed"
    )
    func renamed() async throws {
        try expectNothingNew(
            try await changed(("bench_buffer", "bench_alloc_buffer")), "function")
        try expectNothingNew(
            try await changed(
                ("pdev->dev, bench->size", "pdev->dev, bench->length"),
                ("size_t size;", "size_t length;"), ("bench->size", "bench->length")), "member")
        try expectNothingNew(
            try await changed(("*ntb = bench", "*ndev = bench"), ("&ntb->pdev", "&ndev->pdev")),
            "local")
        try expectNothingNew(
            try await changed(
                ("handle", "address"), ("buffer", "memory"), ("struct bench", "struct perf")),
            "all of it at once")
        let moved = MiniKernel.client.replacing("demo_client", with: "demo_client_core")
        let mail = """
            From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001
            From: Test Author <test@example.com>
            Date: Mon, 1 Jan 2024 00:00:00 +0000
            Subject: [PATCH] Move

            For a test.
            ---
            diff --git a/\(MiniKernel.client) b/\(moved)
            similarity index 100%
            rename from \(MiniKernel.client)
            rename to \(moved)
            --
            2.0

            """
        try expectNothingNew(try await tree.series(mail), "file")
        // The same without git's words for it, and with an edit.
        try expectNothingNew(
            try await tree.series(
                tree.patch("[PATCH] Move", moved, from: "", to: "/* new */\n" + Self.client)
                    .replacing("--\n2.0\n", with: "")
                    + tree.patch("", MiniKernel.client, from: Self.client, to: "")
                    .split(separator: "---\n", maxSplits: 1)[1]), "file, as two")
    }

    @Test("a call that is moved into a function of its own is the one that it was")
    func extracted() async throws {
        try expectNothingNew(
            try await changed(
                (
                    "void *bench_buffer(",
                    """
                    static void *get_memory(struct ntb_dev *dev, size_t bytes, dma_addr_t *to)
                    {
                    \treturn dma_alloc_coherent(
                    \t\t&dev->pdev->dev, /* as before */
                    \t\tbytes, to, 0);
                    }
                    void *bench_buffer(
                    """
                ),
                (
                    "dma_alloc_coherent(&ntb->pdev->dev, bench->size, handle, 0)",
                    "get_memory(ntb, bench->size, handle)"
                )), "with its arguments as parameters")
    }

    @Test("two faults stay two; what is mended in one place and done in another is introduced")
    func realChanges() async throws {
        let call = "dma_alloc_coherent(&ntb->pdev->dev, bench->size, handle, 0)"
        // A second one beside it.
        let twice = try await changed(
            ("buffer = \(call);", "buffer = \(call);\n\tif (!buffer)\n\t\tbuffer = \(call);"))
        #expect(twice.verdicts.contains("helper-bypass demo_client.c introduced"))
        #expect(twice.verdicts.contains("helper-bypass demo_client.c existing"))
        // Mended here, and the same mistake made in a function that was there before.
        let other = try await changed(
            (call, "dma_alloc_coherent(ntb_get_dma_dev(ntb), bench->size, handle, 0)"),
            (
                "return dma_alloc_coherent(ntb_get_dma_dev(bench->ntb), bench->size, handle, 0)",
                "struct ntb_dev *ntb = bench->ntb;\n\treturn \(call)"
            ))
        #expect(other.verdicts.contains("helper-bypass demo_client.c introduced"))
        #expect(other.verdicts.contains("helper-bypass demo_client.c fixed"))
        #expect(other.series.summary.exit == .findings)
        // And in a new function that the old one has nothing to do with.
        let added = try await changed(
            (call, "dma_alloc_coherent(ntb_get_dma_dev(ntb), bench->size, handle, 0)"),
            (
                "void *bench_other(",
                "void *bench_more(struct bench *bench, struct ntb_dev *ntb, dma_addr_t *handle)\n{\n\treturn \(call);\n}\nvoid *bench_other("
            ))
        #expect(added.verdicts.contains("helper-bypass demo_client.c introduced"))
        #expect(added.series.summary.exit == .findings)
    }

    @Test("what a merge has from its other parent it does not introduce")
    func merge() throws {
        for arguments in [
            ["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "base"],
        ] {
            try git(arguments, in: tree.root)
        }
        let bad =
            "#include <linux/ntb.h>\nvoid *new_buffer(struct ntb_dev *ntb, dma_addr_t *handle)\n{\n\treturn dma_alloc_coherent(&ntb->pdev->dev, 64, handle, 0);\n}\n"
        try git("checkout", "-q", "-b", "theirs", in: tree.root)
        try tree.write("drivers/ntb/test/theirs.c", bad)
        try git("add", "-A", in: tree.root)
        try git("commit", "-q", "-m", "theirs", in: tree.root)
        try git("checkout", "-q", "-b", "mine", "main", in: tree.root)
        try tree.write("drivers/ntb/test/mine.c", "#include <linux/ntb.h>\n")
        try git("add", "-A", in: tree.root)
        try git("commit", "-q", "-m", "mine", in: tree.root)
        try git("merge", "-q", "--no-edit", "theirs", in: tree.root)
        // As long as nobody else has it, the branch is part of what is to be looked at.
        let own = try tree.checker().series(range: "main..mine", firstParent: true)
        #expect(own.verdicts.contains("helper-bypass theirs.c introduced"), "\(own.verdicts)")
        try git("update-ref", "refs/remotes/origin/theirs", "theirs", in: tree.root)
        let merged = try tree.checker().series(range: "main..mine", firstParent: true)
        #expect(merged.series.states.flatMap(\.introduced) == [], "\(merged.verdicts)")
        #expect(merged.series.summary.exit == .clean)
        #expect(merged.verdicts.contains("helper-bypass theirs.c existing"))
        // What the merge itself does on top is its own.
        try tree.write(
            "drivers/ntb/test/mine.c", bad.replacing("new_buffer", with: "my_buffer"))
        try git("add", "-A", in: tree.root)
        try git("commit", "-q", "--amend", "--no-edit", in: tree.root)
        let evil = try tree.checker().series(range: "main..mine", firstParent: true)
        #expect(evil.verdicts.contains("helper-bypass mine.c introduced"), "\(evil.verdicts)")
        #expect(!evil.verdicts.contains("helper-bypass theirs.c introduced"))
        #expect(evil.series.summary.exit == .findings)
    }
}
