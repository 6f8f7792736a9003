package import SourceText

/// A Kbuild output directory (`make O=DIR`, or the tree itself), asked for the exact flags of each unit.
///
/// Text is all that it is to us: what it made is read file by file, with a bound, and what of it leads elsewhere is not read.
package struct BuildDirectory: Sendable {
    /// Absolute, symbolic links followed.
    package let path: String
    /// The headers that it made; none where they are in the tree, and so part of it.
    package let generated: [GeneratedFile]
    package let arch: Arch
    private let places: BuildPlaces
    private let database: [String: [String]]
    private var derived: DerivedFlags?

    /// - Parameters:
    ///   - sources: the directory that was built from; the snapshot's own unless that was made from another one.
    ///   - units: those whose flags are going to be asked for.
    package init(
        _ path: String, for snapshot: Snapshot, arch: Arch, builtFrom sources: String? = nil,
        units: [TreePath] = []
    ) throws(TreeError) {
        guard let real = canonicalPath(path), pathKind(real) == .directory else {
            throw .noSuchBuild(path)
        }
        self.path = real
        self.arch = arch
        let sources = sources.flatMap(canonicalPath) ?? snapshot.root
        try BuildState.checkArch(of: real, named: path, arch)
        try BuildState.checkSources(of: real, named: path, sources)
        places = BuildPlaces(output: real, start: real, sources: sources, snapshot)
        database = try CompilationDatabase.read(real, sources: sources)
        if database.isEmpty, BuildState.text(real, "include/generated/autoconf.h") == nil {
            throw .emptyBuild(path)
        }
        let commands = units.compactMap { [database, places] unit in
            Self.command(for: unit, database, places)
        }
        generated = try Self.headers(places, arch, commands: commands)
    }

    /// One unit with the command that a build runs for it, as `make C=1` hands it to a checker.
    ///
    /// - Parameters:
    ///   - command: the compiler's words, without the compiler.
    ///   - output: the output directory, if that is not where the command runs.
    package init(
        _ start: String, for snapshot: Snapshot, arch: Arch, unit: TreePath, command: [String],
        output: String? = nil
    ) throws(TreeError) {
        guard let real = canonicalPath(start), pathKind(real) == .directory else {
            throw .noSuchBuild(start)
        }
        self.arch = arch
        path = output.flatMap(canonicalPath) ?? real
        places = BuildPlaces(output: path, start: real, sources: snapshot.root, snapshot)
        let words = ["cc"] + command
        database = [unit.string: words]
        generated = try Self.headers(places, arch, commands: [words])
    }

    package func arguments(for unit: TreePath) throws(TreeError) -> [String] {
        if let command = command(for: unit) {
            // The command's own target, if any, is dropped with all else that is not known to be harmless.
            return ["--target=" + arch.target] + filtered(command, unit) + CompileFlags.always
        }
        guard let flags = derived?.arguments(for: unit) else { throw .notInBuild(unit) }
        return ["--target=" + arch.target] + flags + CompileFlags.always
    }

    private func filtered(_ command: [String], _ unit: TreePath?) -> [String] {
        let places = unit.map { self.places.running(command, for: $0) } ?? places
        return ArgumentFilter(places: places.virtual).arguments(Array(command.dropFirst()))
    }

    // MARK: units that it did not compile

    /// Whether the build has a command for the unit.
    package func hasCompiled(_ unit: TreePath) -> Bool { command(for: unit) != nil }

    /// The units that get their flags from what others were compiled with.
    package var strangers: [TreePath] { derived?.units.keys.sorted() ?? [] }

    /// The options of those that the tree does not let be switched on, by unit.
    package var unmet: [TreePath: [String]] { derived?.unmet ?? [:] }

    /// Makes flags for units that were not compiled here: those that all units of this build have, and what the Makefiles of
    /// their own directories add under its configuration.
    ///
    /// - Parameter unmet: the options that the tree does not let be switched on for this architecture, by unit.
    package mutating func derive(
        _ units: [TreePath], unmet: [TreePath: [String]], in snapshot: Snapshot
    ) {
        let command = CommonCommand.find(in: path, arch, database)
        derived = DerivedFlags(
            units, common: command.map { filtered($0, nil) },
            configuration: BuildState.options(of: path),
            unmet,
            snapshot, arch)
    }

    // MARK: commands

    private func command(for unit: TreePath) -> [String]? {
        Self.command(for: unit, database, places)
    }

    /// The file of the command for `drivers/ntb/core.c` is `drivers/ntb/.core.o.cmd` (dot-target in scripts/Kbuild.include).
    private static func command(
        for unit: TreePath, _ database: [String: [String]], _ places: BuildPlaces
    ) -> [String]? {
        if let known = database[unit.string] { return known }
        guard unit.string.hasSuffix(".c") else { return nil }
        let (root, unit) = places.output(of: unit)
        let directory = unit.parent.map { $0.string + "/" } ?? ""
        let file = directory + "." + unit.lastComponent.dropLast(2) + ".o.cmd"
        return BuildState.text(root, file).flatMap(CommandWords.compilerLine).map(
            CommandWords.split)
    }

    /// The headers that units may read, of an output directory that is not the tree.
    private static func headers(
        _ places: BuildPlaces, _ arch: Arch, commands: [[String]]
    ) throws(TreeError) -> [GeneratedFile] {
        if places.isTree { return [] }
        let filter = ArgumentFilter(places: places.virtual)
        var directories: Set<String> = []
        for command in commands {
            for word in filter.arguments(Array(command.dropFirst()))
            where word.hasPrefix("-I" + VirtualRoot.generated + "/") {
                directories.insert(String(word.dropFirst(VirtualRoot.generated.count + 3)))
            }
        }
        return try BuildHeaders.read(places.output, arch, beside: directories.sorted())
    }
}

