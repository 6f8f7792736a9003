import SourceText
import Testing

@testable import Patches

@Suite struct SeriesOrderTests {
    static func numbered(_ number: Int, _ total: Int, _ prefix: String = "PATCH") -> String {
        mail("[\(prefix) \(number)/\(total)] ntb: part \(number)", diff: adding("f\(number).c"))
    }

    static func cover(_ total: Int, _ prefix: String = "PATCH") -> String {
        mail("[\(prefix) 0/\(total)] ntb: parts", diff: "", body: "All of it.\n")
    }

    @Test func numbersDecideTheOrder() async throws {
        let text = Self.numbered(3, 3) + Self.numbered(1, 3) + Self.cover(3) + Self.numbered(2, 3)
        let series = try await load(text)
        #expect(series.patches.map(\.number) == [1, 2, 3])
        #expect(series.patches.map(\.subject) == ["ntb: part 1", "ntb: part 2", "ntb: part 3"])
        #expect(series.cover?.subject == "ntb: parts")
        #expect(series.ignored.isEmpty)
    }

    @Test func missingPatchIsNamed() async {
        let error = await loadError(["-"], input: Self.numbered(1, 3) + Self.numbered(3, 3))
        #expect(error == .missingPatches([2], total: 3))
        #expect(
            error?.description == "patch 2/3 is missing; name all patches of the series")
    }

    @Test func onePatchIsEnoughForAChecker() async throws {
        let series = try await load(Self.numbered(2, 3), completeness: .part)
        #expect(series.patches.map(\.number) == [2])
        #expect(series.patches.first?.total == 3)
        let letter = try await load(Self.cover(3), completeness: .part)
        #expect(letter.patches.isEmpty && letter.cover?.subject == "ntb: parts")
        #expect(await loadError(["-"], input: Self.cover(3)) == .noPatch("standard input"))
    }

    @Test func duplicatesAreNamed() async {
        let other = mail("[PATCH 1/2] ntb: other", diff: adding("g.c"))
        let error = await loadError(
            ["-"], input: Self.numbered(1, 2) + other + Self.numbered(2, 2))
        #expect(
            error
                == .duplicate(
                    1, total: 2, first: "standard input, message 1",
                    second: "standard input, message 2"))
    }

    @Test func copyOfAMailCountsOnce() async throws {
        let first = mail("[PATCH 1/1] ntb: part", diff: adding("f.c"), id: "same@id")
        let series = try await load(first + first)
        #expect(series.patches.count == 1)
        #expect(series.ignored.map(\.reason) == ["it is a copy of standard input, message 1"])
    }

    /// What tells the versions of one series.
    static let kinships: [(String, old: String, new: String)] = [
        ("a patch's title", numbered(1, 1), numbered(1, 1, "PATCH v2")),
        (
            "the cover letter's title",
            mail("[PATCH 1/1] ntb: old", diff: adding("f.c")) + cover(1),
            mail("[PATCH v2 1/1] ntb: new", diff: adding("f.c")) + cover(1, "PATCH v2")
        ),
        (
            "the thread", mail("[PATCH] ntb: old", diff: adding("f.c"), id: "1@id"),
            mail(
                "[PATCH v2] ntb: new", diff: adding("f.c"),
                headers: ["In-Reply-To: <1@id>", "References: <0@id>", " <1@id>"])
        ),
        (
            "a change-id", mail("[PATCH] ntb: old", diff: adding("f.c"), body: "change-id: a-b\n"),
            mail("[PATCH v2] ntb: new", diff: adding("f.c"), body: "change-id: a-b\n")
        ),
    ]

    @Test(arguments: kinships.map(\.0), [false, true])
    func newestVersionIsTaken(by kinship: String, newestFirst: Bool) async throws {
        let (_, old, new) = try #require(Self.kinships.first { $0.0 == kinship })
        let series = try await load(newestFirst ? new + old : old + new)
        #expect(series.version == 2 && series.olderVersions == [1])
        #expect(series.patches.count == 1)
        #expect(series.ignored.allSatisfy { $0.reason == "it is of an older version than v2" })
        #expect(series.ignored.count == (old.contains("0/1") ? 2 : 1))
    }

    @Test func versionsOfDifferentSeriesAreRefused() async {
        let other = mail("[PATCH v2] usb: other", diff: adding("g.c"))
        let text = mail("[PATCH] ntb: one", diff: adding("f.c")) + other
        #expect(
            await loadError(["-"], input: text)
                == .mixed(["patches without numbers", "v2 patches without numbers"]))
        // Two of three are one series, and the third is not.
        let second = mail("[PATCH v3] ntb: one", diff: adding("f.c"))
        #expect(await loadError(["-"], input: text + second) != nil)
    }

    @Test func anOlderVersionMayBeIncompleteAndTheNewestMayNot() async throws {
        let (old, new) = (Self.numbered(2, 3), Self.numbered(2, 2, "PATCH v2"))
        let series = try await load(old + new + Self.numbered(1, 2, "PATCH v2"))
        #expect(series.patches.map(\.total) == [2, 2])
        let error = await loadError(["-"], input: Self.numbered(1, 2) + old + new)
        #expect(
            error?.description == "patch 1/2 is missing from v2; name all patches of the series")
    }

    @Test func whoSendsAllThatIsThereIsToldOfTwoVersions() async {
        let text = Self.numbered(1, 1, "PATCH v2") + Self.numbered(1, 1, "PATCH v3")
        await #expect(throws: PatchInputError.mixed(["v2 of 1 patches", "v3 of 1 patches"])) {
            try await PatchInput.load(["-"], versions: .onlyOne) { Array(text.utf8) }
        }
    }

    @Test func numberAboveTheTotalIsRefused() async {
        let error = await loadError(["-"], input: Self.numbered(4, 3))
        #expect(error == .misnumbered(4, total: 3, source: "standard input"))
    }

    @Test func repliesAreNotApplied() async throws {
        let reply = mail("Re: [PATCH 1/1] ntb: part 1", diff: "", body: "> +x\nWhy?\n")
        let suggestion = mail("Re: [PATCH 1/1] ntb: part 1", diff: adding("other.c"))
        let series = try await load(Self.numbered(1, 1) + reply + suggestion)
        #expect(series.patches.count == 1)
        #expect(
            series.ignored.map(\.reason) == ["it holds no diff", "it is a reply to a patch"])
    }

    @Test func patchWithoutDiffIsAnError() async {
        let empty = mail("[PATCH 2/2] ntb: part 2", diff: "")
        let error = await loadError(["-"], input: Self.numbered(1, 2) + empty)
        #expect(
            error
                == .patchWithoutDiff(2, total: 2, source: "standard input, message 2"))
    }

    @Test func unnumberedPatchesKeepTheirOrder() async throws {
        let text =
            mail("[PATCH] b", diff: adding("b.c")) + mail("[PATCH] a", diff: adding("a.c"))
        let series = try await load(text)
        #expect(series.patches.map(\.subject) == ["b", "a"])
        #expect(series.patches.map(\.number) == [1, 2])
        #expect(series.patches.map(\.total) == [2, 2])
    }

    @Test func tooManyMessagesAreRefused() async {
        let error = await loadError(["-"], input: Self.numbered(1, 5_000_000))
        #expect(error == .tooMany(5_000_000, limit: 2000))
        let many = String(repeating: mail("[PATCH] x", diff: ""), count: 2001)
        #expect(await loadError(["-"], input: many) == .tooMany(2001, limit: 2000))
    }

    @Test(
        arguments: [
            ("[PATCH] ntb: x", "ntb: x", nil, nil, nil),
            ("[PATCH v2 01/12] ntb: x", "ntb: x", 1, 12, 2),
            ("[PATCHv4 2/3] ntb: x", "ntb: x", 2, 3, 4),
            ("[PATCH net-next v3 2/5] ntb: x", "ntb: x", 2, 5, 3),
            ("[net-next,v3,2/5] ntb: x", "ntb: x", 2, 5, 3),
            ("[RFC PATCH-v2 2/5] [media] x", "x", 2, 5, 2),
            ("Re: [PATCH 2/5] ntb: x", "ntb: x", 2, 5, nil),
            ("ntb: use [brackets] 1/2", "ntb: use [brackets] 1/2", nil, nil, nil),
            ("[99999999999999999999/1] x", "x", nil, nil, nil),
        ] as [(String, String, Int?, Int?, Int?)])
    func subjects(_ text: String, title: String, number: Int?, total: Int?, version: Int?) {
        let subject = SubjectLine(text)
        #expect(subject.title == title)
        #expect(subject.number == number)
        #expect(subject.total == total)
        #expect(subject.version == version)
        #expect(subject.isReply == text.hasPrefix("Re:"))
    }
}

