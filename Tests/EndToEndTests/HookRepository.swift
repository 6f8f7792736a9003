import Foundation
import TestSupport
import Testing

/// A repository of what a check reads of the real tree, with the project's own series on the branch `good` and the same series
/// with a NULL return in its third patch on `bad`. Made once for a suite; its tests clone it.
struct HookRepository: SuiteTrait, TestScoping {
    @TaskLocal static var template: TemporaryDirectory?

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let place = try TemporaryDirectory()
        try Self.make(place)
        try await Self.$template.withValue(place) { try await function() }
    }

    /// Copied, not linked: a test may write to them. What the build files say decides over flags, so all of those are there.
    private static let copy = """
        set -e
        cd "$1"
        {
            find . -type f '(' -name 'Kconfig*' -o -name Makefile -o -name Kbuild ')' -print0
            find MAINTAINERS include arch/x86/include arch/x86/entry/syscalls arch/arm64/include \\
                drivers/ntb drivers/pci/endpoint drivers/net/ntb_netdev.c drivers/base/core.c kernel/bounds.c \\
                '(' -path include/dt-bindings -o -path include/drm -o -path include/sound ')' -prune -o -type f -print0
        } >"$2.list"
        tar --null -T "$2.list" -cf "$2.tar"
        mkdir "$2"
        tar -xf "$2.tar" -C "$2"
        rm "$2.list" "$2.tar"
        """

    private static func make(_ place: TemporaryDirectory) throws {
        let tree = place.path + "/linux"
        let copied = try run("/bin/sh", ["-c", copy, "sh", try Tree.before.path, tree])
        try #require(copied.status == 0, "\(copied.errors)")
        // The objects live for minutes: packing them small costs more than it saves.
        try git("init", "-q", "-b", "main", in: tree)
        try git("config", "core.compression", "0", in: tree)
        try commitAll("base", in: tree)
        let directory = seriesDirectory("linux-6.1.170")
        let series = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
            .filter { $0.hasSuffix(".patch") && !$0.hasPrefix("0000") }
        for (branch, isBroken) in [("good", false), ("bad", true)] {
            try git("checkout", "-q", "-b", branch, "main", in: tree)
            for file in series {
                try git("am", "-q", directory + "/" + file, in: tree)
                guard isBroken, file.contains("pci-epf-vntb") else { continue }
                try breakDriver(in: tree)
                try git("commit", "-q", "-a", "--amend", "--no-edit", in: tree)
            }
        }
        try git("checkout", "-q", "main", in: tree)
    }

    /// Makes the callback of the endpoint driver return NULL on one of its paths.
    static func breakDriver(in tree: String) throws {
        let driver = tree + "/drivers/pci/endpoint/functions/pci-epf-vntb.c"
        let text = try String(contentsOfFile: driver, encoding: .utf8)
        let bad = text.replacing(
            "\treturn ntb_ndev(ndev)->dma_dev;",
            with: "\tif (!ntb_ndev(ndev)->epf)\n\t\treturn NULL;\n\treturn ntb_ndev(ndev)->dma_dev;"
        )
        try #require(bad != text)
        // A new file, for the old one may be linked with the tree that it came from.
        try bad.write(toFile: driver, atomically: true, encoding: .utf8)
    }
}

extension Trait where Self == HookRepository {
    static var hookRepository: Self { HookRepository() }
}

/// What must not change in a user's repository, whatever a hook does.
struct RepositoryState: Equatable {
    var refs: String
    var index: Data
    var status: String
    var stash: String

    init(_ tree: String) throws {
        // The status would refresh the index.
        let directory = try git("rev-parse", "--absolute-git-dir", in: tree)
            .trimmingCharacters(in: .newlines)
        index = try Data(contentsOf: URL(fileURLWithPath: directory + "/index"))
        refs = try git("for-each-ref", "refs/heads", "refs/stash", "refs/tags", in: tree)
        refs += try git("rev-parse", "HEAD", in: tree)
        stash = try git("stash", "list", in: tree)
        status = try git(
            "--no-optional-locks", "status", "--porcelain", "--untracked-files=all", in: tree)
    }
}
