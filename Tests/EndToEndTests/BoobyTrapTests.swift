import Foundation
import TestSupport
import Testing

/// A repository each of whose settings that can name a program names one that leaves a mark.
extension HookTests {
    /// The settings that git itself lists, without those that no value of ours makes a program of.
    private func trapKeys() throws -> [String] {
        let listed = try run("/usr/bin/env", ["git", "help", "--config"], in: place.path)
        let names =
            /(?i)(program|command|cmd>?|editor|pager|helper|hook|hookspath|proxy|textconv|process|clean|smudge|external|driver|tool|askpass|fsmonitor|pack|vcs|path|browser|viewer|exec|server|file|templatedir)$/
        // Yes or no, where something is, and what has to be right for git to run at all.
        let others =
            /(?i)^(advice|color|column|includeif|alias)\.|^(core\.(worktree|attributesfile|bare)|include\.path)$|(quotepath|httppath|cachetextconv|needsfile|gitmodulespath|failedexec)$/
        let keys = listed.output.split(separator: "\n").map(String.init)
            .filter { $0.contains(names) && !$0.contains(others) }
        return keys + ["filter.<driver>.process"]
    }

    /// Sets them, and makes what else starts programs: hooks, attributes, a signature, a submodule, a remote of promises.
    private func setTraps() throws -> (marks: String, count: Int) {
        let marks = place.path + "/marks"
        try FileManager.default.createDirectory(atPath: marks, withIntermediateDirectories: true)
        var config = ""
        let keys = try trapKeys()
        for (number, key) in keys.enumerated() {
            let trap = place.path + "/traps/\(number)"
            try place.write("traps/\(number)", "#!/bin/sh\n: > '\(marks)/\(key)'\nexit 1\n")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: trap)
            // A name in the middle may hold dots (`gpg.ssh.x`), but none that git lists does more than once.
            let parts = key.split(separator: ".", maxSplits: 2).map(String.init)
            let last = (parts.last ?? "").replacing("<cmd>", with: "log")
            let middle = parts.count > 2 ? parts[1] : ""
            for name in middle.contains("<") || middle.contains("*")
                ? ["trap", "origin", "openpgp", "ssh"] : [String(middle)]
            {
                config += name.isEmpty ? "[\(parts[0])]\n" : "[\(parts[0]) \"\(name)\"]\n"
                config += "\t\(last) = \(trap)\n"
            }
        }
        config += """
            [log]
            \tshowSignature = true
            [diff]
            \tsubmodule = diff
            \tignoreSubmodules = none
            [status]
            \tsubmoduleSummary = true
            [extensions]
            \tpartialClone = origin
            [remote "origin"]
            \tpromisor = true
            \turl = ext::sh -c :>%S\(marks)/ext
            [protocol "ext"]
            \tallow = always
            [protocol]
            \tallow = always
            [merge]
            \tverifySignatures = true
            [gc]
            \tauto = 1

            """
        let own = try String(contentsOfFile: tree + "/.git/config", encoding: .utf8)
        try place.write("linux/.git/config", own + config)
        try place.write(
            "linux/.git/info/attributes",
            "* diff=trap filter=trap merge=trap\n*.c diff=trap filter=trap working-tree-encoding=UTF-16\n"
        )
        let hooks = [
            "pre-commit", "pre-applypatch", "pre-push", "post-index-change",
            "reference-transaction",
            "post-checkout", "post-merge", "pre-auto-gc", "post-rewrite", "fsmonitor-watchman",
        ]
        for hook in hooks {
            try place.write("linux/.git/hooks/\(hook)", "#!/bin/sh\n: > '\(marks)/hook-\(hook)'\n")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: tree + "/.git/hooks/\(hook)")
        }
        return (marks, keys.count)
    }

    /// The same commit with a signature in it.
    private func signed(_ name: String) throws -> String {
        let text = try git("cat-file", "commit", name, in: tree)
        let signed = text.replacing(
            "\n\n",
            with:
                "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ==\n -----END PGP SIGNATURE-----\n\n",
            maxReplacements: 1)
        return try git("hash-object", "-t", "commit", "-w", "--stdin", in: tree, input: signed)
            .trimmingCharacters(in: .newlines)
    }

    private func marked(_ marks: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: marks).sorted()
    }

    @Test("no program that the repository's configuration names is run, by whatever is asked")
    func boobyTraps() throws {
        let mails = try self.mails("good")
        _ = try call("checkout", "-q", "good")
        let tip = try signed("good")
        _ = try call("reset", "-q", "--soft", tip)
        // A submodule with a trap of its own, one commit further than the index says.
        try FileManager.default.createDirectory(
            atPath: tree + "/sub", withIntermediateDirectories: true)
        try git("init", "-q", in: tree + "/sub")
        try git("commit", "-q", "--allow-empty", "-m", "one", in: tree + "/sub")
        _ = try call("-c", "advice.addEmbeddedRepo=false", "add", "sub")
        try HookRepository.breakDriver(in: tree)
        _ = try call("add", "-u")
        let (marks, count) = try setTraps()
        try git("config", "diff.external", place.path + "/traps/0", in: tree + "/sub")
        #expect(count > 40)

        // The traps are live: what people ask git for starts some of them.
        for arguments in [
            ["log", "-1"], ["diff", "main", "good"], ["diff", "--cached"], ["status"],
        ] {
            _ = try run(
                "/usr/bin/env", ["git"] + arguments, in: tree, environment: environment)
        }
        let sprung = try marked(marks)
        #expect(sprung.contains("gpg.program") && sprung.contains("core.fsmonitor"), "\(sprung)")
        for mark in sprung { try FileManager.default.removeItem(atPath: marks + "/" + mark) }

        let zero = String(repeating: "0", count: 40)
        let mail = try String(contentsOfFile: mails[3], encoding: .utf8)
        let calls: [(arguments: [String], input: String, status: Int32)] = [
            (["check", "--rev", "HEAD"], "", 0),
            (["check"], "", 1),
            (["series", "--range", "main..HEAD"], "", 0),
            (["series", "--base", "main"] + mails.dropFirst(), "", 0),
            (["ops", "--rev", "HEAD"], "", 0),
            (["hook", "status"], "", 0),
            (["hook", "run", "pre-commit"], "", 1),
            (["hook", "run", "pre-applypatch"], "", 1),
            (
                ["hook", "run", "pre-push", "origin", "x"],
                "refs/heads/x \(tip) refs/heads/x \(zero)\n", 0
            ),
            (["hook", "run", "sendemail-validate", mails[3]], "", 0),
            (["b4-check"], mail, 0),
            (["b4-review"], mail, 0),
        ]
        for call in calls {
            let outcome = try run(
                try programPath(), call.arguments, input: call.input, in: tree,
                environment: environment.merging(["GIT_EXTERNAL_DIFF": place.path + "/traps/0"]) {
                    $1
                })
            let found = try marked(marks)
            #expect(found.isEmpty, "\(call.arguments): \(found)")
            #expect(outcome.status == call.status, "\(call.arguments): \(outcome.errors)")
            #expect(!outcome.output.contains("not checked"), "\(outcome.output)")
        }
    }
}
