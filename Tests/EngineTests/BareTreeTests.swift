import Engine
import Findings
import Foundation
import KernelSource
import Reports
import SeriesDiff
import Testing

/// What a build would have made, for a tree that was never built.
@Suite("units of a bare tree")
struct BareTreeTests {
    private static let endpoint = MiniKernel.files[MiniKernel.endpoint] ?? ""

    /// The endpoint's driver with more in front of it.
    private func endpoint(_ text: String, body: String = "") -> String {
        let driver = Self.endpoint.replacing("\treturn &dma", with: body + "\treturn &dma")
        return driver.replacing(
            "static struct device dma_device;", with: text + "\nstatic struct device dma_device;")
    }

    private static let kbuild = """
        made-file := include/generated/made.h
        late-file := include/generated/late.h
        $(late-file): kernel/late.s FORCE
        \t$(call filechk,offsets,__LATE_H__)
        kernel/late.s: $(made-file)
        $(made-file): kernel/made.s FORCE
        \t$(call filechk,offsets,__MADE_H__)
        asm-file := include/generated/asm-made.h
        $(asm-file): arch/$(SRCARCH)/kernel/asm-made.s $(late-file)
        \t$(call filechk,offsets,__ASM_MADE_H__)

        """

    private static let offsets = [
        "Kbuild": kbuild,
        "include/linux/kbuild.h":
            "#define DEFINE(sym, val) asm volatile(\"->\" #sym \" %0\" : : \"i\" (val))\n",
        "include/linux/uses.h": "#include <generated/made.h>\n#include <generated/late.h>\n",
        "include/linux/pair.h": "struct pair { long one; char two; };\n",
        "kernel/made.c": """
        #include <linux/kbuild.h>
        #include <linux/pair.h>
        static inline int later(int n) { return n; }
        int main(void)
        {
        \tDEFINE(PAIR_SIZE, sizeof(struct pair));
        \tDEFINE(NEGATIVE, -3);
        \tDEFINE(FOLDED, __builtin_constant_p(12) ? 12 : later(12));
        \treturn 0;
        }
        """,
        "kernel/late.c": """
        #include <linux/kbuild.h>
        #include <generated/made.h>
        int main(void) { DEFINE(TWICE, PAIR_SIZE * 2); return 0; }
        """,
        "arch/x86/kernel/asm-made.c":
            "#include <linux/kbuild.h>\nint main(void) { DEFINE(ASM_ONLY, 5); return 0; }\n",
    ]

    @Test("constants that C makes have the values that C gives them, in the order of their needs")
    func evaluated() throws {
        var files = Self.offsets
        files[MiniKernel.endpoint] = endpoint(
            """
            #include <linux/uses.h>
            _Static_assert(PAIR_SIZE == 16 && TWICE == 32 && NEGATIVE == -3 && FOLDED == 12, "");
            #if PAIR_SIZE != 16 || !defined(NEGATIVE)
            #error not evaluated
            #endif
            """)
        let report = try MiniKernel(files).check()
        #expect(report.gaps == [])
        #expect(report.series.summary.exit == .clean)
        #expect(report.tree.assumed == [])
    }

    @Test("what only an architecture's headers include is evaluated when C asks for it")
    func lazy() throws {
        var files = Self.offsets
        files["arch/x86/include/asm/made.h"] = "#include <generated/asm-made.h>\n"
        files["Makefile"] =
            (MiniKernel.files["Makefile"] ?? "")
            + "LINUXINCLUDE := -I$(srctree)/arch/$(SRCARCH)/include -I$(srctree)/include -I$(objtree)/include\n"
        let spelled =
            "#include <asm/made.h>\n#define TEXT(x) #x\n#define IN(x) TEXT(x)\nconst char *text = IN(ASM_ONLY);"
        files[MiniKernel.endpoint] = endpoint(spelled)
        #expect(try MiniKernel(files).check().gaps == [])
        files[MiniKernel.endpoint] = endpoint(spelled + "\n_Static_assert(ASM_ONLY == 5, \"\");")
        #expect(try MiniKernel(files).check().gaps == [])
        files[MiniKernel.endpoint] = endpoint(spelled + "\n#if ASM_ONLY != 5\n#error\n#endif")
        #expect(try MiniKernel(files).check().gaps == [])
        files[MiniKernel.endpoint] = endpoint(spelled + "\n_Static_assert(ASM_ONLY == 6, \"\");")
        #expect(try MiniKernel(files).check().gaps == ["demo-epf.c"])
    }