/// Stacks of patches in the order of a `series` file, and versions that are more than a number.
struct SeriesFileTests {
    private func names(_ files: [String: String]) async throws -> [String] {
        let bench = try Workbench()
        for (name, text) in files { try bench.write(text, to: name) }
        return try await PatchInput.load([bench.path]).patches.map(\.subject)
    }

    @Test func aStackIsInTheOrderOfItsSeriesFile() async throws {
        let files = [
            "series": """
            # This series applies on GIT commit 0123456789
            z-first.patch
            a-second.patch -p1   # a comment

            sub/third.diff #-x86
            unwanted.patch #+other
            #not-there.patch
            plain.diff -p0

            """,
            // Their numbers are of the series that they come from.
            "z-first.patch": mail("[PATCH v2 3/7] first", diff: adding("1.c")),
            "a-second.patch": mail("[PATCH 1/2] second", diff: adding("2.c")),
            "sub/third.diff": mail("[PATCH] third", diff: adding("3.c")),
            "unwanted.patch": mail("[PATCH] unwanted", diff: adding("4.c")),
            "unlisted.patch": mail("[PATCH] unlisted", diff: adding("5.c")),
            "plain.diff": "--- drivers/a/x.c\n+++ drivers/a/x.c\n@@ -1 +1 @@\n-1\n+2\n",
        ]
        #expect(try await names(files) == ["first", "second", "third", "plain.diff"])
        let bench = try Workbench()
        for (name, text) in files { try bench.write(text, to: name) }
        let series = try await PatchInput.load([bench.path])
        #expect(series.patches.last?.files.first?.path?.string == "drivers/a/x.c")
        #expect(series.patches.map(\.number) == [1, 2, 3, 4])
    }

