import SourceText

/// Finds out how units are built from the Makefiles of their directories, each of which is read once.
struct UnitRecipes {
    private let snapshot: Snapshot
    private var files: [String: String] = [:]
    private var raw: [String: [Makefile.Assignment]] = [:]
    private var everything: [String: Makefile] = [:]

    init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    /// `Kbuild` goes before `Makefile` (kbuild-file in scripts/Kbuild.include).
    mutating func text(_ directory: String) -> String {
        if let known = files[directory] { return known }
        let prefix = directory.isEmpty ? "" : directory + "/"
        let text = snapshot.text(prefix + "Kbuild") ?? snapshot.text(prefix + "Makefile") ?? ""
        files[directory] = text
        return text
    }

    private mutating func lines(_ directory: String) -> [Makefile.Assignment] {
        if let known = raw[directory] { return known }
        let lines = Makefile(text(directory)).assignments
        raw[directory] = lines
        return lines
    }

    mutating func recipe(for unit: TreePath) -> UnitRecipe {
        let parts = unit.string.split(separator: "/").map(String.init)
        let base = String(unit.lastComponent.dropLast(2))
        var recipe = UnitRecipe(module: base, object: base)
        for depth in 0..<max(0, parts.count - 1) {
            let directory = parts[..<depth].joined(separator: "/")
            for line in lines(directory) where line.name.hasPrefix("obj-") {
                if words(line.value).contains(where: { $0 == parts[depth] + "/" }) {
                    recipe.symbols += line.options + Self.symbols(line.name)
                }
            }
        }
        var directory = parts.dropLast()
        var object = base
        // A directory's Makefile may list objects of directories below it.
        while true {
            let path = directory.joined(separator: "/")
            if list(object + ".o", in: path, &recipe, depth: 0) {
                recipe.directory = path
                recipe.object = object
                break
            }
            guard let last = directory.popLast() else { break }
            object = last + "/" + object
        }
        if recipe.directory == nil { findElsewhere(unit, &recipe) }
        if recipe.own.isEmpty { recipe.own = recipe.symbols.suffix(1) }
        return recipe
    }

    /// Follows `x-y += object` up to `obj-$(CONFIG_A) += x.o`.
    private mutating func list(
        _ object: String, in directory: String, _ recipe: inout UnitRecipe, depth: Int
    ) -> Bool {
        guard depth < 8 else { return false }
        var isFound = false
        for line in lines(directory) where words(line.value).contains(object) {
            guard let dash = line.name.lastIndex(of: "-") else { continue }
            let left = String(line.name[..<dash])
            let options = line.options + Self.symbols(line.name)
            if ["obj", "lib"].contains(left) {
                recipe.symbols += options
                recipe.own += options
                if depth == 0 {
                    recipe.module = String(object.dropLast(2).split(separator: "/").last ?? "")
                }
                isFound = true
            } else if !Self.otherLists.contains(left) {
                recipe.symbols += options
                recipe.own += options
                recipe.module = left.split(separator: "/").last.map(String.init) ?? left
                if list(left + ".o", in: directory, &recipe, depth: depth + 1) { isFound = true }
            }
        }
        return isFound
    }

    private static let otherLists: Set<String> = [
        "ccflags", "asflags", "subdir", "clean", "targets", "extra", "always", "hostprogs",
        "userprogs",
    ]

    // MARK: units that a Makefile beside them lists

    /// A driver's Makefile may list what lies beside its own directory (`../display/x.o`), and put its lists together from those of
    /// Makefiles that it includes. Looked for where nothing nearer lists the unit, in the directories next to it and above it.
    private mutating func findElsewhere(_ unit: TreePath, _ recipe: inout UnitRecipe) {
        var above = unit.parent
        for _ in 0..<6 {
            guard let directory = above, directory.string.utf8.contains(UInt8(ascii: "/")) else {
                return
            }
            let names = snapshot.entries(of: directory)
            for name in [""] + names where name.isEmpty || !name.contains(".") {
                let place = name.isEmpty ? directory.string : directory.string + "/" + name
                if adopt(unit, from: place, &recipe) { return }
            }
            above = directory.parent
        }
    }

