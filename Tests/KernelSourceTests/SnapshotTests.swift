import Foundation
import SourceText
import Testing

@testable import KernelSource

@Suite struct SnapshotTests {
    @Test func readsTheVersionFromTheMakefile() throws {
        #expect(try FixtureTree().snapshot().kernelVersion == "7.3.0-rc2")
    }

    @Test func refusesWhatIsNoTree() throws {
        let tree = try FixtureTree()
        #expect(throws: TreeError.noSuchDirectory(tree.root + "/nowhere")) {
            try Snapshot.open(tree.root + "/nowhere")
        }
        #expect(throws: TreeError.notADirectory(tree.root + "/Makefile")) {
            try Snapshot.open(tree.root + "/Makefile")
        }
        try tree.write("sub/Makefile", "VERSION = 1\nPATCHLEVEL = 2\n")
        #expect(throws: TreeError.notAKernelTree(tree.root + "/sub", missing: "include/linux")) {
            try Snapshot.open(tree.root + "/sub")
        }
        try tree.write("Makefile", "all:\n")
        #expect(throws: TreeError.self) { try tree.snapshot() }
    }

    @Test func everyErrorIsOneLineThatSaysWhatToDo() throws {
        let file = try path("a/b.c")
        let errors: [TreeError] = [
            .noSuchDirectory("x"), .notADirectory("x"), .notAKernelTree("x", missing: "y"),
            .leavesTree(file),
            .notAFile(file), .noSuchBuild("x"), .emptyBuild("x"), .notInBuild(file),
            .buildOfOtherTree(build: "x", source: "y", tree: "z"),
            .buildOfOtherArch(build: "x", arch: "arm64", wanted: .x86_64),
        ]
        for error in errors {
            #expect(!error.description.contains("\n"))
            #expect(error.description.contains(/[:;]/))
        }
    }

    @Test func theOverlayGoesBeforeTheDisk() throws {
        let tree = try FixtureTree(["drivers/a.c": "old", "drivers/b.c": "b"])
        var snapshot = try tree.snapshot()
        let (a, b, new) = (
            try path("drivers/a.c"), try path("drivers/b.c"), try path("drivers/new/c.c")
        )
        snapshot.set(a, to: .contents(bytes("new")))
        snapshot.set(b, to: .deleted)
        snapshot.set(new, to: .contents(bytes("c")))
        #expect(try snapshot.contents(of: a) == bytes("new"))
        #expect(try snapshot.contents(of: b) == nil)
        #expect(!snapshot.exists(b))
        #expect(snapshot.exists(try path("drivers/new")))
        #expect(snapshot.entries(of: try path("drivers")) == ["a.c", "new"])
        #expect(
            try Data(contentsOf: URL(fileURLWithPath: tree.root + "/drivers/a.c"))
                == Data("old".utf8))
    }

    @Test func followsLinksOnlyInsideTheTree() throws {
        let tree = try FixtureTree(["drivers/a.c": "a"])
        try tree.link("drivers/inside.c", to: "a.c")
        try tree.link("drivers/outside.c", to: "/etc/passwd")
        try tree.link("drivers/etc", to: "/etc")
        let snapshot = try tree.snapshot()
        #expect(try snapshot.contents(of: try path("drivers/inside.c")) == bytes("a"))
        for name in ["drivers/outside.c", "drivers/etc/passwd"] {
            let file = try path(name)
            #expect(throws: TreeError.leavesTree(file)) { try snapshot.contents(of: file) }
            #expect(!snapshot.exists(file))
        }
    }

    @Test(.timeLimit(.minutes(1))) func refusesPipesAndHugeFiles() throws {
        let tree = try FixtureTree()
        let (pipe, huge) = (try path("pipe.h"), try path("huge.h"))
        #expect(mkfifo(tree.root + "/pipe.h", 0o600) == 0)
        try tree.write("huge.h", "")
        #expect(truncate(tree.root + "/huge.h", off_t(Snapshot.largestFile + 1)) == 0)
        let snapshot = try tree.snapshot()
        #expect(throws: TreeError.notAFile(pipe)) { try snapshot.contents(of: pipe) }
        #expect(throws: TreeError.tooLarge(huge, bytes: Snapshot.largestFile + 1)) {
            try snapshot.contents(of: huge)
        }
    }

    @Test func readsTheRevisionOfACheckoutAsText() throws {
        let tree = try FixtureTree()
        let (one, two) = (String(repeating: "1a", count: 20), String(repeating: "2b", count: 20))
        #expect(try tree.snapshot().gitRevision == nil)
        try tree.write(".git/HEAD", one + "\n")
        #expect(try tree.snapshot().gitRevision == one)
        try tree.write(".git/HEAD", "ref: refs/heads/main\n")
        try tree.write(".git/packed-refs", "# pack-refs\n\(two) refs/heads/main\n")
        #expect(try tree.snapshot().gitRevision == two)
        try tree.write(".git/refs/heads/main", one + "\n")
        #expect(try tree.snapshot().gitRevision == one)
        try tree.write(".git/HEAD", "ref: ../../secret\n")
        #expect(try tree.snapshot().gitRevision == nil)
    }

    @Test func knowsLinkedWorktrees() throws {
        let main = try FixtureTree()
        let tree = try FixtureTree()
        let one = String(repeating: "0c", count: 20)
        try main.write(".git/worktrees/w/HEAD", "ref: refs/heads/topic\n")
        try main.write(".git/worktrees/w/commondir", "../..\n")
        try main.write(".git/refs/heads/topic", one + "\n")
        try tree.write(".git", "gitdir: \(main.root)/.git/worktrees/w\n")
        #expect(try tree.snapshot().gitRevision == one)
    }
}
