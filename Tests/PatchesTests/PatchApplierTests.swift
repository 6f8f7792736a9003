import Foundation
import Git
import SourceText
import Synchronization
import Testing

@testable import Patches

@Suite struct PatchApplierTests {
    static let base = tree([
        "drivers/ntb/ntb.c": (1...40).map { "line \($0)\n" }.joined(), "include/x.h": "x\n",
    ])

    static func patch(_ diff: String) async throws -> Patch {
        try #require(try await load(diff).patches.first)
    }

    /// A traditional diff of one line's replacement, with a line of context on each side.
    static func edit(_ number: Int, at line: Int? = nil, context: String? = nil) -> String {
        """
        @@ -\(line ?? number - 1),3 +\(line ?? number - 1),3 @@
         \(context ?? "line \(number - 1)")
        -line \(number)
        +LINE \(number)
         line \(number + 1)

        """
    }

    static let header = "--- a/drivers/ntb/ntb.c\n+++ b/drivers/ntb/ntb.c\n"

    @Test func offsetsAreFine() async throws {
        // 30 lines away from where it says.
        let series = try await load(Self.header + Self.edit(35, at: 4))
        let result = try await applied(series, to: Self.base)
        #expect(result["drivers/ntb/ntb.c"]??.contains("LINE 35\nline 36") == true)
    }

