import SourceText

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
        if let place = recipe.enteredFrom {
            let above = place.split(separator: "/").map(String.init)
            for depth in 1...max(1, above.count) {
                let makefile = makefile(of: above[..<depth].joined(separator: "/"), &recipes)
                words += CommandWords.split(makefile.value("subdir-ccflags-y"))
            }
        }
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
        variables["ARCH"] = arch.makeName
        let makefile = Makefile(
            recipes.text(directory), variables: variables, environment)
        known[directory] = makefile
        return makefile
    }
}
