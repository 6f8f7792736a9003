internal import Cache
package import SourceText

/// Finds the translation units that matter: those that mention one of some identifiers, or include one of some headers.
///
/// A header next to drivers that does either passes that on to what includes it. Headers under an `include` directory
/// don't unless they are listed: half of the kernel includes those.
package struct UnitFinder: Sendable {
    private let search: WordSearch
    /// Where listed headers most likely are.
    private let watched: Set<String>

    /// - Parameters:
    ///   - words: C identifiers.
    ///   - headers: headers as units include them, such as `linux/ntb.h`.
    package init(words: [String], headers: [String]) {
        search = WordSearch(words: words, headers: headers)
        watched = Set(headers.map { "include/" + $0 })
    }

    /// Looks through all C files of the directory on disk, or of the commit, whatever the snapshot's overlay says.
    ///
    /// - Parameters:
    ///   - arch: other architectures' directories, which ``units(of:in:arch:)`` leaves out, need not be looked at.
    ///   - memory: what the last look at the directory found.
    ///   - keeping: runs what keeps the memory of this look for the next one; it may take its time.
    ///   - whenFound: called, more than once perhaps, as soon as there is a unit to be found in a directory.
    package func scan(
        _ snapshot: Snapshot, arch: ArchChoice? = nil, memory: ScanMemory? = nil,
        keeping: (@escaping @Sendable () -> Void) -> Void = { $0() },
        whenFound: @escaping @Sendable () -> Void = {}
    ) throws(TreeError) -> ScanResult {
        if let commit = snapshot.commit { return try scan(commit, arch: arch) }
        let look = TreeLook(
            root: snapshot.root, search: search, arch: arch, watched: watched,
            known: memory?.known() ?? KnownDirectories(),
            whenFound: whenFound)
        let found = look.look()
        if !found.isKnown, let memory { keeping { memory.keep(found.directories) } }
        var result = ScanResult(found, root: snapshot.root)
        result.isRemembered = found.isKnown
        return result
    }

    /// Looks for units among the sources of a module only; of the tree it is found out what must not be read.
    package func scan(_ snapshot: Snapshot, module: Snapshot.Mount) throws(TreeError) -> ScanResult
    {
        var bare = snapshot
        bare.mounts = []
        let own = try scan(module.tree)
        return try scan(bare).adding(unitsOf: own, at: module.place)
    }

    /// No look at all, where the one unit that matters is known.
    package func skip(_ snapshot: Snapshot) -> ScanResult {
        ScanResult(root: snapshot.root, files: [])
    }

    private func scan(_ commit: GitTree, arch: ArchChoice?) throws(TreeError) -> ScanResult {
        let files = commit.files.filter { path, entry in
            !entry.isLink && (path.hasSuffix(".c") || path.hasSuffix(".h")) && !Self.isOutside(path)
        }
        let paths = files.keys.sorted()
        var result = ScanResult(root: commit.root, files: paths)
        let wanted = paths.filter { path in
            (path.hasSuffix(".c") || Self.passesOn(path))
                && arch?.builds(path) ?? true
        }
        try GitScan(search: search, repository: commit.repository)
            .look(at: wanted.map { ($0, files[$0]?.object ?? "") }, into: &result)
        return result
    }

    /// The units of a state of the scanned tree, sorted: the overlay's files are looked at, the rest is known.
    ///
    /// Other architectures' directories are left out.
    package func units(of snapshot: Snapshot, in base: ScanResult, arch: ArchChoice) -> [TreePath] {
        var state = base
        for (path, entry) in snapshot.overlay
        where path.string.hasSuffix(".c") || path.string.hasSuffix(".h") {
            state.mentions[path.string] = nil
            if case .contents(let bytes) = entry, !Self.isOutside(path.string) {
                let mention = search.mention(in: bytes)
                if mention.isAny { state.mentions[path.string] = mention }
            }
        }
        var units = Set(state.mentions.keys.filter { $0.hasSuffix(".c") })
        var reached: Set<String> = []
        var pending = state.mentions.keys.filter(Self.passesOn)
        while let header = pending.popLast() {
            guard reached.insert(header).inserted else { continue }
            for file in includers(of: header, snapshot, base) {
                if file.hasSuffix(".c") {
                    units.insert(file)
                } else if Self.passesOn(file) {
                    pending.append(file)
                }
            }
        }
        return units.filter(arch.builds).compactMap { TreePath($0) }.sorted()
    }

    /// Whether two states of a tree that differ in these files have the same units: the files tell, and include, the same.
    package func findsTheSame(
        in new: Snapshot, as old: Snapshot, changed: some Sequence<TreePath>
    ) -> Bool {
        changed.allSatisfy { path in
            guard path.string.hasSuffix(".c") || path.string.hasSuffix(".h") else { return true }
            return look(at: path, in: new) == look(at: path, in: old)
        }
    }

    private struct Look: Equatable {
        var mentionsAny: Bool
        var includes: [String]
    }

    private func look(at path: TreePath, in snapshot: Snapshot) -> Look? {
        guard let bytes = snapshot.bytes(path.string) else { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            Look(
                mentionsAny: search.mention(in: bytes).isAny,
                includes: ByteSearch.includes(in: bytes).map(\.name))
        }
    }

    /// Tells what is looked for, for ``ScanMemory``.
    package var searched: [String] { search.searched }

    // MARK: which files count

    static func passesOn(_ path: String) -> Bool {
        guard path.hasSuffix(".h"), !path.hasPrefix("include/") else { return false }
        var path = path
        // By bytes: this is asked for each directory of a tree.
        return !path.withUTF8 { ByteSearch.contains(includeDirectory, in: $0) }
    }

    private static let includeDirectory = Array("/include/".utf8)

    private static func isOutside(_ path: String) -> Bool {
        ["Documentation/", "LICENSES/", "scripts/", "tools/", "usr/"].contains {
            path.hasPrefix($0)
        }
    }

    // MARK: who includes a private header

    /// Files around the header that include it: below its directory, and beside that.
    private func includers(of header: String, _ snapshot: Snapshot, _ base: ScanResult) -> [String]
    {
        let directories = header.split(separator: "/").dropLast()
        let scope = directories.count > 2 ? directories.dropLast() : directories
        let prefix = scope.joined(separator: "/") + "/"
        var files = base.files(below: prefix).filter {
            TreePath($0).map { snapshot.overlay[$0] == nil } ?? false
        }
        for (path, entry) in snapshot.overlay
        where path.string.hasPrefix(prefix) && entry != .deleted {
            if path.string.hasSuffix(".c") || path.string.hasSuffix(".h") {
                files.append(path.string)
            }
        }
        let candidates = files
        let name = Array((header.split(separator: "/").last ?? "").utf8)
        let isIncluder = concurrently(candidates.count) { index in
            guard let bytes = snapshot.bytes(candidates[index]) else { return false }
            return bytes.withUnsafeBufferPointer { bytes in
                ByteSearch.contains(name, in: bytes)
                    && ByteSearch.includes(in: bytes).contains { Self.names(header, $0.name) }
            }
        }
        return zip(candidates, isIncluder).filter(\.1).map(\.0)
    }

    /// Whether an include can mean the header: its directory is one of several, so the path's end has to do.
    private static func names(_ header: String, _ included: String) -> Bool {
        var rest = included[...]
        while rest.hasPrefix("../") || rest.hasPrefix("./") {
            rest = rest.dropFirst(rest.hasPrefix("./") ? 2 : 3)
        }
        return header == rest || header.hasSuffix("/" + rest)
    }
}
