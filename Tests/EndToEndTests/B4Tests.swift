import Foundation
import TestSupport
import Testing

/// b4 itself, from PyPI, on the repository of the hooks' tests.
extension HookTests {
    private struct Review: Decodable, Equatable {
        var status: String
        var summary: String
    }

    @Test("b4 prep --check says ERROR of the bad patch and nothing of the others")
    func b4() throws {
        let b4 = try #require(
            ProcessInfo.processInfo.environment["NTBCHECK_B4"],
            "NTBCHECK_B4 names no b4: run the tests by 'make test'")
        let program = try programPath()
        let environment = [
            "HOME": place.path, "XDG_CONFIG_HOME": place.path, "XDG_CACHE_HOME": place.path + "/c",
            "XDG_DATA_HOME": place.path + "/d", "GIT_CONFIG_NOSYSTEM": "1", "NO_COLOR": "1",
        ]
        try place.write(".gitconfig", "[user]\n\tname = T\n\temail = t@example.com\n")
        func call(_ program: String, _ arguments: String...) throws -> Outcome {
            try run("/usr/bin/env", [program] + arguments, in: tree, environment: environment)
        }
        _ = try call("git", "config", "b4.prep-perpatch-check-cmd", "\(program) b4-check --key 1")
        let enrolled = try call(b4, "prep", "-n", "series", "-f", "main")
        try #require(enrolled.status == 0, "\(enrolled.errors)")
        let picked = try call("git", "cherry-pick", "main..bad")
        try #require(picked.status == 0, "\(picked.errors)")
        let before = try RepositoryState(tree)
        let checked = try call(b4, "prep", "--check")
        #expect(try RepositoryState(tree) == before)
        let words = checked.output + checked.errors
        #expect(words.contains("Success: 4, Warning: 0, Error: 1"), "\(words)")
        let lines = words.split(separator: "\n")
        let error = try #require(lines.firstIndex { $0.contains("ERROR:") })
        #expect(lines[error].contains("returns NULL [null-return]"))
        #expect(lines[error - 1].contains("Implement .get_dma_dev()"))

        // b4 review hands over the same mails, and wants JSON.
        let mail = try call("git", "format-patch", "--stdout", "-1", "bad~2").output
        let review = try run(
            program, ["b4-review"], input: mail, in: tree, environment: environment)
        let results = try JSONDecoder().decode([Review].self, from: Data(review.output.utf8))
        #expect(results.map(\.status) == ["fail"] && review.errors.isEmpty)
        #expect(results.first?.summary.contains("[null-return]") == true)
    }
}
