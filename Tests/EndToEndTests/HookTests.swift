import Foundation
import TestSupport
import Testing

/// Real git with the installed hooks, on a repository of the real tree's NTB parts and the project's own series.
@Suite("Git hooks", .serialized, .hookRepository)
struct HookTests {
    let place: TemporaryDirectory
    let tree: String
    let environment: [String: String]

    init() throws {
        place = try TemporaryDirectory()
        tree = place.path + "/linux"
        environment = [
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": place.path + "/gitconfig",
            "XDG_CACHE_HOME": place.path + "/cache",
        ]
        try place.write(
            "gitconfig", "[user]\n\tname = T\n\temail = t@example.com\n[gc]\n\tauto = 0\n")
        let template = try #require(HookRepository.template).path + "/linux"
        try git("clone", "-q", template, tree, in: place.path)
        for branch in ["good", "bad"] {
            try git("branch", "-q", "--no-track", branch, "origin/" + branch, in: tree)
        }
        try git("remote", "remove", "origin", in: tree)
    }

    func call(_ arguments: String...) throws -> Outcome {
        try run("/usr/bin/env", ["git"] + arguments, in: tree, environment: environment)
    }

    /// The mails of a branch, with a cover letter; their names in order.
    func mails(_ branch: String) throws -> [String] {
        let directory = place.path + "/mails-" + branch
        _ = try call("format-patch", "-q", "--cover-letter", "-o", directory, "main..\(branch)")
        let cover = directory + "/0000-cover-letter.patch"
        let text = try String(contentsOfFile: cover, encoding: .utf8)
            .replacing("*** SUBJECT HERE ***", with: "A series")
            .replacing("*** BLURB HERE ***", with: "Words")
        try text.write(toFile: cover, atomically: false, encoding: .utf8)
        return try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
            .map { directory + "/" + $0 }
    }

    func install(_ hook: String) throws {
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
            let mails = place.path + "/mails-" + name
            _ = try self.mails(name)
            _ = try call("checkout", "-q", name)
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
        try install("pre-push")
        let before = try RepositoryState(tree)
        let refused = try call("push", "-q", "origin", "bad")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("[null-return]"))
        #expect(try call("push", "-q", "origin", "good").status == 0)
        #expect(try call("push", "-q", "origin", ":good").status == 0)
        #expect(try RepositoryState(tree) == before)
    }

    @Test(
        "am and commit refuse the patch itself; a series without its last patches is no fault yet")
    func applyAndCommit() throws {
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
