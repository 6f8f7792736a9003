import Foundation
import TestSupport
import Testing

/// A git checkout of the part of a real kernel that matters, with changes of all kinds that are not committed.
private struct Checkout: Sendable {
    let place: TemporaryDirectory
    var path: String { place.path + "/linux" }

    static let shared: Result<Checkout, any Error> = Result { try Checkout() }

    private init() throws {
        place = try TemporaryDirectory()
        let tree = try Tree.newest612.path
        let store = place.path + "/store.git"
        try git("init", "-q", "--bare", "-b", "main", store, in: place.path)
        let base = ["--git-dir=" + store, "--work-tree=" + tree, "-c", "core.bare=false"]
        try git(
            base + [
                "add", "-f", "--", "Makefile", "MAINTAINERS", "include", "arch/x86", "drivers/ntb",
                "drivers/pci/endpoint", "drivers/net/ntb_netdev.c", "kernel/bounds.c",
                ":(glob)**/Kconfig*", ":(glob)**/Makefile", ":(glob)**/Kbuild*", ":(glob)scripts/*",
            ], in: tree)
        try git(base + ["commit", "-q", "-m", "base"], in: tree)
        try git("clone", "-q", store, path, in: place.path)
        let series = seriesDirectory("linux-6.12.117")
        let names = try FileManager.default.contentsOfDirectory(atPath: series).sorted()
            .filter { $0.hasSuffix(".patch") && !$0.hasPrefix("0000") }
        try git(["am", "-q"] + names.map { series + "/" + $0 }, in: path)
    }

    func write(_ file: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + file))
    }

    /// What must not change, whatever is run.
    func state() throws -> [String] {
        let index = try Data(contentsOf: URL(fileURLWithPath: path + "/.git/index"))
        let files = try run("/usr/bin/env", ["find", ".", "-printf", "%p %s %T@ %m\n"], in: path)
        return [
            index.base64EncodedString(), files.output,
            try git("--no-optional-locks", "status", "--porcelain", in: path),
            try git("for-each-ref", in: path), try git("stash", "list", in: path),
        ]
    }
}

@Suite("git checkouts of real kernels", .serialized)
struct GitCheckoutTests {
    private let checkout: Checkout

    init() throws { checkout = try Checkout.shared.get() }

    @Test("a commit gives what its clean checkout gives; a range what its patches give")
    func same() throws {
        let disk = try ntbcheck(["check", "--tree", checkout.path, "--format", "json"])
        let commit = try ntbcheck([
            "check", "--tree", checkout.path, "--rev", "HEAD", "--format", "json",
        ])
        #expect(disk.status == 0)
        #expect(commit.errors == "")
        #expect(timeless(commit.output) == timeless(disk.output))

        let range = try ntbcheck([
            "series", "--tree", checkout.path, "--format", "gcc", "--range", "HEAD~3..",
        ])
        let mails = try ntbcheck([
            "series", "--tree", checkout.path, "--format", "gcc", "--base", "HEAD~3",
            seriesDirectory("linux-6.12.117"),
        ])
        #expect(range.status == 0)
        #expect(range.output == mails.output)
        #expect(range.output.contains("6 fixed"))
    }

    @Test("ops of a commit is the matrix of that commit, whatever the files are")
    func matrixOfACommit() throws {
        let disk = try ntbcheck(["ops", "--tree", checkout.path])
        let tip = try ntbcheck(["ops", "--tree", checkout.path, "--rev", "HEAD"])
        #expect(tip.status == 0 && tip.errors == "")
        #expect(tip.output == disk.output)
        let before = try ntbcheck([
            "ops", "--tree", checkout.path, "--rev", "HEAD~3", "--format", "json",
        ])
        #expect(before.status == 0)
        let tables = try Report(before.output).tables.filter { $0.variable == "vntb_epf_ops" }
        #expect(tables.map { $0.members["get_dma_dev"] } == [nil])
        let unknown = try ntbcheck(["ops", "--tree", checkout.path, "--rev", "nope"])
        #expect(unknown.status == 2 && unknown.errors.contains("'nope' is no commit"))
    }

