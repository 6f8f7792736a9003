import SourceText
import Testing

@testable import KernelSource

@Suite struct KbuildTests {
    @Test func makefilesAreReadAsTextWithTheirConditions() {
        let makefile = Makefile(
            """
            # comment := no
            A := one \\
                 two
            A += $(B) three # trailing
            ifdef CONFIG_ON
            B := on
            else ifeq ($(CONFIG_OFF),y)
            B := off
            else
            B := none
            endif
            ifneq ($(B),on)
            C := no
            else
            C := $(addprefix -I,$(A)) $(call cc-option,-Wx) $(shell touch x)
            endif
            all: x.o
            \trecipe := no
            obj-$(CONFIG_ON) += x.o
            obj-$(CONFIG_OFF) += y.o
            """, isEnabled: { $0 == "ON" })
        #expect(words(makefile.value("A")) == ["one", "two", "three"])
        #expect(makefile.value("B") == "on")
        #expect(words(makefile.value("C")) == ["-Ione", "-Itwo", "-Ithree", "-Wx"])
        #expect(makefile.value("obj-y") == "x.o")
        #expect(makefile.value("recipe") == "")
        #expect(makefile.assignments.contains { $0.name == "obj-$(CONFIG_OFF)" })
    }

    @Test func aMakefileThatDoublesEnds() {
        let text = "A := x\n" + String(repeating: "A := $(A)$(A)\n", count: 64)
        #expect(Makefile(text).value("A").utf8.count < 1 << 18)
    }

    private func tree() throws -> FixtureTree {
        try FixtureTree([
            "drivers/Makefile": "obj-$(CONFIG_NTB) += ntb/\nsubdir-ccflags-y := -DBELOW\n",
            "drivers/ntb/Makefile":
                "obj-$(CONFIG_NTB) += ntb.o hw/\nntb-y := core.o\nntb-$(CONFIG_NTB_MSI) += msi-x.o\n",
            "drivers/ntb/hw/Makefile": """
            obj-$(CONFIG_NTB_HW) += ntb-hw.o
            ccflags-y := -I$(src)/include -I $(srctree)/$(src)/.. -I/etc -I../../../.. -Wall -fplugin=x
            CFLAGS_ntb-hw.o := -DNAME='"x"' -include $(src)/pre.h
            """,
        ])
    }

    @Test func aUnitsOptionsComeFromTheMakefilesThatLeadToIt() throws {
        var recipes = UnitRecipes(try tree().snapshotKept())
        let message = recipes.recipe(for: try path("drivers/ntb/msi-x.c"))
        #expect(message.module == "ntb")
        #expect(message.own == ["NTB_MSI", "NTB"])
        #expect(message.directory == "drivers/ntb")
        let hardware = recipes.recipe(for: try path("drivers/ntb/hw/ntb-hw.c"))
        #expect(hardware.symbols == ["NTB", "NTB", "NTB_HW"])
        #expect(hardware.own == ["NTB_HW"])
        let unlisted = recipes.recipe(for: try path("drivers/ntb/hw/part.c"))
        #expect(unlisted.directory == nil)
        #expect(unlisted.own == ["NTB"])
    }

