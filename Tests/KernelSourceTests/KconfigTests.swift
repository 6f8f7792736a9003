import Foundation
import Testing

@testable import KernelSource

@Suite struct KconfigTests {
    private func configuration(
        _ text: String, wanted: [String] = [], defconfig: String = "", more: [String: String] = [:]
    ) throws -> Configuration {
        var files = more
        files["Kconfig"] = text
        files["arch/x86/configs/x86_64_defconfig"] = defconfig
        let snapshot = try FixtureTree(files).snapshotKept()
        return Configuration(snapshot, KconfigRules(snapshot, arch: .x86_64), wanted: wanted)
    }

    @Test func selectsForceAndDefaultsSuggest() throws {
        let result = try configuration(
            """
            config ARCH
            \tdef_bool y
            \tselect HAS_A if B
            \tselect HAS_C if !B
            config B
            \tbool "b"
            \tdefault y if ARCH
            config HAS_A
            \tbool
            config HAS_C
            \tbool
            config OFF
            \tbool "off"
            config WEAK
            \ttristate
            config IMPLIER
            \tdef_tristate m
            \timply WEAK
            """)
        #expect(result.enabled == ["ARCH", "B", "HAS_A", "IMPLIER", "WEAK"])
    }

    @Test func answersCountOnlyWhereThePromptIsVisible() throws {
        let text = """
            config A
            \tbool "a" if B
            \tdefault y
            config B
            \tbool "b"
            config N
            \tint "number"
            \trange 1 9
            \tdefault 3
            config S
            \tstring "text"
            \tdefault "a\\"b"
            """
        let hidden = try configuration(text, defconfig: "# CONFIG_A is not set\nCONFIG_N=7\n")
        #expect(hidden.enabled == ["A"])
        #expect(hidden.number("N") == 7)
        #expect(hidden.header.contains("#define CONFIG_S \"a\\\"b\"\n"))
        let seen = try configuration(text, defconfig: "# CONFIG_A is not set\nCONFIG_B=y\n")
        #expect(seen.enabled == ["B"])
    }

    @Test func ifMenuAndHelpNest() throws {
        let result = try configuration(
            """
            menu "m"
            \tdepends on X
            if Y || Z = "text"
            config IN
            \tbool
            \tdefault y
            \thelp
            \t  config NOT
            \t  \tdefault y

            \t  more
            endif
            endmenu
            config OUT
            \tdef_bool X != n && \\
            \t\t(!Y)
            config X
            \tdef_bool y
            config Z
            \tstring
            \tdefault "text"
            """)
        #expect(result.enabled == ["IN", "OUT", "X"])
    }

    @Test func aChoiceHasOneMember() throws {
        let text = """
            choice
            \tprompt "hz"
            \tdefault HZ_250
            config HZ_100
            \tbool "100"
            config HZ_250
            \tbool "250"
            config HZ_1000
            \tbool "1000"
            endchoice
            config HZ
            \tint
            \tdefault 100 if HZ_100
            \tdefault 250 if HZ_250
            \tdefault 1000 if HZ_1000
            """
        #expect(try configuration(text).number("HZ") == 250)
        let answered = try configuration(text, defconfig: "CONFIG_HZ_1000=y\n")
        #expect(answered.number("HZ") == 1000)
        #expect(answered.enabled == ["HZ_1000"])
    }

    @Test func commandsAreAnsweredAndNeverRun() throws {
        let marker = "/tmp/ntbcheck-kconfig-\(UInt64.random(in: 0 ... .max))"
        let result = try configuration(
            """
            source "scripts/Kconfig.include"
            config CC_IS_CLANG
            \tdef_bool $(success,test "$(cc-name)" = Clang)
            config CLANG_VERSION
            \tint
            \tdefault $(cc-version) if CC_IS_CLANG
            \tdefault 0
            config RUST_IS_AVAILABLE
            \tdef_bool $(success,$(srctree)/scripts/rust_is_available.sh)
            config CC_HAS_THING
            \tdef_bool $(cc-option,-fthing)
            config EVIL
            \tdef_bool $(shell,touch \(marker))
            """,
            more: [
                "scripts/Kconfig.include": """
                if-success = $(shell,{ $(1); } >/dev/null 2>&1 && echo "$(2)" || echo "$(3)")
                success = $(if-success,$(1),y,n)
                cc-option = $(success,trap "rm -rf .tmp_$$" EXIT; $(CC) -Werror $(1) -c -x c /dev/null)
                $(error-if,$(success,test -z "$(cc-info)"),no compiler)
                cc-info := $(shell,$(srctree)/scripts/cc-version.sh $(CC))
                cc-name := $(shell,set -- $(cc-info) && echo $1)
                cc-version := $(shell,set -- $(cc-info) && echo $2)
                """
            ])
        #expect(result.enabled == ["CC_IS_CLANG", "CC_HAS_THING"])
        #expect(result.number("CLANG_VERSION") == 190100)
        #expect(pathKind(marker) == nil)
    }

