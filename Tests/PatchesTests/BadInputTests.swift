import Testing

@testable import Patches

/// Input that is no patch: one line that names the file and says what was expected.
@Suite struct BadInputTests {
    @Test(arguments: [
        ("empty.patch", "", "is empty"),
        ("blank.mbox", "\n \n\n", "is empty"),
        ("notes.txt", "Dear reader,\n\nno patch in here.\n", "is not a patch"),
        ("ntb.c", "#include <linux/ntb.h>\n\nint x;\n", "is not a patch"),
        ("object.o", "\u{7F}ELF\0\0\0", "is a binary file"),
        ("talk.mbox", mail("hello", diff: ""), "holds mail but no diff"),
        ("context.diff", "*** a/x\n--- b/x\n***************\n*** 1 ****\n! a\n", "is not a patch"),
    ])
    func saysWhy(name: String, content: String, words: String) async throws {
        let bench = try Workbench()
        let path = try bench.write(content, to: name)
        let text = try #require(await loadError([path])).description
        #expect(text.hasPrefix("\(path): \(words)"))
        #expect(text.contains("expected"))
        #expect(!text.contains("\n"))
    }

    @Test func missingFile() async {
        let error = await loadError(["/nowhere/x.patch"])
        #expect(error == .missingFile("/nowhere/x.patch"))
    }

    @Test func noArguments() async {
        #expect(await loadError([]) == .nothingNamed)
    }

    @Test func directoryWithoutPatches() async throws {
        let bench = try Workbench()
        try bench.write("x", to: "README")
        #expect(await loadError([bench.path]) == .noPatchFiles(directory: bench.path))
    }

    @Test func aMessageOfMoreThan32MiBIsRefused() async throws {
        let line = String(repeating: "x", count: 1 << 16) + "\n"
        let body = String(repeating: line, count: 520)
        #expect(
            await loadError(["-"], input: mail("[PATCH] x", body: body))
                == .tooLarge("standard input", limit: 32 << 20))
    }

    @Test func endlessInputIsRefused() throws {
        #expect(throws: LimitExceeded.self) { try readFile("/dev/zero", limit: 1 << 20) }
    }

    @Test(arguments: [
        ("../outside.c", "it climbs out of the tree"),
        ("drivers/../../outside.c", "it climbs out of the tree"),
        ("/etc/passwd", "it is absolute"),
        (".git/hooks/post-commit", "it lies in git's own directory"),
        ("drivers/.GIT/config", "it lies in git's own directory"),
        ("drivers//ntb.c", "it is not normalised"),
        ("../\u{301}x.c", "it climbs out of the tree"),
    ])
    func hostilePaths(path: String, reason: String) async {
        let git = adding(path)
        let traditional = "--- /dev/null\n+++ b/\(path)\n@@ -0,0 +1 @@\n+x\n"
        let rename = """
            diff --git a/x.c b/y.c
            similarity index 100%
            rename from x.c
            rename to \(path)

            """
        for diff in [git, traditional, rename] {
            let error = await loadError(["-"], input: mail("[PATCH] x", diff: diff))
            guard case .hostilePath(_, let words, _) = error else {
                Issue.record("\(diff) gave \(String(describing: error))")
                continue
            }
            #expect(words == reason)
        }
    }

    @Test func quotedHostilePath() async {
        let diff = "--- /dev/null\n+++ \"b/..\\057..\\057x\"\n@@ -0,0 +1 @@\n+x\n"
        let error = await loadError(["-"], input: diff)
        #expect(
            error
                == .hostilePath(
                    "../../x", reason: "it climbs out of the tree", source: "standard input"))
    }
}