    @Test func aDirectorysFlagsStayInTheTree() throws {
        let build = SynthesizedBuild(
            try tree().snapshotKept(), .x86_64, units: [try path("drivers/ntb/hw/ntb-hw.c")])
        let arguments = build.arguments(for: try path("drivers/ntb/hw/ntb-hw.c"))
        let tree = VirtualRoot.tree
        for wanted in [
            "-DBELOW", "-I\(tree)/drivers/ntb/hw/include", "-I\(tree)/drivers/ntb", "-DNAME=\"x\"",
            "\(tree)/drivers/ntb/hw/pre.h", "-DKBUILD_MODNAME=\"ntb_hw\"",
            "-DKBUILD_BASENAME=\"ntb_hw\"",
            "-DKBUILD_MODFILE=\"drivers/ntb/hw/ntb-hw\"", "-disable-pragma-debug-crash",
            "-DCONFIG_NTB_HW=1",
        ] {
            #expect(arguments.contains(wanted), "\(wanted)")
        }
        #expect(
            !arguments.contains {
                $0.hasPrefix("-I/etc") || $0 == "-I/" || $0.hasPrefix("-fplugin") || $0 == "-Wall"
            })
        #expect(build.unmet == [try path("drivers/ntb/hw/ntb-hw.c"): ["NTB_HW"]])
    }

    private func flags(_ files: [String: String], _ arch: Arch = .x86_64) throws -> [String] {
        let build = SynthesizedBuild(
            try FixtureTree(files).snapshotKept(), .only(arch), units: [])
        return build.builds[0].common
    }

    private static let top = "VERSION = 7\nPATCHLEVEL = 3\nSUBLEVEL = 0\n"

    @Test func theLanguageIsThatOfTheTopMakefile() throws {
        let some = try flags([
            "Makefile": Self.top
                + "KBUILD_USERHOSTCFLAGS := -std=gnu99\nKBUILD_CFLAGS += -std=gnu17 -fms-extensions -Wall -fplugin=x\n"
        ])
        #expect(some.contains("-std=gnu17"))
        #expect(some.contains("-fms-extensions"))
        #expect(!some.contains { $0.hasPrefix("-fplugin") || $0 == "-Wall" || $0 == "-std=gnu99" })
        #expect(try flags([:]).contains("-std=gnu11"))
    }

    @Test func aFlagMayComeFromAnOptionOrAnArchsMakefileOrAMacro() throws {
        let made = try flags([
            "Makefile": Self.top + """
                KBUILD_CPPFLAGS := -D__KERNEL__
                dialect = $(CONFIG_DIALECT) $(call cc-option,-fshort-enums)
                KBUILD_CFLAGS += $(dialect)
                LINUXINCLUDE := -I$(srctree)/arch/$(SRCARCH)/include -I$(srctree)/include/next
                include $(srctree)/arch/$(SRCARCH)/Makefile
                KBUILD_CFLAGS += $(call unknown-macro,-fwrapv)
                """,
            "arch/x86/Makefile": "arch-y := -DWIDTH='\"$(BITS)\"'\nKBUILD_CFLAGS += $(arch-y)\n",
            "Kconfig": "config DIALECT\n\tstring\n\tdefault \"-fplan9-extensions\"\n",
        ])
        for wanted in [
            "-D__KERNEL__", "-fplan9-extensions", "-fshort-enums",
            "-I\(VirtualRoot.tree)/include/next", "-DWIDTH=\"\"",
        ] {
            #expect(made.contains(wanted), "\(wanted)")
        }
        #expect(!made.contains("-fwrapv"))
    }

    @Test func makesFunctionsAndFlavoursAreItsOwn() {
        let makefile = Makefile(
            """
            late = $(now)
            now := first
            early := $(now)
            now := second
            define both
            $(1)-$(2)
            endef
            list := a.c b.h c.c
            objects := $(patsubst %.c,%.o,$(filter %.c,$(list))) $(list:.h=.i)
            loop := $(foreach x,$(list),[$(x)])
            called := $(call both,one,two)
            chosen := $(if $(filter b%,$(list)),yes,no) $(or ,$(now)) $(and $(now),)
            paths := $(dir a/b/c.o) $(notdir a/b/c.o) $(basename c.o) $(word 2,$(list))
            ifeq "$(now)" "second"
            quoted := yes
            endif
            override forced += more
            target: private := rule
            target: a.o | b.o ; echo no
            \techo $(now)
            after := tail
            """)
        #expect(makefile.value("late") == "second")
        #expect(makefile.value("early") == "first")
        #expect(makefile.value("objects") == "a.o c.o a.c b.i c.c")
        #expect(makefile.value("loop") == "[a.c] [b.h] [c.c]")
        #expect(makefile.value("called") == "one-two")
        #expect(words(makefile.value("chosen")) == ["yes", "second"])
        #expect(makefile.value("paths") == "a/b/ c.o c b.h")
        #expect(makefile.value("quoted") == "yes")
        #expect(makefile.value("forced") == "more")
        #expect(makefile.value("after") == "tail")
        #expect(makefile.rules.map(\.targets) == ["target", "target"])
        #expect(makefile.rules.last?.recipe == ["echo $(now)"])
    }

    @Test func whatADirectoryBesideListsIsCompiledAsItsMakefileSays() throws {
        let tree = try FixtureTree([
            "drivers/gpu/Makefile": "obj-$(CONFIG_GPU) += card/\n",
            "drivers/gpu/card/Makefile": """
            ccflags-y := -I$(src)/../shared
            ifneq ($(CONFIG_SHARED),)
            include $(srctree)/drivers/gpu/shared/Makefile
            endif
            card-y := main.o
            card-y += $(SHARED_FILES)
            obj-$(CONFIG_CARD) += card.o
            CFLAGS_../shared/deep/part.o := -DPART
            """,
            "drivers/gpu/shared/Makefile":
                "SHARED_FILES := $(addprefix ../shared/,deep/part.o other.o)\n",
        ])
        let unit = try path("drivers/gpu/shared/deep/part.c")
        var recipes = UnitRecipes(try tree.snapshotKept())
        let recipe = recipes.recipe(for: unit)
        #expect(recipe.directory == "drivers/gpu/card")
        #expect(recipe.module == "card")
        #expect(recipe.own == ["CARD"])
        #expect(recipe.symbols == ["SHARED", "CARD"])
        let build = SynthesizedBuild(try tree.snapshotKept(), .x86_64, units: [unit])
        let arguments = build.arguments(for: unit)
        #expect(arguments.contains("-I\(VirtualRoot.tree)/drivers/gpu/shared"))
        #expect(arguments.contains("-DPART"))
    }

    @Test(
        "a list that is put together from another one is its module's",
        arguments: [
            "smmu-objs-y += core.o\nsmmu-objs-$(CONFIG_SVA) += sva.o\nsmmu-objs := $(smmu-objs-y)\n",
            "parts := core.o sva.o\nsmmu-y := $(parts)\n",
            "smmu-y = $(addsuffix .o, core sva)\nspare-y := $(smmu-y)\n",
        ])
    func lists(_ text: String) throws {
        let tree = try FixtureTree([
            "drivers/iommu/Makefile": "obj-y += smmu/\n",
            "drivers/iommu/smmu/Makefile": "obj-$(CONFIG_SMMU) += smmu.o\n" + text,
        ])
        for unit in ["core", "sva"] {
            var recipes = UnitRecipes(try tree.snapshotKept())
            let recipe = recipes.recipe(for: try path("drivers/iommu/smmu/\(unit).c"))
            #expect(recipe.module == "smmu")
            #expect(recipe.symbols.contains("SMMU"))
            #expect(recipe.directory == "drivers/iommu/smmu")
        }
    }

    @Test(
        "ARCH is what make is given for a machine, whatever its width",
        arguments: zip([Arch.powerpc32, .powerpc, .mips64], ["powerpc", "powerpc", "mips"]))
    func archName(_ arch: Arch, _ name: String) throws {
        let tree = try FixtureTree([
            "Makefile": "VERSION = 6\nPATCHLEVEL = 12\ninclude arch/$(SRCARCH)/Makefile\n",
            "arch/\(name)/Makefile": "KBUILD_CPPFLAGS += -I $(srctree)/arch/$(ARCH)\n",
            "drivers/one.c": "",
        ])
        let build = SynthesizedBuild(
            try tree.snapshotKept(), .only(arch), units: [try path("drivers/one.c")])
        let words = build.arguments(for: try path("drivers/one.c"))
        #expect(words.contains("-I\(VirtualRoot.tree)/arch/\(name)"))
    }

    @Test func aDirectoryThatIsEnteredFromElsewhereGetsWhatIsPassedDownThere() throws {
        let tree = [
            "drivers/x/core/Makefile":
                "SIDE := ../side\nsubdir-ccflags-y := -DPASSED\nccflags-y := -DOWN\ninclude $(src)/../side/list.mk\n",
            "drivers/x/side/list.mk": "obj-y += $(SIDE)/tests/\n",
            "drivers/x/side/Makefile": "side-y := part.o\n",
            "drivers/x/side/tests/Makefile": "obj-$(CONFIG_T) += test.o\nccflags-y := -DHERE\n",
        ]
        var recipes = UnitRecipes(try FixtureTree(tree).snapshotKept())
        let recipe = recipes.recipe(for: try path("drivers/x/side/tests/test.c"))
        #expect(recipe.enteredFrom == "drivers/x/core")
        var flags = UnitFlags(
            try FixtureTree(tree).snapshotKept(), .x86_64,
            UnitRecipes.environment(
                try FixtureTree(tree).snapshotKept(), option: { _ in "y" }, .willing))
        let words = flags.flags(
            for: try path("drivers/x/side/tests/test.c"), recipe, &recipes)
        #expect(words == ["-DPASSED", "-DHERE"])
    }
}