/// Where the paths of a build's commands are in the file system that a parser sees.
struct BuildPlaces: Sendable {
    let output: String
    /// Where commands run.
    private var start: String
    private let sources: String
    private let mounts: [Snapshot.Mount]
    /// Whether what was built is the snapshot itself.
    let isTree: Bool

    init(output: String, start: String, sources: String, _ snapshot: Snapshot) {
        self.output = output
        self.start = start
        self.sources = sources
        mounts = snapshot.mounts
        isTree = output == sources && snapshot.commit == nil
    }

    /// The virtual names of a path, in the order in which they are looked at; none for a path that is neither the tree's, nor
    /// the build's, nor a module's.
    func virtual(_ text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        let whole = text.hasPrefix("/") ? text : start + "/" + text
        guard let normal = TreePath(whole.dropFirst()).map({ "/" + $0.string }) else { return [] }
        var roots = mounts.map { ($0.tree.root, [VirtualRoot.path(of: $0.place)]) }
        if isTree {
            roots.append((sources, [VirtualRoot.tree]))
        } else if output == sources {
            // A commit of a tree that was built in place: its headers are beside the commit, and not in it.
            roots.append((sources, [VirtualRoot.generated, VirtualRoot.tree]))
        } else {
            roots += [(output, [VirtualRoot.generated]), (sources, [VirtualRoot.tree])]
        }
        // One may hold another.
        for (root, names) in roots.sorted(by: { $0.0.count > $1.0.count }) {
            if normal == root { return names }
            if normal.hasPrefix(root + "/") {
                return names.map { $0 + normal.dropFirst(root.count) }
            }
        }
        return []
    }

    /// The same for a command: newer kernels compile a module in its own directory, where its sources are named without one.
    func running(_ command: [String], for unit: TreePath) -> BuildPlaces {
        guard let mount = mounts.first(where: { $0.holds(unit) }), start == output,
            let source = command.last(where: { $0.hasSuffix(".c") }), !source.hasPrefix("/")
        else { return self }
        var result = self
        result.start = mount.tree.root
        return result
    }

    /// Where what is made of a unit is put: a module's, beside its sources.
    func output(of unit: TreePath) -> (root: String, unit: TreePath) {
        for mount in mounts where mount.holds(unit) {
            if let inner = TreePath(unit.string.dropFirst(mount.place.string.count + 1)) {
                return (mount.tree.root, inner)
            }
        }
        return (output, unit)
    }
}