    private static let unknown = [
        "include/linux/new.h": "#include <generated/unknown.h>\n"
    ]

    @Test("what only an unknown header can say is assumed, and said to be")
    func healed() throws {
        var files = Self.unknown
        files[MiniKernel.endpoint] = endpoint(
            """
            #include <linux/new.h>
            static int table[MADE_SIZE];
            static made_type counter;
            static struct made_struct state;
            int made_use(int n)
            {
            \tswitch (n) { case MADE_ONE: return 1; case MADE_TWO: return 2; }
            \tcounter += made_call(n) + MADE_VALUE;
            \treturn table[0] + sizeof(state);
            }
            """)
        let report = try MiniKernel(files).check()
        #expect(report.gaps == [])
        let assumed = Dictionary(
            uniqueKeysWithValues: report.tree.assumed.map { ($0.name, $0.what) })
        #expect(assumed["MADE_SIZE"] == "a constant")
        #expect(assumed["made_call"] == "a function that returns an integer")
        #expect(assumed["made_type"] == "an integer type")
        #expect(assumed["made_struct"] == "a structure")
        #expect(Set(report.tree.assumed.map(\.arch)) == ["x86_64"])
        #expect(report.json().contains("\"name\" : \"MADE_SIZE\""))
        #expect(report.gcc(TextStyle(detail: .verbose)).contains("assumed for x86_64: MADE_SIZE"))
    }

    @Test("tables, enumerations and unions of an unknown header are assumed as they are used")
    func healedTables() throws {
        var files = Self.unknown
        files[MiniKernel.endpoint] = endpoint(
            """
            #include <linux/new.h>
            #define COUNT_OF(x) (sizeof(x) / sizeof((x)[0]))
            struct made_user { enum made_kind kind; union made_pair pair; const unsigned char *rows; };
            static const enum made_kind kinds[] = { KIND_ONE,
            	KIND_TWO,
            };
            static const char *const names[] = { [KIND_ONE] = "1", [KIND_TWO] = "2" };
            int made_use(struct made_user *user)
            {
            	user->rows = made_rows;
            	return COUNT_OF(made_rows) + made_cells[1] + kinds[0] + (names[1] != 0);
            }
            """)
        let report = try MiniKernel(files).check()
        #expect(report.gaps == [])
        let assumed = Dictionary(
            uniqueKeysWithValues: report.tree.assumed.map { ($0.name, $0.what) })
        #expect(assumed["made_kind"] == "an enumeration")
        #expect(assumed["made_pair"] == "a union")
        #expect(assumed["made_rows"] == "a table of unknown values")
        #expect(assumed["made_cells"] == "a table of unknown values")
        #expect(assumed["KIND_TWO"] == "a constant")
    }

    @Test("a header that a Makefile names is made; one that nobody makes is missing")
    func missingHeaders() throws {
        let directory = "drivers/pci/endpoint/functions/"
        var files = [
            MiniKernel.endpoint: endpoint("#include \"demo-table.h\"\nint x = DEMO_ENTRY;")
        ]
        #expect(try MiniKernel(files).check().gaps == ["demo-epf.c"])
        files[directory + "Makefile"] = "$(obj)/demo-table.h: $(src)/mktable FORCE\n"
        #expect(try MiniKernel(files).check().gaps == [])
        files[MiniKernel.endpoint] = endpoint(
            "#include \"demo-table.h\"\n#include <linux/gone.h>\nint x = DEMO_ENTRY;")
        let report = try MiniKernel(files).check()
        #expect(report.gaps == ["demo-epf.c"])
        #expect(report.series.summary.exit == .notAnalysed)
        #expect(report.tree.assumed.allSatisfy { $0.what == "an empty header" })
    }

