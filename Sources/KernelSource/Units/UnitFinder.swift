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
    /// What a unit must name that names none of the words itself; nil where a header is enough.
    private let member: [UInt8]?

    /// - Parameters:
    ///   - words: C identifiers.
    ///   - headers: headers as units include them, such as `linux/ntb.h`.
    ///   - member: if only tables matter, what is wired in them: a unit that has a table's type from a private header matters if it
    ///     names this, and one that does no more than include a listed header does not.
    package init(words: [String], headers: [String], member: String? = nil) {
        self.member = member.map { Array($0.utf8) }
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
        let result =
            if let commit = snapshot.commit {
                try scan(commit, arch: arch, memory)
            } else {
                look(at: snapshot, arch, memory, keeping, whenFound)
            }
        for name in result.unnamed {
            snapshot.failures.note(
                printable(name), reason: "no path can hold its name, so it is not looked at")
        }
        return result
    }

    private func look(
        at snapshot: Snapshot, _ arch: ArchChoice?, _ memory: ScanMemory?,
        _ keeping: (@escaping @Sendable () -> Void) -> Void,
        _ whenFound: @escaping @Sendable () -> Void
    ) -> ScanResult {
        let known = memory?.known() ?? KnownDirectories()
        let look = TreeLook(
            root: snapshot.root, search: search, arch: arch, watched: watched,
            known: known, failures: snapshot.failures,
            whenFound: whenFound)
        let found = look.look()
        var result = ScanResult(found, root: snapshot.root)
        result.isRemembered = found.isKnown
        if found.isKnown {
            result.look = known.look
        } else if snapshot.failures.isEmpty, let memory {
            let name = (0..<2).map { _ in String(UInt64.random(in: 0...(.max)), radix: 16) }
                .joined(separator: "-")
            result.look = name
            keeping { memory.keep(found.directories, look: name) }
        }
        addLinks(found, of: snapshot, to: &result)
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

    /// C files that are links to others of the tree, which are none in any that people send; what such a name leads to that
    /// is no file is a unit that nobody can read.
    private func addLinks(
        _ found: TreeLook.Found, of snapshot: Snapshot, to result: inout ScanResult
    ) {
        for directory in found.directories where directory.isWanted {
            let prefix = directory.path.isEmpty ? "" : directory.path + "/"
            for name in directory.links + directory.others
            where name.isSourceName && !Self.isOutside(prefix + name) {
                let file = prefix + name
                guard let path = TreePath(file), name.isUnitName || Self.passesOn(file) else {
                    continue
                }
                do throws(TreeError) {
                    guard let bytes = try snapshot.contents(of: path) else { continue }
                    result.add(file: file)
                    let mention = search.mention(in: bytes)
                    if mention.isAny { result.mentions[file] = mention }
                } catch {
                    if name.isUnitName { result.unread.append(path) }
                }
            }
        }
    }

    /// No look at all, where the one unit that matters is known.
    package func skip(_ snapshot: Snapshot) -> ScanResult {
        ScanResult(root: snapshot.root, files: [])
    }

    private func scan(
        _ commit: GitTree, arch: ArchChoice?, _ memory: ScanMemory?
    ) throws(TreeError) -> ScanResult {
        var files = commit.files.filter { path, entry in
            path.isSourceName && !Self.isOutside(path)
        }
        for (name, entry) in files where entry.isLink {
            files[name] = nil
            guard let path = TreePath(name) else { continue }
            do throws(TreeError) {
                files[name] = try commit.resolve(path)?.1
            } catch .leavesTree {
                // The same as on disk: hidden from the parser, and no unit that anything is said of.
            }
        }
        let paths = files.keys.sorted()
        var result = ScanResult(root: commit.root, files: paths)
        let wanted = paths.filter { path in
            (path.isUnitName || Self.passesOn(path))
                && arch?.builds(path) ?? true
        }
        var scan = GitScan(search: search, repository: commit.repository)
        scan.silent = memory?.silentObjects() ?? []
        let found = try scan.look(
            at: wanted.map { ($0, files[$0]?.object ?? "") }, into: &result)
        if let memory, !found.isSubset(of: scan.silent) { memory.keep(silent: found) }
        for name in commit.unnamed where !Self.isOutside(name) {
            result.unnamed.append(name)
        }
        return result
    }

    /// The units of a state of the scanned tree, sorted: the overlay's files are looked at, the rest is known.
    ///
    /// Other architectures' directories are left out.
    package func units(of snapshot: Snapshot, in base: ScanResult, arch: ArchChoice) -> [TreePath] {
        var state = base
        for (path, entry) in snapshot.overlay
        where path.string.isSourceName {
            state.mentions[path.string] = nil
            if case .contents(let bytes) = entry, !Self.isOutside(path.string) {
                let mention = search.mention(in: bytes)
                if mention.isAny { state.mentions[path.string] = mention }
            }
        }
        let telling = state.mentions.filter { member == nil || $0.value.word }.keys
        var units = Set(telling.filter(\.isUnitName))
        var reached: Set<String> = []
        var pending = telling.filter(Self.passesOn)
        while let header = pending.popLast() {
            guard reached.insert(header).inserted else { continue }
            for file in includers(of: header, snapshot, base) {
                if file.isUnitName {
                    if units.contains(file) || namesMember(file, snapshot) { units.insert(file) }
                } else if Self.passesOn(file) {
                    pending.append(file)
                }
            }
        }
        return units.filter(arch.builds).compactMap { TreePath($0) }.sorted()
    }

    private func namesMember(_ file: String, _ snapshot: Snapshot) -> Bool {
        guard let member else { return true }
        guard let path = TreePath(file), let bytes = (try? snapshot.contents(of: path)) ?? nil
        else { return true }
        return bytes.withUnsafeBufferPointer { bytes in
            ByteSearch.containsWord(member, in: bytes)
                || ByteSearch.spliced(bytes)?.withUnsafeBufferPointer {
                    ByteSearch.containsWord(member, in: $0)
                } ?? false
        }
    }

    /// Whether two states of a tree that differ in these files have the same units: the files tell, and include, the same.
    package func findsTheSame(
        in new: Snapshot, as old: Snapshot, changed: some Sequence<TreePath>
    ) -> Bool {
        changed.allSatisfy { path in
            guard path.string.isSourceName else { return true }
            return look(at: path, in: new) == look(at: path, in: old)
        }
    }

    private struct Look: Equatable {
        var mentionsAny: Bool
        var namesMember: Bool
        var includes: [String]
        /// Words that a line's end parts are another matter: a change of those is looked at.
        var splices: Int?
    }

    private func look(at path: TreePath, in snapshot: Snapshot) -> Look? {
        guard let bytes = snapshot.bytes(path.string) else { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            Look(
                mentionsAny: search.mention(in: bytes).isAny,
                namesMember: member.map { ByteSearch.containsWord($0, in: bytes) } ?? true,
                includes: ByteSearch.includes(in: bytes).map(\.name),
                splices: ByteSearch.spliced(bytes)?.count)
        }
    }

    /// Tells what is looked for, for ``ScanMemory``.
    package var searched: [String] { search.searched }

    // MARK: which files count

    static func passesOn(_ path: String) -> Bool {
        guard !path.hasPrefix("include/"), path.isIncludedName else { return false }
        var path = path
        // By bytes: this is asked for each directory of a tree.
        return !path.withUTF8 { ByteSearch.contains(includeDirectory, in: $0) }
    }

    private static let includeDirectory = Array("/include/".utf8)

    static func isOutside(_ path: String) -> Bool {
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
        // Those on the way down to it may name it by its path.
        let way = directories.indices.dropFirst().map {
            directories[..<$0].joined(separator: "/") + "/"
        }.filter { prefix.hasPrefix($0) && $0 != prefix }
        let around = base.files(below: prefix) + way.flatMap { base.files(in: $0) }
        var files = around.filter {
            TreePath($0).map { snapshot.overlay[$0] == nil } ?? false
        }
        for (path, entry) in snapshot.overlay
        where entry != .deleted
            && (path.string.hasPrefix(prefix)
                || way.contains { path.parent.map { $0.string + "/" } == $0 })
        {
            if path.string.isSourceName { files.append(path.string) }
        }
        let candidates = files
        let name = Array((header.split(separator: "/").last ?? "").utf8)
        let isIncluder = concurrently(candidates.count) { index in
            guard let path = TreePath(candidates[index]),
                let bytes = (try? snapshot.contents(of: path)) ?? nil
            else { return false }
            func includes(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
                ByteSearch.quotedNames(endingIn: name, in: bytes).contains {
                    Self.names(header, $0)
                }
            }
            return bytes.withUnsafeBufferPointer { bytes in
                includes(bytes)
                    || ByteSearch.spliced(bytes)?.withUnsafeBufferPointer(includes) ?? false
            }
        }
        return zip(candidates, isIncluder).filter(\.1).map(\.0)
    }

    /// Whether an include can mean the header: its directory is one of several, so the path's end has to do.
    static func names(_ header: String, _ included: String) -> Bool {
        var rest = included[...]
        while rest.hasPrefix("../") || rest.hasPrefix("./") {
            rest = rest.dropFirst(rest.hasPrefix("./") ? 2 : 3)
        }
        return header == rest || header.hasSuffix("/" + rest)
    }
}
