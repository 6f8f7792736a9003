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
                    "-I\(VirtualRoot.build)/include",
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
                "--target=x86_64-linux-gnu", "-DX=a b", "-I\(VirtualRoot.build)/include",
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
}
