package import SourceText

/// How the units of a bare tree are compiled for one architecture: what `make defconfig prepare` would settle, read off the
/// tree's Kbuild and Kconfig files.
package struct ArchBuild: Sendable {
    package let arch: Arch
    package let configuration: Configuration
    /// Their paths begin with the architecture's name.
    package var generated: [GeneratedFile]
    package private(set) var common: [String]
    package var units: [TreePath: Unit]
    /// The options that the tree's rules do not let be switched on for this architecture, by unit: a unit in
    /// here is one of another architecture, more often than not, and may not parse.
    package let unmet: [TreePath: [String]]
    /// Kconfig files that the tree's rules ask for and the tree has not: what is unmet is then not known.
    package let missing: [String]
    /// Headers whose content is C's to say (``OffsetsHeader``), in the order in which they need each other.
    package var offsets: [OffsetsHeader]
    /// The files that were read to evaluate some of them.
    package var evaluatedFrom: Set<TreePath> = []
    package var assumptions = Assumptions()

    package struct Unit: Sendable, Hashable {
        package var module: String
        package var flags: [String]

        package init(module: String, flags: [String]) {
            self.module = module
            self.flags = flags
        }
    }

    /// Where the generated headers of an architecture are, as units see it.
    static func directory(_ arch: Arch) -> String { VirtualRoot.generated + "/" + arch.rawValue }

    /// - Parameters:
    ///   - rules: what the Kconfig files of this state of the tree say.
    ///   - recipes: how the units are built, in their order.
    init(
        _ snapshot: Snapshot, _ rules: KconfigRules, _ recipes: [(path: TreePath, UnitRecipe)],
        reading makefiles: inout UnitRecipes, _ compiler: CompilerProbe
    ) {
        let arch = rules.arch
        self.arch = arch
        let (headers, configuration) = both({ GeneratedHeaders.Fixed(snapshot, arch: arch) }) {
            Configuration(snapshot, rules, wanted: Self.wanted(recipes.map(\.1)))
        }
        let environment = UnitRecipes.environment(
            snapshot, option: { configuration.makeValue($0) }, compiler)
        var flags = UnitFlags(snapshot, arch, environment)
        var unmet: [TreePath: [String]] = [:]
        var units: [TreePath: Unit] = [:]
        for (path, recipe) in recipes {
            var words = flags.flags(for: path, recipe, &makefiles)
            let missing = recipe.own.filter { !configuration.isEnabled($0) }
            // The unit is looked at as if it were being built; for all others the option stays off.
            words += missing.map { "-DCONFIG_\($0)=1" }
            if !missing.isEmpty { unmet[path] = missing }
            units[path] = Unit(module: recipe.module, flags: words)
        }
        self.configuration = configuration
        self.unmet = unmet
        self.units = units
        missing = rules.missing
        common =
            ["--target=" + arch.target]
            + Self.common(snapshot, arch, made: Self.directory(arch), environment)
            + CompileFlags.always
        offsets = OffsetsHeader.all(snapshot, arch, environment, general: headers.general)
        generated = GeneratedHeaders.files(
            snapshot, arch: arch, headers, configuration, environment, offsets: offsets)
    }

    /// What all units are compiled with, but for the target.
    static func common(
        _ snapshot: Snapshot, _ arch: Arch, made: String, _ environment: Makefile.Environment
    ) -> [String] {
        ["-nostdinc"] + TopFlags(snapshot, arch, made: made, environment).arguments
            + arch.traits.machine + ["-O2"]
    }

    /// One that was worked out before. Its configuration is left out: flags and headers hold all that units see of it.
    package init(
        arch: Arch, common: [String], units: [TreePath: Unit], unmet: [TreePath: [String]],
        missing: [String], generated: [GeneratedFile], offsets: [OffsetsHeader],
        evaluatedFrom: Set<TreePath>
    ) {
        self.arch = arch
        self.common = common
        self.units = units
        self.unmet = unmet
        self.missing = missing
        self.generated = generated
        self.offsets = offsets
        self.evaluatedFrom = evaluatedFrom
        configuration = Configuration()
    }

    private static func wanted(_ recipes: [UnitRecipe]) -> [String] {
        var wanted: [String] = []
        var seen: Set<String> = []
        for symbol in recipes.flatMap(\.symbols) where seen.insert(symbol).inserted {
            wanted.append(symbol)
        }
        return wanted
    }

    func arguments(for unit: TreePath) -> [String] {
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

    /// Gives a generated header another content, or adds one.
    mutating func put(_ file: GeneratedFile) {
        if let place = generated.firstIndex(where: { $0.path == file.path }) {
            generated[place] = file
        } else {
            generated.append(file)
        }
    }

    /// Puts a header in front of every unit, behind those that are there.
    mutating func include(_ place: String) {
        if !common.contains(place) { common += ["-include", place] }
    }
}
