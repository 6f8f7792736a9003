import Contract
import Facts
import Foundation
import KernelSource
import SourceText
import Testing

@testable import Engine

/// The newest kernel that there is, moved on in ways that a release could bring.
@Suite("tomorrow's kernel")
struct TomorrowTests {
    /// One change of the tree, in memory.
    struct Move: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var change: @Sendable (inout Snapshot) throws -> Void

        init(_ name: String, _ change: @escaping @Sendable (inout Snapshot) throws -> Void) {
            testDescription = name
            self.change = change
        }
    }

    private static var root: String {
        get throws {
            let name = "NTBCHECK_TREE_NEWEST_FULL"
            guard let path = ProcessInfo.processInfo.environment[name], !path.isEmpty else {
                throw InputError("\(name) names no kernel tree: run the tests by 'make test'")
            }
            return path
        }
    }

    private static func errors(_ snapshot: Snapshot) throws -> [String] {
        let contract = try Contract.builtIn()
        let options = AnalysisOptions(
            tree: try root, arch: .x86_64, buildDirectory: nil, contracts: [contract], jobs: 2)
        var analysis = try TreeAnalysis(
            options, contract: contract, base: snapshot, states: [snapshot])
        let state = try analysis.lower(snapshot)
        analysis.close()
        #expect(state.paths.count >= 14)
        return state.paths.flatMap { path -> [String] in
            let failure = state.failures[path].map { ["\(path): \($0)"] } ?? []
            let errors = state.facts[path]?.errors ?? []
            return failure + errors.prefix(3).map { "\(path): \($0.message)" }
        }
    }

    @Test("all moves at once, and all units are analysed")
    func together() throws {
        var snapshot = try Snapshot.open(try Self.root)
        for move in Self.moves { try move.change(&snapshot) }
        #expect(try Self.errors(snapshot) == [])
    }

    @Test("each move by itself", arguments: moves)
    func alone(move: Move) throws {
        var snapshot = try Snapshot.open(try Self.root)
        try move.change(&snapshot)
        #expect(try Self.errors(snapshot) == [])
    }

    /// What every unit includes gets more in front of it.
    private static let everywhere = "include/linux/device.h"

    static let moves = [
        Move("another offsets file, which the scheduler's header needs") { tree in
            try tree.append(
                "Kbuild",
                """

                task-file := include/generated/task-sizes.h
                $(task-file): kernel/task-sizes.s FORCE
                \t$(call filechk,offsets,__TASK_SIZES_H__)
                kernel/task-sizes.s: $(bounds-file)

                """)
            try tree.put(
                "kernel/task-sizes.c",
                """
                #define COMPILE_TASK_SIZES
                #include <linux/kbuild.h>
                #include <linux/sched.h>
                int main(void) { DEFINE(TASK_SIZE_MADE, sizeof(struct task_struct)); return 0; }
                """)
            try tree.append(
                "include/linux/sched.h",
                """

                #ifndef COMPILE_TASK_SIZES
                #include <generated/task-sizes.h>
                _Static_assert(TASK_SIZE_MADE == sizeof(struct task_struct), "");
                #endif

                """)
        },
        Move("bounds.c has another name") { tree in
            try tree.replace("Kbuild", "kernel/bounds.s", with: "kernel/limits.s")
            let text = try tree.read("kernel/bounds.c")
            try tree.put("kernel/limits.c", text)
            tree.set(try #require(TreePath("kernel/bounds.c")), to: .deleted)
        },
        Move("one more header that every architecture must have") { tree in
            try tree.append("include/asm-generic/Kbuild", "mandatory-y += tomorrow.h\n")
            try tree.put(
                "include/asm-generic/tomorrow.h", "static inline int tomorrow(void) { return 1; }\n"
            )
            try tree.prepend(everywhere, "#include <asm/tomorrow.h>\n")
        },
        Move("a generated header from an unknown script") { tree in
            try tree.put(
                "include/linux/tomorrow_table.h",
                """
                #include <generated/tomorrow-table.h>
                struct tomorrow_table { int entries[TOMORROW_ENTRIES]; tomorrow_id_t id; };
                static inline int tomorrow_kind(int kind)
                {
                \tswitch (kind) { case TOMORROW_ONE: return 1; case TOMORROW_TWO: return tomorrow_call(kind); }
                \treturn TOMORROW_ENTRIES;
                }
                """)
            try tree.prepend(everywhere, "#include <linux/tomorrow_table.h>\n")
        },
        Move("a generated header of user space's, which the top Makefile names") { tree in
            try tree.append(
                "Makefile", "\nnext_h := include/generated/uapi/linux/tomorrow_version.h\n")
            try tree.prepend(
                everywhere,
                "#include <linux/tomorrow_version.h>\nenum { tomorrow_version = TOMORROW_VERSION };\n"
            )
        },
        Move("a dialect through an option") { tree in
            try tree.append(
                "init/Kconfig", "\nconfig CC_TOMORROW\n\tstring\n\tdefault \"-fblocks\"\n")
            try tree.append("Makefile", "\nKBUILD_CFLAGS += $(CONFIG_CC_TOMORROW)\n")
            try tree.prepend(
                everywhere, "#if !__has_feature(blocks)\n#error no blocks\n#endif\n")
        },
        Move("a dialect that the compiler is asked for") { tree in
            try tree.append(
                "arch/x86/Makefile", "\nKBUILD_CFLAGS += $(call cc-option,-fdeclspec)\n")
            try tree.prepend(everywhere, "__declspec(deprecated) extern int tomorrow_declared;\n")
        },
        Move("a header that moves to a directory of its own") { tree in
            let text = try tree.read("include/linux/sizes.h")
            try tree.put("include/next/linux/sizes.h", text)
            tree.set(try #require(TreePath("include/linux/sizes.h")), to: .deleted)
            try tree.replace(
                "Makefile", "\t\t$(USERINCLUDE)\n",
                with: "\t\t$(USERINCLUDE) -I$(srctree)/include/next\n")
        },
        Move("one more header in front of every unit") { tree in
            try tree.put("include/linux/in_front.h", "#define IN_FRONT 1\n")
            try tree.replace(
                "Makefile", "USERINCLUDE    := \\\n",
                with:
                    "USERINCLUDE    := \\\n\t\t-include $(srctree)/include/linux/in_front.h \\\n")
            try tree.prepend(everywhere, "#ifndef IN_FRONT\n#error not in front\n#endif\n")
        },
        Move("tables of system calls in another format") { tree in
            for table in ["arch/x86/entry/syscalls/syscall_64.tbl", "scripts/syscall.tbl"] {
                let lines = try tree.read(table).split(separator: "\n").map { line in
                    line.hasPrefix("#") ? String(line) : "name=" + line.replacing("\t", with: ";")
                }
                try tree.put(table, lines.joined(separator: "\n") + "\n")
            }
        },
        Move("a new macro and a new kind of line in Kconfig") { tree in
            try tree.append(
                "init/Kconfig",
                """

                tomorrow-option = $(if-success,$(magic) --probe $(1),y,n)
                config HAS_TOMORROW
                \tdef_bool $(tomorrow-option,-ftomorrow)
                \ttransitional
                \tmodules-of-tomorrow if HAS_TOMORROW

                """)
        },
        Move("a generated header of the architecture's") { tree in
            try tree.append("arch/x86/include/asm/Kbuild", "generated-y += tomorrow-defs.h\n")
            try tree.append(
                "arch/x86/include/asm/processor.h",
                "\n#include <asm/tomorrow-defs.h>\nstatic inline int tomorrow_x86(void) { return X86_TOMORROW; }\n"
            )
        },
        Move("the default configuration has another name") { tree in
            let file = "arch/x86/configs/x86_64_defconfig"
            let text = try tree.read(file)
            try tree.put("arch/x86/configs/x86_64.config", text)
            tree.set(try #require(TreePath(file)), to: .deleted)
        },
        Move("a Makefile that another one includes has the lists") { tree in
            let text = try tree.read("drivers/ntb/test/Makefile")
            try tree.put("drivers/ntb/test/Makefile.lists", text + "ccflags-y += -DLISTED\n")
            try tree.put(
                "drivers/ntb/test/Makefile", "include $(srctree)/$(src)/Makefile.lists\n")
            try tree.prepend(
                "drivers/ntb/test/ntb_tool.c",
                "#ifndef LISTED\n#error its flags were not found\n#endif\n")
        },
    ]
}

extension Snapshot {
    fileprivate func read(_ path: String) throws -> String {
        let bytes = try contents(of: try #require(TreePath(path)))
        return String(decoding: try #require(bytes, "\(path)"), as: UTF8.self)
    }

    fileprivate mutating func put(_ path: String, _ text: String) throws {
        set(try #require(TreePath(path)), to: .contents(Array(text.utf8)))
    }

    fileprivate mutating func append(_ path: String, _ text: String) throws {
        try put(path, try read(path) + Self.once(text, in: path))
    }

    fileprivate mutating func prepend(_ path: String, _ text: String) throws {
        try put(path, Self.once(text, in: path) + (try read(path)))
    }

    /// What is put outside of a header's guard needs one of its own.
    private static func once(_ text: String, in path: String) -> String {
        guard path.hasSuffix(".h") else { return text }
        let name = "TOMORROW_" + String(text.utf8.reduce(UInt32(7)) { $0 &* 31 &+ UInt32($1) })
        return "#ifndef \(name)\n#define \(name)\n\(text)\n#endif\n"
    }

    fileprivate mutating func replace(_ path: String, _ old: String, with new: String) throws {
        let text = try read(path)
        try #require(text.contains(old), "\(path)")
        try put(path, text.replacing(old, with: new))
    }
}
