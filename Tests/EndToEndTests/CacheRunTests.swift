import Foundation
import Testing

/// The same report to the byte, however it came about.
@Suite("Runs with a cache")
struct CacheRunTests {
    /// A report without the milliseconds that it took.
    private func report(
        _ tree: String, _ arguments: [String], cache: String
    ) throws -> String {
        let outcome = try ntbcheck(
            ["check", "--tree", tree, "--format", "json"] + arguments,
            environment: ["NTBCHECK_CACHE": cache])
        #expect(outcome.errors == "")
        #expect(outcome.lines.count > 20)
        return outcome.lines.filter { !$0.contains("illiseconds") }.joined(separator: "\n")
    }

    @Test("cold, warm, serial, parallel, without a cache", arguments: Tree.allCases)
    func identical(_ tree: Tree) throws {
        let place = try TemporaryDirectory()
        let path = try tree.path
        let plain = try report(path, ["--no-cache", "--jobs", "1"], cache: place.path)
        #expect(!FileManager.default.fileExists(atPath: place.path + "/analysis"))
        for arguments in [
            ["--jobs", "2"], ["--jobs", "1"], [], ["--no-cache", "--jobs", "4"],
            ["--no-cache", "--no-preludes"],
        ] {
            #expect(try report(path, arguments, cache: place.path) == plain, "\(arguments)")
        }
        let status = try ntbcheck(
            ["cache", "status"], environment: ["NTBCHECK_CACHE": place.path])
        #expect(status.output.contains("directory  \(place.path)/analysis\n"))
        #expect(!status.output.contains("entries    0\n"))
        #expect(
            try ntbcheck(["cache", "clear"], environment: ["NTBCHECK_CACHE": place.path]).status
                == 0)
        let empty = try ntbcheck(
            ["cache", "status"], environment: ["NTBCHECK_CACHE": place.path])
        #expect(empty.output.contains("entries    0\n"))
    }

    @Test(
        "a series says the same again, and after one of its patches was edited what it says without a cache"
    )
    func series() throws {
        let place = try TemporaryDirectory()
        let patches = URL(fileURLWithPath: seriesDirectory("linux-6.1.170"))
        let copy = place.url("patches")
        try FileManager.default.copyItem(at: patches, to: copy)
        func report(_ arguments: [String] = []) throws -> String {
            try ntbcheck(
                ["series", "--tree", try Tree.before.path] + arguments + [copy.path],
                environment: ["NTBCHECK_CACHE": place.path]
            ).output
        }
        let first = try report()
        #expect(first.contains("ntbcheck: pass: the series brings 2 notes"))
        #expect(try report() == first)
        let names = try FileManager.default.contentsOfDirectory(atPath: copy.path).sorted()
        let last = copy.appendingPathComponent(try #require(names.last { $0.hasSuffix(".patch") }))
        let text = try String(contentsOf: last, encoding: .utf8)
        let edited = text.replacing("ntb_get_dma_dev(tc->ntb)", with: "&tc->ntb->pdev->dev")
        #expect(edited != text)
        try edited.write(to: last, atomically: true, encoding: .utf8)
        let after = try report()
        #expect(after != first)
        #expect(try report(["--no-cache"]) == after)
    }

    @Test("a cache that can't be written is done without")
    func unwritable() throws {
        let place = try TemporaryDirectory()
        try place.write("file", "")
        let outcome = try ntbcheck(
            ["check", "--tree", try Tree.before.path, "--format", "terse"],
            environment: ["NTBCHECK_CACHE": place.path + "/file/below"])
        #expect(outcome.status == 1)
        #expect(outcome.errors == "")
    }
}