    @Test("what the tree defines somewhere is not assumed, nor is what no unknown header can say")
    func notAssumed() throws {
        var files = Self.unknown
        files[MiniKernel.endpoint] = endpoint("#include <linux/new.h>\nint x = ELSEWHERE;")
        files["include/linux/else.h"] = "#define ELSEWHERE 3\n"
        #expect(try MiniKernel(files).check().gaps == ["demo-epf.c"])
        files["include/linux/else.h"] = "enum {\n\tELSEWHERE = 3,\n};\n"
        #expect(try MiniKernel(files).check().gaps == ["demo-epf.c"])
        files["include/linux/else.h"] = "static inline int\nELSEWHERE(void) { return 0; }\n"
        #expect(try MiniKernel(files).check().gaps == ["demo-epf.c"])
        files["include/linux/else.h"] = "#define LIST(x) { x,\\\n ELSEWHERE, }\n"
        #expect(try MiniKernel(files).check().gaps == [])
        files[MiniKernel.endpoint] = endpoint("int x = ELSEWHERE;")
        #expect(try MiniKernel(files).check().gaps == ["demo-epf.c"])
    }

    @Test("a path that hangs on an assumed constant is not shown to be taken")
    func unprovenPath() throws {
        for (test, rule) in [
            ("MADE_VALUE != 3", "unproven-return"), ("ntb->pdev", "null-return"),
        ] {
            var files = Self.unknown
            files[MiniKernel.endpoint] = endpoint(
                "#include <linux/new.h>\nstatic int table[MADE_VALUE];",
                body: "\tif (\(test))\n\t\treturn NULL;\n")
            let report = try MiniKernel(files).check()
            #expect(report.gaps == [])
            #expect(report.series.findings.map(\.finding.rule) == [rule], "\(test)")
        }
    }

    @Test("an error that a series brings is never healed away")
    func seriesErrors() async throws {
        var files = Self.unknown
        files[MiniKernel.endpoint] = endpoint("#include <linux/new.h>\nint x = MADE_VALUE;")
        let tree = try MiniKernel(files)
        let old = try tree.text(MiniKernel.endpoint)
        let report = try await tree.series(
            tree.patch(
                "[PATCH] use one more", MiniKernel.endpoint, from: old,
                to: old.replacing("= MADE_VALUE", with: "= MADE_VALUE + NEVER_MADE")))
        #expect(report.verdicts == ["patch-parse demo-epf.c introduced"])
    }

    // MARK: architectures

    @Test("a unit of one width of machine is read for that width", arguments: ["powerpc", "mips"])
    func widths(_ directory: String) throws {
        let symbols =
            directory == "powerpc"
            ? ("PPC64", "PPC32", "arch/powerpc/configs/ppc64_defconfig")
            : ("64BIT", "32BIT", "arch/mips/configs/generic/64r2.config")
        for (symbol, bits) in [(symbols.0, 8), (symbols.1, 4)] {
            var files = Self.archs
            files["arch/\(directory)/Kconfig"] = """
                config MIPS
                \tbool
                config 64BIT
                \tbool "64"
                config 32BIT
                \tdef_bool !64BIT
                config PPC64
                \tbool "64"
                \tselect 64BIT
                config PPC32
                \tdef_bool !PPC64

                """
            files[symbols.2] = "CONFIG_\(symbols.0)=y\n"
            files["drivers/Kconfig"] =
                "config NTB_DEMO\n\ttristate \"demo\"\n\tdepends on \(symbol)\n"
            files[MiniKernel.driver] =
                "_Static_assert(sizeof(void *) == \(bits), \"\");\n"
                + (MiniKernel.files[MiniKernel.driver] ?? "")
            let report = try MiniKernel(files).check(arch: .auto)
            #expect(report.gaps == [], "\(directory) \(symbol)")
            #expect(report.tree.otherArchs.count == 1)
        }
    }