    @Test(arguments: [
        "x.patch -R\n", "x.patch -p\n", "x.patch -pz\n", "x.patch word\n", "../x.patch\n",
    ])
    func aSeriesFileThatSaysWhatCantBeDoneIsRefused(_ text: String) async throws {
        await #expect(throws: PatchInputError.self) {
            try await names(["series": text, "x.patch": mail("[PATCH] x", diff: adding("1.c"))])
        }
    }

    @Test func aPatchThatASeriesFileNamesAndThatIsNotThereIsMissed() async throws {
        await #expect(throws: PatchInputError.self) {
            try await names([
                "series": "x.patch\ny.patch\n", "x.patch": mail("[PATCH] x", diff: adding("1.c")),
            ])
        }
    }

    @Test func plainDiffsAreOneSeriesInTheOrderGiven() async throws {
        let bench = try Workbench()
        var paths: [String] = []
        for name in ["z.diff", "a.diff", "m.diff"] {
            paths.append(
                try bench.write(
                    "--- a/\(name).c\n+++ b/\(name).c\n@@ -1 +1 @@\n-1\n+2\n", to: name))
        }
        let series = try await PatchInput.load(paths)
        #expect(series.patches.map(\.subject) == ["z.diff", "a.diff", "m.diff"])
        #expect(series.patches.map(\.number) == [1, 2, 3])
    }

    private func part(
        _ number: Int, of total: Int, _ prefix: String, id: String, answers: String? = nil
    ) -> String {
        mail(
            "[\(prefix) \(number)/\(total)] ntb: part \(number)",
            diff: adding("\(prefix.filter { !" /".contains($0) })-\(number).c"), id: id,
            headers: answers.map { ["In-Reply-To: <\($0)>"] } ?? [])
    }

    private func files(_ text: String) async throws -> [String] {
        try await load(text).patches.compactMap { $0.files.first?.path?.string }
    }

    @Test(
        arguments: [
            ("PATCH v1.2", "PATCH"), ("PATCH v1.2", "PATCH v1.1"), ("PATCH RESEND v2", "PATCH v2"),
            ("RESEND PATCH", "PATCH"), ("PATCH v2 RESEND", "PATCH v2"),
            ("PATCH v2.1", "RESEND PATCH v2"),
            ("PATCH v10", "PATCH v9.9"),
        ], [false, true])
    func theNewerOfTwoIsTaken(_ prefixes: (new: String, old: String), newestFirst: Bool)
        async throws
    {
        let (new, old) = (prefixes.new, prefixes.old)
        let news = part(1, of: 2, new, id: "n1") + part(2, of: 2, new, id: "n2")
        let olds = part(1, of: 2, old, id: "o1") + part(2, of: 2, old, id: "o2")
        let name = new.filter { !" /".contains($0) }
        #expect(
            try await files(newestFirst ? news + olds : olds + news) == [
                "\(name)-1.c", "\(name)-2.c",
            ])
    }

    @Test func onePatchSentAnewInReplyGoesWithTheOthersOfBefore() async throws {
        let old = (1...3).map { part($0, of: 3, "PATCH v2", id: "o\($0)") }.joined()
        let again = part(2, of: 3, "PATCH v3", id: "n2", answers: "o2")
        #expect(try await files(old + again) == ["PATCHv2-1.c", "PATCHv3-2.c", "PATCHv2-3.c"])
        let series = try await load(old + again)
        #expect(series.version == 3 && series.versionName == "v3")
        // And once more, in reply to the reply.
        let third = part(3, of: 3, "PATCH v4", id: "m3", answers: "o3")
        #expect(
            try await files(old + again + third) == ["PATCHv2-1.c", "PATCHv3-2.c", "PATCHv4-3.c"])
        // Not in reply, in reply to another patch, or of another count: a version that is not all there.
        for other in [
            part(2, of: 3, "PATCH v3", id: "n2"),
            part(2, of: 3, "PATCH v3", id: "n2", answers: "o1"),
            part(2, of: 4, "PATCH v3", id: "n2", answers: "o2"),
        ] {
            await #expect(throws: PatchInputError.self) { try await files(old + other) }
        }
    }
}