@Suite struct GeneratedHeaderTests {
    private func files(_ files: [String: String], _ arch: Arch = .x86_64) throws -> [String: String]
    {
        let build = SynthesizedBuild(
            try FixtureTree(files).snapshotKept(), .only(arch), units: [])
        return Dictionary(
            uniqueKeysWithValues: build.generated.map {
                #expect($0.path.hasPrefix(arch.rawValue + "/"))
                let path = String($0.path.dropFirst(arch.rawValue.count + 1))
                return (path, String(decoding: $0.contents, as: UTF8.self))
            })
    }

    @Test func wrappersAreMadeOnlyWhereTheArchHasNoOwnFile() throws {
        let made = try files([
            "arch/x86/include/asm/Kbuild": "generated-y += made.h\ngeneric-y += early.h gone.h\n",
            "arch/x86/include/asm/own.h": "",
            "include/asm-generic/Kbuild":
                "mandatory-y += own.h\nmandatory-y += other.h\nmandatory-y += made.h\n",
            "include/asm-generic/own.h": "", "include/asm-generic/other.h": "",
            "include/asm-generic/early.h": "",
            "include/asm-generic/made.h": "",
            "include/uapi/asm-generic/Kbuild": "mandatory-y += errno.h\n",
            "include/uapi/asm-generic/errno.h": "",
        ])
        let base = "arch/x86/include/generated/"
        #expect(made[base + "asm/early.h"] == "#include <asm-generic/early.h>\n")
        #expect(made[base + "asm/other.h"] == "#include <asm-generic/other.h>\n")
        #expect(made[base + "uapi/asm/errno.h"] == "#include <asm-generic/errno.h>\n")
        #expect(made[base + "asm/own.h"] == nil)
        #expect(made[base + "asm/gone.h"] == nil)
        #expect(made[base + "asm/made.h"] == "")
    }

