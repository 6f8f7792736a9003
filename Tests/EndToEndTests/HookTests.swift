import Foundation
import TestSupport
import Testing

/// Real git with the installed hooks, on a repository of the real tree's NTB parts and the project's own series.
@Suite("Git hooks", .serialized)
struct HookTests {
    private let place: TemporaryDirectory
    private let tree: String
    private let environment: [String: String]

    init() throws {
        place = try TemporaryDirectory()
        tree = place.path + "/linux"
        environment = [
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": place.path + "/gitconfig",
            "XDG_CACHE_HOME": place.path + "/cache",
        ]
        try place.write(
            "gitconfig", "[user]\n\tname = T\n\temail = t@example.com\n[gc]\n\tauto = 0\n")
        // Links to files of the cache would let git write there; it never does, but a test may.
        let copied = try run("/bin/cp", ["-r", try Tree.before.path, tree])
        try #require(copied.status == 0)
        try makeRepository(tree)
    }

    private func call(_ arguments: String...) throws -> Outcome {
        try run("/usr/bin/env", ["git"] + arguments, in: tree, environment: environment)
    }

    private var series: [String] {
        get throws {
            let directory = seriesDirectory("linux-6.1.170")
            return try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
                .filter { $0.hasSuffix(".patch") && !$0.hasPrefix("0000") }
                .map { directory + "/" + $0 }
        }
    }

    /// The series on a branch; `broken` returns NULL in the implementation.
    private func branch(_ name: String, broken: Bool) throws {
        _ = try call("checkout", "-q", "-b", name, "main")
        for file in try series {
            let applied = try run(
                "/usr/bin/env", ["git", "am", "-q", file], in: tree,
                environment: environment)
            try #require(applied.status == 0, "\(applied.errors)")
            guard broken, file.contains("pci-epf-vntb") else { continue }
            let driver = tree + "/drivers/pci/endpoint/functions/pci-epf-vntb.c"
            let text = try String(contentsOfFile: driver, encoding: .utf8)
            let bad = text.replacingOccurrences(
                of: "\treturn ntb_ndev(ndev)->dma_dev;",
                with:
                    "\tif (!ntb_ndev(ndev)->epf)\n\t\treturn NULL;\n\treturn ntb_ndev(ndev)->dma_dev;"
            )
            try #require(bad != text)
            try bad.write(toFile: driver, atomically: false, encoding: .utf8)
            let amended = try call("commit", "-q", "-a", "--amend", "--no-edit", "--no-verify")
            try #require(amended.status == 0)
        }
    }

    private func install(_ hook: String) throws {
        let outcome = try ntbcheck(
            ["hook", "install", "--tree", tree, "--hook", hook], environment: environment)
        try #require(outcome.status == 0, "\(outcome.errors)")
    }

    @Test(
        "send-email refuses the series with a NULL return, with its witness, and lets the good one through"
    )
    func sendEmail() throws {
        try install("sendemail-validate")
        for (name, broken) in [("bad", true), ("good", false)] {
            try branch(name, broken: broken)
            let mails = place.path + "/mails-" + name
            _ = try call("format-patch", "-q", "--cover-letter", "-o", mails, "main..\(name)")
            let cover = mails + "/0000-cover-letter.patch"
            let text = try String(contentsOfFile: cover, encoding: .utf8)
                .replacingOccurrences(of: "*** SUBJECT HERE ***", with: "A series")
                .replacingOccurrences(of: "*** BLURB HERE ***", with: "Words")
            try text.write(toFile: cover, atomically: false, encoding: .utf8)
            let sent = try call(
                "send-email", "--dry-run", "--from=t@example.com", "--to=a@example.com",
                "--suppress-cc=all", "--confirm=never", mails)
            if broken {
                #expect(sent.status != 0)
                #expect(sent.errors.contains("returns NULL [null-return] (introduced by patch 3)"))
                #expect(sent.errors.contains("note: '"))
                #expect(sent.errors.contains("--no-validate"))
            } else {
                #expect(sent.status == 0, "\(sent.errors)")
                #expect(sent.output.contains("Subject: [PATCH 5/5]"))
            }
        }
    }

    @Test("push refuses the one and takes the other; the repository stays as it was")
    func push() throws {
        _ = try run("/usr/bin/env", ["git", "init", "-q", "--bare", place.path + "/bare"])
        _ = try call("remote", "add", "origin", place.path + "/bare")
        #expect(try call("push", "-q", "origin", "main").status == 0)
        try branch("bad", broken: true)
        try branch("good", broken: false)
        try install("pre-push")
        let before = try call("for-each-ref", "refs/heads", "refs/stash").output
        let index = try Data(contentsOf: URL(fileURLWithPath: tree + "/.git/index"))
        let refused = try call("push", "-q", "origin", "bad")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("[null-return]"))
        #expect(try call("push", "-q", "origin", "good").status == 0)
        #expect(try call("push", "-q", "origin", ":good").status == 0)
        #expect(try call("for-each-ref", "refs/heads", "refs/stash").output == before)
        #expect(try Data(contentsOf: URL(fileURLWithPath: tree + "/.git/index")) == index)
        #expect(try call("status", "--porcelain").output.isEmpty)
    }

    @Test(
        "am and commit refuse the patch itself; a series without its last patches is no fault yet")
    func applyAndCommit() throws {
        try branch("bad", broken: true)
        _ = try call("format-patch", "-q", "-o", place.path + "/mails", "main..bad")
        try install("pre-applypatch")
        try install("pre-commit")
        _ = try call("checkout", "-q", "-b", "try", "main")
        let files = try FileManager.default.contentsOfDirectory(atPath: place.path + "/mails")
            .sorted()
        let applied = try call("am", "-q", place.path + "/mails/" + files[0])
        #expect(applied.status == 0, "\(applied.errors)")
        let refused = try call("am", "-q", place.path + "/mails/" + files[2])
        #expect(refused.status == 1)
        #expect(refused.errors.contains("[null-return]"))
        #expect(refused.errors.contains("core.hooksPath=/dev/null am --continue"))
        // git am has left the patch in the index, which commit -a now would take.
        let committed = try call("commit", "-q", "-a", "-m", "x")
        #expect(committed.status == 1)
        #expect(committed.errors.contains("[null-return]"))
    }

    @Test("what no contract names is committed without a word")
    func unwatched() throws {
        try install("pre-commit")
        let file = tree + "/drivers/base/core.c"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try (text + "/* more */\n").write(toFile: file, atomically: false, encoding: .utf8)
        let committed = try call("commit", "-q", "-a", "-m", "core: more")
        #expect(committed.status == 0)
        #expect(committed.errors.isEmpty && committed.output.isEmpty)
    }
}
