import Findings
import Reports
import SeriesDiff
import SourceText
import Testing

@Suite("Source lines in text reports")
struct SourceExcerptTests {
    /// The lines of the only block that show source.
    private func excerpt(
        _ steps: [(Location, String, String)], at place: Location, _ own: String? = nil,
        width: Int = 80
    ) -> [String] {
        var finding = Finding(
            rule: rule("double-mapping"), location: place, message: "m",
            witness: steps.map { WitnessStep($0.0, $0.2) }, key: "k")
        for step in steps { finding.sourceLines[step.0] = step.1 }
        if let own { finding.sourceLines[place] = own }
        return check([finding]).text(.init(width: width)).split(separator: "\n").map(String.init)
            .filter { $0.contains(" | ") || $0.hasPrefix("    in ") }
    }

    @Test("the finding's own place comes first where the path does not lead through it")
    func ownPlace() {
        #expect(
            excerpt(
                [
                    (
                        at(transport, 831, 8), "\tbuf = dma_alloc(dev);",
                        "the buffer is allocated here"
                    )
                ],
                at: at(transport, 1568, 2), "\tdma_map(buf);") == [
                    "    1568 | dma_map(buf);", "         | ^~~~~~~",
                    "     831 | buf = dma_alloc(dev);",
                    "         |       ^~~~~~~~~ the buffer is allocated here",
                ])
    }

    @Test("another file is named, steps on one line share it, and tabs are eight columns")
    func files() {
        #expect(
            excerpt(
                [
                    (at(header, 5, 1), "int\tx;", "first"), (at(header, 5, 5), "int\tx;", "second"),
                    (at(vntb, 9, 2), "\treturn x;", "third"),
                ], at: at(vntb, 9, 2)) == [
                    "    in include/linux/ntb.h:", "    5 | int     x;", "      | ^~~ 1. first",
                    "      |         ^ 2. second", "    in \(vntb.string):",
                    "    9 |         return x;", "      |         ^~~~~~ 3. third",
                ])
    }

    @Test("long lines are cut where the place is not", arguments: [40, 60, 80])
    func long(_ width: Int) {
        let line =
            "call(" + String(repeating: "argument, ", count: 20) + "wanted, more and more of it);"
        let lines = excerpt(
            [(at(vntb, 9, 206), line, "what happens here is told in more words than fit the line")],
            at: at(vntb, 9, 206), width: width)
        #expect(lines.allSatisfy { $0.count <= width })
        let (source, caret) = (Array(lines[0]), Array(lines[1]))
        let place = caret.firstIndex(of: "^") ?? 0
        #expect(String(source[place...].prefix(6)) == "wanted")
        let words = lines.dropFirst().joined(separator: " ").split { " |^~".contains($0) }
        #expect(
            words.joined(separator: " ")
                == "what happens here is told in more words than fit the line")
    }

    @Test("columns count bytes, the caret characters")
    func bytes() {
        var finding = Finding(
            rule: rule("x"), location: at(vntb, 1, 12), message: "m", key: "k")
        finding.sourceLines[at(vntb, 1, 12)] = "/* \u{E9}\u{E9} */ x = 1;"
        finding.codePointColumns[at(vntb, 1, 12)] = 10
        let lines = check([finding]).text().split(separator: "\n")
        #expect(lines.contains("    1 | /* \u{E9}\u{E9} */ x = 1;"))
        #expect(lines.contains("      |          ^"))
    }

    @Test("a place beyond the line, or without its text, is no reason to fail")
    func missing() {
        #expect(excerpt([(at(vntb, 3, 99), "short", "w")], at: at(vntb, 3, 99)) == ["    3 | w"])
        #expect(excerpt([], at: at(vntb, 3, 1)).isEmpty)
        #expect(excerpt([], at: at(vntb, 0, 0), "x").isEmpty)
    }
}
