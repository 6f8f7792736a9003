import Foundation
import TestSupport
import Testing

/// The recipes of docs/hooks.md and docs/ci, run as they stand there: on a clone of a repository that has the base on its master.
extension HookTests {
    private func page(_ name: String) throws -> [Substring] {
        try String(contentsOfFile: seriesDirectory("../docs/" + name), encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The block of code that holds some words.
    private func block(with words: String) throws -> String {
        let lines = try page("hooks.md")
        let middle = try #require(lines.firstIndex { $0.contains(words) })
        let isCode = { (line: Substring) in line.hasPrefix("    ") }
        return
            (lines[..<middle].reversed().prefix(while: isCode).reversed()
            + lines[middle...].prefix(while: isCode)).map { $0.dropFirst(4) }
            .joined(separator: "\n")
    }

    /// The commands of a job: GitLab's list, and GitHub's folded texts.
    private func commands(of file: String) throws -> [String] {
        var commands: [String] = []
        var folded: [Substring]?
        for line in try page("ci/" + file) + [""] {
            if let text = folded {
                if line.hasPrefix("          ") {
                    folded = text + [line.drop { $0 == " " }]
                    continue
                }
                commands.append(text.joined(separator: " "))
                folded = nil
            }
            if line.hasSuffix("run: >-") { folded = [] }
            if line.hasPrefix("    - "), !line.hasPrefix("    - if:") {
                commands.append(String(line.dropFirst(6)))
            }
        }
        return commands
    }

    private func shell(
        _ script: String, on branch: String, _ variables: [String: String] = [:]
    ) throws -> Outcome {
        if try git("remote", in: tree).isEmpty {
            try git("init", "-q", "--bare", place.path + "/origin", in: place.path)
            try git("remote", "add", "origin", place.path + "/origin", in: tree)
            try git("push", "-q", "origin", "main:master", in: tree)
        }
        try git("checkout", "-q", branch, in: tree)
        let program = URL(fileURLWithPath: try programPath()).deletingLastPathComponent().path
        return try run(
            "/bin/sh", ["-ec", script], in: tree,
            environment: variables.merging(["PATH": program + ":/usr/bin:/bin"]) { $1 })
    }

    private func commit(_ name: String) throws -> String {
        try git("rev-parse", name, in: tree).trimmingCharacters(in: .newlines)
    }

    @Test("a shell checks a branch, commit by commit")
    func branchInAShell() throws {
        let script = try block(with: "--range origin/master..HEAD")
        #expect(script.hasPrefix("git fetch"))
        let bad = try shell(script, on: "bad")
        #expect(bad.status == 1)
        #expect(
            bad.output.contains(#/\[null-return\]\n  brought by  patch 3/5, [0-9a-f]{12}: /#),
            "\(bad.output)\(bad.errors)")
        #expect(try shell(script, on: "good").status == 0)
    }

    @Test("a shell's loop over a branch prints what each state has")
    func shellLoop() throws {
        let outcome = try shell(try block(with: "git rev-list --reverse"), on: "bad")
        let commits = try git("rev-list", "--reverse", "main..bad", in: tree)
            .split(separator: "\n")
        let failing = outcome.lines.filter { $0.hasSuffix(" fails") }
        // The callback is there from patch 1 on; patch 3 returns NULL, and so do those on top of it.
        #expect(
            failing == commits.map { "\($0) fails" }, "\(outcome.output)\(outcome.errors)")
        let reports = outcome.output.split(separator: /[0-9a-f]{40} fails\n/)
        #expect(
            reports.map { $0.contains("[null-return]") } == [false, false, true, true, true])
    }

    @Test("GitLab's job fails the merge request that returns NULL, and passes the other")
    func gitlab() throws {
        let script = try commands(of: "gitlab.yml").joined(separator: "\n")
        #expect(script.contains("ntbcheck series"))
        func job(_ branch: String, merged: Bool) throws -> Outcome {
            var variables = [
                "CI_MERGE_REQUEST_DIFF_BASE_SHA": try commit("main"),
                "CI_COMMIT_SHA": try commit(branch),
            ]
            guard merged else { return try shell(script, on: branch, variables) }
            // A pipeline for merged results checks out the merge with the target branch.
            variables["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"] = try commit(branch)
            try git("checkout", "-q", "-B", "target", "main", in: tree)
            try git("commit", "-q", "--allow-empty", "-m", "Meanwhile", in: tree)
            try git("merge", "-q", "--no-ff", "-m", "Merge", branch, in: tree)
            variables["CI_COMMIT_SHA"] = try commit("target")
            return try shell(script, on: "target", variables)
        }
        for merged in [false, true] {
            let bad = try job("bad", merged: merged)
            #expect(bad.status == 1)
            #expect(bad.output.contains("[null-return]"), "\(bad.errors)")
            let good = try job("good", merged: merged)
            #expect(good.status == 0, "\(good.errors)")
        }
    }

    @Test("GitHub's workflow writes what the pull request brings, and nothing else")
    func github() throws {
        struct Log: Decodable {
            struct Run: Decodable { var results: [Result] }
            struct Result: Decodable {
                var ruleId: String
                var baselineState: String
            }
            var runs: [Run]
        }
        let commands = try commands(of: "github.yml")
        try #require(commands.count == 2)
        // actions/checkout checks out a merge with the base unless it is told which commit.
        let workflow = try page("ci/github.yml").joined(separator: "\n")
        #expect(workflow.contains("ref: ${{ github.event.pull_request.head.sha }}"))
        let variables = ["BASE": try commit("main")]
        let checked = try shell(commands[0], on: "bad", variables)
        #expect(checked.status == 1 && checked.errors == "", "\(checked.errors)")
        let filtered = try shell(commands[1], on: "bad")
        #expect(filtered.status == 0, "\(filtered.errors)")
        func results(_ file: String) throws -> [Log.Result] {
            let data = try Data(contentsOf: URL(fileURLWithPath: tree + "/" + file))
            return try JSONDecoder().decode(Log.self, from: data).runs.flatMap(\.results)
        }
        let (all, new) = (try results("all.sarif"), try results("new.sarif"))
        #expect(new.contains { $0.ruleId == "null-return" })
        #expect(new.allSatisfy { $0.baselineState == "new" })
        #expect(all.contains { $0.baselineState == "absent" } && all.count > new.count)
    }
}
