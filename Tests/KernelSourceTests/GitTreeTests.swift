import Foundation
import SourceText
import TestSupport
import Testing

import Git

@testable import KernelSource

@Suite("trees of commits")
struct GitTreeTests {
    private let files = [
        "drivers/ntb/core.c": "#include <linux/ntb.h>\n",
        "drivers/ntb/Makefile": "obj-y += core.o\n",
        "drivers/other.c": "int ntb_thing;\n", "arch/mips/m.c": "// #include <linux/ntb.h>\n",
        "tools/t.c": "#include <linux/ntb.h>\n",
    ]

    private func same(_ git: Snapshot, _ disk: Snapshot) throws {
        for name in Array(files.keys) + ["Makefile", "absent.c", "drivers/absent/x.c"] {
            let place = try path(name)
            #expect(try git.contents(of: place) == disk.contents(of: place))
            #expect(git.exists(place) == disk.exists(place))
        }
        for name in ["drivers", "drivers/ntb", "include/linux", "absent"] {
            let place = try path(name)
            #expect(git.entries(of: place) == disk.entries(of: place))
            #expect(git.exists(place) == disk.exists(place))
        }
        #expect(git.kernelVersion == disk.kernelVersion)
        let finder = UnitFinder(words: ["ntb_thing"], headers: ["linux/ntb.h"])
        let (ours, theirs) = (try finder.scan(git, arch: .x86_64), try finder.scan(disk))
        #expect(ours.files(below: "").sorted() == theirs.files(below: "").sorted())
        #expect(ours.fileCount == theirs.fileCount)
        #expect(
            finder.units(of: git, in: ours, arch: .x86_64)
                == finder.units(of: disk, in: theirs, arch: .x86_64))
        #expect(finder.units(of: git, in: ours, arch: .x86_64).count == 2)
    }

    @Test(
        "a commit reads as its checkout does, in either object format",
        arguments: ["sha1", "sha256"])
    func sameAsDisk(format: String) throws {
        let tree = try FixtureTree(files)
        let commit = try makeRepository(tree.root, format: format)
        let snapshot = try Snapshot.open(tree.root, revision: "HEAD")
        #expect(snapshot.gitRevision == commit)
        try same(snapshot, tree.snapshot())
        try git("repack", "-adq", in: tree.root)
        try same(try Snapshot.open(tree.root, revision: "main"), tree.snapshot())
    }

    @Test("bare repositories, linked worktrees, and a tree below the top of a repository")
    func places() throws {
        let tree = try FixtureTree(files)
        let outer = try FixtureTree()
        try makeRepository(tree.root)
        try git("clone", "-q", "--bare", tree.root, outer.root + "/bare.git", in: outer.root)
        try same(try Snapshot.open(outer.root + "/bare.git", revision: "main"), tree.snapshot())
        try git("worktree", "add", "-q", "--detach", outer.root + "/linked", in: tree.root)
        try same(try Snapshot.open(outer.root + "/linked", revision: "HEAD"), tree.snapshot())

        let below = try FixtureTree()
        try FileManager.default.copyItem(
            atPath: tree.root + "/drivers", toPath: below.root + "/drivers")
        for name in ["arch", "tools"] {
            try FileManager.default.copyItem(
                atPath: tree.root + "/" + name, toPath: below.root + "/" + name)
        }
        let top = (below.root as NSString).deletingLastPathComponent + "/top-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: top) }
        try FileManager.default.createDirectory(atPath: top, withIntermediateDirectories: true)
        try FileManager.default.moveItem(atPath: below.root, toPath: top + "/kernel")
        try makeRepository(top)
        try same(try Snapshot.open(top + "/kernel", revision: "HEAD"), tree.snapshot())
    }

    @Test("what is changed on disk, staged or not, is not looked at")
    func dirty() throws {
        let tree = try FixtureTree(files)
        try makeRepository(tree.root)
        try tree.write("drivers/ntb/core.c", "changed\n")
        try tree.write("drivers/ntb/new.c", "new\n")
        try git("add", "drivers/ntb/new.c", in: tree.root)
        let snapshot = try Snapshot.open(tree.root, revision: "HEAD")
        #expect(
            try snapshot.contents(of: path("drivers/ntb/core.c"))
                == bytes("#include <linux/ntb.h>\n"))
        #expect(!snapshot.exists(try path("drivers/ntb/new.c")))
    }

    @Test("what is no revision is said to be none, and is no option of git's either")
    func noRevision() throws {
        let tree = try FixtureTree()
        try makeRepository(tree.root)
        for name in [
            "nope", "", "--all", "HEAD:Makefile", "HEAD^",
            "0123456789012345678901234567890123456789",
        ] {
            #expect(throws: TreeError.git(.noRevision(name, tree: tree.root))) {
                try Snapshot.open(tree.root, revision: name)
            }
        }
        let plain = try FixtureTree()
        do {
            _ = try Snapshot.open(plain.root, revision: "HEAD")
            Issue.record("a plain directory has no revisions")
        } catch {
            guard case .git(.noRepository) = error else { throw error }
        }
    }

    @Test("an object that is not there is named, and no remote is asked for it")
    func missingObject() throws {
        let tree = try FixtureTree(files)
        try makeRepository(tree.root)
        let object = try git("rev-parse", "HEAD:drivers/ntb/core.c", in: tree.root)
            .trimmingCharacters(in: .newlines)
        // A partial clone whose remote would run a command.
        for (name, value) in [
            "extensions.partialClone": "origin", "remote.origin.promisor": "true",
            "remote.origin.url": "ext::touch \(tree.root)/fetched", "protocol.ext.allow": "always",
        ] { try git("config", name, value, in: tree.root) }
        try FileManager.default.removeItem(
            atPath: "\(tree.root)/.git/objects/\(object.prefix(2))/\(object.dropFirst(2))")
        let snapshot = try Snapshot.open(tree.root, revision: "HEAD")
        let fault = TreeError.git(.missingObject(object, of: "drivers/ntb/core.c"))
        #expect(throws: fault) { try snapshot.contents(of: path("drivers/ntb/core.c")) }
        // And the next file can be read all the same.
        #expect(try snapshot.contents(of: path("drivers/other.c")) == bytes("int ntb_thing;\n"))
        #expect(throws: fault) {
            try UnitFinder(words: ["x"], headers: []).scan(snapshot)
        }
        #expect(!FileManager.default.fileExists(atPath: tree.root + "/fetched"))
    }

    @Test(
        "links inside the tree are followed, those out of it are refused, submodules and large files are not read"
    )
    func hostileEntries() throws {
        let tree = try FixtureTree(files)
        try tree.link("inside.c", to: "drivers/other.c")
        try tree.link("drivers/up", to: "../drivers/ntb")
        try tree.link("outside.c", to: "/etc/passwd")
        try tree.link("climbs.c", to: "../../etc/passwd")
        try tree.link("loop", to: "loop")
        try tree.write("drivers/huge.c", String(repeating: "x", count: Snapshot.largestFile + 1))
        let commit = try makeRepository(tree.root)
        try git("update-index", "--add", "--cacheinfo", "160000,\(commit),module", in: tree.root)
        try git("commit", "-q", "-m", "submodule", in: tree.root)
        let snapshot = try Snapshot.open(tree.root, revision: "HEAD")
        #expect(try snapshot.contents(of: path("inside.c")) == bytes("int ntb_thing;\n"))
        #expect(
            try snapshot.contents(of: path("drivers/up/core.c"))
                == bytes("#include <linux/ntb.h>\n"))
        for name in ["outside.c", "climbs.c"] {
            #expect(throws: TreeError.leavesTree(try path(name))) {
                try snapshot.contents(of: path(name))
            }
        }
        #expect(try snapshot.contents(of: path("loop")) == nil)
        #expect(try snapshot.contents(of: path("module")) == nil)
        #expect(try snapshot.contents(of: path("module/x.c")) == nil)
        let huge = try path("drivers/huge.c")
        #expect(throws: TreeError.tooLarge(huge, bytes: Snapshot.largestFile + 1)) {
            try snapshot.contents(of: huge)
        }
        #expect(try snapshot.contents(of: path("drivers/other.c")) == bytes("int ntb_thing;\n"))
        #expect(try UnitFinder(words: ["x"], headers: []).scan(snapshot).unread == [huge])
    }

    @Test("a tree object with names that no file can have")
    func hostileNames() throws {
        let tree = try FixtureTree(files)
        try makeRepository(tree.root)
        let blob = try git("rev-parse", "HEAD:Makefile", in: tree.root).trimmingCharacters(
            in: .newlines)
        func hash(_ kind: String, _ bytes: [UInt8]) throws -> String {
            let file = tree.root + "/object"
            try Data(bytes).write(to: URL(fileURLWithPath: file))
            return try git("hash-object", "-t", kind, "--literally", "-w", file, in: tree.root)
                .trimmingCharacters(in: .newlines)
        }
        var raw: [UInt8] = []
        var digits = blob[...]
        while let high = digits.popFirst(), let low = digits.popFirst() {
            raw.append(UInt8("\(high)\(low)", radix: 16) ?? 0)
        }
        func entry(_ name: String) -> [UInt8] { bytes("100644 \(name)\0") + raw }
        let inner = try hash("tree", entry("..") + entry(".") + entry("a\nb.c") + entry("fine.c"))
        let top = try git("ls-tree", "HEAD", in: tree.root) + "040000 tree \(inner)\todd\n"
        let made = try git("mktree", in: tree.root, input: top).trimmingCharacters(in: .newlines)
        let commit = try git("commit-tree", "-m", "odd", made, in: tree.root)
            .trimmingCharacters(in: .newlines)
        let snapshot = try Snapshot.open(tree.root, revision: commit)
        #expect(snapshot.entries(of: try path("odd")) == ["fine.c"])
        #expect(
            try snapshot.contents(of: path("odd/fine.c")) == snapshot.contents(of: path("Makefile"))
        )
    }
}