    private mutating func adopt(
        _ unit: TreePath, from directory: String, _ recipe: inout UnitRecipe
    ) -> Bool {
        let text = text(directory)
        guard text.contains("include ") || text.contains("../") else { return false }
        let makefile = evaluated(directory, text)
        for (name, _) in makefile.set where name.hasSuffix("-y") && !name.hasPrefix("obj-") {
            let module = String(name.dropLast(2))
            if Self.otherLists.contains(module) { continue }
            let object = words(makefile.value(name)).first {
                TreePath(directory + "/" + $0)?.string == unit.string.dropLast(2) + ".o"
            }
            guard let object else { continue }
            recipe.directory = directory
            recipe.object = String(object.dropLast(2))
            recipe.module = module
            _ = list(module + ".o", in: directory, &recipe, depth: 1)
            recipe.module = module
            return true
        }
        return false
    }

    /// A directory's Makefile with everything on.
    private mutating func evaluated(_ directory: String, _ text: String) -> Makefile {
        if let known = everything[directory] { return known }
        let environment = Self.environment(snapshot, option: { _ in "y" }, .willing)
        let makefile = Makefile(
            text, variables: Self.variables(of: directory), environment)
        everything[directory] = makefile
        return makefile
    }

    /// What a Makefile can ask of a tree.
    static func environment(
        _ snapshot: Snapshot, option: @escaping @Sendable (String) -> String?,
        _ compiler: CompilerProbe
    ) -> Makefile.Environment {
        let file: @Sendable (String) -> TreePath? = { name in
            VirtualRoot.place(name).flatMap(VirtualRoot.file(at:))
        }
        return Makefile.Environment(
            option: option, text: { file($0).flatMap { snapshot.text($0.string) } },
            has: { file($0).map(snapshot.exists) ?? false }, accepts: { compiler.takes($0) })
    }

    /// What scripts/Makefile.build sets before it reads a directory's Makefile.
    static func variables(of directory: String) -> [String: String] {
        [
            "src": directory, "obj": directory, "srctree": VirtualRoot.tree,
            "objtree": VirtualRoot.tree, "srcroot": VirtualRoot.tree,
        ]
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
}

/// The flags that directories' Makefiles add for their units, under one configuration.
struct UnitFlags {
    private let snapshot: Snapshot
    private let arch: Arch
    private let environment: Makefile.Environment
    private var known: [String: Makefile] = [:]

    init(_ snapshot: Snapshot, _ arch: Arch, _ environment: Makefile.Environment) {
        self.snapshot = snapshot
        self.arch = arch
        self.environment = environment
    }

    /// The include directories, macros and dialects that the unit's directory adds: `ccflags-y`, `CFLAGS_unit.o`, and
    /// `subdir-ccflags-y` of the directories above (_c_flags in scripts/Makefile.lib). Nothing else is taken.
    ///
    /// A unit that no Makefile seems to list gets the `ccflags-y` of all directories above: the one that
    /// includes the Makefile which lists it is among them.
    mutating func flags(
        for unit: TreePath, _ recipe: UnitRecipe, _ recipes: inout UnitRecipes
    ) -> [String] {
        let place = recipe.directory.map { $0 + "/x" } ?? unit.string
        let parts = place.split(separator: "/").map(String.init)
        let base = String(unit.lastComponent.dropLast(2))
        var words: [String] = []
        for depth in 1..<max(2, parts.count) where parts.count > 1 {
            let directory = parts[..<depth].joined(separator: "/")
            let makefile = makefile(of: directory, &recipes)
            var names = ["subdir-ccflags-y"]
            if recipe.directory == nil || recipe.directory == directory {
                names += ["ccflags-y", "EXTRA_CFLAGS", "CPPFLAGS_\(base).o", "CFLAGS_\(base).o"]
                if recipe.object != base { names.append("CFLAGS_\(recipe.object).o") }
            }
            for name in names { words += CommandWords.split(makefile.value(name)) }
        }
        return LanguageOptions.accepted(words) { VirtualRoot.place($0) }
    }

    private mutating func makefile(
        of directory: String, _ recipes: inout UnitRecipes
    ) -> Makefile {
        if let known = known[directory] { return known }
        var variables = UnitRecipes.variables(of: directory)
        variables["SRCARCH"] = arch.directory
        variables["ARCH"] = arch.rawValue
        let makefile = Makefile(
            recipes.text(directory), variables: variables, environment)
        known[directory] = makefile
        return makefile
    }
}