    @Test func aWishBringsWhatItDependsOn() throws {
        let text = """
            source "drivers/*/Kconfig"
            config PCI
            \tbool "pci"
            config HAS_DMA
            \tbool
            config DMA_USER
            \tbool "user"
            \tselect HAS_DMA
            config COMPILE_TEST
            \tbool "test"
            config OTHER_ARCH
            \tbool
            """
        let more = [
            "drivers/ntb/Kconfig": """
            menuconfig NTB
            \ttristate "ntb"
            \tdepends on PCI
            if NTB
            config NTB_HW
            \ttristate "hw"
            \tdepends on (OTHER_ARCH || COMPILE_TEST) && HAS_DMA
            config NTB_NEVER
            \ttristate "never"
            \tdepends on OTHER_ARCH && PCI
            endif
            """
        ]
        #expect(try configuration(text, more: more).enabled == [])
        let result = try configuration(
            text, wanted: ["NTB_HW", "NTB_NEVER", "UNKNOWN"], more: more)
        #expect(result.enabled == ["PCI", "NTB", "NTB_HW", "HAS_DMA", "DMA_USER", "COMPILE_TEST"])
    }

    private static let processors = """
        config 64BIT
        \tbool "64"
        config BOARD_SERVER
        \tdef_bool y
        \tdepends on CPU_SERVER
        choice
        \tprompt "processor"
        config CPU_SERVER
        \tbool "server"
        config CPU_SMALL
        \tbool "small"
        endchoice
        config DISK
        \ttristate "disk"
        \tdepends on BOARD_SERVER
        config CAR
        \ttristate "car"
        \tdepends on CPU_SMALL
        config WIDE
        \ttristate "wide"
        \tdepends on 64BIT

        """

    @Test("a wish for another member of a choice takes nothing from the others, in any order")
    func choices() throws {
        for wanted in [["CAR", "DISK"], ["DISK", "CAR"]] {
            let result = try configuration(Self.processors, wanted: wanted)
            #expect(result.isEnabled("DISK") && !result.isEnabled("CAR"))
        }
        for defconfig in ["", "CONFIG_CPU_SERVER=y\n"] {
            let result = try configuration(Self.processors, wanted: ["CAR"], defconfig: defconfig)
            #expect(result.isEnabled("CAR") && !result.isEnabled("CPU_SERVER"))
        }
    }

    @Test(
        "no wish changes the width of the machine, whatever makes it",
        arguments: [
            "\tselect 64BIT\n", "", "",
        ],
        ["\tbool \"64\"\n", "\tdef_bool WIDE_CPU\n", "\tdef_bool y\n\tdepends on WIDE_CPU\n"])
    func widthByWish(selects: String, is64: String) throws {
        if selects.isEmpty == is64.hasPrefix("\tbool") { return }
        let text = """
            config 64BIT
            \(is64)
            config WIDE_CPU
            \tbool "a wide one"
            \(selects)
            config BUS
            \tbool
            config WIDE_BUS
            \tdef_bool y
            \tdepends on WIDE_CPU
            \tselect BUS
            config SMALL_CPU
            \tbool "a small one"
            \tselect BUS
            config CAR
            \ttristate "car"
            \tdepends on BUS
            config TRUCK
            \ttristate "truck"
            \tdepends on WIDE_CPU

            """
        let result = try configuration(text, wanted: ["TRUCK", "CAR"])
        #expect(!result.isEnabled("64BIT") && !result.isEnabled("TRUCK"))
        #expect(result.isEnabled("CAR"))
    }

    @Test("no wish changes the width of the machine for another member of a choice")
    func width() throws {
        let result = try configuration(
            Self.processors.replacing("\tbool \"small\"", with: "\tbool \"small\"\n\tselect 64BIT"),
            wanted: ["CAR"])
        #expect(!result.isEnabled("64BIT") && !result.isEnabled("CAR"))
    }

    @Test("macros that double, grow or ask for what is before the first argument end")
    func hostileMacros() throws {
        let doubling = (1..<60).map { "A\($0) := $(A\($0 - 1))$(A\($0 - 1))\n" }.joined()
        let text =
            "A0 := xx\n" + doubling + String(repeating: "B += $(A10)$(B)\n", count: 2000)
            + "config C\n\tdef_bool y\n\tdepends on \"$(-1)$(A59)$(B)\" = \"\"\n"
        #expect(try configuration(text).isEnabled("C"))
    }

    @Test func contradictionsAndCyclesEnd() throws {
        let result = try configuration(
            """
            config A
            \tdef_bool !A
            source "Kconfig"
            config B
            \tbool "b"
            \tdepends on C
            config C
            \tbool "c"
            \tdepends on B
            config D
            \tbool "\(String(repeating: "(", count: 5000))"
            \tdepends on \(String(repeating: "(", count: 5000))A
            """, wanted: ["B", "C", "D"])
        #expect(!result.isEnabled("B"))
    }
}

extension FixtureTree {
    /// A snapshot whose files are all in memory, for trees that are not kept.
    func snapshotKept() throws -> Snapshot {
        var snapshot = try snapshot()
        for file in try FileManager.default.subpathsOfDirectory(atPath: root) {
            guard let data = FileManager.default.contents(atPath: root + "/" + file) else {
                continue
            }
            if pathKind(root + "/" + file) == .file {
                snapshot.set(try path(file), to: .contents(Array(data)))
            }
        }
        return snapshot
    }
}
