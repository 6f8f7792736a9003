import Foundation
import Testing

@Suite("where the program is run, and what it is given")
struct PlaceTests {
    private func check(_ arguments: [String], in directory: String) throws -> Outcome {
        try run(
            try programPath(), ["check", "--arch", "x86_64"] + arguments, in: directory)
    }

    @Test(
        "the tree is found from any directory below its root",
        arguments: ["", "drivers/ntb", "tools/include/linux"])
    func below(_ place: String) throws {
        let tree = try Tree.newest612.path
        let directory = tree + "/" + place
        guard FileManager.default.fileExists(atPath: directory) else {
            // A tree of the parts that matter has no tools.
            #expect(place.hasPrefix("tools"))
            return
        }
        let whole = try Runs.newest612.get()
        let outcome = try check(["--format", "json"], in: directory)
        #expect(outcome.status == whole.outcome.status)
        #expect(try Report(outcome.output).findings == whole.report.findings)
    }

    @Test("outside of a tree it is said what is missing, and --tree is taken as it is")
    func outside() throws {
        let place = try TemporaryDirectory()
        let outcome = try check([], in: place.path)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("not a kernel tree"))
        let named = try check(["--tree", "."], in: try Tree.newest612.path + "/drivers/ntb")
        #expect(named.status == 2)
        #expect(named.errors.contains(". is not a kernel tree"))
    }

    @Test("paths choose what is reported, from where the user is")
    func parts() throws {
        let drivers = try Tree.newest612.path + "/drivers"
        let all = try Runs.newest612.get().report
        let clients = try check(["--format", "json", "ntb/test"], in: drivers)
        let wanted = all.findings.filter { $0.file.hasPrefix("drivers/ntb/test/") }
        #expect(!wanted.isEmpty && wanted != all.findings)
        #expect(try Report(clients.output).findings == wanted)
        #expect(clients.errors.contains("in other files"))
        let same = try check(
            ["--format", "json", "-q", "../test/ntb_perf.c", "../test"], in: drivers + "/ntb/hw")
        #expect(try Report(same.output).findings == wanted)
        #expect(same.errors == "")
        let clean = try check(["--format", "json", "ntb/hw"], in: drivers)
        #expect(clean.status == 0)
        let root = try check(["--format", "json", ".."], in: drivers)
        #expect(try Report(root.output).findings == all.findings)
    }

    @Test("a path that the tree has not is no pass")
    func absent() throws {
        let drivers = try Tree.newest612.path + "/drivers"
        let none = try check(["ntb/none.c"], in: drivers)
        #expect(none.status == 2 && none.output == "")
        #expect(none.errors.contains("ntb/none.c: the tree has no such file"))
        let root = try check(["drivers/ntb"], in: drivers)
        #expect(root.status == 2 && root.errors.contains("did you mean ../drivers/ntb?"))
        let away = try check(["/etc/passwd"], in: drivers)
        #expect(away.status == 2 && away.errors.contains("outside of the tree"))
        // The name only begins like the tree's.
        let beside = try check(["../../linux-none/x"], in: drivers)
        #expect(beside.status == 2)
    }

    @Test(
        "a name with a slip in it is recognised",
        arguments: [
            ("rules null-retrun", "null-return"), ("rules double", "double-mapping"),
            ("contract show iomu", "iommu-probe-device"),
            ("check --tree TREE --contract dma-buff-map", "dma-buf-map"),
            ("check --tree TREE --format jsn", "json"),
            ("check --tree TREE --format SARIF", "sarif"),
            ("check --tree TREE --arch x86-64", "x86_64"),
            ("check --tree TREE --fail-on warnings", "warning"),
            ("check --tree TREE --color nevr", "never"), ("chek --tree TREE", "check"),
            ("contract shwo", "show"), ("check --tree TREE --formt json", "--format"),
            ("ops --tree TREE ntb_dev_op", "ntb_dev_ops"),
        ])
    func suggestions(words: String, meant: String) throws {
        let tree = try Tree.newest612.path
        let arguments = words.split(separator: " ").map {
            String($0).replacing("TREE", with: tree)
        }
        let outcome = try ntbcheck(arguments)
        #expect(outcome.status == 2)
        #expect(outcome.errors.count { $0 == "\n" } == 1)
        #expect(
            outcome.errors.lowercased().contains("did you mean '\(meant)'?"), "\(outcome.errors)")
    }

    @Test("what is like no name gets the list", arguments: ["yaml", "x", "json,sarif"])
    func noSuggestion(_ format: String) throws {
        let outcome = try ntbcheck(["check", "--format", format])
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("one of text, gcc, json, sarif, terse"))
        #expect(!outcome.errors.contains("did you mean"))
    }

    @Test("a struct that the tree does not declare is said to be none, quickly")
    func noStruct() throws {
        let tree = try Tree.newest612.path
        let start = Date()
        let outcome = try ntbcheck(["ops", "--tree", tree, "no_such_struct"])
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("no_such_struct"))
        #expect(Date().timeIntervalSince(start) < 20)
    }
}