    @Test func systemCallNumbersComeFromTheTables() throws {
        let table = "# c\n0\tcommon\tread\tsys_read\n1\t64\twrite\tsys_write\n513 x32 other\n"
        let x86 = try files([
            "arch/x86/entry/syscalls/syscall_64.tbl": table,
            "arch/x86/entry/syscalls/Makefile": """
            out := arch/$(SRCARCH)/include/generated/asm
            syscall64 := $(src)/syscall_64.tbl
            $(uapi)/unistd_64.h: abis := common,64
            $(uapi)/unistd_64.h: $(syscall64) $(syshdr) FORCE
            $(out)/unistd_64_x32.h: abis := x32
            $(out)/unistd_64_x32.h: prefix := x32_
            $(out)/unistd_64_x32.h: $(syscall64) $(syshdr) FORCE
            """,
        ])
        #expect(
            x86["arch/x86/include/generated/uapi/asm/unistd_64.h"]
                == "#define __NR_read 0\n#define __NR_write 1\n#define __NR_syscalls 2\n")
        #expect(
            x86["arch/x86/include/generated/asm/unistd_64_x32.h"]?.contains("__NR_x32_other 513")
                == true)
        let arm = try files(
            [
                "scripts/Makefile.asm-headers":
                    "syscall_abis_64 += common,64\nsyscalltbl := $(srctree)/scripts/syscall.tbl\n",
                "arch/arm64/kernel/Makefile.syscalls":
                    "syscall_abis_64 += rlimit\nsyscalltbl = arch/arm64/tools/syscall_%.tbl\n",
                "arch/arm64/tools/syscall_64.tbl": "7 rlimit getrlimit\n8 time32 old\n",
                "arch/arm64/include/uapi/asm/Kbuild": "syscall-y += unistd_64.h\n",
            ], .arm64)
        #expect(
            arm["arch/arm64/include/generated/uapi/asm/unistd_64.h"]
                == "#define __NR_getrlimit 7\n#define __NR_syscalls 8\n")
    }

    @Test func arm64NamesItsRegistersAndCapabilities() throws {
        let made = try files(
            [
                "arch/arm64/include/asm/Kbuild": "generated-y += cpucaps.h sysreg-defs.h\n",
                "arch/arm64/tools/Makefile": """
                kapi := arch/$(ARCH)/include/generated/asm
                $(kapi)/cpucaps.h: $(src)/gen-cpucaps.awk $(src)/cpucaps FORCE
                \t$(call if_changed,gen_cpucaps)
                $(kapi)/sysreg-defs.h: $(src)/gen-sysreg.awk $(src)/sysreg FORCE
                $(kapi)/hwcap.h: $(src)/gen.sh $(srctree)/arch/arm64/include/uapi/asm/hwcap.h FORCE
                """,
                "arch/arm64/include/uapi/asm/hwcap.h":
                    "#define HWCAP_FP\t\t(1 << 0)\n#define HWCAP2_SVE2\t(1 << 1)\n",
                "arch/arm64/tools/cpucaps": "# c\nBTI\n\nHAS_LSE\n",
                "arch/arm64/tools/sysreg": """
                # comment
                Sysreg\tREG_EL1\t3\t0\t1\t2\t4
                Res0\t63:8
                UnsignedEnum\t7:4\tMODE
                \t0b0001\tIMP
                EndEnum
                Field\t3\tBIT
                Res1\t2:0
                EndSysreg
                """,
            ], .arm64)
        let base = "arch/arm64/include/generated/asm/"
        #expect(
            made[base + "cpucaps.h"]
                == "#define ARM64_BTI 0\n#define ARM64_HAS_LSE 1\n#define ARM64_NCAPS 2\n")
        #expect(
            made[base + "hwcap.h"] == """
                #define KERNEL_HWCAP_FP __khwcap_feature(FP)
                #define KERNEL_HWCAP_SVE2 __khwcap2_feature(SVE2)

                """)
        let registers = try #require(made[base + "sysreg-defs.h"])
        for line in [
            "#define SYS_REG_EL1 sys_reg(3, 0, 1, 2, 4)", "#define REG_REG_EL1 S3_0_C1_C2_4",
            "#define REG_EL1_MODE GENMASK(7, 4)", "#define REG_EL1_MODE_IMP UL(0b0001)",
            "#define REG_EL1_BIT_SHIFT 3", "#define REG_EL1_RES0 (UL(0) | GENMASK_ULL(63, 8))",
        ] {
            #expect(registers.contains(line + "\n"), "\(line)")
        }
    }

    @Test func ticksAndVersionsAreExact() throws {
        // What `echo 250 | bc -q kernel/time/timeconst.bc` prints.
        let header = TimeConstants.header(ticksPerSecond: 250)
        for line in [
            "HZ_TO_MSEC_MUL32 U64_C(0x80000000)", "HZ_TO_MSEC_ADJ32 U64_C(0x0)",
            "HZ_TO_MSEC_SHR32 29",
            "MSEC_TO_HZ_MUL32 U64_C(0x80000000)", "MSEC_TO_HZ_ADJ32 U64_C(0x180000000)",
            "MSEC_TO_HZ_SHR32 33", "USEC_TO_HZ_MUL32 U64_C(0x83126e98)", "USEC_TO_HZ_SHR32 43",
            "HZ_TO_NSEC_NUM 4000000", "NSEC_TO_HZ_DEN 4000000",
        ] {
            #expect(header.contains("#define \(line)\n"), "\(line)")
        }
        let made = try files([:])
        let version = try #require(made["include/generated/uapi/linux/version.h"])
        #expect(version.contains("LINUX_VERSION_CODE \(7 * 65536 + 3 * 256)\n"))
    }

    @Test func unknownGeneratedHeadersExistAndAreEmpty() throws {
        let made = try files([
            "include/linux/new.h":
                "#include <generated/brand-new.h>\n#include <generated/../../x.h>\n"
        ])
        #expect(made["include/generated/brand-new.h"] == "")
        #expect(!made.keys.contains { $0.contains("..") })
    }
}
