import Foundation
import TestSupport
import Testing

/// b4 itself, from PyPI and from the distribution, on the repository of the hooks' tests.
extension HookTests {
    private struct Review: Decodable, Equatable {
        var status: String
        var summary: String
    }

    /// The one that has checks of its own, and the one that need not.
    enum B4: String, CaseIterable, Sendable {
        case pinned = "NTBCHECK_B4"
        case distribution = "NTBCHECK_B4_DISTRIBUTION"

        var path: String {
            get throws {
                try #require(
                    ProcessInfo.processInfo.environment[rawValue].flatMap { $0.isEmpty ? nil : $0 },
                    "\(rawValue) names no b4: run the tests by 'make test'")
            }
        }
    }

    /// Nothing of what the user told b4 is read.
    private func start(_ program: String, _ arguments: String...) throws -> Outcome {
        try place.write(".gitconfig", "[user]\n\tname = T\n\temail = t@example.com\n")
        return try run(
            "/usr/bin/env", [program] + arguments, in: tree, environment: b4Environment)
    }

    private var b4Environment: [String: String] {
        [
            "HOME": place.path, "XDG_CONFIG_HOME": place.path, "XDG_CACHE_HOME": place.path + "/c",
            "XDG_DATA_HOME": place.path + "/d", "GIT_CONFIG_NOSYSTEM": "1", "NO_COLOR": "1",
        ]
    }

    /// A thread as an archive has it: the bad series, and as its second version the good one.
    private func thread(_ versions: [String]) throws -> String {
        var texts: [String] = []
        for (index, branch) in versions.enumerated() {
            let mails = try start(
                "git", "format-patch", "--stdout", "--thread", "-v\(index + 1)", "main..\(branch)")
            // git names all that it writes within a second alike. And b4 0.12 ends with a ValueError on a folded subject.
            texts.append(
                mails.output.replacing(
                    /(?m)^(Message-I[Dd]|References|In-Reply-To): </,
                    with: { "\($0.1): <v\(index + 1)-" }
                ).replacing(/(?m)^(Subject: .*)\n (.*)$/, with: { "\($0.1) \($0.2)" }))
        }
        let file = "thread-" + versions.joined(separator: "-")
        try place.write(file, texts.joined())
        return place.path + "/" + file
    }

    @Test(
        "b4 am makes of a thread what ntbcheck takes from it: the newest version",
        arguments: zip(B4.allCases, [["bad", "good"], ["good", "bad"]]))
    func newestVersion(_ b4: B4, versions: [String]) throws {
        let thread = try thread(versions)
        let mails = try start(try b4.path, "--offline-mode", "am", "-m", thread, "-o", "-")
        try #require(mails.status == 0, "\(mails.errors)")
        #expect(mails.output.contains("[PATCH v2 5/5]"))
        let base = ["series", "--tree", tree, "--base", "main", "--format", "gcc"]
        let picked = try ntbcheck(base + ["-"], input: mails.output)
        #expect(picked.errors == "")
        #expect(picked.status == (versions.last == "bad" ? 1 : 0))
        #expect(picked.output.contains("[null-return]") == (versions.last == "bad"))
        let whole = try ntbcheck(base + [thread])
        #expect(whole.errors == "ntbcheck: v2 of the series is checked; left out: v1\n")
        #expect(whole.status == picked.status && whole.output == picked.output)
    }

    @Test("b4 shazam asks the hook of git am; b4 prep -p writes a series", arguments: B4.allCases)
    func shazamAndPrep(_ b4: B4) throws {
        try install("pre-applypatch")
        let thread = try thread(["bad"])
        let shazam = try start(try b4.path, "--offline-mode", "shazam", "-m", thread)
        #expect(shazam.status != 0)
        let words = shazam.output + shazam.errors
        #expect(words.contains("[null-return]") && words.contains("am --continue"), "\(words)")
        _ = try start("git", "am", "--abort")
        let enrolled = try start(try b4.path, "prep", "-n", "series", "-f", "main")
        try #require(enrolled.status == 0, "\(enrolled.errors)")
        let picked = try start("git", "cherry-pick", "main..bad")
        try #require(picked.status == 0, "\(picked.errors)")
        let written = try start(try b4.path, "prep", "-p", place.path + "/prep")
        try #require(written.status == 0, "\(written.errors)")
        // The base is the one that b4 writes into the cover letter: here it is not what is checked out.
        let series = try ntbcheck(["series", "--tree", tree, place.path + "/prep"])
        #expect(series.status == 1, "\(series.errors)")
        #expect(series.output.contains("[null-return]\n  brought by  patch 3/"))
        // b4's cover letter is a commit that changes nothing.
        let range = try ntbcheck(["series", "--tree", tree, "--range", "main.."])
        #expect(range.output.contains("[null-return]\n  brought by  patch 4/"), "\(range.errors)")
    }

    @Test("b4 prep --check says ERROR of the bad patch and nothing of the others")
    func b4() throws {
        let b4 = try B4.pinned.path
        let program = try programPath()
        _ = try start("git", "config", "b4.prep-perpatch-check-cmd", "\(program) b4-check --key 1")
        let enrolled = try start(b4, "prep", "-n", "series", "-f", "main")
        try #require(enrolled.status == 0, "\(enrolled.errors)")
        let picked = try start("git", "cherry-pick", "main..bad")
        try #require(picked.status == 0, "\(picked.errors)")
        let before = try RepositoryState(tree)
        let checked = try start(b4, "prep", "--check")
        #expect(try RepositoryState(tree) == before)
        let words = checked.output + checked.errors
        #expect(words.contains("Success: 4, Warning: 0, Error: 1"), "\(words)")
        let lines = words.split(separator: "\n")
        let error = try #require(lines.firstIndex { $0.contains("ERROR:") })
        #expect(lines[error].contains("returns NULL [null-return]"))
        #expect(lines[error - 1].contains("Implement .get_dma_dev()"))

        // b4 review hands over the same mails, and wants JSON.
        let mail = try start("git", "format-patch", "--stdout", "-1", "bad~2").output
        let review = try run(
            program, ["b4-review"], input: mail, in: tree, environment: b4Environment)
        let results = try JSONDecoder().decode([Review].self, from: Data(review.output.utf8))
        #expect(results.map(\.status) == ["fail"] && review.errors.isEmpty)
        #expect(results.first?.summary.contains("[null-return]") == true)
    }
}
