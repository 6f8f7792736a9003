import Foundation
import SourceText
import TestSupport
import Testing

import Git

@testable import KernelSource

@Suite("ranges of commits")
struct CommitRangeTests {
    let tree: FixtureTree

    init() throws {
        tree = try FixtureTree(["a.c": "1\n", "b.c": "1\n"])
        try makeRepository(tree.root)
    }

    private func range(_ text: String) throws(TreeError) -> CommitRange {
        let repository = try askingGit { () throws(GitFault) in try GitRepository(at: tree.root) }
        return try CommitRange(text, in: repository)
    }

    @Test("commits in their order, with what they change")
    func changes() throws {
        try tree.write("a.c", "2\n")
        try commitAll("Change a\nand wrap\n\nBecause.", in: tree.root)
        try git("mv", "b.c", "c.c", in: tree.root)
        try tree.link("l.c", to: "a.c")
        let last = try commitAll("Rename b", in: tree.root)
        let found = try range("HEAD~2..")
        #expect(
            found.base
                == (try git("rev-parse", "HEAD~2", in: tree.root)).trimmingCharacters(in: .newlines)
        )
        #expect(found.commits.map(\.subject) == ["Change a and wrap", "Rename b"])
        #expect(found.commits.map(\.message) == ["Because.\n", ""])
        #expect(
            found.commits.map(\.author)
                == Array(repeating: "Test Author <test@example.com>", count: 2))
        #expect(found.commits.last?.object == last)
        #expect(found.commits.first?.changes == [try path("a.c"): .contents(bytes("2\n"))])
        #expect(
            found.commits.last?.changes == [
                try path("b.c"): .deleted, try path("c.c"): .contents(bytes("1\n")),
                try path("l.c"): .deleted,
            ])
    }

    @Test("a base that is no ancestor: the range starts where they part")
    func fork() throws {
        try git("branch", "other", in: tree.root)
        try tree.write("a.c", "2\n")
        try commitAll("Change a", in: tree.root)
        try git("checkout", "-q", "other", in: tree.root)
        try tree.write("b.c", "2\n")
        try commitAll("Change b", in: tree.root)
        #expect(try range("main..other").commits.map(\.subject) == ["Change b"])
        try git("merge", "-q", "-m", "Merge", "main", in: tree.root)
        let merge = try git("rev-parse", "--short=12", "HEAD", in: tree.root).trimmingCharacters(
            in: .newlines)
        #expect(throws: TreeError.git(.merge(merge, range: "main..other"))) {
            try range("main..other")
        }
    }

    @Test("what is no range of commits is refused")
    func refused() throws {
        for text in ["main", "main...main", "a b"] {
            #expect(throws: TreeError.git(.notARange(text))) { try range(text) }
        }
        #expect(throws: TreeError.git(.emptyRange("main..main"))) { try range("main..main") }
        #expect(throws: TreeError.git(.noRevision("nope", tree: tree.root))) {
            try range("main..nope")
        }
        let root = try git("rev-parse", "--short=12", "HEAD", in: tree.root).trimmingCharacters(
            in: .newlines)
        try git("checkout", "-q", "--orphan", "new", in: tree.root)
        try commitAll("Other root", in: tree.root)
        #expect(throws: TreeError.git(.noParent(root, range: "new..main"))) {
            try range("new..main")
        }
    }

    @Test("a shallow clone ends where it ends")
    func shallow() throws {
        for number in 2...4 {
            try tree.write("a.c", "\(number)\n")
            try commitAll("Change \(number)", in: tree.root)
        }
        let clone = try FixtureTree()
        try FileManager.default.removeItem(atPath: clone.root)
        try git("clone", "-q", "--depth=2", "file://" + tree.root, clone.root, in: "/")
        let repository = try GitRepository(at: clone.root)
        #expect(try CommitRange("HEAD~1..", in: repository).commits.map(\.subject) == ["Change 4"])
        #expect(throws: TreeError.self) { try CommitRange("HEAD~3..", in: repository) }
    }
}
