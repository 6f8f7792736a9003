import SourceText

/// Flags for units that a build did not compile.
struct DerivedFlags: Sendable {
    let units: [TreePath: [String]]
    let unmet: [TreePath: [String]]

    /// - Parameter common: the flags of some unit of the build, for a parser; nil if it compiled none.
    init(
        _ paths: [TreePath], common: [String]?,
        configuration: (configuration: Configuration, modules: Set<String>),
        _ unmet: [TreePath: [String]], _ snapshot: Snapshot, _ arch: Arch
    ) {
        self.unmet = unmet
        let settled = configuration.configuration
        let environment = UnitRecipes.environment(
            snapshot, option: { settled.makeValue($0) }, .willing)
        let shared =
            common.map { Self.shared($0, arch) }
            ?? ArchBuild.common(snapshot, arch, made: VirtualRoot.generated, environment)
        var recipes = UnitRecipes(snapshot)
        var ownFlags = UnitFlags(snapshot, arch, environment)
        var units: [TreePath: [String]] = [:]
        for path in paths {
            let recipe = recipes.recipe(for: path)
            var flags = ownFlags.flags(for: path, recipe, &recipes)
            let missing = recipe.own.filter { !configuration.configuration.isEnabled($0) }
            // The unit is looked at as if it were being built; for all others the option stays off.
            flags += missing.map { "-DCONFIG_\($0)=1" }
            if recipe.own.contains(where: configuration.modules.contains) {
                flags.append("-DMODULE")
            }
            units[path] =
                shared + flags + ArchBuild.nameFlags(of: path, module: recipe.module)
        }
        self.units = units
    }

    func arguments(for unit: TreePath) -> [String]? { units[unit] }

    /// Without what is of one unit or of one directory only.
    private static func shared(_ flags: [String], _ arch: Arch) -> [String] {
        let own = ["-DKBUILD_", "-D__KBUILD_", "-DMODULE"]
        let roots = [VirtualRoot.tree, VirtualRoot.generated].flatMap { root in
            ["include", "arch/\(arch.directory)/include"].map { root + "/" + $0 }
        }
        var result: [String] = []
        var rest = flags[...]
        while let word = rest.popFirst() {
            if own.contains(where: word.hasPrefix) || CompileFlags.always.contains(word) {
                continue
            }
            if word.hasPrefix("-I") {
                let place = String(word.dropFirst(2))
                if !roots.contains(where: { place == $0 || place.hasPrefix($0 + "/") }) { continue }
            }
            result.append(word)
        }
        return result
    }
}

/// The command of some unit that a build compiled, one whose directory adds nothing of its own if there is one.
enum CommonCommand {
    /// What is compiled by all builds, or all that have modules, for their headers.
    private static let neutral = [
        "scripts/mod/.empty.o", "kernel/.bounds.s", "init/.main.o", "lib/.ctype.o",
    ]

    static func find(in build: String, _ arch: Arch, _ database: [String: [String]]) -> [String]? {
        for name in neutral + ["arch/\(arch.directory)/kernel/.asm-offsets.s"] {
            let command = BuildState.text(build, name + ".cmd")
                .flatMap(CommandWords.compilerLine).map(CommandWords.split)
            if let command, command.count > 1 { return command }
        }
        return ["scripts/mod/empty.c", "kernel/bounds.c", "init/main.c"].lazy
            .compactMap { database[$0] }.first ?? database.min { $0.key < $1.key }?.value
    }
}
