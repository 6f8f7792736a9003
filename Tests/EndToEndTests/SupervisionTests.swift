import Foundation
import Testing

/// Units that end whoever parses them, beside ones that do not.
@Suite("input that ends the process")
struct SupervisionTests {
    private static let good = "drivers/ntb/good.c"
    private static let bad = "drivers/ntb/bad.c"

    private static let header = """
        struct device { struct device *parent; };
        struct ntb_dev;
        /**
         * struct ntb_dev_ops - operations
         * @get_dma_dev: must return a non-NULL pointer
         */
        struct ntb_dev_ops { struct device *(*get_dma_dev)(struct ntb_dev *ntb); };
        struct ntb_dev { struct device dev; const struct ntb_dev_ops *ops; };
        /**
         * ntb_get_dma_dev() - the device
         *
         * Drivers that implement the callback must return a non-NULL pointer.
         */
        static inline struct device *ntb_get_dma_dev(struct ntb_dev *ntb)
        {
        \tif (!ntb->ops->get_dma_dev)
        \t\treturn ntb->dev.parent;
        \treturn ntb->ops->get_dma_dev(ntb);
        }

        """

    private static func driver(_ text: String) -> String {
        """
        #include <linux/ntb.h>
        static struct device *get(struct ntb_dev *ntb)
        {
        \treturn (void *)0;
        }
        const struct ntb_dev_ops ops = { .get_dma_dev = get };
        \(text)

        """
    }

    private func check(_ hostile: String, _ more: String...) throws -> Outcome {
        let tree = try TemporaryDirectory()
        for (path, text) in [
            "Makefile": "VERSION = 9\nPATCHLEVEL = 8\nSUBLEVEL = 7\nEXTRAVERSION =\n",
            "include/linux/ntb.h": Self.header, Self.good: Self.driver(""),
            Self.bad: Self.driver(hostile),
        ] {
            let file = tree.url(path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        return try ntbcheck(
            ["check", "--tree", tree.url("").path, "--arch", "x86_64"] + more)
    }

    private static let hostile = [
        "int x = " + String(repeating: "!", count: 3_000_000) + "1;",
        "int x = " + String(repeating: "(int)", count: 2_000_000) + "1;",
        "int x = " + String(repeating: "1+", count: 2_000_000) + "1;",
        "#if " + String(repeating: "(", count: 3_000_000) + "1\n#endif",
    ]

    @Test(
        "the unit that ends its reader is named, and all others are checked",
        arguments: hostile.indices)
    func named(_ number: Int) throws {
        let outcome = try check(Self.hostile[number], "--format", "json")
        let report = try Report(outcome.output)
        // Whoever survives it may check it as well.
        let places = report.findings("null-return").count
        #expect(outcome.output.contains(Self.good))
        if places == 1 {
            #expect([1, 3].contains(outcome.status))
            #expect(outcome.output.contains("\"file\" : \"\(Self.bad)\""))
            #expect(report.unanalysed.map(\.file).contains(Self.bad))
        } else {
            #expect(places == 2)
        }
    }

    @Test("a patch on standard input is there for the process that takes over")
    func input() throws {
        let text = "int x = " + String(repeating: "!", count: 3_000_000) + "1;"
        let tree = try TemporaryDirectory()
        for (path, text) in [
            "Makefile": "VERSION = 9\nPATCHLEVEL = 8\nSUBLEVEL = 7\nEXTRAVERSION =\n",
            "include/linux/ntb.h": Self.header, Self.good: Self.driver(""),
        ] {
            let file = tree.url(path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let lines = Self.driver(text).split(separator: "\n", omittingEmptySubsequences: false)
            .dropLast()
        let mail =
            "From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001\nFrom: A <a@b.c>\n"
            + "Date: Mon, 1 Jan 2024 00:00:00 +0000\nSubject: [PATCH] bad\n\nText.\n---\n"
            + "diff --git a/\(Self.bad) b/\(Self.bad)\nnew file mode 100644\n--- /dev/null\n"
            + "+++ b/\(Self.bad)\n@@ -0,0 +1,\(lines.count) @@\n"
            + lines.map { "+\($0)\n" }.joined() + "--\n2.0\n"
        // Through a pipe, which nobody can read twice.
        let place = try TemporaryDirectory()
        try place.write("mail", mail)
        let outcome = try run(
            "/bin/sh",
            [
                "-c", "cat \"$1\" | \"$2\" series --tree \"$3\" --arch x86_64 -", "sh",
                place.url("mail").path, try programPath(), tree.url("").path,
            ])
        #expect([1, 3].contains(outcome.status), "\(outcome.errors)")
        #expect(outcome.output.contains(Self.bad))
    }

    @Test("a signal that somebody sends ends it as that signal does")
    func signalled() throws {
        let outcome = try run(
            "/bin/sh",
            [
                "-c",
                "\"$1\" check --no-cache --tree \"$2\" & sleep 1; kill -TERM $!; wait $!; echo $?",
                "sh", try programPath(), try Tree.newest612.path,
            ])
        #expect(outcome.lines.last == "143")
    }
}
