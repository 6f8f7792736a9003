import SourceText

/// How Kbuild builds one unit: under which options, as part of which module, with which flags of its directory.
struct UnitRecipe: Sendable, Hashable {
    /// The options that the unit's own lines and those of the directories above name, outermost first.
    var symbols: [String] = []
    /// The last of them: the option of the driver that the unit belongs to.
    var own: [String] = []
    /// `ntb_hw_intel` for drivers/ntb/hw/intel/ntb_hw_gen1.c (`modname` of scripts/Makefile.lib).
    var module: String
    /// The directory whose Makefile lists the unit, which may be above the unit's own; nil for a file that is not
    /// listed: one that others include, or that a Makefile included by another one lists.
    var directory: String?
}

/// Reads the Makefiles of directories, each one once.
struct UnitRecipes {
    private let snapshot: Snapshot
    private var files: [String: String] = [:]
    private var raw: [String: [(name: String, value: String)]] = [:]
    private var set: [String: [String: String]] = [:]

    init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    /// `Kbuild` goes before `Makefile` (kbuild-file in scripts/Kbuild.include).
    private mutating func text(_ directory: String) -> String {
        if let known = files[directory] { return known }
        let prefix = directory.isEmpty ? "" : directory + "/"
        let text = snapshot.text(prefix + "Kbuild") ?? snapshot.text(prefix + "Makefile") ?? ""
        files[directory] = text
        return text
    }

    private mutating func lines(_ directory: String) -> [(name: String, value: String)] {
        if let known = raw[directory] { return known }
        let lines = Makefile(text(directory)).assignments
        raw[directory] = lines
        return lines
    }

    mutating func recipe(for unit: TreePath) -> UnitRecipe {
        let parts = unit.string.split(separator: "/").map(String.init)
        let base = String(unit.lastComponent.dropLast(2))
        var recipe = UnitRecipe(module: base)
        for depth in 0..<max(0, parts.count - 1) {
            let directory = parts[..<depth].joined(separator: "/")
            for (name, value) in lines(directory) where name.hasPrefix("obj-") {
                if words(value).contains(where: { $0 == parts[depth] + "/" }) {
                    recipe.symbols += Self.symbols(name)
                }
            }
        }
        var directory = parts.dropLast()
        var object = base + ".o"
        // A directory's Makefile may list objects of directories below it (`amdgpu/../x.o` aside).
        while true {
            let path = directory.joined(separator: "/")
            if list(object, in: path, &recipe, depth: 0) {
                recipe.directory = path
                break
            }
            guard let last = directory.popLast() else { break }
            object = last + "/" + object
        }
        if recipe.own.isEmpty { recipe.own = recipe.symbols.suffix(1) }
        return recipe
    }

    /// Follows `x-y += object` up to `obj-$(CONFIG_A) += x.o`.
    private mutating func list(
        _ object: String, in directory: String, _ recipe: inout UnitRecipe, depth: Int
    ) -> Bool {
        guard depth < 8 else { return false }
        var isFound = false
        for (name, value) in lines(directory) where words(value).contains(object) {
            guard let dash = name.lastIndex(of: "-") else { continue }
            let left = String(name[..<dash])
            let options = Self.symbols(name)
            if ["obj", "lib"].contains(left) {
                recipe.symbols += options
                recipe.own += options
                if depth == 0 {
                    recipe.module = String(object.dropLast(2).split(separator: "/").last ?? "")
                }
                isFound = true
            } else if !["ccflags", "asflags", "subdir", "clean", "targets", "extra", "always"]
                .contains(left)
            {
                recipe.symbols += options
                recipe.own += options
                recipe.module = left.split(separator: "/").last.map(String.init) ?? left
                if list(left + ".o", in: directory, &recipe, depth: depth + 1) { isFound = true }
            }
        }
        return isFound
    }

    private static func symbols(_ name: String) -> [String] {
        // By hand: an expression costs as much as all the Makefiles.
        name.split(separator: "$").compactMap { part in
            guard let first = part.first, first == "(" || first == "{" else { return nil }
            let rest = part.dropFirst()
            guard rest.hasPrefix("CONFIG_") else { return nil }
            let symbol = rest.utf8.dropFirst(7).prefix(while: isWordByte)
            let end = rest.utf8.dropFirst(7 + symbol.count).first
            guard !symbol.isEmpty, end == UInt8(ascii: ")") || end == UInt8(ascii: "}") else {
                return nil
            }
            return String(symbol)
        }
    }

    /// The include directories and macros that the unit's directory adds: `ccflags-y`, `CFLAGS_unit.o`, and
    /// `subdir-ccflags-y` of the directories above (_c_flags in scripts/Makefile.lib). Nothing else is taken.
    ///
    /// A unit that no Makefile seems to list gets the `ccflags-y` of all directories above: the one that
    /// includes the Makefile which lists it is among them.
    mutating func flags(
        for unit: TreePath, _ recipe: UnitRecipe, _ configuration: Configuration
    ) -> [String] {
        let parts = unit.string.split(separator: "/").map(String.init)
        let base = String(unit.lastComponent.dropLast(2))
        var flags: [String] = []
        for depth in 1..<max(2, parts.count) where parts.count > 1 {
            let directory = parts[..<depth].joined(separator: "/")
            let variables = variables(of: directory, configuration)
            var names = ["subdir-ccflags-y"]
            if recipe.directory == nil || recipe.directory == directory {
                names += ["ccflags-y", "CPPFLAGS_\(base).o", "CFLAGS_\(base).o"]
            }
            for name in names { flags += Self.accepted(words(variables[name] ?? "")) }
        }
        return flags
    }

    /// What the Makefile of a directory sets. There is one configuration for all units.
    private mutating func variables(
        of directory: String, _ configuration: Configuration
    ) -> [String: String] {
        if let known = set[directory] { return known }
        let makefile = Makefile(
            text(directory),
            variables: [
                "src": directory, "obj": directory, "srctree": VirtualRoot.tree,
                "objtree": VirtualRoot.tree, "srcroot": VirtualRoot.tree,
            ], isEnabled: configuration.isEnabled)
        set[directory] = makefile.variables
        return makefile.variables
    }

    private static func accepted(_ words: [String]) -> [String] {
        var flags: [String] = []
        var rest = words[...]
        while let word = rest.popFirst() {
            if word.hasPrefix("-I") {
                let path = word == "-I" ? rest.popFirst() ?? "" : String(word.dropFirst(2))
                if let place = VirtualRoot.place(path) { flags.append("-I" + place) }
            } else if word == "-include" || word == "-iquote" {
                if let place = VirtualRoot.place(rest.popFirst() ?? "") { flags += [word, place] }
            } else if word.hasPrefix("-D") || word.hasPrefix("-U"), word.count > 2 {
                flags.append(word.replacing("\\\"", with: "\"").filter { $0 != "'" })
            }
        }
        return flags
    }
}
