package import SourceText

/// Headers that are worth parsing once for many units: each of the units includes all of them, whatever is defined, so that
/// reading them first adds nothing to a unit that it would not have.
package struct PreludeChoice: Sendable, Hashable {
    /// As units include them.
    package var headers: [String]
    /// What the units are compiled with, but for the macros that name the unit.
    package var arguments: [String]
    package var units: Set<TreePath>

    /// The text of the header that includes them.
    package var text: String { headers.map { "#include <\($0)>\n" }.joined() }

    /// Macros that name the unit or what it is linked into (scripts/Makefile.lib); headers only pass them on.
    package static func isName(_ argument: String) -> Bool {
        ["-DKBUILD_MODFILE=", "-DKBUILD_BASENAME=", "-DKBUILD_MODNAME=", "-D__KBUILD_MODNAME="]
            .contains { argument.hasPrefix($0) }
    }
}

/// Finds out which headers and units a prelude is for, by their text.
package struct PreludeChooser: Sendable {
    private var snapshot: Snapshot
    /// The state that it was made for.
    private let first: Snapshot
    /// Headers that no prelude may hold: they change from state to state.
    private let excluded: Set<TreePath>
    private var scans: [TreePath: DirectiveScan?] = [:]
    /// What was found by way of one search path; most units have the same.
    private var directories: [String] = []
    private var resolvedNames: [String: TreePath?] = [:]
    private var included: [TreePath: [TreePath]] = [:]

    /// Fewer units don't pay for the parse.
    private static let fewestUnits = 4
    /// What units may define before they include anything: the form of their messages, which no declaration depends on.
    private static let harmless: Set<String> = ["pr_fmt", "dev_fmt"]

    package init(_ snapshot: Snapshot, excluding excluded: Set<TreePath>) {
        self.snapshot = snapshot
        first = snapshot
        self.excluded = excluded
    }

    /// Looks at another state of the tree.
    package mutating func move(to snapshot: Snapshot) {
        let paths = Set(self.snapshot.overlay.keys).union(snapshot.overlay.keys)
        for path in paths where self.snapshot.overlay[path] != snapshot.overlay[path] {
            scans[path] = nil
            included[path] = nil
            if self.snapshot.has(path.string) != snapshot.has(path.string) {
                resolvedNames = [:]
                included = [:]
            }
        }
        self.snapshot = snapshot
    }

    /// Reads what the units include, by the directories that all units of a tree look in.
    package mutating func read(_ units: [TreePath], arch: Arch) {
        guard units.count >= Self.fewestUnits else { return }
        let search = SearchPath(SynthesizedBuild.commonFlags(snapshot, arch: arch))
        for unit in units { _ = reach(from: unit, search) }
    }

    package mutating func choices(
        for units: [TreePath], _ flags: CompileFlags
    ) -> [PreludeChoice] {
        var groups: [[String]: [TreePath]] = [:]
        for unit in units {
            guard let arguments = try? flags.arguments(for: unit) else { continue }
            groups[arguments.filter { !PreludeChoice.isName($0) }, default: []].append(unit)
        }
        return groups.filter { $0.value.count >= Self.fewestUnits }
            .sorted { $0.value.count > $1.value.count }
            .flatMap { choices(for: $0.value, arguments: $0.key) }
    }

    /// One for most of the units, and more for those that can't use it.
    private mutating func choices(
        for units: [TreePath], arguments: [String]
    ) -> [PreludeChoice] {
        var left = units
        var found: [PreludeChoice] = []
        while left.count >= Self.fewestUnits, let next = choice(for: left, arguments: arguments) {
            found.append(next)
            left.removeAll(where: next.units.contains)
        }
        return found
    }

    /// Whether a unit, as it is now, includes all headers of a choice that was made for another state.
    package mutating func serves(
        _ choice: PreludeChoice, _ unit: TreePath, _ flags: CompileFlags
    ) -> Bool {
        guard let arguments = try? flags.arguments(for: unit),
            arguments.filter({ !PreludeChoice.isName($0) }) == choice.arguments,
            let scan = scan(unit), scan.definedBefore.isSubset(of: Self.harmless),
            includesAsBefore(unit)
        else { return false }
        let search = SearchPath(arguments)
        let headers = choice.headers.compactMap {
            resolved(DirectiveScan.Include(name: $0, isQuoted: false), from: unit, search)
        }
        return headers.count == choice.headers.count
            && reachBeforeChanges(from: unit, search).isSuperset(of: headers)
    }

    /// Whether a unit has the includes that it had in the first state, in the same order. In another one a header may lack
    /// what it had from a header before it, which a prelude would hide.
    private func includesAsBefore(_ unit: TreePath) -> Bool {
        func names(_ snapshot: Snapshot) -> [IncludeClosure.Name] {
            ((try? snapshot.contents(of: unit)) ?? nil).map(IncludeClosure.names) ?? []
        }
        return snapshot.overlay[unit] == first.overlay[unit] || names(snapshot) == names(first)
    }

    private mutating func choice(for units: [TreePath], arguments: [String]) -> PreludeChoice? {
        let search = SearchPath(arguments)
        var reached: [TreePath: Set<TreePath>] = [:]
        var names: [TreePath: String] = [:]
        for unit in units {
            guard let scan = scan(unit), scan.definedBefore.isSubset(of: Self.harmless) else {
                continue
            }
            reached[unit] = reachBeforeChanges(from: unit, search)
            for include in scan.includes where !include.isQuoted {
                let header = resolved(include, from: unit, search)
                if let header { names[header] = include.name }
            }
        }
        // What the excluded headers include themselves is as good.
        for header in excluded {
            for include in scan(header)?.includes ?? [] where !include.isQuoted {
                let inner = resolved(include, from: header, search)
                if let inner { names[inner] = include.name }
            }
        }
        let stable = names.keys.filter {
            !excluded.contains($0) && reach(from: $0, search).isDisjoint(with: excluded)
        }
        var counts: [TreePath: Int] = [:]
        for header in stable { counts[header] = reached.values.count { $0.contains(header) } }
        let sorted = stable.sorted { (-counts[$0, default: 0], $0) < (-counts[$1, default: 0], $1) }
        var best: (headers: [TreePath], units: [TreePath], gain: Int)?
        for threshold in Set(counts.values) where threshold >= Self.fewestUnits {
            let headers = sorted.filter { counts[$0, default: 0] >= threshold }
            let served = reached.filter { $0.value.isSuperset(of: headers) }.map(\.key)
            var files: Set<TreePath> = []
            for header in headers { files.formUnion(reach(from: header, search)) }
            let gain = (served.count - 1) * files.count
            if served.count >= Self.fewestUnits, gain > best?.gain ?? 0 {
                best = (headers, served, gain)
            }
        }
        guard let best else { return nil }
        return PreludeChoice(
            headers: best.headers.compactMap { names[$0] }, arguments: arguments,
            units: Set(best.units))
    }

    /// The files that a unit includes whatever is defined before it comes to one that changes from state to state.
    ///
    /// What comes after must not be read first: a changed header that lacks an include would find there what it lacks, and
    /// that it does not compile would go unnoticed.
    private mutating func reachBeforeChanges(
        from unit: TreePath, _ search: SearchPath
    ) -> Set<TreePath> {
        var found: Set<TreePath> = [unit]
        for file in files(includedBy: unit, search) {
            let next = reach(from: file, search)
            if next.isDisjoint(with: excluded) {
                found.formUnion(next)
                continue
            }
            addUpToChange(file, to: &found, search)
            break
        }
        return found
    }

    /// Adds a file that leads to one that changes, and what it includes before it gets there.
    private mutating func addUpToChange(
        _ file: TreePath, to found: inout Set<TreePath>, _ search: SearchPath
    ) {
        // No recursion: a hostile tree may have a chain of any length.
        var open = [file]
        while let next = open.popLast() {
            if excluded.contains(next) { return }
            if found.insert(next).inserted {
                open += files(includedBy: next, search).reversed()
            }
        }
    }

    /// The files that one includes whatever is defined, itself among them.
    private mutating func reach(from start: TreePath, _ search: SearchPath) -> Set<TreePath> {
        use(search)
        var found: Set<TreePath> = [start]
        var open = [start]
        while let file = open.popLast() {
            for next in files(includedBy: file, search) where found.insert(next).inserted {
                open.append(next)
            }
        }
        return found
    }

    private mutating func files(includedBy file: TreePath, _ search: SearchPath) -> [TreePath] {
        if let known = included[file] { return known }
        let files = (scan(file)?.includes ?? []).compactMap { resolved($0, from: file, search) }
        included[file] = files
        return files
    }

    private mutating func use(_ search: SearchPath) {
        guard search.directories != directories else { return }
        directories = search.directories
        resolvedNames = [:]
        included = [:]
    }

    private mutating func scan(_ file: TreePath) -> DirectiveScan? {
        if let known = scans[file] { return known }
        let scan = ((try? snapshot.contents(of: file)) ?? nil).map(DirectiveScan.init)
        scans[file] = .some(scan)
        return scan
    }

    private mutating func resolved(
        _ include: DirectiveScan.Include, from file: TreePath, _ search: SearchPath
    ) -> TreePath? {
        use(search)
        if include.isQuoted, let directory = file.parent,
            let path = TreePath(directory.string + "/" + include.name), snapshot.has(path.string)
        {
            return path
        }
        if let known = resolvedNames[include.name] { return known }
        let found = search.directories.lazy.compactMap { [snapshot] directory -> TreePath? in
            guard let path = TreePath(directory + include.name), snapshot.has(path.string) else {
                return nil
            }
            return path
        }.first
        resolvedNames[include.name] = .some(found)
        return found
    }
}
