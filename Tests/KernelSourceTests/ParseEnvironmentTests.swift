import Foundation
import SourceText
import Testing

@testable import KernelSource

@Suite struct ParseEnvironmentTests {
    private func environment(
        _ snapshot: Snapshot, hidden: [String] = [], units: [String] = []
    ) throws -> ParseEnvironment {
        let build = SynthesizedBuild(snapshot, .x86_64, units: try units.map(path))
        return try ParseEnvironment(
            snapshot, flags: .synthesized(build), hidden: try hidden.map(path))
    }

    @Test func aVirtualPathNamesAFileOfTheTree() throws {
        #expect(VirtualRoot.file(at: "/ntbcheck/tree/a/../b/./c.h")?.string == "b/c.h")
        for outside in [
            "/ntbcheck/generated/x.h", "/ntbcheck/tree/../build/x.h", "/etc/passwd", "a.h",
            "/ntbcheck/tree",
            "/ntbcheck/treeline/x.h", "/ntbcheck/tree/../../../x",
        ] {
            #expect(VirtualRoot.file(at: outside) == nil, "\(outside)")
        }
        #expect(
            VirtualRoot.file(at: VirtualRoot.path(of: try path("x/y.c"))) == (try path("x/y.c")))
    }

    @Test func theDirectoryIsPrivateAndGoesWithItsOwner() throws {
        let tree = try FixtureTree()
        var kept: ParseEnvironment? = try environment(tree.snapshot())
        let overlay = try #require(kept?.overlayFile)
        let directory = String(overlay.dropLast("/overlay.yaml".count))
        let mode =
            try FileManager.default.attributesOfItem(atPath: directory)[.posixPermissions] as? Int
        #expect(mode == 0o700)
        #expect(pathKind(directory + "/generated/x86_64/include/generated/autoconf.h") == .file)
        kept = nil
        #expect(pathKind(directory) == nil)
    }

    @Test func changedFilesTravelInMemory() throws {
        let tree = try FixtureTree(["drivers/a.c": "old"])
        var snapshot = try tree.snapshot()
        snapshot.set(try path("drivers/a.c"), to: .contents(bytes("new")))
        snapshot.set(try path("drivers/it's.h"), to: .contents(bytes("h")))
        snapshot.set(try path("drivers/gone.h"), to: .deleted)
        let environment = try environment(snapshot, hidden: ["drivers/evil"])
        let input = try environment.input(for: path("drivers/a.c"))
        #expect(input.mainFile == "/ntbcheck/tree/drivers/a.c")
        #expect(
            input.unsaved.map(\.path) == [
                "/ntbcheck/tree/drivers/a.c", "/ntbcheck/tree/drivers/it's.h",
            ])
        #expect(input.unsaved.first?.contents == bytes("new"))
        #expect(input.arguments.suffix(2) == ["-ivfsoverlay", environment.overlayFile])
        let text = try String(contentsOfFile: environment.overlayFile, encoding: .utf8)
        #expect(!text.contains("'new'"))
        let lines = text.split(separator: "\n").map(String.init)
        for hidden in ["drivers/evil", "drivers/gone.h", ".git"] {
            let line = try #require(lines.first { $0.contains("'/ntbcheck/tree/\(hidden)'") })
            #expect(line.contains("/absent'"))
        }
        #expect(lines.contains { $0.contains("'/ntbcheck/tree/drivers/it''s.h'") })
        // The first match wins: files go before the directory that holds them.
        let mount = try #require(lines.firstIndex { $0.contains("'/ntbcheck/tree'") })
        #expect(lines[mount...].allSatisfy { !$0.contains("'/ntbcheck/tree/") })
        // libclang crashes on a path below an entry of that kind.
        #expect(!text.contains("'type': 'file'"))
    }

    @Test func placeholdersAreFilesOfTheirOwn() throws {
        var snapshot = try FixtureTree().snapshotKept()
        for name in ["x/1.h", "x/2.h", "x/3.h"] {
            snapshot.set(try path(name), to: .contents(bytes(name)))
        }
        let environment = try environment(snapshot)
        let text = try String(contentsOfFile: environment.overlayFile, encoding: .utf8)
        let places = text.matches(of: /'([^']*\/new\/\d+)'/).map { String($0.1) }
        #expect(Set(places).count == snapshot.overlay.count)
        #expect(places.allSatisfy { pathKind($0) == .file })
    }

    @Test func timeStampsFollowFromContents() throws {
        let (a, b) = (try PrivateDirectory(), try PrivateDirectory())
        func time(_ directory: PrivateDirectory, _ text: String) throws -> Date? {
            try directory.write(bytes(text), to: "d/f.h")
            return try FileManager.default.attributesOfItem(atPath: directory.path + "/d/f.h")[
                .modificationDate] as? Date
        }
        #expect(try time(a, "one") == time(b, "one"))
        #expect(try time(a, "one") != time(b, "two"))
    }

    @Test func leftoversOfDeadRunsAreSwept() throws {
        let parent = try FixtureTree()
        // No process has this number: it is above the kernel's limit.
        let old = parent.root + "/ntbcheck-999999999-abcdef"
        try parent.write("ntbcheck-999999999-abcdef/generated/x.h", "x")
        try parent.write("ntbcheck-999999998-abcdef/new", "x")
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -7200)], ofItemAtPath: old)
        PrivateDirectory.sweep(parent.root)
        #expect(pathKind(old) == nil)
        #expect(pathKind(parent.root + "/ntbcheck-999999998-abcdef") == .directory)
    }
}
