package import SourceText

/// What libclang needs on disk for one state of a tree: generated headers and the description of its file system.
///
/// That description is a jail: everything but the tree, what is mounted in it and the generated headers does not exist
/// in it, whatever the source asks for. All of it lives in one private directory, removed with the last reference.
package final class ParseEnvironment: Sendable {
    private let directory: PrivateDirectory
    /// Where the generated headers are: the same place for all states that have the same ones.
    private let generated: PrivateDirectory
    private let flags: CompileFlags
    private let unsaved: [ParseInput.Unsaved]
    private let snapshot: Snapshot
    /// The description of the file system that the arguments name (clang's -ivfsoverlay).
    package let overlayFile: String

    /// - Parameters:
    ///   - hidden: what must not be readable although it is in the tree (``ScanResult/unsafe``).
    ///   - preludes: the directory of the precompiled headers.
    ///   - other: one whose generated headers serve here too if they are the same.
    package init(
        _ snapshot: Snapshot, flags: CompileFlags, hidden: [TreePath], preludes: String? = nil,
        like other: ParseEnvironment? = nil
    ) throws(TreeError) {
        self.flags = flags
        self.snapshot = snapshot
        unsaved = snapshot.overlay.sorted { $0.key < $1.key }.compactMap { path, entry in
            guard case .contents(let bytes) = entry else { return nil }
            return .init(path: VirtualRoot.path(of: path), contents: bytes)
        }
        do {
            directory = try PrivateDirectory()
            if let other, other.flags.generated == flags.generated {
                generated = other.generated
            } else {
                generated = directory
                try Self.write(flags.generated, to: directory)
            }
            let overlay = try Self.overlay(
                snapshot, flags, hidden: hidden, replaced: unsaved, preludes: preludes,
                generated: generated, in: directory)
            try directory.write(Array(overlay.text.utf8), to: "overlay.yaml")
        } catch {
            throw .privateDirectory(error)
        }
        overlayFile = directory.file("overlay.yaml")
    }

    private static func write(
        _ generated: [GeneratedFile], to directory: PrivateDirectory
    ) throws(PrivateDirectory.Failure) {
        for file in generated {
            try directory.write(file.contents, to: "generated/" + file.path)
        }
        try directory.write([], to: "generated/.keep")
    }

    /// - Parameter directory: where the description and its placeholders are going to be.
    private static func overlay(
        _ snapshot: Snapshot, _ flags: CompileFlags, hidden: [TreePath],
        replaced: [ParseInput.Unsaved], preludes: String?, generated: PrivateDirectory,
        in directory: PrivateDirectory
    ) throws(PrivateDirectory.Failure) -> VirtualOverlay {
        var overlay = VirtualOverlay(privateDirectory: directory.path)
        for path in hidden { overlay.hide(VirtualRoot.path(of: path)) }
        overlay.hide(VirtualRoot.tree + "/.git")
        for (path, entry) in snapshot.overlay.sorted(by: { $0.key < $1.key })
        where entry == .deleted {
            overlay.hide(VirtualRoot.path(of: path))
        }
        for (number, file) in replaced.enumerated() {
            // A placeholder each: two names for one file would be one file to clang. Files that the disk has get
            // one too, lest a link there leads elsewhere.
            let placeholder = "new/\(number)"
            try directory.write([], to: placeholder)
            overlay.map(file.path, to: directory.file(placeholder))
        }
        for mount in snapshot.mounts {
            overlay.map(VirtualRoot.path(of: mount.place), to: mount.tree.root)
        }
        overlay.map(VirtualRoot.tree, to: snapshot.root)
        overlay.map(VirtualRoot.generated, to: generated.file("generated"))
        if let preludes { overlay.map(VirtualRoot.preludes, to: preludes) }
        return overlay
    }

    /// Brings what these units can include to where libclang sees it, and does so before any of them is parsed.
    /// For a directory on disk there is nothing to do.
    ///
    /// - Parameter more: files that the units were found to lack, besides.
    package func prepare(_ units: [TreePath], more: [TreePath] = []) throws(TreeError) {
        guard let commit = snapshot.commit else { return }
        var roots: [[String]: [TreePath]] = [:]
        for unit in units {
            // A unit without flags is reported when its turn comes.
            guard let arguments = try? flags.arguments(for: unit) else { continue }
            let path = SearchPath(arguments)
            roots[path.directories, default: path.forced + changedFiles].append(unit)
        }
        for (directories, files) in roots.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let wrapped = generatedIncludes.flatMap { name in
                directories.compactMap { TreePath($0 + name) }.filter(commit.hasFile)
            }
            try commit.materialise(
                files + wrapped + more, directories: directories, of: snapshot)
        }
    }

    /// What the tree has by a name that an include wants, wherever it is; empty for a directory on disk.
    package func files(named name: String) -> [TreePath] {
        snapshot.commit?.files(named: name) ?? []
    }

    private var changedFiles: [TreePath] {
        snapshot.overlay.keys.filter { $0.string.isIncludedName }.sorted()
    }

    private var generatedIncludes: [String] {
        Set(flags.generated.flatMap { IncludeClosure.names(in: $0.contents).map(\.text) }).sorted()
    }

    /// What libclang reads under a path of the tree; nil where it must be asked itself.
    package func text(of path: TreePath) -> [UInt8]? {
        if snapshot.commit != nil { return nil }
        return (try? snapshot.contents(of: path)) ?? nil
    }

    /// The constants that a unit is given with a value that was made up.
    package func assumedConstants(for unit: TreePath) -> Set<String> {
        flags.assumedConstants(for: unit)
    }

    package func input(for unit: TreePath) throws(TreeError) -> ParseInput {
        ParseInput(
            mainFile: VirtualRoot.path(of: unit),
            arguments: try flags.arguments(for: unit) + ["-ivfsoverlay", overlayFile],
            unsaved: unsaved)
    }

    /// A header of the tree by itself.
    package func input(forHeader header: TreePath, arguments: [String]) -> ParseInput {
        ParseInput(
            mainFile: VirtualRoot.path(of: header),
            arguments: arguments + ["-ivfsoverlay", overlayFile], unsaved: unsaved)
    }

    /// A header that is not of the tree, by its name among the preludes.
    package func input(forPrelude name: String, arguments: [String]) -> ParseInput {
        ParseInput(
            mainFile: VirtualRoot.preludes + "/" + name,
            arguments: arguments + ["-ivfsoverlay", overlayFile], unsaved: unsaved)
    }
}

