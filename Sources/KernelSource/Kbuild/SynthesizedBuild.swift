package import SourceText

/// Compile flags and generated headers for units of a bare tree, worked out from its Kbuild and Kconfig files.
///
/// One configuration serves all units, as in a real build: the architecture's defconfig of the tree, plus the options
/// of the units that are looked at and what those depend on.
package struct SynthesizedBuild: Sendable {
    package let arch: Arch
    package let configuration: Configuration
    package let generated: [GeneratedFile]
    package let common: [String]
    package let units: [TreePath: (module: String, flags: [String])]
    /// The options that the tree's rules do not let be switched on for this architecture, by unit: a unit in
    /// here is one of another architecture, more often than not, and may not parse.
    package let unmet: [TreePath: [String]]

    package init(_ snapshot: Snapshot, arch: Arch, units: [TreePath]) {
        self.init(snapshot, KconfigRules(snapshot, arch: arch), units: units)
    }

    /// - Parameter rules: what the Kconfig files of this state of the tree say.
    package init(_ snapshot: Snapshot, _ rules: KconfigRules, units paths: [TreePath]) {
        let arch = rules.arch
        self.arch = arch
        var recipes = UnitRecipes(snapshot)
        var found: [(TreePath, UnitRecipe)] = []
        let (headers, configuration) = both({ GeneratedHeaders.Fixed(snapshot, arch: arch) }) {
            found = paths.map { ($0, recipes.recipe(for: $0)) }
            var wanted: [String] = []
            var seen: Set<String> = []
            for (_, recipe) in found {
                for symbol in recipe.symbols where seen.insert(symbol).inserted {
                    wanted.append(symbol)
                }
            }
            return Configuration(snapshot, rules, wanted: wanted)
        }
        var unmet: [TreePath: [String]] = [:]
        var units: [TreePath: (module: String, flags: [String])] = [:]
        for (path, recipe) in found {
            var flags = recipes.flags(for: path, recipe, configuration)
            let missing = recipe.own.filter { !configuration.isEnabled($0) }
            // The unit is looked at as if it were being built; for all others the option stays off.
            flags += missing.map { "-DCONFIG_\($0)=1" }
            if !missing.isEmpty { unmet[path] = missing }
            units[path] = (recipe.module, flags)
        }
        self.configuration = configuration
        self.unmet = unmet
        self.units = units
        generated = GeneratedHeaders.files(snapshot, arch: arch, headers, configuration)
        common = Self.commonFlags(snapshot, arch: arch)
    }

    /// One that was worked out before. Its configuration is left out: flags and headers hold all that units see of it.
    package init(
        arch: Arch, common: [String], units: [TreePath: (module: String, flags: [String])],
        unmet: [TreePath: [String]], generated: [GeneratedFile]
    ) {
        self.arch = arch
        self.common = common
        self.units = units
        self.unmet = unmet
        self.generated = generated
        configuration = Configuration()
    }

    /// Whether a change of the file can change flags, options or generated headers.
    package static func depends(on path: TreePath) -> Bool {
        let name = path.lastComponent
        return name.hasPrefix("Kconfig") || name == "Makefile" || name == "Kbuild"
            || name.hasPrefix("Makefile.") || name.hasSuffix("defconfig") || name.hasSuffix(".tbl")
            || name == "bounds.c" || name.hasPrefix("asm-offsets")
            || path.string.hasPrefix("arch/arm64/tools/")
            || path.string.hasSuffix("asm/cpufeatures.h")
    }

    package func arguments(for unit: TreePath) -> [String] {
        let known = units[unit]
        let module = known?.module ?? String(unit.lastComponent.dropLast(2))
        return common + (known?.flags ?? []) + Self.nameFlags(of: unit, module: module)
    }

    /// modname_flags, basename_flags and modfile_flags of scripts/Makefile.lib.
    static func nameFlags(of unit: TreePath, module: String) -> [String] {
        let base = String(unit.lastComponent.dropLast(2))
        let directory = unit.parent.map { $0.string + "/" } ?? ""
        let name = identifier(module)
        return [
            "-DKBUILD_MODFILE=\"\(directory)\(module)\"",
            "-DKBUILD_BASENAME=\"\(identifier(base))\"",
            "-DKBUILD_MODNAME=\"\(name)\"", "-D__KBUILD_MODNAME=kmod_\(name)",
        ]
    }

    /// name-fix-token of scripts/Makefile.lib.
    private static func identifier(_ name: String) -> String {
        String(name.map { $0 == "-" || $0 == "," ? "_" : $0 })
    }

    /// LINUXINCLUDE, KBUILD_CPPFLAGS and what of KBUILD_CFLAGS matters to a parser (top Makefile, arch Makefiles).
    ///
    /// The generated directories go before the tree's `include`, so that what an earlier build left in the tree does not count.
    static func commonFlags(_ snapshot: Snapshot, arch: Arch) -> [String] {
        let (tree, made, own) = (VirtualRoot.tree, VirtualRoot.generated, arch.directory)
        let includes = [
            "\(tree)/arch/\(own)/include", "\(made)/arch/\(own)/include/generated",
            "\(made)/include",
            "\(tree)/include", "\(tree)/arch/\(own)/include/uapi",
            "\(made)/arch/\(own)/include/generated/uapi", "\(tree)/include/uapi",
            "\(made)/include/generated/uapi",
        ]
        let first = ["compiler-version.h", "kconfig.h", "compiler_types.h"].map {
            "include/linux/" + $0
        }
        .filter(snapshot.has)
        let machine: [String] =
            switch arch {
            case .x86_64:
                [
                    "-m64", "-mno-sse", "-mno-mmx", "-mno-sse2", "-mno-3dnow", "-mno-avx",
                    "-mno-80387",
                    "-mno-red-zone", "-mcmodel=kernel", "-DCC_USING_FENTRY",
                ]
            case .arm64:
                [
                    "-mlittle-endian", "-mgeneral-regs-only", "-DKASAN_SHADOW_SCALE_SHIFT=3",
                    "-DARM64_ASM_ARCH=\"armv8.5-a\"", "-DCC_USING_PATCHABLE_FUNCTION_ENTRY",
                ]
            }
        return ["--target=" + arch.target, "-nostdinc"] + includes.map { "-I" + $0 }
            + first.flatMap { ["-include", tree + "/" + $0] } + ["-D__KERNEL__"]
            + LanguageFlags.read(snapshot.text("Makefile") ?? "") + machine + ["-O2"]
            + CompileFlags.always
    }
}
