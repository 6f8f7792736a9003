import SourceText
import Testing

@testable import KernelSource

@Suite("Which prelude serves which unit")
struct PreludeChoiceTests {
    private static let five = TreePath(literal: "drivers/five.c")

    /// Whether five.c, which is compiled with arguments of its own, may use what four other units have in common.
    private func serves(
        _ arguments: [String], header: String = "int b;\n", more: String = "",
        forced: String = "int forced;\n", around: (String, String) = ("", ""),
        configuration: String = ""
    ) throws -> Bool {
        let text = "#include <linux/a.h>\n#include <linux/b.h>\n"
        var files = ["include/linux/a.h": "int a;\n", "include/linux/b.h": header]
        var units: [TreePath: ArchBuild.Unit] = [:]
        for name in ["one", "two", "three", "four", "five"] {
            files["drivers/\(name).c"] =
                name == "five" ? around.0 + text + around.1 + more : text
            units[try #require(TreePath("drivers/\(name).c"))] = ArchBuild.Unit(
                module: name, flags: name == "five" ? arguments : [])
        }
        files["include/asm-generic/made.h"] = "int made;\n"
        files["include/linux/forced.h"] = forced
        let snapshot = try FixtureTree(files).snapshot()
        let common = [
            "-I\(VirtualRoot.tree)/include", "-include",
            VirtualRoot.tree + "/include/linux/forced.h",
        ]
        let flags = CompileFlags.synthesized(
            SynthesizedBuild(
                builds: [
                    ArchBuild(
                        arch: .x86_64, common: common, units: units, unmet: [:], missing: [],
                        generated: [
                            GeneratedFile("x86_64/include/generated/autoconf.h", configuration)
                        ], offsets: [], evaluatedFrom: [])
                ], places: [:], foreign: [:], asked: [.x86_64]))
        var chooser = PreludeChooser(snapshot, excluding: [])
        let choices = chooser.choices(for: units.keys.sorted(), flags)
        let choice = try #require(choices.first)
        #expect(choice.headers.sorted() == ["linux/a.h", "linux/b.h"])
        let servesOthers = chooser.serves(choice, TreePath(literal: "drivers/one.c"), flags)
        #expect(servesOthers)
        return chooser.serves(choice, Self.five, flags)
    }

    @Test("an option of the unit's own does not matter to headers that don't ask for it")
    func ownOption() throws {
        #expect(try serves([]))
        #expect(try serves(["-DCONFIG_OWN=1"]))
        #expect(try serves(["-DCONFIG_OWN=1", "-DCONFIG_OTHER=1"]))
        #expect(try serves(["-DCONFIG_OWN=1"], header: "int CONFIG_OWNER;\n"))
    }

    @Test("it does to one that does, be it under a condition")
    func askedFor() throws {
        let asks = "#ifdef CONFIG_OWN\nint own;\n#endif\n"
        #expect(try !serves(["-DCONFIG_OWN=1"], header: asks))
        #expect(try !serves(["-DCONFIG_OTHER=1", "-DCONFIG_OWN=1"], header: asks))
        #expect(try serves(["-DCONFIG_OTHER=1"], header: asks))
        // A header that comes before all, and one that makes the name.
        #expect(try !serves(["-DCONFIG_OWN=1"], forced: asks))
        let pastes = "#define IS(x) CONFIG_##x\n#if IS(OWN)\nint own;\n#endif\n"
        #expect(try !serves(["-DCONFIG_OWN=1"], header: pastes))
    }

    @Test(
        "other arguments matter in any case",
        arguments: [["-DCONFIG_OWN=2"], ["-DOWN=1"], ["-DCONFIG_OWN=1", "-O0"], ["-UCONFIG_OWN"]])
    func others(arguments: [String]) throws {
        #expect(try !serves(arguments))
    }

    @Test("what a unit has under an option is what it has, if the option is on")
    func guarded() throws {
        let on = "#define CONFIG_ON 1\n"
        let around = ("/* x */\n#ifdef CONFIG_ON\n", "#endif\n")
        #expect(try serves([], around: around, configuration: on))
        #expect(
            try serves(
                [], around: (around.0 + "#ifdef A\n#endif\n", "#else\n#endif\n"), configuration: on)
        )
        #expect(try !serves([], around: around))
        #expect(try !serves([], around: around, configuration: "#define CONFIG_ON_MODULE 1\n"))
        #expect(try !serves([], around: around, configuration: "#define CONFIG_ON 10\n"))
    }

    @Test(
        "that must be what its first directive asks, and all that it asks",
        arguments: [
            "#ifdef CONFIG_ON\n#else\n", "#ifdef CONFIG_ON\n#elif 1\n",
            "#ifdef CONFIG_ON\n#endif\n#ifdef A\n", "#ifdef CONFIG_ON\n#ifdef A\n",
            "#ifdef A\n#endif\n#ifdef CONFIG_ON\n", "#ifndef CONFIG_ON\n",
            "#ifdef CONFIG_ON\\\n_X\n", "#if CONFIG_ON\n",
            "#ifdef ON\n",
        ])
    func otherwiseGuarded(start: String) throws {
        let on = "#define CONFIG_ON 1\n#define ON 1\n"
        #expect(try !serves([], around: (start, "#endif\n#endif\n"), configuration: on))
    }

    @Test("a unit that can't compile, and would be parsed once more, is left alone")
    func lacking() throws {
        #expect(try !serves(["-DCONFIG_OWN=1"], more: "#include <asm/absent.h>\n"))
        #expect(try !serves(["-DCONFIG_OWN=1"], more: "#include \"absent.h\"\n"))
        #expect(try serves(["-DCONFIG_OWN=1"], more: "#include <asm/made.h>\n"))
        #expect(try serves([], more: "#include <asm/absent.h>\n"))
    }
}
