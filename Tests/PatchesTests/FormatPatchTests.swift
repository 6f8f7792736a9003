import SourceText
import Testing

@testable import Patches

/// Series that real `git format-patch` wrote, applied and compared with what git committed.
@Suite struct FormatPatchTests {
    /// Commits four states: edits, a new file, a rename with an edit, a deletion, a mode change, CR LF, binary.
    private func history() async throws -> (bench: Workbench, base: String) {
        let bench = try Workbench()
        try await bench.start()
        let long = (1...60).map { "line \($0)\n" }.joined()
        try bench.write(long, to: "drivers/a.c")
        try bench.write(long.replacing("line", with: "row"), to: "drivers/old name.c")
        try bench.write("gone\n", to: "gone.c")
        try bench.write("#!/bin/sh\n", to: "tool.sh")
        try bench.write("one\r\ntwo\r\nthree\r\n", to: "dos.c")
        try bench.write("no newline at the end", to: "tail.c")
        let base = try await bench.commit("base")

        try bench.write(
            long.replacing("line 5\n", with: "line five\n").replacing("line 50\n", with: ""),
            to: "drivers/a.c")
        try bench.write("added\n", to: "drivers/né w.c")
        try await bench.commit("ntb: first\n\nSome words.\n--- not a header\n")

        try await bench.git("mv", "drivers/old name.c", "drivers/new name.c")
        try bench.write(
            long.replacing("line", with: "row").replacing("row 9\n", with: "row nine\n"),
            to: "drivers/new name.c")
        try await bench.git("rm", "-q", "gone.c")
        try await bench.commit("ntb: second")
        try bench.write("one\r\nTWO\r\nthree\r\n", to: "dos.c")
        try bench.write("a newline now\n", to: "tail.c")
        try bench.write("", to: "empty.c")
        try await bench.commit("ntb: third")

        try bench.write([0, 1, 2, 255, 0], to: "blob.bin")
        try await bench.git("add", "-A")
        try await bench.git("update-index", "--chmod=+x", "tool.sh")
        try await bench.git("commit", "-q", "-m", "ntb: fourth")
        return (bench, base)
    }

    private func expectTip(
        _ bench: Workbench, _ base: String, _ series: Series
    ) async throws {
        let before = try await bench.contents(at: base)
        let result = try await applied(series, to: before)
        var files = before.mapValues { String(decoding: $0, as: UTF8.self) }
        for (name, text) in result { files[try #require(TreePath(name))] = text }
        let after = try await bench.contents(at: "HEAD")
        #expect(files == after.mapValues { String(decoding: $0, as: UTF8.self) })
    }

    @Test(arguments: [
        [], ["--no-prefix"], ["--no-renames"], ["--attach"], ["--inline"], ["-C", "--full-index"],
        ["--src-prefix=i/", "--dst-prefix=w/"], ["-U1"], ["--no-signature", "-k"],
    ])
    func givesWhatGitCommitted(options: [String]) async throws {
        let (bench, base) = try await history()
        let arguments =
            ["format-patch", "-q", "--cover-letter", "--base=\(base)", "-o", "out"] + options
        try await bench.git(arguments: arguments + ["\(base)..HEAD"])
        let series = try await PatchInput.load([bench.file("out")])
        #expect(series.patches.count == 4)
        #expect(series.baseCommit == base)
        if !options.contains("-k") { #expect(series.cover != nil) }
        try await expectTip(bench, base, series)
    }

    @Test(arguments: ["mbox", "maildir", "crlf", "qp", "base64"])
    func shapeOfTheWholeSeries(shape: String) async throws {
        let (bench, base) = try await history()
        let mbox = try await bench.git("format-patch", "--stdout", "-n", "\(base)..HEAD")
        let mails = mbox.components(startingWith: "From ")
        #expect(mails.count == 4)
        let argument: String
        switch shape {
        case "maildir":
            for (index, mail) in mails.enumerated() {
                let folder = index % 2 == 0 ? "cur" : "new"
                try bench.write(mail, to: "box/\(folder)/170000000\(9 - index).x")
            }
            argument = bench.file("box")
        case "crlf": argument = try bench.write(crlf(mbox), to: "box")
        case "qp":
            argument = try bench.write(
                mails.map(plainHeaders).map(quotedPrintable).joined(), to: "box")
        case "base64":
            argument = try bench.write(
                mails.map(plainHeaders).map { base64($0) }.joined(), to: "box")
        default: argument = try bench.write(mbox, to: "box")
        }
        let series = try await PatchInput.load([argument])
        #expect(series.patches.map(\.number) == [1, 2, 3, 4])
        #expect(series.patches.first?.author == "Zoë Author <zoe@example.com>")
        try await expectTip(bench, base, series)
    }

    private func plainHeaders(_ mail: String) -> String {
        mail.split(separator: "\n", omittingEmptySubsequences: false).filter {
            !$0.hasPrefix("MIME-Version") && !$0.hasPrefix("Content-T")
        }.joined(separator: "\n")
    }

    @Test func baseAndPrerequisitesOfASinglePatch() async throws {
        let (bench, base) = try await history()
        let text = try await bench.git(
            "format-patch", "--stdout", "-1", "--base=\(base)", "HEAD")
        let series = try await load(text)
        #expect(series.baseCommit == base)
        #expect(series.prerequisitePatchIDs.count == 3)
    }

    @Test func describesTheFiles() async throws {
        let (bench, base) = try await history()
        let mbox = try await bench.git("format-patch", "--stdout", "\(base)..HEAD")
        let files = try await load(mbox).patches.map { patch in
            patch.files.map {
                "\($0.kind) \($0.old?.string ?? "-") \($0.new?.string ?? "-")"
            }
        }
        #expect(
            files == [
                ["modified drivers/a.c drivers/a.c", "added - drivers/né w.c"],
                ["renamed drivers/old name.c drivers/new name.c", "deleted gone.c -"],
                ["modified dos.c dos.c", "added - empty.c", "modified tail.c tail.c"],
                ["binary - blob.bin", "modeOnly tool.sh tool.sh"],
            ])
    }

    @Test func editsOfAGrowingFileMatchGit() async throws {
        // A fixed generator: the same edits in every run.
        var state: UInt64 = 42
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let bench = try Workbench()
        try await bench.start()
        let words = [
            "}", "", "--- a/x", "+++ b/x", "@@ -1 +1 @@", "-- ", "diff --git a/x b/x", "\tx",
        ]
        var lines = (0..<80).map { _ in words[random(words.count)] }
        try bench.write(lines.joined(separator: "\n"), to: "f.c")
        let base = try await bench.commit("base")
        for number in 0..<25 {
            for _ in 0...random(6) {
                let place = random(lines.count)
                if random(2) == 0 {
                    lines.insert(words[random(words.count)] + "\(number)", at: place)
                } else {
                    lines.remove(at: place)
                }
            }
            try bench.write(lines.joined(separator: "\n"), to: "f.c")
            try await bench.commit("edit \(number)")
        }
        let mbox = try await bench.git("format-patch", "--stdout", "\(base)..HEAD")
        let series = try await load(mbox)
        #expect(series.patches.allSatisfy { $0.files.count == 1 })
        try await expectTip(bench, base, series)
    }
}

extension String {
    /// The parts that start at each line with this prefix.
    fileprivate func components(startingWith prefix: String) -> [String] {
        var parts: [String] = []
        for line in split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix(prefix) { parts.append("") }
            if !parts.isEmpty { parts[parts.count - 1] += line + "\n" }
        }
        return parts
    }
}