    private static let archs = [
        "Kconfig": "source \"arch/$(SRCARCH)/Kconfig\"\nsource \"drivers/Kconfig\"\n",
        "arch/x86/Kconfig": "config X86_64\n\tdef_bool y\n",
        "arch/s390/Kconfig": "config S390\n\tdef_bool y\n",
        "drivers/Kconfig": "config NTB_DEMO\n\ttristate \"demo\"\n\tdepends on S390\n",
        "drivers/ntb/hw/demo/Makefile": "obj-$(CONFIG_NTB_DEMO) += demo.o\n",
        "include/linux/kconfig.h": "#include <generated/autoconf.h>\n",
    ]

    @Test("each unit is read for the first architecture that can build it")
    func firstArchitecture() throws {
        var files = Self.archs
        files[MiniKernel.driver] =
            "#ifndef __s390x__\n#error\n#endif\n#ifndef CONFIG_NTB_DEMO\n#error\n#endif\n"
            + (MiniKernel.files[MiniKernel.driver] ?? "")
        let report = try MiniKernel(files).check(arch: .auto)
        #expect(report.gaps == [])
        #expect(report.tree.otherArchs.map(\.value) == ["s390"])
        #expect(report.tables.map(\.variable) == ["demo_ops", "demo_epf_ops"])
        #expect(try MiniKernel(files).check(arch: .x86_64).gaps == ["demo.c"])
    }

    @Test("a unit that no architecture may build is left out, if all rules are known")
    func leftOut() throws {
        var files = Self.archs
        files["drivers/Kconfig"] = "config NTB_DEMO\n\ttristate \"demo\"\n\tdepends on ALPHA\n"
        files[MiniKernel.driver] = "#include <linux/ntb.h>\nno such text\n"
        let report = try MiniKernel(files).check(arch: .auto)
        #expect(report.series.unanalysed.map(\.isOutOfScope) == [true])
        #expect(report.series.summary.exit == .clean)
        #expect(report.gcc().contains("any of x86_64, i386, s390"))

        files["Kconfig"]? += "source \"net/Kconfig\"\n"
        let unknown = try MiniKernel(files).check(arch: .auto)
        #expect(unknown.gaps == ["Kconfig", "demo.c"])
        #expect(unknown.series.unanalysed.allSatisfy { !$0.isOutOfScope })
        #expect(unknown.series.summary.exit == .notAnalysed)
        #expect(unknown.gcc().contains("net/Kconfig is missing; fetch"))
    }

    @Test("a state of which nothing was analysed is no pass")
    func nothingAnalysed() throws {
        var files = Self.archs
        files["drivers/Kconfig"] = "config NTB_DEMO\n\ttristate \"demo\"\n\tdepends on ALPHA\n"
        for unit in [MiniKernel.driver, MiniKernel.endpoint, MiniKernel.client] {
            files[unit] = "#include <linux/ntb.h>\nno such text\n"
            let directory = unit.split(separator: "/").dropLast().joined(separator: "/")
            let object = (unit.split(separator: "/").last ?? "").dropLast(2) + ".o"
            files[directory + "/Makefile"] = "obj-$(CONFIG_NTB_DEMO) += \(object)\n"
        }
        let report = try MiniKernel(files).check(arch: .auto)
        #expect(report.gaps.count == 3)
        #expect(report.series.summary.exit == .notAnalysed)
    }

    @Test("units with one cause are one line, and each has its own with -v")
    func groups() throws {
        var files: [String: String] = [:]
        for unit in [MiniKernel.driver, MiniKernel.endpoint, MiniKernel.client] {
            files[unit] = "#include <linux/ntb.h>\n#include <linux/gone.h>\n"
        }
        let report = try MiniKernel(files).check()
        let lines = report.gcc().split(separator: "\n").filter { $0.contains("cannot analyse") }
        #expect(lines.count == 1)
        #expect(lines.first?.hasPrefix("drivers/ntb/hw/demo/demo.c and 2 more files: ") == true)
        #expect(lines.first?.contains("--build DIR") == true)
        let all = report.gcc(TextStyle(detail: .verbose)).split(separator: "\n")
        #expect(all.count { $0.contains("cannot analyse") } == 3)
    }
}
