import Foundation
import TestSupport
import Testing

/// The ways a hook is called and cut short that the plain runs do not show.
extension HookTests {
    /// Calls the installed script as git 2.41 and later do: with the count of this mail and of all.
    private func validate(_ mails: [String], cache: String) throws -> [Outcome] {
        try mails.enumerated().map { number, mail in
            try run(
                "/bin/sh", [tree + "/.git/hooks/sendemail-validate", mail, "/dev/null"], in: tree,
                environment: [
                    "XDG_CACHE_HOME": cache, "GIT_DIR": tree + "/.git",
                    "GIT_SENDEMAIL_FILE_COUNTER": "\(number + 1)",
                    "GIT_SENDEMAIL_FILE_TOTAL": "\(mails.count)",
                ])
        }
    }

    @Test("git's count of the mails says which is the last, whatever their subjects say")
    func counted() throws {
        try install("sendemail-validate")
        let mails = try mails("bad")
        for mail in mails {
            let text = try String(contentsOfFile: mail, encoding: .utf8)
            try text.replacing(/\[PATCH \d+\/\d+\]/, with: "[PATCH]")
                .write(toFile: mail, atomically: false, encoding: .utf8)
        }
        // The cover letter is a mail too; without the number in its subject it is none of the series.
        let outcomes = try validate(Array(mails.dropFirst()), cache: place.path + "/cache")
        #expect(outcomes.dropLast().allSatisfy { $0.status == 0 && $0.errors.isEmpty })
        let last = try #require(outcomes.last)
        #expect(last.status == 1)
        #expect(last.errors.contains("[null-return] (introduced by patch 3)"), "\(last.errors)")
    }

    @Test("two series sent at the same time are not mixed up")
    func parallel() async throws {
        try install("sendemail-validate")
        let series = [try mails("good"), try mails("bad")]
        let cache = place.path + "/cache"
        // One git send-email each, as far as the hook can tell: it looks for a process of that name above it.
        try place.write(
            "git-send-email",
            """
            #!/bin/sh
            total=$#; number=0
            for mail; do
                number=$((number + 1))
                GIT_SENDEMAIL_FILE_COUNTER=$number GIT_SENDEMAIL_FILE_TOTAL=$total \\
                    .git/hooks/sendemail-validate "$mail" /dev/null || exit
            done

            """)
        let script = place.path + "/git-send-email"
        let tree = tree
        let outcomes = try await withThrowingTaskGroup(of: (Int, Outcome).self) { group in
            for (number, mails) in series.enumerated() {
                group.addTask {
                    let outcome = try run(
                        "/bin/sh", [script] + mails, in: tree,
                        environment: ["XDG_CACHE_HOME": cache])
                    return (number, outcome)
                }
            }
            return try await group.reduce(into: [Int: Outcome]()) { $0[$1.0] = $1.1 }
        }
        #expect(outcomes[0]?.status == 0, "\(outcomes[0]?.errors ?? "")")
        #expect(outcomes[1]?.status == 1)
        #expect(outcomes[1]?.errors.contains("[null-return]") == true)
        let left = try FileManager.default.contentsOfDirectory(
            atPath: cache + "/ntbcheck/send-email")
        #expect(left.isEmpty)
    }

    @Test("a linked worktree has the hooks, and core.hooksPath is honoured, for commits in it")
    func linkedWorktree() throws {
        let linked = place.path + "/linked"
        _ = try call("config", "core.hooksPath", place.path + "/shared-hooks")
        _ = try call("worktree", "add", "-q", linked, "good")
        let installed = try ntbcheck(
            ["hook", "install", "--tree", linked, "--hook", "pre-commit"], environment: environment)
        #expect(installed.output.hasPrefix(place.path + "/shared-hooks/pre-commit: ntbcheck"))
        try HookRepository.breakDriver(in: linked)
        let before = try RepositoryState(linked)
        let refused = try run(
            "/usr/bin/env", ["git", "commit", "-q", "-a", "-m", "x"], in: linked,
            environment: environment)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("[null-return]"))
        #expect(try RepositoryState(linked).refs == before.refs)
    }

    @Test(
        "killed in the middle, it leaves the repository as it was, and told to end, nothing behind",
        arguments: [SIGKILL, SIGTERM, SIGINT])
    func killed(signal: Int32) async throws {
        _ = try call("checkout", "-q", "good")
        try HookRepository.breakDriver(in: tree)
        _ = try call("add", "-u")
        let before = try RepositoryState(tree)
        let temporary = place.path + "/tmp"
        try FileManager.default.createDirectory(
            atPath: temporary, withIntermediateDirectories: true)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try programPath())
        process.arguments = ["hook", "run", "pre-commit"]
        process.currentDirectoryURL = URL(fileURLWithPath: tree)
        process.environment = ProcessInfo.processInfo.environment.filter {
            !$0.key.hasPrefix("GIT_")
        }
        .merging(["TMPDIR": temporary]) { $1 }
        process.standardError = FileHandle.nullDevice
        try process.run()
        // It works in private directories as long as it works: there is one, so it is in the middle.
        while process.isRunning,
            try FileManager.default.contentsOfDirectory(atPath: temporary).isEmpty
        { try await Task.sleep(for: .milliseconds(5)) }
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal || process.terminationStatus != 1)
        #expect(try RepositoryState(tree) == before)
        if signal != SIGKILL {
            #expect(try FileManager.default.contentsOfDirectory(atPath: temporary).isEmpty)
        }
    }
}
