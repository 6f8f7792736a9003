import Foundation
import Git
import TestSupport
import Testing

@testable import KernelSource

/// The hooks' first look: what it can't rule out is checked.
@Suite("The first look at a change")
struct WatchTests {
    private let watch = Watch(words: ["ntb_dev_ops"], headers: ["linux/ntb.h"])
    private let tree: FixtureTree
    private let repository: GitRepository

    init() throws {
        tree = try FixtureTree([
            "drivers/ntb/client.c":
                "#include <linux/ntb.h>\n#include \"hw/deep/er/private.h\"\nint f(void) { return maps(0); }\n",
            "drivers/ntb/hw/deep/er/private.h": "int private;\n",
            "drivers/ntb/hw/deep/er/list.inc": "1, 2, 3\n",
            "drivers/ntb/hw/deep/Makefile": "obj-y += x.o\n",
            "drivers/net/ops.h": "#include <linux/ntb.h>\n",
            "drivers/net/middle.h": "#include \"ops.h\"\n",
            "drivers/net/callback.c": "#include \"middle.h\"\nint callback;\n",
            "drivers/net/split.c": "#incl\\\nude \"ops\\\n.h\"\nint callback;\n",
            "drivers/net/other.c": "int other;\n",
            "drivers/ntb/hw/deep/maps.c":
                "void *\nmaps(struct device *d)\n{\n\treturn far(d);\n}\n",
            "drivers/ntb/hw/deep/far.c": "void *far(struct device *d)\n{\n\treturn d;\n}\n",
            "drivers/ntb/hw/deep/alone.c": "void *alone(struct device *d)\n{\n\treturn d;\n}\n",
            "drivers/ntb/hw/deep/own.c":
                "static void *maps(struct device *d)\n{\n\treturn d;\n}\nint maps;\n",
            "drivers/usb/core.c": "int usb;\n", "drivers/usb/core.h": "int usb;\n",
            "drivers/usb/Kconfig": "config USB\n",
        ])
        try git("init", "-q", "-b", "main", in: tree.root)
        try git("add", "-A", in: tree.root)
        try git("commit", "-q", "-m", "x", in: tree.root)
        repository = try GitRepository(at: tree.root)
    }

    /// - Parameter revisions: names of commits; nil for the index.
    private func isTouched(
        _ paths: String..., at revisions: [String?] = ["main", nil]
    ) throws -> Bool {
        let commits = try revisions.map { name in try name.map { try repository.commit($0) } }
        return try watch.isTouched(by: paths, diff: [], at: commits, of: repository)
    }

    @Test(
        "a private header or Kbuild file of the client's subsystem, however far below, and what a unit has by its headers",
        arguments: [
            "drivers/ntb/hw/deep/er/private.h", "drivers/ntb/hw/deep/er/list.inc",
            "drivers/ntb/client.c", "drivers/ntb/Makefile", "drivers/net/callback.c",
            "drivers/net/split.c", "drivers/net/middle.h", "Makefile", "drivers/Kconfig",
            "arch/x86/Makefile",
        ])
    func touched(_ path: String) throws {
        #expect(try isTouched(path))
        #expect(try isTouched("drivers/usb/core.c", path, at: [nil]))
    }

    @Test("a unit that a client near it asks for a function, by way of another one, too")
    func near() throws {
        #expect(try isTouched("drivers/ntb/hw/deep/maps.c"))
        #expect(try isTouched("drivers/ntb/hw/deep/far.c"))
        #expect(try !isTouched("drivers/ntb/hw/deep/alone.c"))
        #expect(try !isTouched("drivers/ntb/hw/deep/own.c"))
    }

    @Test(
        "what no contract has to do with",
        arguments: [
            "drivers/usb/core.c", "drivers/usb/core.h", "drivers/usb/Kconfig",
            "drivers/net/other.c",
            "Documentation/x.rst", "drivers/usb/new.c",
        ])
    func untouched(_ path: String) throws {
        #expect(try !isTouched(path))
    }

    @Test("a revision that can't be looked at is an error, and no answer")
    func unreadable() throws {
        #expect(throws: TreeError.self) {
            try watch.isTouched(by: ["drivers/usb/core.c"], diff: [], at: ["nope"], of: repository)
        }
        let object = try git("rev-parse", "HEAD:drivers/usb/core.c", in: tree.root)
            .trimmingCharacters(in: .newlines)
        try FileManager.default.removeItem(
            atPath: "\(tree.root)/.git/objects/\(object.prefix(2))/\(object.dropFirst(2))")
        #expect(throws: TreeError.self) { try isTouched("drivers/usb/core.c") }
    }
}
