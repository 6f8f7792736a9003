internal import BitCollections
package import Cache
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
    /// The state that it was made for.
    private let first: Snapshot
    var graph: IncludeGraph
    /// Headers that no prelude may hold: they change from state to state.
    let excluded: BitSet
    /// What was found for some units with one search path.
    var found: [Question: [Group]] = [:]

    /// Files that differ between the states are in no such question.
    private var mentions: [Mention: Set<String>] = [:]
    /// The options that some unit is compiled with, and not all of them.
    private var ownOptions: Set<String> = []

    private struct Mention: Hashable {
        var words: Set<String>
        var files: BitSet
    }

    struct Question: Hashable {
        var units: [TreePath]
        var directories: [String]
    }

    struct Group {
        var headers: [String]
        var units: Set<TreePath>
    }

    /// Fewer units don't pay for the parse.
    static let fewestUnits = 4
    /// What units may define before they include anything: the form of their messages, which no declaration depends on.
    private static let harmless: Set<String> = ["pr_fmt", "dev_fmt"]

    package init(_ snapshot: Snapshot, excluding excluded: Set<TreePath>) {
        first = snapshot
        var graph = IncludeGraph(snapshot)
        self.excluded = BitSet(excluded.map { graph.number(of: $0) })
        self.graph = graph
    }

    /// Looks at another state of the tree.
    package mutating func move(to snapshot: Snapshot) { graph.move(to: snapshot) }

    /// Finds out beforehand what ``choices(for:_:)`` is going to be asked, by the directories that all units of a tree look in.
    package mutating func prepare(for units: [TreePath], arch: Arch) {
        let search = SearchPath(TopFlags.usualDirectories(arch))
        _ = groups(of: units, search)
    }

    package mutating func choices(
        for units: [TreePath], _ flags: CompileFlags
    ) -> [PreludeChoice] {
        var byArguments: [[String]: [TreePath]] = [:]
        for unit in units {
            guard let arguments = try? flags.arguments(for: unit) else { continue }
            byArguments[arguments.filter { !PreludeChoice.isName($0) }, default: []].append(unit)
        }
        ownOptions = Set(byArguments.keys.flatMap { $0.compactMap(Self.option) })
        return byArguments.sorted { $0.value.count > $1.value.count }.flatMap { arguments, units in
            groups(of: units, SearchPath(arguments)).map {
                PreludeChoice(headers: $0.headers, arguments: arguments, units: $0.units)
            }
        }
    }

    /// Whether a unit, as it is now, includes all headers of a choice that was made for another state.
    package mutating func serves(
        _ choice: PreludeChoice, _ unit: TreePath, _ flags: CompileFlags
    ) -> Bool {
        guard let file = file(of: unit, for: choice, flags) else { return false }
        guard let before = reachBeforeChanges(from: file) else { return false }
        return choice.headers.allSatisfy {
            graph.target(of: .init(name: $0, isQuoted: false, isCertain: true), from: file)
                .map(before.contains) ?? false
        }
    }

    /// Whether a unit may read one of some files, as the tree is now.
    package mutating func mayRead(
        _ files: Set<TreePath>, in unit: TreePath, _ flags: CompileFlags
    ) -> Bool {
        guard let arguments = try? flags.arguments(for: unit) else { return true }
        let search = SearchPath(arguments)
        if files.contains(unit) || !files.isDisjoint(with: search.forced) { return true }
        graph.use(search.directories)
        let reach = graph.possibleReach(from: graph.number(of: unit))
        return files.contains { reach.contains(graph.number(of: $0)) }
    }

    /// How many files a unit reads besides those of a choice, as far as that is certain.
    package mutating func filesBeyond(
        _ choice: PreludeChoice, _ unit: TreePath
    ) -> Int {
        graph.use(SearchPath(choice.arguments).directories)
        let file = graph.number(of: unit)
        var rest = graph.certainReach(from: file)
        for header in files(of: choice, from: file) ?? [] {
            rest.subtract(graph.certainReach(from: header))
        }
        return rest.count
    }

    /// A unit that comes to a header that changes before it comes to some of a choice's headers may use these all the same, if
    /// the headers that change are in no need of them, and have nothing to tell them. What can be seen of that in their text is:
    /// they define no macro that one of those mentions, and ask for none but the configuration's.
    ///
    /// - Parameter base: the choice that serves the unit; nil if none does.
    /// - Returns: the headers that change; each has to be parsed with nothing but the base before it, to see whether it needs
    ///   more. Nil if the unit must make do with the base.
    package mutating func standingAlone(
        for choice: PreludeChoice, after base: PreludeChoice?, _ unit: TreePath,
        _ flags: CompileFlags
    ) -> [String]? {
        guard let file = file(of: unit, for: choice, flags), definesNothingBefore(file) else {
            return nil
        }
        let reached = graph.certainReach(from: file)
        guard let wanted = files(of: choice, from: file), reached.isSuperset(of: wanted),
            let before = base.map({ files(of: $0, from: file) }) ?? BitSet()
        else { return nil }
        var changing = graph.possibleReach(from: file).intersection(excluded)
        changing.remove(file)
        var earlier = BitSet()
        for header in before { earlier.formUnion(graph.certainReach(from: header)) }
        var later = BitSet()
        for header in wanted { later.formUnion(graph.possibleReach(from: header)) }
        later.subtract(earlier)
        guard later.isDisjoint(with: excluded) else { return nil }
        for header in changing {
            guard let scan = graph.scan(header), scan.asksForConfigurationOnly, !scan.isUnclear,
                mentioned(scan.defined, in: later).isEmpty
            else { return nil }
        }
        return changing.map { graph.path(of: $0).string }
    }

    /// Stands for all that some headers may read of what differs between states: what the state has of other headers, and of
    /// whatever else they seem to include.
    package mutating func version(of headers: [String]) -> ContentHash {
        var reached = BitSet()
        for header in headers.compactMap({ TreePath($0) }) {
            reached.formUnion(graph.possibleReach(from: graph.number(of: header)))
        }
        var hasher = ContentHasher("version")
        for (path, entry) in graph.snapshot.overlay.sorted(by: { $0.key < $1.key }) {
            if path.string.hasSuffix(".c"), !reached.contains(graph.number(of: path)) { continue }
            hasher.add(path.string)
            switch entry {
            case .contents(let bytes): hasher.add(bytes)
            case .deleted: hasher.add(-1)
            }
        }
        return hasher.result
    }

    /// Those of some words that files say.
    private mutating func mentioned(_ words: Set<String>, in files: BitSet) -> Set<String> {
        let question = Mention(words: words, files: files)
        if let known = mentions[question] { return known }
        let found = graph.mentioned(words, in: files)
        mentions[question] = found
        return found
    }

    private mutating func files(of choice: PreludeChoice, from unit: Int) -> BitSet? {
        var found = BitSet()
        for header in choice.headers {
            let include = DirectiveScan.Include(name: header, isQuoted: false, isCertain: true)
            guard let file = graph.target(of: include, from: unit) else { return nil }
            found.insert(file)
        }
        return found
    }

    /// A unit's number, with its search path in use; nil if it is compiled with arguments that matter to a choice and are not
    /// its own, or has other includes than then.
    private mutating func file(
        of unit: TreePath, for choice: PreludeChoice, _ flags: CompileFlags
    ) -> Int? {
        guard let arguments = try? flags.arguments(for: unit), includesAsBefore(unit) else {
            return nil
        }
        let plain = arguments.filter { !PreludeChoice.isName($0) }
        graph.use(SearchPath(arguments).directories)
        let file = graph.number(of: unit)
        if let option = graph.scan(file)?.option {
            graph.setOption(of: file, isOn: flags.isOn(option, for: flags.arch(of: unit)))
        }
        return plain == choice.arguments || isOwn(plain, file, beyond: choice) ? file : nil
    }

    /// The option that an argument switches on for one unit alone.
    private static func option(_ argument: String) -> String? {
        guard argument.hasPrefix("-DCONFIG_"), argument.hasSuffix("=1") else { return nil }
        return String(argument.dropFirst(2).dropLast(2))
    }

    /// Whether a unit's arguments differ from a choice's by options alone of which no header of the choice knows, nor one that
    /// changes; and the unit has a chance to compile all the same, since one with an error is parsed without a prelude.
    private mutating func isOwn(
        _ arguments: [String], _ file: Int, beyond choice: PreludeChoice
    ) -> Bool {
        let common = Set(choice.arguments)
        let more = arguments.filter { !common.contains($0) }
        let options = Set(more.compactMap(Self.option))
        guard options.count == more.count,
            arguments.filter({ common.contains($0) }) == choice.arguments,
            let headers = files(of: choice, from: file)
        else { return false }
        var known = BitSet()
        var read = BitSet()
        for header in headers {
            known.formUnion(graph.certainReach(from: header))
            read.formUnion(graph.possibleReach(from: header))
        }
        for header in graph.possibleReach(from: file).intersection(excluded) where header != file {
            read.formUnion(graph.possibleReach(from: header))
        }
        for header in SearchPath(arguments).forced {
            read.formUnion(graph.possibleReach(from: graph.number(of: header)))
        }
        // By the name without its prefix a macro may ask for it as well: CONFIG_ ## X.
        let names = Self.names(options)
        return mentioned(Self.names(ownOptions).union(names), in: read).isDisjoint(with: names)
            && !lacksInclude(in: graph.certainReach(from: file).subtracting(known))
    }

    private static func names(_ options: Set<String>) -> Set<String> {
        options.union(options.map { String($0.dropFirst("CONFIG_".count)) })
    }

    /// Whether drivers' files among some include what there is not; a build generates headers in `asm` from those of the same
    /// name in `asm-generic`.
    private mutating func lacksInclude(in files: BitSet) -> Bool {
        for file in files where !"/\(graph.path(of: file).string)".contains("/include/") {
            for include in graph.scan(file)?.includes ?? [] where include.isCertain {
                if graph.target(of: include, from: file) != nil { continue }
                let name = include.name
                if name.hasPrefix("asm/"),
                    graph.snapshot.has("include/asm-generic/" + name.dropFirst(4))
                {
                    continue
                }
                return true
            }
        }
        return false
    }

    /// Whether a unit defines nothing before its includes that headers may look at.
    mutating func definesNothingBefore(_ unit: Int) -> Bool {
        guard let scan = graph.scan(unit) else { return false }
        return !scan.isUnclear && scan.definedBefore.isSubset(of: Self.harmless)
    }

    /// Whether a unit has the includes that it had in the first state, in the same order. In another one a header may lack
    /// what it had from a header before it, which a prelude would hide.
    private func includesAsBefore(_ unit: TreePath) -> Bool {
        func names(_ snapshot: Snapshot) -> [IncludeClosure.Name] {
            ((try? snapshot.contents(of: unit)) ?? nil).map(IncludeClosure.names) ?? []
        }
        let now = graph.snapshot
        return now.overlay[unit] == first.overlay[unit] || names(now) == names(first)
    }

    // MARK: what comes before a change

    /// The files that a unit includes whatever is defined before it comes to one that changes from state to state, or may come
    /// to one. Nil if the unit defines something before that headers may look at.
    ///
    /// What comes after must not be read first: a changed header that lacks an include would find there what it lacks, and
    /// that it does not compile would go unnoticed.
    mutating func reachBeforeChanges(from unit: Int) -> BitSet? {
        guard definesNothingBefore(unit) else { return nil }
        var found: BitSet = [unit]
        // No recursion: a hostile tree may have a chain of any length.
        var open: [IncludeGraph.Edge] = graph.includes(of: unit).reversed()
        while let next = open.popLast() {
            if excluded.contains(next.file) { break }
            if graph.possibleReach(from: next.file).isDisjoint(with: excluded) {
                if next.isCertain { found.formUnion(graph.certainReach(from: next.file)) }
            } else if next.isCertain {
                guard found.insert(next.file).inserted else { continue }
                open += graph.includes(of: next.file).reversed()
            } else {
                break
            }
        }
        return found
    }
}
