import SourceText
import Synchronization

/// Finds out how units are built from the Makefiles of their directories, each of which is read once.
struct UnitRecipes {
    private let snapshot: Snapshot
    private var files: [String: String] = [:]
    private var raw: [String: [Makefile.Assignment]] = [:]
    private var everything: [String: Makefile] = [:]
    private var without: [String: [(option: String, listed: Set<String>)]] = [:]

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
        var isEntered = true
        for depth in 0..<max(0, parts.count - 1) {
            let directory = parts[..<depth].joined(separator: "/")
            isEntered = false
            for line in lines(directory) where line.name.hasPrefix("obj-") {
                if words(line.value).contains(where: { $0 == parts[depth] + "/" }) {
                    recipe.symbols += line.options + Self.symbols(line.name)
                    isEntered = true
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
        if recipe.directory == nil {
            forMakefilesNear(unit) { $0.adopt(unit, from: $1, &recipe) }
        } else if !isEntered, recipe.directory == unit.parent?.string {
            forMakefilesNear(unit) { $0.enter(unit, from: $1, &recipe) }
        }
        if recipe.own.isEmpty { recipe.own = recipe.symbols.suffix(1) }
        return recipe
    }

    /// Follows `x-y += object` up to `obj-$(CONFIG_A) += x.o`.
    private mutating func list(
        _ object: String, in directory: String, _ recipe: inout UnitRecipe, depth: Int,
        on way: [String] = []
    ) -> Bool {
        guard depth < 8, !way.contains(object) else { return false }
        var isFound = false
        var followed: Set<String> = []
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
                guard followed.insert(left).inserted else { continue }
                if list(
                    left + ".o", in: directory, &recipe, depth: depth + 1, on: way + [object])
                {
                    isFound = true
                }
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
    private mutating func forMakefilesNear(
        _ unit: TreePath, isDone: (inout Self, String) -> Bool
    ) {
        var above = unit.parent
        while let directory = above, directory.string.utf8.contains(UInt8(ascii: "/")) {
            let names = snapshot.entries(of: directory)
            for name in [""] + names where name.isEmpty || !name.contains(".") {
                let place = name.isEmpty ? directory.string : directory.string + "/" + name
                let text = text(place)
                let isOwn = place == unit.parent?.string
                if isOwn || text.contains("include ") || text.contains("../"),
                    isDone(&self, place)
                {
                    return
                }
            }
            above = directory.parent
        }
    }

    /// Whether a Makefile enters the unit's directory, which the directory above does not.
    private mutating func enter(
        _ unit: TreePath, from directory: String, _ recipe: inout UnitRecipe
    ) -> Bool {
        let makefile = evaluated(directory)
        for (name, _) in makefile.set where name.hasPrefix("obj-") {
            let isEntered = words(makefile.value(name)).contains {
                $0.hasSuffix("/") && TreePath(directory + "/" + $0.dropLast()) == unit.parent
            }
            if isEntered {
                recipe.enteredFrom = directory
                return true
            }
        }
        return false
    }

    private mutating func adopt(
        _ unit: TreePath, from directory: String, _ recipe: inout UnitRecipe
    ) -> Bool {
        let makefile = evaluated(directory)
        var isFound = false
        for name in makefile.set.keys.sorted() where !name.hasPrefix("obj-") {
            guard let module = Self.module(ofList: name), !Self.otherLists.contains(module) else {
                continue
            }
            let object = words(makefile.value(name)).first {
                TreePath(directory + "/" + $0)?.string == unit.string.dropLast(2) + ".o"
            }
            guard let object else { continue }
            var found = recipe
            found.directory = directory
            found.object = String(object.dropLast(2))
            found.symbols += conditions(of: object, in: directory, name)
            // A list that is only part of another one is no module's.
            let isListed = list(module + ".o", in: directory, &found, depth: 1)
            found.module = module
            if isListed || !isFound {
                recipe = found
                isFound = true
            }
            if isListed { break }
        }
        return isFound
    }

    /// `x` of `x-y` and `x-objs`.
    private static func module(ofList name: String) -> String? {
        ["-y", "-objs"].first(where: name.hasSuffix).map { String(name.dropLast($0.count)) }
    }

    /// The options without which a Makefile does not list an object: that of an `ifneq` around its line, or around the line that
    /// includes the Makefile which has it.
    private mutating func conditions(
        of object: String, in directory: String, _ list: String
    ) -> [String] {
        let lists = without[directory] ?? evaluatedWithout(directory)
        without[directory] = lists
        return lists.filter { !$0.listed.contains(list + " " + object) }.map(\.option)
    }

    /// What a directory's Makefile lists with everything on but one option, for each option that it asks for.
    private func evaluatedWithout(_ directory: String) -> [(option: String, listed: Set<String>)] {
        let asked = AskedOptions()
        _ = evaluate(directory) { name in
            asked.names.withLock { _ = $0.insert(name) }
            return "y"
        }
        return asked.names.withLock { $0 }.sorted().prefix(Self.mostConditions).map { option in
            let makefile = evaluate(directory) { $0 == option ? nil : "y" }
            let lists = makefile.set.keys.filter { Self.module(ofList: $0) != nil }
            let listed = lists.flatMap { name in
                words(makefile.value(name)).map { name + " " + $0 }
            }
            return (option, Set(listed))
        }
    }

    private static let mostConditions = 64

    private final class AskedOptions: Sendable {
        let names = Mutex<Set<String>>([])
    }

    /// A directory's Makefile with everything on.
    private mutating func evaluated(_ directory: String) -> Makefile {
        if let known = everything[directory] { return known }
        _ = text(directory)
        let makefile = evaluate(directory) { _ in "y" }
        everything[directory] = makefile
        return makefile
    }

    private func evaluate(
        _ directory: String, option: @escaping @Sendable (String) -> String?
    ) -> Makefile {
        Makefile(
            files[directory] ?? "", variables: Self.variables(of: directory),
            Self.environment(snapshot, option: option, .willing))
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
