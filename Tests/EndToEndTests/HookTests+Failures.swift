import Foundation
import TestSupport
import Testing

/// A git that can't answer: that it failed is never taken for "there is nothing".
extension HookTests {
    /// A hook as git calls it, its words, and what it reads.
    private struct Call: Sendable {
        var arguments: [String]
        var input = ""
    }

    /// Each hook where it has something to refuse: the bad branch is checked out, its last change in the index.
    private func calls() throws -> [Call] {
        let mails = try self.mails("good")
        // A mail of its own, whatever it is numbered.
        try place.write(
            "one.patch",
            try String(contentsOfFile: mails[1], encoding: .utf8)
                .replacing("[PATCH 1/5]", with: "[PATCH]"))
        _ = try call("checkout", "-q", "good")
        try HookRepository.breakDriver(in: tree)
        _ = try call("add", "-u")
        let tip = try git("rev-parse", "bad", in: tree).trimmingCharacters(in: .newlines)
        let zero = String(repeating: "0", count: 40)
        return [
            Call(arguments: ["hook", "run", "pre-commit"]),
            Call(arguments: ["hook", "run", "pre-applypatch"]),
            Call(
                arguments: ["hook", "run", "pre-push", "origin", "url"],
                input: "refs/heads/bad \(tip) refs/heads/bad \(zero)\n"),
            Call(arguments: ["hook", "run", "sendemail-validate", place.path + "/one.patch"]),
        ]
    }

    private func run(_ call: Call, _ more: [String: String] = [:]) throws -> Outcome {
        try EndToEndTests.run(
            try programPath(), call.arguments, input: call.input, in: tree,
            environment: environment.merging(more) { $1 })
    }

    /// A directory with a git of ours before git; the script ends by running the real one.
    private func path(_ script: String) throws -> String {
        try place.write("bin/git", "#!/bin/sh\n\(script)\nPATH=/usr/bin:/bin exec git \"$@\"\n")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: place.path + "/bin/git")
        return place.path + "/bin:/usr/bin:/bin"
    }

    private func expectRefusal(
        _ outcome: Outcome, _ words: String, _ call: Call, _ failed: String = ""
    ) {
        #expect(outcome.status == 3, "\(failed) \(call.arguments): \(outcome.errors)")
        #expect(outcome.errors.contains(words), "\(failed) \(call.arguments): \(outcome.errors)")
    }

    @Test("whichever of its git commands fails, a hook refuses, with git's own words")
    func failingGit() throws {
        for call in try calls() {
            var number = 0
            while number < 40 {
                number += 1
                // A directory for each call, made in one step: some of them run beside each other.
                let calls = place.path + "/calls-\(UUID())"
                try FileManager.default.createDirectory(
                    atPath: calls, withIntermediateDirectories: true)
                let path = try path(
                    """
                    n=1
                    while ! mkdir "\(calls)/$n" 2>/dev/null; do n=$((n + 1)); done
                    echo "$@" > "\(calls)/$n/arguments"
                    [ $n -ne \(number) ] || { echo 'fatal: no luck today' >&2; exit 128; }
                    """)
                let outcome = try run(call, ["PATH": path, "XDG_CACHE_HOME": place.path + "/own"])
                let count = try FileManager.default.contentsOfDirectory(atPath: calls).count
                if count < number { break }
                let failed = try String(
                    contentsOfFile: "\(calls)/\(number)/arguments", encoding: .utf8)
                expectRefusal(outcome, "no luck today", call, failed)
            }
            // It did ask, more than once; and the last time through, all of it was answered.
            #expect((4..<40).contains(number), "\(call.arguments)")
            let whole = try run(call)
            #expect(whole.status == 1, "\(call.arguments): \(whole.errors)")
        }
    }

    @Test(
        "somebody else's repository, settings that come another way, objects elsewhere: refused")
    func unusableRepository() throws {
        let calls = try calls()
        let others = try path("export GIT_TEST_ASSUME_DIFFERENT_OWNER=1")
        for call in calls {
            expectRefusal(try run(call, ["PATH": others]), "dubious ownership", call)
            let counted = [
                "PATH": others, "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory",
                "GIT_CONFIG_VALUE_0": "*",
            ]
            expectRefusal(try run(call, counted), "dubious ownership", call)
        }
        let place = tree + "/.git"
        func move(_ from: String, _ to: String) throws {
            try FileManager.default.moveItem(atPath: place + "/" + from, toPath: place + "/" + to)
        }
        try move("objects", "elsewhere")
        for call in calls {
            expectRefusal(
                try run(call, ["GIT_OBJECT_DIRECTORY": place + "/elsewhere"]),
                "not a git repository", call)
        }
        // The directory is there, and what it should hold is not.
        try FileManager.default.createDirectory(
            atPath: place + "/objects", withIntermediateDirectories: false)
        for call in calls {
            expectRefusal(
                try run(call, ["GIT_OBJECT_DIRECTORY": place + "/elsewhere"]), "nothing is fetched",
                call)
        }
        try FileManager.default.removeItem(atPath: place + "/objects")
        try move("elsewhere", "objects")
        try move("index", "index-good")
        try self.place.write("linux/.git/index", "no index at all, but long enough to be one\n")
        for call in calls.prefix(2) { expectRefusal(try run(call), "index", call) }
        try FileManager.default.removeItem(atPath: place + "/index")
        try move("index-good", "index")
        try self.place.write("linux/.git/packed-refs", "nonsense\n")
        for call in calls { expectRefusal(try run(call), "packed-refs", call) }
    }

    @Test("b4's checks say that they did not check; check and series end with 3")
    func failingCommands() throws {
        let mails = try self.mails("good")
        _ = try call("checkout", "-q", "good")
        let mail = try String(contentsOfFile: mails[3], encoding: .utf8)
        let others = ["PATH": try path("export GIT_TEST_ASSUME_DIFFERENT_OWNER=1")]
        let b4 = try run(Call(arguments: ["b4-check"], input: mail), others)
        #expect(b4.output.hasPrefix("ERROR: ntbcheck: not checked: git rev-parse failed: "))
        #expect(b4.output.contains("dubious ownership") && b4.errors.isEmpty)
        for arguments in [
            ["check", "--rev", "HEAD"], ["series", "--range", "main..good"],
            ["series", "--base", "main"] + mails.dropFirst(), ["ops", "--rev", "HEAD"],
        ] {
            let outcome = try run(Call(arguments: arguments), others)
            #expect(outcome.status == 3, "\(arguments): \(outcome.errors)")
            #expect(outcome.errors.contains("dubious ownership"), "\(outcome.errors)")
        }
    }
}
