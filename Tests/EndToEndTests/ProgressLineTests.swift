import Foundation
import Testing

@Suite("The line about progress")
struct ProgressLineTests {
    /// What a terminal is sent, both streams in one.
    private func terminal(_ arguments: [String], _ environment: [String: String] = [:]) throws
        -> String
    {
        let words = [try programPath()] + arguments
        let command = words.map { "'" + $0.replacing("'", with: "'\\''") + "'" }
            .joined(separator: " ")
        return try run(
            "/usr/bin/script", ["-qec", command, "/dev/null"],
            environment: ["TERM": "xterm", "LC_ALL": "C.UTF-8", "NTBCHECK_PROGRESS": ""].merging(
                environment
            ) { $1 }
        ).output
    }

    private let cold = ["check", "--no-cache", "--arch", "x86_64"]

    @Test("a terminal sees the units pass, and the line is gone before the report")
    func shown() throws {
        let seen = try terminal(cold + ["--tree", try Tree.newest61.path])
        let last = try #require(seen.range(of: " units\u{1B}[K", options: .backwards))
        #expect(seen.contains(/\rntbcheck: [0-9]+\/[0-9]+ units/))
        let rest = seen[last.upperBound...]
        #expect(rest.hasPrefix("\r\u{1B}[K"))
        #expect(rest.contains(" files\r\n") && !rest.contains(/ntbcheck: [0-9]+\/[0-9]+ units/))
    }

    @Test("with -q, on a terminal that moves no cursor, and in a pipe there is none")
    func hidden() throws {
        let tree = ["--tree", try Tree.newest61.path]
        #expect(try !terminal(cold + tree + ["-q"]).contains("ntbcheck: "))
        #expect(try !terminal(cold + tree, ["TERM": "dumb"]).contains("\u{1B}[K"))
        #expect(
            try !terminal(cold + tree, ["NTBCHECK_PROGRESS": "off"]).contains(" units\u{1B}[K"))
    }
}
