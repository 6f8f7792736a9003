import Foundation
import TestSupport
import Testing

@Suite("hook install")
struct HookInstallTests {
    private let place: TemporaryDirectory

    init() throws {
        place = try TemporaryDirectory()
        try place.write("file", "text\n")
        try makeRepository(place.path)
    }

    private func hook(_ arguments: String..., status: Int32 = 0) throws -> String {
        let outcome = try ntbcheck(["hook"] + arguments + ["--tree", place.path])
        #expect(outcome.status == status, "\(outcome.errors)")
        return outcome.output + outcome.errors
    }

    @Test("twice is once, the old hook runs after, and uninstall restores it byte for byte")
    func chaining() throws {
        let old = "#!/bin/sh\necho \"old ${0##*/} $*\" >&2\n"
        try place.write(".git/hooks/pre-commit", old)
        let file = place.path + "/.git/hooks/pre-commit"
        try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: file)
        _ = try hook("install", "--hook", "pre-commit")
        let first = try place.text(".git/hooks/pre-commit")
        _ = try hook("install", "--hook", "pre-commit")
        #expect(try place.text(".git/hooks/pre-commit") == first)
        #expect(try hook("status").contains("ntbcheck, then the hook that was there before"))

        try place.write("file", "more\n")
        let committed = try run(
            "/usr/bin/env",
            ["git", "-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "-qam", "x"],
            in: place.path)
        #expect(committed.status == 0)
        #expect(committed.errors == "old pre-commit \n")

        _ = try hook("uninstall")
        #expect(try place.text(".git/hooks/pre-commit") == old)
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
        #expect(mode as? Int == 0o750)
        let left = try FileManager.default.contentsOfDirectory(atPath: place.path + "/.git/hooks")
        #expect(!left.contains { $0.contains("ntbcheck") })
    }

    @Test("core.hooksPath is where hooks go")
    func hooksPath() throws {
        try git("config", "core.hooksPath", "my-hooks", in: place.path)
        #expect(try hook("install", "--hook", "pre-push").contains("/my-hooks/pre-push: ntbcheck"))
        #expect(try place.text("my-hooks/pre-push").contains("hook run pre-push"))
    }

    @Test("a program that is gone refuses, with the way round")
    func missingProgram() throws {
        _ = try hook("install", "--hook", "pre-commit")
        let script = try place.text(".git/hooks/pre-commit")
            .replacing(try programPath(), with: "/nowhere/ntbcheck")
        try place.write(".git/hooks/pre-commit", script)
        let outcome = try run(
            "/bin/sh", [place.path + "/.git/hooks/pre-commit"],
            environment: ["PATH": "/usr/bin:/bin"])
        #expect(outcome.status == 3)
        #expect(outcome.errors.contains("git commit --no-verify"))
    }

    @Test("git's files of settings are those that the user names")
    func namedSettings() throws {
        try place.write("system", "[core]\n\thooksPath = \(place.path)/system-hooks\n")
        try place.write("global", "[core]\n\thooksPath = \(place.path)/global-hooks\n")
        let home = ["HOME": place.path + "/none", "XDG_CONFIG_HOME": place.path + "/none"]
        for (arguments, variables, expected) in [
            ([], ["GIT_CONFIG_SYSTEM": "system"], "system-hooks"),
            ([], ["GIT_CONFIG_SYSTEM": "system", "GIT_CONFIG_NOSYSTEM": "1"], ".git/hooks"),
            ([], ["GIT_CONFIG_SYSTEM": "system", "GIT_CONFIG_GLOBAL": "global"], "global-hooks"),
            (["--global"], ["GIT_CONFIG_GLOBAL": "global"], "global-hooks"),
        ] {
            let named = variables.mapValues { $0 == "1" ? $0 : place.path + "/" + $0 }
            let status = try ntbcheck(
                ["hook", "status", "--tree", place.path] + arguments,
                environment: home.merging(named) { $1 })
            #expect(
                status.output.hasPrefix("\(place.path)/\(expected)/sendemail-validate: nothing"),
                "\(variables): \(status.output)\(status.errors)")
        }
    }

    @Test("--global says what to run first, then runs the repository's own hook after ntbcheck")
    func global() throws {
        let environment = [
            "GIT_CONFIG_NOSYSTEM": "1", "HOME": place.path, "XDG_CONFIG_HOME": place.path,
        ]
        try place.write(".gitconfig", "[user]\n\tname = T\n\temail = t@example.com\n")
        func install() throws -> Outcome {
            try ntbcheck(
                [
                    "hook", "install", "--global", "--hook", "pre-commit", "--hook", "pre-push",
                    "--tree", place.path,
                ], environment: environment)
        }
        let refused = try install()
        #expect(refused.status == 2, "\(refused.errors)")
        #expect(
            refused.errors.contains("'git config --global core.hooksPath ~/.config/git/hooks'"))

        try git(
            "config", "-f", place.path + "/.gitconfig", "core.hooksPath", place.path + "/all",
            in: place.path)
        let installed = try install()
        #expect(installed.status == 0, "\(installed.errors)")
        try place.write(".git/hooks/pre-commit", "#!/bin/sh\necho own >&2\nexit 3\n")
        try place.write(".git/hooks/pre-push", "#!/bin/sh\ncat >&2\n")
        for hook in ["pre-commit", "pre-push"] {
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: place.path + "/.git/hooks/" + hook)
        }
        try place.write("file", "more\n")
        func call(_ arguments: String...) throws -> Outcome {
            try run("/usr/bin/env", ["git"] + arguments, in: place.path, environment: environment)
        }
        let committed = try call("commit", "-qam", "x")
        #expect(committed.status == 1)
        #expect(committed.errors == "own\n")
        _ = try call("init", "-q", "--bare", place.path + "/bare")
        let pushed = try call("push", "-q", place.path + "/bare", "main")
        #expect(pushed.status == 0)
        let head = try git("rev-parse", "main", in: place.path).trimmingCharacters(in: .newlines)
        let zero = String(repeating: "0", count: 40)
        #expect(pushed.errors == "refs/heads/main \(head) refs/heads/main \(zero)\n")
        // Nothing to push is no line at all.
        #expect(try call("push", "-q", place.path + "/bare", "main").errors.isEmpty)

        // What is no kernel passes from its first commit on, also where git is told where it is.
        let files = place.path + "/home"
        try place.write("home/.profile", "one\n")
        func dots(_ arguments: String...) throws -> Outcome {
            try run(
                "/usr/bin/env",
                ["git", "--git-dir", place.path + "/dots", "--work-tree", files] + arguments,
                in: files, environment: environment)
        }
        _ = try call("init", "-q", "--bare", "-b", "main", place.path + "/dots")
        _ = try dots("add", ".profile")
        for arguments in [
            ["commit", "-q", "-m", "one"], ["commit", "-q", "--amend", "-m", "two"],
        ] {
            let outcome = try run(
                "/usr/bin/env",
                ["git", "--git-dir", place.path + "/dots", "--work-tree", files] + arguments,
                in: files, environment: environment)
            #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        }
        let sent = try dots("push", "-q", place.path + "/bare", "main:dots")
        #expect(sent.status == 0 && sent.errors.isEmpty, "\(sent.errors)")
    }
}
