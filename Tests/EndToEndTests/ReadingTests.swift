import Foundation
import TestSupport
import Testing

/// A tree of which something can't be read: never taken for one that has not got it, nor remembered as such.
@Suite("What can't be read", .serialized)
struct ReadingTests {
    private let place: TemporaryDirectory
    private let tree: String

    init() throws {
        place = try TemporaryDirectory()
        tree = place.path + "/linux"
        // The files are the same ones, which nobody writes to; the directories are ours.
        let copied = try run("/bin/cp", ["-al", try Tree.newest612.path, tree])
        try #require(copied.status == 0, "\(copied.errors)")
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: place.path)
    }

    private func check(
        _ program: String? = nil, _ before: [String] = [], cache: String
    ) throws -> Outcome {
        let own = try programPath()
        let arguments = before + [own, "check", "--tree", tree, "--format", "json"]
        return try run(
            program ?? "/usr/bin/env", arguments,
            environment: [
                "NTBCHECK_CACHE": place.path + "/" + cache, "HOME": place.path,
                "TMPDIR": "/tmp",
            ])
    }

    @Test(
        "a run short of descriptors ends with the right report or with 3, and leaves nothing false")
    func descriptors() throws {
        let right = try check(cache: "fresh")
        #expect(right.status == 1)
        for limit in [8, 11, 14, 20, 32] {
            let cache = "short\(limit)"
            let short = try check(
                "/bin/sh", ["-c", "ulimit -n \(limit); exec \"$@\"", "sh"], cache: cache)
            if timeless(short.output) != timeless(right.output) {
                #expect(short.status == 3, "\(limit): \(short.errors)")
                #expect(!short.errors.isEmpty || !short.output.isEmpty)
            }
            let next = try check(cache: cache)
            #expect(timeless(next.output) == timeless(right.output), "\(limit): \(next.errors)")
            #expect(next.status == right.status)
        }
    }

    /// As somebody to whom permissions mean something.
    private func checkUnprivileged(cache: String) throws -> Outcome {
        if geteuid() != 0 { return try check(cache: cache) }
        return try check(
            "/usr/bin/setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups"], cache: cache)
    }

    @Test("a directory, or a file, that must not be read is named, and read again when it may be")
    func permissions() throws {
        let right = try checkUnprivileged(cache: "fresh")
        #expect(right.status == 1, "\(right.errors)")
        for name in ["drivers/ntb/hw", "drivers/pci/endpoint/functions", "drivers/net"] {
            let path = tree + "/" + name
            try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
            defer {
                try? FileManager.default.setAttributes(
                    [.posixPermissions: 0o755], ofItemAtPath: path)
            }
            let cache = "hidden-" + name.replacing("/", with: "-")
            let blind = try checkUnprivileged(cache: cache)
            #expect(blind.status == 1 || blind.status == 3, "\(blind.errors)")
            #expect(
                try Report(blind.output).unanalysed.contains { $0.file == name }, "\(blind.output)")
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
            let next = try checkUnprivileged(cache: cache)
            #expect(timeless(next.output) == timeless(right.output), "\(name)")
        }
    }

    @Test("a unit by whatever name and of whatever kind is read, or named as not analysed")
    func oddUnits() throws {
        let driver = "drivers/pci/endpoint/functions/pci-epf-vntb.c"
        let text = try Tree.newest612.text(of: driver)
        let bad = text.replacing(
            "static const struct ntb_dev_ops vntb_epf_ops = {",
            with: """
                static struct device *bad_dma_dev(struct ntb_dev *ndev)
                {
                \treturn NULL;
                }

                static const struct ntb_dev_ops vntb_epf_ops = {
                \t.get_dma_dev = bad_dma_dev,
                """)
        try #require(bad != text)
        let directory = tree + "/drivers/pci/endpoint/functions"
        let file = tree + "/" + driver
        func replace(_ name: String, _ text: String) throws {
            try? FileManager.default.removeItem(atPath: directory + "/" + name)
            try Data(text.utf8).write(to: URL(fileURLWithPath: directory + "/" + name))
        }
        func expect(
            _ what: String, unanalysed: String? = nil, in shown: String = "pci-epf-vntb.c"
        ) throws {
            let outcome = try check(cache: "odd")
            let report = try Report(outcome.output)
            if let unanalysed {
                #expect(outcome.status == 1 || outcome.status == 3, "\(what)")
                #expect(
                    report.unanalysed.contains { $0.file.hasSuffix(unanalysed) },
                    "\(what): \(report.unanalysed)")
            } else {
                #expect(
                    report.findings("null-return").contains { $0.file.hasSuffix(shown) },
                    "\(what): \(outcome.output.suffix(600)) \(outcome.errors)")
            }
        }
        // A link to the text of it.
        try FileManager.default.removeItem(atPath: file)
        try replace("vntb-text", bad)
        try FileManager.default.createSymbolicLink(
            atPath: file, withDestinationPath: "vntb-text")
        try expect("a link")
        try FileManager.default.removeItem(atPath: file)
        // Words that a line's end parts.
        try replace(
            "pci-epf-vntb.c",
            bad.replacing("struct ntb_dev_ops vntb", with: "struct ntb_\\\ndev_ops vntb")
                .replacing("#include <linux/ntb.h>", with: "#inc\\\nlude <linux/nt\\\nb.h>"))
        try expect("parted words")
        // All of it in a file of another kind, and the unit only includes that.
        try replace("vntb.inc", bad)
        try replace("pci-epf-vntb.c", "#include \"vntb.inc\"\n")
        try expect("included", in: "vntb.inc")
        // In a header longer than most are.
        try replace(
            "vntb-all.h",
            bad + String(repeating: "/* \(String(repeating: "x", count: 90)) */\n", count: 20000))
        try replace("pci-epf-vntb.c", "#include \"vntb-all.h\"\n")
        try expect("a long header", in: "vntb-all.h")
        // By a path from where its header is.
        try replace("pci-epf-vntb.c", "#define ALL \"vntb-all.h\"\n#  include /* x */ ALL\n")
        try expect("a macro names it", in: "vntb-all.h")

        try replace("pci-epf-vntb.c", "")
        for (name, shown) in [("odd\nname.c", "odd?name.c"), ("loop.c", "loop.c")] {
            if name == "loop.c" {
                try FileManager.default.createSymbolicLink(
                    atPath: directory + "/loop.c", withDestinationPath: "loop.c")
            } else {
                try replace(name, bad)
            }
            try expect(name, unanalysed: shown)
            try FileManager.default.removeItem(atPath: directory + "/" + name)
        }
        for script in [
            "mkfifo fifo.c", "mkdir \"$(printf 'd\\377')\" && : > \"$(printf 'd\\377/x.c')\"",
            "printf 'struct ntb_dev_ops x;' > \"$(printf 'x\\377.c')\"",
        ] {
            let made = try run("/bin/sh", ["-c", script], in: directory)
            try #require(made.status == 0, "\(made.errors)")
            let outcome = try check(cache: "odd")
            #expect(outcome.status == 1 || outcome.status == 3)
            #expect(
                try Report(outcome.output).unanalysed.contains {
                    $0.file.hasSuffix("fifo.c") || $0.file.contains("\u{FFFD}")
                }, "\(script): \(outcome.output.suffix(300))")
            _ = try run("/bin/sh", ["-c", "rm -rf fifo.c d* x*.c"], in: directory)
        }
    }

    @Test("a home that does not exist is not made, and nothing else is")
    func noHome() throws {
        let before = try FileManager.default.contentsOfDirectory(atPath: "/").sorted()
        let absent = place.path + "/nonexistent"
        for environment in [
            ["HOME": "/nonexistent"], ["HOME": absent],
            ["HOME": absent, "XDG_CACHE_HOME": absent + "/.cache"],
        ] {
            var all = ["NTBCHECK_CACHE": "", "XDG_CACHE_HOME": ""]
            all.merge(environment) { $1 }
            let outcome = try ntbcheck(["check", "--tree", tree], environment: all)
            #expect(outcome.status == 1, "\(outcome.errors)")
            #expect(!FileManager.default.fileExists(atPath: absent))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: "/").sorted() == before)
    }
}
