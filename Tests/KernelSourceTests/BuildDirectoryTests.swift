import Foundation
import SourceText
import Testing

@testable import KernelSource

@Suite struct BuildDirectoryTests {
    let tree: FixtureTree
    let build: FixtureTree

    init() throws {
        tree = try FixtureTree(["drivers/ntb/core.c": "int x;"])
        build = try FixtureTree([
            "include/config/auto.conf": "CONFIG_X86_64=y\n", "include/generated/autoconf.h": "",
        ])
        try build.link("source", to: tree.root)
    }

    private func arguments() throws -> [String] {
        try BuildDirectory(build.root, for: tree.snapshot(), arch: .x86_64)
            .arguments(for: path("drivers/ntb/core.c"))
    }

    @Test func takesFlagsOfCommandFiles() throws {
        let command = """
            gcc -Wp,-MMD,drivers/ntb/.core.o.d -nostdinc -I\(tree.root)/include -I./include -I /usr/include \
            -I../../etc -include \(tree.root)/include/linux/ntb.h -D__KERNEL__ -std=gnu11 -fno-conserve-stack \
            -fplugin=evil.so -Werror -Wall -mno-red-zone -mindirect-branch=thunk-extern -Xclang -load -Xclang x.so \
            -D"BIT(x)=$$$(pound) \\"q\\"" -DKBUILD_MODNAME='"ntb"' -DHASH='$(pound)' @args -c -o core.o \
            \(tree.root)/drivers/ntb/core.c ; objtool -Dnot core.o
            """
        for prefix in ["cmd_", "savedcmd_"] {
            try build.write(
                "drivers/ntb/.core.o.cmd",
                "\(prefix)drivers/ntb/core.o := \(command)\n\ndeps := -Dno\n")
            let tree = VirtualRoot.tree
            #expect(
                try arguments() == [
                    "--target=x86_64-linux-gnu", "-nostdinc", "-I\(tree)/include",
                    "-I\(VirtualRoot.generated)/include",
                    "-include", "\(tree)/include/linux/ntb.h", "-D__KERNEL__", "-std=gnu11",
                    "-mno-red-zone",
                    "-DBIT(x)=$# \"q\"",
                    "-DKBUILD_MODNAME=\"ntb\"", "-DHASH=#",
                ] + CompileFlags.always)
        }
    }

    @Test func takesFlagsOfACompilationDatabase() throws {
        try build.write(
            "compile_commands.json",
            """
            [{"directory": "\(build.root)", "file": "\(tree.root)/drivers/ntb/core.c",
              "command": "clang -DX='a b' -I./include -c -o x.o \(tree.root)/drivers/ntb/core.c"}]
            """)
        #expect(
            try arguments() == [
                "--target=x86_64-linux-gnu", "-DX=a b", "-I\(VirtualRoot.generated)/include",
            ]
                + CompileFlags.always)
    }

    @Test func aBuildInTheTreeIsTheTree() throws {
        try tree.write("include/generated/autoconf.h", "")
        try tree.write(
            "drivers/ntb/.core.o.cmd",
            "cmd_drivers/ntb/core.o := gcc -I./include -I../other -c drivers/ntb/core.c\n")
        let directory = try BuildDirectory(tree.root, for: tree.snapshot(), arch: .x86_64)
        #expect(
            try directory.arguments(for: path("drivers/ntb/core.c"))
                == ["--target=x86_64-linux-gnu", "-I\(VirtualRoot.tree)/include"]
                + CompileFlags.always)
    }

    @Test func saysWhatIsWrongWithADirectory() throws {
        let snapshot = try tree.snapshot()
        #expect(throws: TreeError.noSuchBuild("/nonexistent")) {
            try BuildDirectory("/nonexistent", for: snapshot, arch: .x86_64)
        }
        #expect(
            throws: TreeError.buildOfOtherArch(build: build.root, arch: "x86_64", wanted: .arm64)
        ) {
            try BuildDirectory(build.root, for: snapshot, arch: .arm64)
        }
        let other = try FixtureTree()
        #expect(
            throws: TreeError.buildOfOtherTree(
                build: build.root, source: tree.root, tree: other.root)
        ) {
            try BuildDirectory(build.root, for: other.snapshot(), arch: .x86_64)
        }
        let empty = try FixtureTree()
        #expect(throws: TreeError.emptyBuild(empty.root)) {
            try BuildDirectory(empty.root, for: snapshot, arch: .x86_64)
        }
        let unit = try path("drivers/ntb/core.c")
        #expect(throws: TreeError.notInBuild(unit)) { try arguments() }
        try build.write("compile_commands.json", "{")
        #expect(throws: TreeError.self) { try arguments() }
    }

    // MARK: units that were not compiled

    @Test func aUnitThatWasNotCompiledGetsWhatAllHave() throws {
        try tree.write("drivers/Makefile", "subdir-ccflags-y := -DABOVE\n")
        try tree.write(
            "drivers/ntb/Makefile",
            "ccflags-$(CONFIG_LOUD) += -DLOUD\nccflags-$(CONFIG_QUIET) += -DQUIET\n"
                + "obj-$(CONFIG_NTB) += core.o\nobj-$(CONFIG_OFF) += off.o\nCFLAGS_core.o := -DOWN -I$(src)/sub\n"
        )
        try tree.write("drivers/ntb/off.c", "int y;")
        try build.write(
            "include/config/auto.conf", "CONFIG_X86_64=y\nCONFIG_LOUD=y\nCONFIG_NTB=m\n")
        try build.write(
            "scripts/mod/.empty.o.cmd",
            "savedcmd_scripts/mod/empty.o := gcc -nostdinc -I\(tree.root)/include -I./include -I./scripts/mod "
                + "-D__KERNEL__ -DCC_COMMON -DKBUILD_MODNAME='\"empty\"' -DMODULE -c -o x \(tree.root)/scripts/mod/empty.c\n"
        )
        let snapshot = try tree.snapshot()
        let (core, off) = (try path("drivers/ntb/core.c"), try path("drivers/ntb/off.c"))
        var directory = try BuildDirectory(build.root, for: snapshot, arch: .x86_64)
        #expect(!directory.hasCompiled(core))
        directory.derive([core, off], unmet: [off: ["OFF"]], in: snapshot)
        let (virtual, made) = (VirtualRoot.tree, VirtualRoot.generated)
        let common = [
            "--target=x86_64-linux-gnu", "-nostdinc", "-I\(virtual)/include", "-I\(made)/include",
            "-D__KERNEL__", "-DCC_COMMON", "-DABOVE", "-DLOUD",
        ]
        let arguments = try directory.arguments(for: core)
        #expect(
            Array(arguments.prefix(common.count + 3))
                == common + ["-DOWN", "-I\(virtual)/drivers/ntb/sub", "-DMODULE"])
        #expect(arguments.contains("-DKBUILD_MODNAME=\"core\""))
        #expect(!arguments.contains("-DKBUILD_MODNAME=\"empty\""))
        let second = try directory.arguments(for: off)
        #expect(second.contains("-DCONFIG_OFF=1") && !second.contains("-DMODULE"))
        #expect(!second.contains("-DOWN"))
        #expect(directory.strangers == [core, off] && directory.unmet == [off: ["OFF"]])
    }

    @Test func withoutAnyCommandTheTreesTextHasToDo() throws {
        var directory = try BuildDirectory(build.root, for: tree.snapshot(), arch: .x86_64)
        let core = try path("drivers/ntb/core.c")
        directory.derive([core], unmet: [:], in: try tree.snapshot())
        let arguments = try directory.arguments(for: core)
        #expect(arguments.filter { $0.hasPrefix("--target") } == ["--target=x86_64-linux-gnu"])
        #expect(arguments.contains("-I\(VirtualRoot.generated)/include"))
    }

    // MARK: what a directory made

    @Test func readsWhatABuildMadeAndNothingElse() throws {
        try build.write("include/generated/autoconf.h", "#define CONFIG_X 1\n")
        try build.write("include/generated/deep/er/x.h", "x")
        try build.write("arch/x86/include/generated/asm/y.h", "y")
        try build.write("drivers/ntb/made.h", "made")
        try build.write("drivers/ntb/elsewhere/made.h", "not looked for")
        try build.write("include/generated/notes.txt", "no header")
        let outside = try FixtureTree(["secret.h": "secret"])
        try build.link("include/generated/out.h", to: outside.root + "/secret.h")
        try build.link("include/generated/away", to: outside.root)
        try build.link("include/generated/inside.h", to: "deep/er/x.h")
        #expect(mkfifo(build.root + "/include/generated/fifo.h", 0o600) == 0)
        try build.write(
            "drivers/ntb/.core.o.cmd", "savedcmd_x := gcc -I./drivers/ntb -I./include -c x.c\n")
        let directory = try BuildDirectory(
            build.root, for: tree.snapshot(), arch: .x86_64, units: [try path("drivers/ntb/core.c")]
        )
        let texts = Dictionary(
            uniqueKeysWithValues: directory.generated.map {
                ($0.path, String(decoding: $0.contents, as: UTF8.self))
            })
        #expect(
            texts == [
                "include/generated/autoconf.h": "#define CONFIG_X 1\n",
                "include/generated/deep/er/x.h": "x", "include/generated/inside.h": "x",
                "arch/x86/include/generated/asm/y.h": "y", "drivers/ntb/made.h": "made",
            ])
    }

    @Test func aGeneratedHeaderThatIsTooLargeIsRefused() throws {
        try build.write("include/generated/huge.h", "")
        #expect(truncate(build.root + "/include/generated/huge.h", 1 << 30) == 0)
        #expect(
            throws: TreeError.badBuildFile(
                build.root + "/include/generated/huge.h", reason: "has 1073741824 bytes")
        ) { try arguments() }
    }

    @Test func filesThatLeadOutOrNeverEndAreNotRead() throws {
        let outside = try FixtureTree([
            "auto.conf": "CONFIG_ARM64=y\n", "x.cmd": "savedcmd_x := gcc -DOUTSIDE -c x.c\n",
            "commands.json": "[]",
        ])
        try build.link("drivers", to: outside.root)
        try outside.write("ntb/.core.o.cmd", "savedcmd_x := gcc -DOUTSIDE -c x.c\n")
        let unit = try path("drivers/ntb/core.c")
        #expect(throws: TreeError.notInBuild(unit)) { try arguments() }
        try FileManager.default.removeItem(atPath: build.root + "/drivers")
        try build.write("drivers/ntb/x", "")
        #expect(mkfifo(build.root + "/drivers/ntb/.core.o.cmd", 0o600) == 0)
        #expect(throws: TreeError.notInBuild(unit)) { try arguments() }
        try build.link(".config", to: outside.root + "/auto.conf")
        try FileManager.default.removeItem(atPath: build.root + "/include/config/auto.conf")
        #expect(BuildState.arch(of: build.root) == nil)
        try build.link("compile_commands.json", to: outside.root + "/commands.json")
        #expect(
            throws: TreeError.badBuildFile(
                build.root + "/compile_commands.json", reason: "leads out of the directory")
        ) { try arguments() }
    }

    @Test func aDirectoryThatIsTooDeepIsRefused() throws {
        let deep = Array(repeating: "d", count: 40).joined(separator: "/")
        try build.write("include/generated/\(deep)/x.h", "")
        #expect(throws: TreeError.self) { try arguments() }
    }

    // MARK: whether it fits the tree

    @Test(arguments: [
        ("7.3.0-rc2", true), ("7.3.0-rc2-dirty", true), ("7.3.0-rc2+", true), ("7.3.0-rc20", false),
        ("7.3.0-rc3", false), ("7.3.0", false), ("6.12.1", false),
    ])
    func headersAreOfTheVersionThatTheTreeHas(release: String, fits: Bool) throws {
        try build.write("include/config/kernel.release", release + "\n")
        let reason = BuildState.staleness(of: build.root, for: try tree.snapshot())
        #expect((reason == nil) == fits, "\(reason ?? "-")")
    }

    @Test(arguments: [
        ("CONFIG_A=y\nCONFIG_T=\"a b\"\n", "CONFIG_T=a b\nCONFIG_A=y\n", true),
        ("CONFIG_A=y\nCONFIG_T=\"a \\\"b\\\"\"\n", "CONFIG_A=y\nCONFIG_T=a \"b\"\n", true),
        ("CONFIG_A=y\nCONFIG_T=\"\"\n", "CONFIG_A=y\nCONFIG_T=\"\"\n", true),
        ("# CONFIG_B is not set\nCONFIG_A=y\n", "CONFIG_A=y\n", true),
        ("CONFIG_A=m\n", "CONFIG_A=y\n", false), ("CONFIG_A=y\n", "", false),
        ("# CONFIG_A is not set\n", "CONFIG_A=y\n", false),
        ("CONFIG_N=1\n", "CONFIG_N=2\n", false),
    ])
    func headersAreOfTheConfiguration(wanted: String, made: String, fits: Bool) throws {
        try build.write(".config", wanted)
        try build.write("include/config/auto.conf", made)
        let reason = BuildState.staleness(of: build.root, for: try tree.snapshot())
        #expect((reason == nil) == fits, "\(reason ?? "-")")
    }

    @Test func findsABuildInTheTree() throws {
        #expect(BuildState.inPlace(of: try tree.snapshot()) == nil)
        for file in ["include/generated/autoconf.h", "include/config/auto.conf"] {
            try tree.write(file, "CONFIG_ARM64=y\n")
        }
        // Configured, and nothing made yet.
        #expect(BuildState.inPlace(of: try tree.snapshot()) == nil)
        try tree.write(".config", "CONFIG_ARM64=y\n")
        #expect(BuildState.inPlace(of: try tree.snapshot()) == tree.root)
        #expect(BuildState.arch(of: tree.root) == .arm64)
        #expect(BuildState.arch(of: build.root) == .x86_64)
        #expect(BuildState.arch(of: "/nonexistent") == nil)
    }
}
