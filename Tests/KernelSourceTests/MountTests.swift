import Foundation
import SourceText
import Testing

@testable import KernelSource

@Suite("modules outside of the tree") struct MountTests {
    let tree: FixtureTree
    let module: FixtureTree

    init() throws {
        tree = try FixtureTree(["drivers/ntb/core.c": "struct ntb_dev_ops x;"])
        module = try FixtureTree([
            "demo.c": "#include <linux/ntb.h>\n", "sub/x.h": "x", "other.c": "int x;",
        ])
    }

    private var name: String { module.root.split(separator: "/").last.map(String.init) ?? "" }

    @Test func areSeenBelowANameOfTheirOwn() throws {
        let (snapshot, place) = try tree.snapshot().mounting(module.root)
        #expect(place.string == name)
        #expect(try snapshot.contents(of: path(name + "/sub/x.h")) == bytes("x"))
        #expect(snapshot.exists(try path(name + "/sub")))
        #expect(!snapshot.exists(try path(name + "/none.c")))
        #expect(snapshot.entries(of: place).contains("demo.c"))
        #expect(snapshot.entries(of: try path(name + "/sub")) == ["x.h"])
        #expect(try snapshot.contents(of: path("drivers/ntb/core.c")) != nil)
    }

    @Test func aNameOfTheTreeIsNotTaken() throws {
        try module.write("drivers/x.c", "")
        let (snapshot, place) = try tree.snapshot().mounting(module.root + "/drivers")
        #expect(place.string == "drivers-module")
        #expect(try snapshot.contents(of: path("drivers-module/x.c")) == [])
    }

    @Test func linksOutOfThemAreNotFollowed() throws {
        try module.link("out.c", to: tree.root + "/Makefile")
        let (snapshot, _) = try tree.snapshot().mounting(module.root)
        #expect(throws: TreeError.self) { try snapshot.contents(of: path(name + "/out.c")) }
        let scan = try UnitFinder(words: ["ntb_dev_ops"], headers: ["linux/ntb.h"])
            .scan(snapshot, module: try #require(snapshot.mounts.first))
        #expect(scan.unsafe == [try path(name + "/out.c")])
    }

    @Test func theirUnitsAreAllThatIsLookedAt() throws {
        let (snapshot, _) = try tree.snapshot().mounting(module.root)
        let finder = UnitFinder(words: ["ntb_dev_ops"], headers: ["linux/ntb.h"])
        let scan = try finder.scan(snapshot, module: try #require(snapshot.mounts.first))
        #expect(finder.units(of: snapshot, in: scan, arch: .x86_64) == [try path(name + "/demo.c")])
    }

    @Test func theTreeAndAModuleAreApart() throws {
        let snapshot = try tree.snapshot()
        for place in [tree.root, tree.root + "/drivers", "/"] {
            #expect(throws: TreeError.moduleInTree(place, tree: tree.root)) {
                try snapshot.mounting(place)
            }
        }
        #expect(throws: TreeError.noSuchModule("/nonexistent")) {
            try snapshot.mounting("/nonexistent")
        }
    }
}
