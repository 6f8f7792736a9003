#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
package import SourceText

/// A Kbuild output directory (`make O=DIR`, or the tree itself), asked for the exact flags of each unit.
package struct BuildDirectory: Sendable {
    /// Absolute, symbolic links followed.
    package let path: String
    private let sources: String
    private let arch: Arch
    private let database: [String: [String]]

    /// Both files of a large build stay far below.
    private static let largestFile = 512 << 20

    /// - Parameter sources: the directory that was built from; the snapshot's own unless that was made from another one.
    package init(
        _ path: String, for snapshot: Snapshot, arch: Arch, builtFrom sources: String? = nil
    ) throws(TreeError) {
        guard let real = canonicalPath(path), pathKind(real) == .directory else {
            throw .noSuchBuild(path)
        }
        self.path = real
        self.arch = arch
        self.sources = sources.flatMap(canonicalPath) ?? snapshot.root
        try Self.checkArch(of: real, named: path, arch)
        try Self.checkSources(of: real, named: path, self.sources)
        database = try Self.readDatabase(real, sources: self.sources)
        if database.isEmpty, Self.text(real + "/include/generated/autoconf.h") == nil {
            throw .emptyBuild(path)
        }
    }

    /// One unit with the command that a build runs for it, as `make C=1` hands it to a checker.
    ///
    /// - Parameter command: the compiler's words, without the compiler.
    package init(
        _ path: String, for snapshot: Snapshot, arch: Arch, unit: TreePath, command: [String]
    ) throws(TreeError) {
        guard let real = canonicalPath(path), pathKind(real) == .directory else {
            throw .noSuchBuild(path)
        }
        self.path = real
        self.arch = arch
        sources = snapshot.root
        database = [unit.string: ["cc"] + command]
    }

    package func arguments(for unit: TreePath) throws(TreeError) -> [String] {
        guard let command = database[unit.string] ?? commandFile(unit) else {
            throw .notInBuild(unit)
        }
        let filter = ArgumentFilter(place: virtualPlace)
        // The command's own target, if any, is dropped with all else that is not known to be harmless.
        return ["--target=" + arch.target] + filter.arguments(Array(command.dropFirst()))
            + CompileFlags.always
    }

    /// The file of the command for `drivers/ntb/core.c` is `drivers/ntb/.core.o.cmd` (dot-target in scripts/Kbuild.include).
    private func commandFile(_ unit: TreePath) -> [String]? {
        let directory = unit.parent.map { $0.string + "/" } ?? ""
        let file = path + "/" + directory + "." + unit.lastComponent.dropLast(2) + ".o.cmd"
        return Self.text(file).flatMap(CommandWords.compilerLine).map(CommandWords.split)
    }

    /// Paths below the tree and the build directory by their virtual names; others are dropped, as the jail refuses them.
    private func virtualPlace(_ text: String) -> String? {
        guard !text.isEmpty else { return nil }
        let whole = text.hasPrefix("/") ? text : path + "/" + text
        guard let normal = TreePath(whole.dropFirst()).map({ "/" + $0.string }) else { return nil }
        let isInTree = path == sources
        for (root, name) in [
            (path, isInTree ? VirtualRoot.tree : VirtualRoot.build), (sources, VirtualRoot.tree),
        ] {
            if normal == root { return name }
            if normal.hasPrefix(root + "/") { return name + normal.dropFirst(root.count) }
        }
        return nil
    }

    // MARK: what the directory was built from and for

    private static func checkArch(of build: String, named path: String, _ arch: Arch)
        throws(TreeError)
    {
        guard let options = text(build + "/include/config/auto.conf") ?? text(build + "/.config")
        else {
            return
        }
        let enabled = Set(
            Configuration.assignments(options).lazy.filter { $0.value == "y" }.map(\.name))
        if enabled.contains(arch.ownSymbol) { return }
        let others = Arch.allCases.first { enabled.contains($0.ownSymbol) }?.rawValue
        throw .buildOfOtherArch(build: path, arch: others ?? "another architecture", wanted: arch)
    }

    /// `make O=` leaves a link `source` to the tree, and a Makefile that includes the tree's (top Makefile, outputmakefile).
    private static func checkSources(
        of build: String, named path: String, _ sources: String
    ) throws(TreeError) {
        if build == sources { return }
        var named = canonicalPath(build + "/source")
        if named == nil, let makefile = text(build + "/Makefile"),
            let line = makefile.split(separator: "\n").first(where: { $0.hasPrefix("include ") })
        {
            let target = trimmed(line.dropFirst(8))
            let whole = target.hasPrefix("/") ? target : build + "/" + target
            named = canonicalPath(whole).map { String($0.dropLast("/Makefile".count)) }
        }
        if let named, named != sources {
            throw .buildOfOtherTree(build: path, source: named, tree: sources)
        }
    }

    // MARK: compile_commands.json

    private struct Entry: Decodable {
        var directory: String
        var file: String
        var command: String?
        var arguments: [String]?
    }

    private static func readDatabase(_ build: String, sources: String) throws(TreeError) -> [String:
        [String]]
    {
        let file = build + "/compile_commands.json"
        guard pathKind(file) != nil else { return [:] }
        let bytes: [UInt8]
        let entries: [Entry]
        do {
            bytes = try OpenFile.opened(file, limit: largestFile).contents()
            entries = try JSONDecoder().decode([Entry].self, from: Data(bytes))
        } catch {
            throw .unreadable(file, reason: "it is not a compilation database; make it again")
        }
        var commands: [String: [String]] = [:]
        for entry in entries {
            let place = entry.file.hasPrefix("/") ? entry.file : entry.directory + "/" + entry.file
            guard let normal = TreePath(place.dropFirst()).map({ "/" + $0.string }),
                normal.hasPrefix(sources + "/"),
                let command = entry.arguments ?? entry.command.map(CommandWords.split)
            else { continue }
            commands[String(normal.dropFirst(sources.count + 1))] = command
        }
        if commands.isEmpty, let first = entries.first {
            throw .buildOfOtherTree(build: build, source: first.file, tree: sources)
        }
        return commands
    }

    private static func text(_ path: String) -> String? {
        let bytes = try? OpenFile.opened(path, limit: largestFile).contents()
        return bytes.map { String(decoding: $0, as: UTF8.self) }
    }
}