/// Where a unit's includes are looked for in the tree: prefixes of paths, and headers included by the command.
struct SearchPath {
    var directories: [String] = []
    var forced: [TreePath] = []

    init(_ arguments: [String]) {
        var rest = arguments[...]
        while let word = rest.popFirst() {
            if word == "-include" {
                if let file = rest.popFirst().flatMap(VirtualRoot.file(at:)) { forced.append(file) }
                continue
            }
            for option in ["-isystem", "-iquote", "-idirafter", "-I"] where word.hasPrefix(option) {
                let place =
                    word == option ? rest.popFirst() ?? "" : String(word.dropFirst(option.count))
                if place == VirtualRoot.tree || place == VirtualRoot.tree + "/" {
                    directories.append("")
                } else if let directory = VirtualRoot.file(at: place) {
                    directories.append(directory.string + "/")
                }
                break
            }
        }
    }
}

/// The YAML that describes a virtual file system to clang (llvm::vfs::RedirectingFileSystem).
///
/// The first entry that matches a path wins, so single files are written before the directories they are in. All
/// entries are of the kind for directories, which serves for files as well: with the kind for files, a source that
/// includes a path *below* one (`"a.h/b.h"`) crashes libclang.
struct VirtualOverlay {
    private let privateDirectory: String
    private var entries: [String] = []

    init(privateDirectory: String) { self.privateDirectory = privateDirectory }

    /// A path that is mapped to nothing does not exist.
    mutating func hide(_ path: String) { map(path, to: privateDirectory + "/absent") }

    mutating func map(_ path: String, to place: String) {
        entries.append(
            "  { 'name': \(quoted(path)), 'type': 'directory-remap', "
                + "'external-contents': \(quoted(place)) }")
    }

    private func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }

    var text: String {
        "{ 'version': 0, 'use-external-names': false, 'redirecting-with': 'redirect-only', 'roots': [\n"
            + entries.joined(separator: ",\n") + "\n] }\n"
    }
}
