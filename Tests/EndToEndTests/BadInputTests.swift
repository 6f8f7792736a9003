import Foundation
import Testing

@Suite("bad usage and bad input")
struct BadInputTests {
    /// `TREE` stands for a real tree and `DIR` for an empty directory.
    struct Case: CustomTestStringConvertible, Sendable {
        var arguments: String
        var says: String
        var status: Int32 = 2
        var environment: [String: String] = [:]

        var testDescription: String { arguments }
    }

    static let cases = [
        Case(arguments: "check --tree DIR/none", says: "no such directory"),
        Case(arguments: "check --tree DIR", says: "not a kernel tree"),
        Case(arguments: "check --tree /dev/null", says: "not a directory"),
        Case(arguments: "check --tree TREE --arch vax", says: "x86_64"),
        Case(arguments: "check --tree TREE --format yaml", says: "format"),
        Case(arguments: "check --tree TREE --fail-on never", says: "--fail-on"),
        Case(arguments: "check --tree TREE --jobs 0", says: "at least 1"),
        Case(arguments: "check --tree TREE --jobs many", says: "--jobs"),
        Case(arguments: "check --tree TREE --limit depth=1", says: "one of states-per-point"),
        Case(arguments: "check --tree TREE --limit call-depth=0", says: "from 1 to 32"),
        Case(arguments: "check --tree TREE --limit call-depth=33", says: "from 1 to 32"),
        Case(arguments: "check --tree TREE --limit recursion", says: "NAME=N"),
        Case(arguments: "check --tree TREE -q -v", says: "exclude"),
        Case(arguments: "check --tree TREE --rev HEAD", says: "in no git repository"),
        Case(
            arguments: "check --tree TREE --rev HEAD", says: "install git", status: 3,
            environment: ["PATH": "/dev/null"]),
        Case(arguments: "series --tree TREE --range A..B", says: "in no git repository"),
        Case(arguments: "series --tree TREE --range A..B x.patch", says: "drop"),
        Case(arguments: "check --tree TREE --build DIR", says: "compile_commands.json"),
        Case(arguments: "check --tree TREE --build DIR/none", says: "no such build directory"),
        Case(arguments: "check --tree TREE --contract DIR/none", says: "contract"),
        Case(arguments: "check --tree TREE --contract /dev/zero", says: "too large"),
        Case(arguments: "check --tree TREE --contract TREE/Makefile", says: "YAML"),
        Case(arguments: "check --tree TREE --output DIR/none/report", says: "cannot be written"),
        Case(arguments: "series --tree TREE", says: "no patch is named"),
        Case(arguments: "series --tree TREE DIR/none.patch", says: "no such file"),
        Case(arguments: "series --tree TREE DIR", says: "no *.patch"),
        Case(arguments: "series --tree TREE TREE/Makefile", says: "not a patch"),
        Case(arguments: "series --tree TREE -", says: "empty"),
        Case(arguments: "ops --tree TREE no_such_struct", says: "no_such_struct"),
        Case(arguments: "rules no-such-rule", says: "no-such-rule"),
        Case(arguments: "contract check DIR/none", says: "no such file"),
        Case(arguments: "frobnicate", says: "frobnicate"),
        Case(
            arguments: "check --tree TREE --no-cache", says: "TMPDIR", status: 3,
            environment: ["TMPDIR": "/dev/null/none"]),
        Case(
            arguments: "series --tree TREE PATCHES", says: "TMPDIR", status: 3,
            environment: ["TMPDIR": "/dev/null/none"]),
        Case(
            arguments: "series --tree TREE PATCHES", says: "install git", status: 3,
            environment: ["PATH": "/dev/null"]),
    ]

    @Test("fails with its status and one line that says what is wrong", arguments: cases)
    func failure(_ bad: Case) throws {
        let directory = try TemporaryDirectory()
        let tree = try Tree.newest612.path
        let words = bad.arguments.split(separator: " ").map {
            $0.replacing("TREE", with: tree).replacing("DIR", with: directory.path)
                .replacing("PATCHES", with: seriesDirectory("linux-6.12.117"))
        }
        let outcome = try ntbcheck(words.map(String.init), environment: bad.environment)
        #expect(outcome.status == bad.status)
        #expect(outcome.output == "")
        #expect(outcome.errors.hasPrefix("ntbcheck: error: "))
        #expect(outcome.errors.count { $0 == "\n" } == 1)
        #expect(outcome.errors.contains(bad.says))
    }

    @Test("a reader that stops early, and a full disk")
    func output() throws {
        let shell = try run(
            "/bin/sh", ["-c", "\"$0\" rules | true; \"$0\" rules > /dev/full", try programPath()])
        #expect(shell.status == 3)
        #expect(
            shell.errors
                == "ntbcheck: error: standard output: cannot be written: No space left on device\n")
    }

    @Test("--output leaves a link a link")
    func outputThroughLink() throws {
        let place = try TemporaryDirectory()
        try place.write("report", "old and longer than nothing\n")
        try FileManager.default.createSymbolicLink(
            atPath: place.path + "/link", withDestinationPath: "report")
        let outcome = try ntbcheck([
            "ops", "--tree", try Tree.newest612.path, "--output", place.path + "/link",
        ])
        #expect(outcome.status == 0)
        #expect(outcome.output == "")
        #expect(try place.text("report").contains("get_dma_dev"))
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: place.path + "/link")
                == "report")
    }
}
