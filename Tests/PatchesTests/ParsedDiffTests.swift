import SourceText
import Testing

@testable import Patches

@Suite struct ParsedDiffTests {
    private static func parse(_ text: String) throws -> ParsedDiff {
        try ParsedDiff(Array(text.utf8))
    }

    static let two = """
        words before
        --- a/x.c
        +++ b/x.c
        @@ -1,4 +1,5 @@ int f(void)
         a
        --- b
        +++ c
        +d

         e
        @@ -20 +21,2 @@
         z
        +end
        \\ No newline at end of file
        base-commit: 1234567
        -- 
        2.39.5

        """

    @Test func countsDecideWhereAHunkEnds() throws {
        let parsed = try Self.parse(Self.two)
        #expect(parsed.files.count == 1)
        #expect(parsed.outside == ["words before", "base-commit: 1234567", "-- ", "2.39.5"])
        let file = try #require(parsed.files.first)
        #expect(file.hunks.map(\.lines.count) == [6, 2])
        #expect(file.addedRanges == [2..<4, 22..<23])
        #expect(file.addedLines.map(\.text) == ["++ c", "d", "end"])
        #expect(file.removedLines == [NumberedLine(number: 2, text: "-- b")])
    }

    @Test func damagedHunkDoesNotSwallowTheNextFile() throws {
        let parsed = try Self.parse(
            "--- a/x.c\n+++ b/x.c\n@@ -1,9 +1,9 @@\n a\nwrapped\n" + adding("y.c"))
        #expect(parsed.files.compactMap(\.path?.string) == ["x.c", "y.c"])
    }

    @Test func truncatedAndAbsurdInputIsHarmless() throws {
        for end in 0..<Self.two.utf8.count {
            _ = try Self.parse(String(decoding: Self.two.utf8.prefix(end), as: UTF8.self))
        }
        for text in [
            "diff --git ", "diff --git a b", "diff --git \"a/x", "@@ -1 +1 @@", "--- \n+++ \n@@ -",
            "--- a/x\n+++ b/x\n@@ -99999999999999999999 +1 @@\n+x\n",
            "--- a/x\n+++ b/x\n@@ -1,2147483647 +1,2147483647 @@\n x\n",
            "diff --git a/x b/x\nGIT binary patch\nliteral 5\n", "--- \"a\n+++ \"b\n@@ -1 +1 @@\n",
        ] {
            _ = try Self.parse(text)
        }
    }

    @Test func namesWithSpaces() throws {
        let parsed = try Self.parse(
            "diff --git a/a b/c d b/a b/c d\nold mode 100644\nnew mode 100755\n")
        #expect(parsed.files.first?.path?.string == "a b/c d")
        #expect(parsed.files.first?.kind == .modeOnly)
    }

    @Test func epochMeansNoFile() throws {
        let parsed = try Self.parse(
            "--- a/x.c\t1970-01-01 00:00:00.000000000 +0000\n"
                + "+++ b/x.c\t2024-01-01 00:00:00.000000000 +0000\n@@ -0,0 +1 @@\n+x\n")
        #expect(parsed.files.first?.kind == .added)
        #expect(parsed.files.first?.new?.string == "x.c")
    }
}
