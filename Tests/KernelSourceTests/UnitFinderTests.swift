import Cache
import Foundation
import SourceText
import Testing

@testable import KernelSource

@Suite struct UnitFinderTests {
    let finder = UnitFinder(
        words: ["ntb_dev_ops", "ntb_register_client"], headers: ["linux/ntb.h"])

    private func units(
        _ files: [String: String], overlay: [String: Snapshot.Overlay] = [:],
        arch: ArchChoice = .x86_64
    ) throws -> [String] {
        let tree = try FixtureTree(files)
        var snapshot = try tree.snapshot()
        let scan = try finder.scan(snapshot)
        for (name, entry) in overlay { snapshot.set(try path(name), to: entry) }
        return finder.units(of: snapshot, in: scan, arch: arch).map(\.string)
    }

    @Test func findsUsersOfWordsAndHeadersAnywhere() throws {
        let found = try units([
            "drivers/x/deep/er/driver.c": "static const struct ntb_dev_ops ops = {};",
            "net/client.c": "#  include\t<linux/ntb.h>",
            "drivers/other.c":
                "#include <linux/ntb_other.h>\nint ntb_dev_ops_count, my_ntb_dev_ops;",
            "drivers/text.c": "see linux/ntb.h",
            "README.rst": "ntb_dev_ops",
        ])
        #expect(found == ["drivers/x/deep/er/driver.c", "net/client.c"])
    }

    @Test func followsHeadersBesideDriversButNotGeneralOnes() throws {
        let found = try units([
            "drivers/ntb/hw/a/hw.h": "#include <linux/ntb.h>",
            "drivers/ntb/hw/a/mid.h": "#include \"hw.h\"",
            "drivers/ntb/hw/a/gen1.c": "#include \"mid.h\"",
            "drivers/ntb/hw/b/gen2.c": "#include \"../a/hw.h\"",
            "drivers/ntb/hw/b/same.c": "#include \"b/other/hw2.h\"",
            "include/linux/device.h": "struct ntb_dev_ops;",
            "drivers/everything.c": "#include <linux/device.h>",
        ])
        #expect(found == ["drivers/ntb/hw/a/gen1.c", "drivers/ntb/hw/b/gen2.c"])
    }

    @Test("where only tables matter, a private header brings those that name the member")
    func tablesOnly() throws {
        let files = [
            "drivers/gpu/x/x.h": "extern const struct x_ops x_ops;",
            "drivers/gpu/x/table.c": "#include \"x.h\"\nx.ops.get\\\n_page = f;",
            "drivers/gpu/x/user.c": "#include \"x.h\"\nget_pages();",
            "drivers/gpu/own.c": "static struct x_ops own;",
            "drivers/gpu/client.c": "#include <linux/x.h>",
        ]
        func units(_ member: String?) throws -> [String] {
            let finder = UnitFinder(words: ["x_ops"], headers: ["linux/x.h"], member: member)
            let tree = try FixtureTree(files)
            let snapshot = try tree.snapshot()
            return finder.units(of: snapshot, in: try finder.scan(snapshot), arch: .x86_64)
                .map(\.string)
        }
        #expect(try units("get_page") == ["drivers/gpu/own.c", "drivers/gpu/x/table.c"])
        #expect(try units(nil).count == 4)
    }

    @Test func leavesOutToolsAndOtherArchitectures() throws {
        let text = "struct ntb_dev_ops *ops;"
        let files = [
            "tools/testing/t.c": text, "scripts/s.c": text, "Documentation/d.c": text,
            "usr/u.c": text,
            "arch/x86/pci/p.c": text, "arch/arm64/kernel/k.c": text, "lib/tools/l.c": text,
        ]
        #expect(try units(files) == ["arch/x86/pci/p.c", "lib/tools/l.c"])
        #expect(try units(files, arch: .arm64) == ["arch/arm64/kernel/k.c", "lib/tools/l.c"])
    }

    @Test func seesTheOverlayWithoutAnotherScan() throws {
        let user = "#include <linux/ntb.h>"
        let found = try units(
            [
                "drivers/gone.c": user, "drivers/stays.c": user, "drivers/quits.c": user,
                "drivers/p/a.c": "#include \"p.h\"",
            ],
            overlay: [
                "drivers/gone.c": .deleted,
                "drivers/quits.c": .contents(bytes("int x;")),
                "drivers/new/driver.c": .contents(bytes(user)),
                "drivers/p/p.h": .contents(bytes(user)),
                "tools/t.c": .contents(bytes(user)),
            ])
        #expect(found == ["drivers/new/driver.c", "drivers/p/a.c", "drivers/stays.c"])
    }