    @Test func otherContextIsRejectedWithHunkAndLine() async throws {
        let patch = try await Self.patch(
            Self.header + Self.edit(5) + Self.edit(20, context: "line nineteen"))
        let rejection = try #require(try await rejection(of: patch, on: Self.base))
        #expect(rejection.file?.string == "drivers/ntb/ntb.c")
        #expect(rejection.line == 19)
        #expect(rejection.hunk == 2)
        #expect(
            rejection.description
                == "drivers/ntb/ntb.c:19: hunk 2 does not apply: "
                + "patch failed: drivers/ntb/ntb.c:19")
    }

    @Test func contextFarFromTheChangeCountsToo() async throws {
        let hunk =
            "@@ -2,7 +2,7 @@\n LINE 2\n line 3\n line 4\n-line 5\n+x\n line 6\n line 7\n line 8\n"
        let rejection = try await rejection(of: Self.patch(Self.header + hunk), on: Self.base)
        #expect(rejection?.line == 2)
    }

    @Test func smallDeltaThatAsksForHalfAGigabyteIsRefused() async throws {
        let diff = """
            diff --git a/b.bin b/b.bin
            index 7a63b543fe7b1c2df0715584cdc2ccf624f2024f..\(String(repeating: "1", count: 40)) 100644
            GIT binary patch
            delta 24008
            zc-rm40SN#g3;;01;)XGRvEJZt5qyx1#hq(cjuTH+RaI40RaI40RaI40RaI40RaI40
            HRn`6hF%G%y


            """
        let base = tree(["b.bin": String(repeating: "x", count: 65_000)])
        let rejection = try await rejection(of: Self.patch(diff), on: base)
        #expect(rejection?.reason == "attempting to allocate 520000001 over limit 67108864")
    }

    @Test func filesCanBeStoredAhead() async throws {
        let reads = Mutex<[String]>([])
        let base = Self.base
        let patches = [
            try await Self.patch(Self.header + Self.edit(5)),
            try await Self.patch(adding("new.c")),
            try await Self.patch("--- a/new.c\n+++ b/new.c\n@@ -1 +1 @@\n-x\n+y\n"),
        ]
        let applier = try await PatchApplier { path in
            reads.withLock { $0.append(path.string) }
            return base[path]
        }
        try await applier.expect(patches)
        #expect(reads.withLock { $0 } == ["drivers/ntb/ntb.c", "new.c"])
        for patch in patches {
            guard case .applied(let changes) = try await applier.apply(patch) else {
                Issue.record("\(patch.diff) was rejected")
                return
            }
            #expect(changes.count == 1)
        }
        #expect(reads.withLock { $0 } == ["drivers/ntb/ntb.c", "new.c"])
    }

    @Test func stateAccumulatesAndRejectedPatchesLeaveNoTrace() async throws {
        let reads = Mutex<[String]>([])
        let base = Self.base
        let applier = try await PatchApplier { path in
            reads.withLock { $0.append(path.string) }
            return base[path]
        }
        let first = try await applier.apply(Self.patch(Self.header + Self.edit(5)))
        let broken = try await applier.apply(
            Self.patch(Self.header + Self.edit(10) + Self.edit(5)))
        let second = try await applier.apply(
            Self.patch(Self.header + Self.edit(6, context: "LINE 5")))
        guard case .applied = first, case .rejected = broken, case .applied(let changes) = second,
            case .contents(let bytes)? = changes.values.first
        else {
            Issue.record("\(first), \(broken), \(second)")
            return
        }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("LINE 5\nLINE 6\n") && text.contains("\nline 10\n"))
        #expect(reads.withLock { $0 } == ["drivers/ntb/ntb.c"])
    }

    @Test func severalAtOnceGiveTheSame() async throws {
        let patches = [
            try await Self.patch(Self.header + Self.edit(5)),
            try await Self.patch(adding("new.c") + Self.header + Self.edit(6, context: "LINE 5")),
            try await Self.patch("--- a/new.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"),
            try await Self.patch(Self.header + Self.edit(10)),
        ]
        let base = Self.base
        let all = try await PatchApplier { base[$0] }.apply(together: patches)
        #expect(all.appliedCount == 4 && all.rejection == nil)
        let expected = try await applied(Series(patches: patches, version: 1), to: base)
        #expect(all.changes.keys.map(\.string) == ["drivers/ntb/ntb.c"])
        #expect(
            all.changes.values.first
                == .contents(Array((expected["drivers/ntb/ntb.c"] ?? "")?.utf8 ?? "".utf8)))

        // The third edits what the second has changed.
        let broken = [patches[0], patches[1], try await Self.patch(Self.header + Self.edit(6))]
        let some = try await PatchApplier { base[$0] }.apply(together: broken)
        #expect(some.appliedCount == 2)
        #expect(some.rejection?.hunk == 1)
        #expect(some.changes.count == 2)
    }

    /// Those that name no file twice go through one git process, the others through their own.
    @Test func inTurnEachHasItsOwnChanges() async throws {
        let patches = [
            try await Self.patch(Self.header + Self.edit(5)),
            try await Self.patch(adding("new.c")),
            try await Self.patch("--- a/include/x.h\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"),
            try await Self.patch(Self.header + Self.edit(6, context: "LINE 5")),
            try await Self.patch("--- a/new.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"),
        ]
        let base = Self.base
        var expected: [[TreePath: Change]] = []
        let single = try await PatchApplier { base[$0] }
        for patch in patches {
            guard case .applied(let changes) = try await single.apply(patch) else {
                Issue.record("\(patch) was rejected")
                return
            }
            expected.append(changes)
        }
        #expect(expected.map(\.count) == [1, 1, 1, 1, 1])
        let all = try await PatchApplier { base[$0] }.apply(inTurn: patches)
        #expect(all.changes == expected)
        #expect(all.rejection == nil)

        // The second of a group that goes to git at once does not apply: the first still counts.
        let broken = [
            patches[0],
            try await Self.patch("--- a/include/x.h\n+++ /dev/null\n@@ -1 +0,0 @@\n-other\n"),
            patches[1],
        ]
        let some = try await PatchApplier { base[$0] }.apply(inTurn: broken)
        #expect(some.changes == [expected[0]])
        #expect(some.rejection?.file == TreePath("include/x.h"))
    }

    @Test func deletedFilesStayDeleted() async throws {
        let delete = "--- a/include/x.h\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"
        let base = Self.base
        let applier = try await PatchApplier { base[$0] }
        let first = try await applier.apply(Self.patch(delete))
        #expect(first == .applied([try #require(TreePath("include/x.h")): .deleted]))
        guard case .rejected(let rejection) = try await applier.apply(Self.patch(delete)) else {
            Issue.record("deleted twice")
            return
        }
        #expect(rejection.description == "include/x.h: does not exist in index")
        guard case .applied = try await applier.apply(Self.patch(adding("include/x.h"))) else {
            Issue.record("not added again")
            return
        }
    }

    @Test(arguments: [
        (adding("include/x.h"), "include/x.h: already exists in index"),
        (
            "--- a/no/such.c\n+++ b/no/such.c\n@@ -1 +1 @@\n-x\n+y\n",
            "no/such.c: does not exist in index"
        ),
        (
            "diff --git a/include/x.h b/include/y.h\nsimilarity index 100%\n"
                + "rename from include/z.h\nrename to include/y.h\n",
            "include/z.h: does not exist in index"
        ),
        (
            "diff --git a/include/x.h b/include/x.h\nindex 1..2 100644\n"
                + "Binary files a/include/x.h and b/include/x.h differ\n",
            "cannot apply binary patch to 'include/x.h' without full index line"
        ),
        (
            adding("l").replacing("100644", with: "120000"),
            "l: it is a symbolic link, which could lead out of the tree"
        ),
        (
            "diff --git a/sub b/sub\nindex 1111111..2222222 160000\n--- a/sub\n+++ b/sub\n"
                + "@@ -1 +1 @@\n-Subproject commit 1\n+Subproject commit 2\n",
            "sub: it is a submodule, whose content the patch does not hold"
        ),
        (
            header + "@@ -4,3 +4,3 @@\n line 4\n-line\n5\n+LINE 5\n line 6\n",
            "corrupt patch at line 6"
        ),
    ])
    func rejections(diff: String, words: String) async throws {
        let rejection = try await rejection(of: Self.patch(diff), on: Self.base)
        #expect(rejection?.description == words)
    }

    @Test(arguments: [
        "diff --git drivers/ntb/ntb.c drivers/ntb/ntb.c\n"
            + "--- drivers/ntb/ntb.c\n+++ drivers/ntb/ntb.c\n",
        "--- drivers/ntb/ntb.c\n+++ drivers/ntb/ntb.c\n",
        "--- drivers/ntb/ntb.c.orig\t2024-01-01 00:00:00.0 +0000\n"
            + "+++ drivers/ntb/ntb.c\t2024-01-02 00:00:00.0 +0000\n",
        "--- linux.orig/drivers/ntb/ntb.c\t2024-01-01 00:00:00.0 +0000\n"
            + "+++ linux/drivers/ntb/ntb.c\t2024-01-02 00:00:00.0 +0000\n",
        "--- linux/drivers/ntb/ntb.c\n+++ linux/drivers/ntb/ntb.c\n",
        "--- i/drivers/ntb/ntb.c\n+++ w/drivers/ntb/ntb.c\n",
        "diff --git \"a/drivers/ntb/\\156tb.c\" \"b/drivers/ntb/\\156tb.c\"\n"
            + "--- \"a/drivers/ntb/\\156tb.c\"\n+++ \"b/drivers/ntb/\\156tb.c\"\n",
    ])
    func prefixes(header: String) async throws {
        let series = try await load(header + Self.edit(5))
        let result = try await applied(series, to: Self.base)
        #expect(result.keys.sorted() == ["drivers/ntb/ntb.c"])
    }

    @Test func failingContentIsPassedOn() async throws {
        struct Unreadable: Error {}
        let applier = try await PatchApplier { _ in throw Unreadable() }
        let patch = try await Self.patch(sampleDiff)
        await #expect(throws: Unreadable.self) { try await applier.apply(patch) }
    }

    @Test func nothingIsLeftBehindAndNobodyElseCanLook() async throws {
        var git: PrivateGit? = try PrivateGit()
        let path = try #require(git?.directory.path)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect((mode as? NSNumber)?.intValue == 0o700)
        git = nil
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func settingsOfTheUserDoNotReachGit() async throws {
        // As a hook sees it: git names the user's repository and index to whatever it runs.
        let bench = try Workbench()
        try bench.write("[user]\n\tname = Someone\n", to: ".gitconfig")
        setenv("GIT_DIR", bench.file("user.git"), 1)
        setenv("GIT_CONFIG_PARAMETERS", "'user.name=Someone'", 1)
        defer {
            unsetenv("GIT_DIR")
            unsetenv("GIT_CONFIG_PARAMETERS")
        }
        let git = try PrivateGit()
        let outcome = try git.run(["config", "--list"])
        #expect(outcome.output.isEmpty)
        let result = try await applied(try await load(adding("new.c")), to: [:])
        #expect(result == ["new.c": "x\n"])
        #expect(!FileManager.default.fileExists(atPath: bench.file("user.git")))
    }
}