    @Test(
        "settings of the user say where things are, and none reaches what reads the objects")
    func settings() throws {
        let place = try TemporaryDirectory()
        try place.write("global", "[safe]\n\tdirectory = *\n")
        // A git before git, which writes down what it was given.
        try place.write(
            "bin/git",
            """
            #!/bin/sh
            echo "${GIT_DIR:+private }$GIT_CONFIG_GLOBAL" >> '\(place.path)/log'
            PATH=/usr/bin:/bin exec git "$@"

            """)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: place.path + "/bin/git")
        for arguments in [
            ["series", "--range", "HEAD~1.."],
            ["series", "--base", "HEAD~3", seriesDirectory("linux-6.12.117")],
        ] {
            let outcome = try ntbcheck(
                arguments + ["--tree", checkout.path],
                environment: [
                    "PATH": place.path + "/bin:/usr/bin:/bin",
                    "GIT_CONFIG_GLOBAL": place.path + "/global",
                ])
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        let calls = Set(try place.text("log").split(separator: "\n").map(String.init))
        #expect(calls == [place.path + "/global", "private /dev/null", "/dev/null"], "\(calls)")
    }

    @Test("a base or range that is none is bad input")
    func refused() throws {
        for arguments in [
            ["check", "--rev", "nope"], ["series", "--base", "nope", "-"],
            ["series", "--range", "HEAD"], ["series", "--range", "HEAD..HEAD"],
            ["series", "--range", "nope..HEAD"], ["series", "--first-parent", "x.patch"],
            ["series", "--range", "HEAD~1..", "x.patch"],
            ["check", "--rev", "--output=x"],
        ] {
            let outcome = try ntbcheck(
                arguments + ["--tree", checkout.path],
                input: "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-1\n+2\n")
            #expect(outcome.status == 2, "\(arguments)")
            #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
            #expect(outcome.output == "")
        }
    }

    @Test(
        "the checkout, its index, refs and stash stay as they are, also when the program is killed")
    func untouched() async throws {
        // Something in each place that could be lost.
        try git("branch", "other", "HEAD~1", in: checkout.path)
        try git("tag", "-a", "-m", "t", "v1", in: checkout.path)
        try checkout.write("MAINTAINERS", "stashed\n")
        try git("stash", "-q", in: checkout.path)
        try checkout.write("staged.c", "int staged;\n")
        try git("add", "staged.c", in: checkout.path)
        try checkout.write("MAINTAINERS", "changed\n")
        try checkout.write("untracked.c", "int untracked;\n")
        defer {
            _ = try? git("reset", "-q", "--hard", in: checkout.path)
            _ = try? git("clean", "-fdq", in: checkout.path)
        }
        let before = try checkout.state()
        // As in a hook of another repository, or of one that is half way through a commit.
        let leaked = [
            "GIT_DIR": "/nowhere", "GIT_WORK_TREE": "/nowhere", "GIT_INDEX_FILE": "/nowhere/index",
            "GIT_OBJECT_DIRECTORY": "/nowhere", "GIT_PREFIX": "drivers/",
            "GIT_CONFIG_PARAMETERS": "'core.bare=true'", "GIT_EXTERNAL_DIFF": "false",
        ]
        let patches = seriesDirectory("linux-6.12.117")
        let runs = [
            ["check", "--rev", "HEAD~1"], ["series", "--range", "HEAD~2.."],
            ["series", "--base", "HEAD~3", patches],
        ]
        for arguments in runs {
            let outcome = try ntbcheck(
                arguments + ["--tree", checkout.path], environment: leaked)
            #expect(outcome.errors == "")
            #expect([0, 1].contains(outcome.status))
            #expect(try checkout.state() == before)
        }
        for signal in [SIGINT, SIGTERM, SIGKILL] {
            for (arguments, delay) in zip(runs, [0.2, 1.0, 2.5]) {
                let place = try TemporaryDirectory()
                let process = Process()
                process.executableURL = URL(fileURLWithPath: try programPath())
                process.arguments = arguments + ["--tree", checkout.path]
                process.environment = ProcessInfo.processInfo.environment.merging([
                    "TMPDIR": place.path
                ]) { $1 }
                process.standardOutput = FileHandle.nullDevice
                process.standardError = FileHandle.nullDevice
                try process.run()
                try await Task.sleep(for: .seconds(delay))
                kill(process.processIdentifier, signal)
                process.waitUntilExit()
                #expect(try checkout.state() == before)
                if signal != SIGKILL {
                    // Whoever was ended by it has tidied up; whoever was done before has too.
                    let left = try FileManager.default.contentsOfDirectory(atPath: place.path)
                    #expect(left == [], "\(arguments) \(signal)")
                }
            }
        }
    }
}