    @Test func reportsWhatMustBeHidden() throws {
        let tree = try FixtureTree(["drivers/a.c": "ntb_dev_ops"])
        try tree.link("drivers/evil.h", to: "/etc/passwd")
        try tree.link("tools-link", to: "/etc")
        try tree.link("drivers/fine.h", to: "../include/linux/ntb.h")
        try tree.link("drivers/dangling.h", to: "/nonexistent/file")
        #expect(mkfifo(tree.root + "/drivers/pipe.h", 0o600) == 0)
        let scan = try finder.scan(try tree.snapshot())
        #expect(
            scan.unsafe.map(\.string) == [
                "drivers/dangling.h", "drivers/evil.h", "drivers/pipe.h", "tools-link",
            ])
    }

    @Test func whatIsRememberedIsLookedAtAgainWhereItChanged() throws {
        let driver = "static const struct ntb_dev_ops ops = {};"
        let tree = try FixtureTree([
            "drivers/a/one.c": driver, "drivers/a/two.c": "int x;", "drivers/b/three.c": driver,
        ])
        try tree.link("drivers/a/link.h", to: "one.c")
        let cache = TemporaryCache()
        defer { withExtendedLifetime(cache) {} }
        let memory = cache.memory
        let snapshot = try tree.snapshot()
        func found() throws -> [String] {
            usleep(120_000)
            let scan = try finder.scan(snapshot, memory: memory)
            #expect(scan.fileCount == (try finder.scan(snapshot)).fileCount)
            #expect(scan.unsafe == (try finder.scan(snapshot)).unsafe)
            return finder.units(of: snapshot, in: scan, arch: .x86_64).map(\.string)
        }
        #expect(memory.isEmpty)
        #expect(try found() == ["drivers/a/one.c", "drivers/b/three.c"])
        #expect(!memory.isEmpty)
        #expect(try found() == ["drivers/a/one.c", "drivers/b/three.c"])
        // The same size, in a directory that stays as it is.
        try tree.write("drivers/a/two.c", driver)
        #expect(try found() == ["drivers/a/one.c", "drivers/a/two.c", "drivers/b/three.c"])
        // One that comes before the others, and a directory of its own.
        try tree.write("drivers/a/first.c", driver)
        try tree.write("drivers/a/deep/new.c", driver)
        #expect(
            try found() == [
                "drivers/a/deep/new.c", "drivers/a/first.c", "drivers/a/one.c", "drivers/a/two.c",
                "drivers/b/three.c",
            ])
        try FileManager.default.removeItem(atPath: tree.root + "/drivers/a/one.c")
        try FileManager.default.moveItem(
            atPath: tree.root + "/drivers/b", toPath: tree.root + "/drivers/c")
        #expect(
            try found() == [
                "drivers/a/deep/new.c", "drivers/a/first.c", "drivers/a/two.c",
                "drivers/c/three.c",
            ])
        // A link that leads elsewhere now, and a file that is a pipe now.
        try FileManager.default.removeItem(atPath: tree.root + "/drivers/a/link.h")
        try tree.link("drivers/a/link.h", to: "/etc/passwd")
        try FileManager.default.removeItem(atPath: tree.root + "/drivers/a/first.c")
        #expect(mkfifo(tree.root + "/drivers/a/first.c", 0o600) == 0)
        #expect(
            try found() == ["drivers/a/deep/new.c", "drivers/a/two.c", "drivers/c/three.c"])
    }

    @Test func otherArchitecturesAreListedAndLookedAtWhenTheyAreAskedFor() throws {
        let driver = "static const struct ntb_dev_ops ops = {};"
        let tree = try FixtureTree([
            "arch/x86/ntb.c": driver, "arch/arm64/ntb.c": driver, "arch/arm64/other.c": "int x;",
            "drivers/one.c": driver,
        ])
        #expect(truncate(tree.root + "/arch/arm64/other.c", off_t(Snapshot.largestFile + 1)) == 0)
        let cache = TemporaryCache()
        defer { withExtendedLifetime(cache) {} }
        let memory = cache.memory
        let snapshot = try tree.snapshot()
        func look(_ arch: ArchChoice) throws -> (units: [String], unread: [String], same: Bool) {
            let scan = try finder.scan(snapshot, arch: arch, memory: memory)
            #expect(scan.fileCount == (try finder.scan(snapshot)).fileCount)
            return (
                finder.units(of: snapshot, in: scan, arch: arch).map(\.string),
                scan.unread.map(\.string), scan.isRemembered
            )
        }
        usleep(120_000)
        let (x86, arm) = (
            ["arch/x86/ntb.c", "drivers/one.c"], ["arch/arm64/ntb.c", "drivers/one.c"]
        )
        #expect(try look(.x86_64) == (x86, [], false))
        #expect(try look(.x86_64) == (x86, [], true))
        #expect(try look(.arm64) == (arm, ["arch/arm64/other.c"], false))
        #expect(try look(.arm64) == (arm, ["arch/arm64/other.c"], true))
        // What another look has found there is not said here, and not forgotten.
        #expect(try look(.x86_64) == (x86, [], true))
        #expect(try look(.arm64) == (arm, ["arch/arm64/other.c"], true))
    }

    @Test func ofHeadersInIncludeDirectoriesTheListedOnesMatter() throws {
        let tree = try FixtureTree([
            "include/linux/ntb.h": "struct ntb_dev_ops;",
            "include/linux/more.h": "struct ntb_dev_ops;",
            "drivers/one.c": "#include <linux/ntb.h>\n",
            "drivers/two.c": "#include <linux/more.h>\n",
        ])
        let cache = TemporaryCache()
        defer { withExtendedLifetime(cache) {} }
        let memory = cache.memory
        let snapshot = try tree.snapshot()
        func look() throws -> Bool {
            usleep(120_000)
            let scan = try finder.scan(snapshot, arch: .x86_64, memory: memory)
            #expect(
                finder.units(of: snapshot, in: scan, arch: .x86_64).map(\.string)
                    == ["drivers/one.c"])
            return scan.isRemembered
        }
        #expect(try !look())
        #expect(try look())
        try tree.write("include/linux/more.h", "struct ntb_dev_opt;")
        #expect(try look())
        try tree.write("include/linux/ntb.h", "struct ntb_dev_opt;")
        #expect(try !look())
    }

    @Test func whatWasNotReadIsRememberedToo() throws {
        let tree = try FixtureTree(["drivers/huge.c": "", "drivers/one.c": "ntb_dev_ops"])
        #expect(truncate(tree.root + "/drivers/huge.c", off_t(Snapshot.largestFile + 1)) == 0)
        let cache = TemporaryCache()
        defer { withExtendedLifetime(cache) {} }
        let memory = cache.memory
        let snapshot = try tree.snapshot()
        usleep(120_000)
        var looks: [String?] = []
        for isRemembered in [false, true] {
            let scan = try finder.scan(snapshot, memory: memory)
            #expect(scan.unread.map(\.string) == ["drivers/huge.c"])
            #expect(scan.isRemembered == isRemembered)
            looks.append(scan.look)
        }
        #expect(looks[0] != nil && looks[0] == looks[1])
        #expect(truncate(tree.root + "/drivers/huge.c", 0) == 0)
        let last = try finder.scan(snapshot, memory: memory)
        #expect(last.unread == [])
        #expect(last.look != looks[0])
    }

    /// Words that have little in common are looked for in another way if there are many.
    @Test(arguments: ["", "abcdefghij", "abcdefghijklmn"])
    func severalWordsAreFound(besides letters: String) {
        let more = letters.flatMap { first in "qrstuvwyz".map { "\(first)\($0)" } }
        let words = WordSet(Set(["CONFIG_A", "CONFIG_AB", "x", "absent"] + more))
        func said(_ text: String) -> [String] {
            bytes(text).withUnsafeBufferPointer { words.said(in: $0) }.map { words.words[$0] }
                .sorted()
        }
        #expect(said("#if defined(CONFIG_AB)||x") == ["CONFIG_AB", "x"])
        #expect(said("CONFIG_A") == ["CONFIG_A"])
        #expect(said("CONFIG_ABC _CONFIG_A CONFIG_A1 xx") == [])
        #expect(said("") == [])
    }

    @Test func saysWhichUnitsItDidNotRead() throws {
        let tree = try FixtureTree(["drivers/huge.c": "", "drivers/huge.h": ""])
        for name in ["huge.c", "huge.h"] {
            #expect(truncate(tree.root + "/drivers/" + name, off_t(Snapshot.largestFile + 1)) == 0)
        }
        #expect(try finder.scan(try tree.snapshot()).unread.map(\.string) == ["drivers/huge.c"])
    }

    @Test func aWordWithoutAnythingInCommonIsFoundToo() {
        let search = WordSearch(words: ["ntb_dev_ops", "zq"], headers: ["a/b.h"])
        #expect(search.mention(in: bytes("int zq;")) == FileMention(word: true, header: false))
        #expect(
            search.mention(in: bytes("#include \"a/b.h\"\n"))
                == FileMention(word: false, header: true))
        #expect(!search.mention(in: bytes("int zqq; // a/b.h")).isAny)
    }
}

/// What a look remembers, for as long as the test runs.
private final class TemporaryCache {
    private let place = FileManager.default.temporaryDirectory
        .appendingPathComponent("scan-\(UUID().uuidString)")
    var memory: ScanMemory { ScanMemory(CacheDirectory(parent: place.path), name: "scan") }

    deinit { try? FileManager.default.removeItem(at: place) }
}
