package import Git
package import SourceText

/// The content of a kernel tree at one state: a directory on disk or a commit, with some files replaced, added or deleted
/// in memory.
///
/// A snapshot is a value: applying a patch makes a new one and writes nothing anywhere.
package struct Snapshot: Sendable {
    /// The directory of the tree, absolute and without symbolic links; for a commit, the private one that has of it what
    /// was asked for.
    package let root: String
    /// The commit, where it is not the directory itself that counts.
    package let commit: GitTree?
    /// The open directory; nil for a commit.
    private let directory: TreeRoot?
    /// What differs from the directory.
    package private(set) var overlay: [TreePath: Overlay]
    /// Takes down what is read of the directory; nil where nobody wants to know.
    package var trace: ReadTrace?
    /// Directories from outside that are seen below a name in the tree.
    package internal(set) var mounts: [Mount] = []
    /// Takes down what could not be read, for this snapshot and all that are made of it.
    package var failures = ReadFailures()

    package enum Overlay: Sendable, Hashable {
        case contents([UInt8])
        case deleted
    }

    /// No C file that people write comes near; generated register lists do, and nobody includes those here.
    package static let largestFile = 8 << 20

    package init(root: String, overlay: [TreePath: Overlay] = [:]) {
        self.root = root
        directory = TreeRoot(root)
        commit = nil
        self.overlay = overlay
    }

    /// The tree in a directory on disk, after a look whether it is one.
    ///
    /// - Parameter failures: where what can't be read is taken down.
    package static func open(
        _ path: String, _ failures: ReadFailures = ReadFailures()
    ) throws(TreeError) -> Snapshot {
        guard let root = canonicalPath(path) else {
            let code = lastSystemError
            if !saysAbsent(code, path) { throw .unreadable(path, code) }
            throw .noSuchDirectory(path)
        }
        guard pathKind(root) == .directory else { throw .notADirectory(path) }
        let headers = root + "/include/linux"
        let kind = pathKind(headers)
        guard kind == .directory else {
            let code = lastSystemError
            if kind == nil, !saysAbsent(code, headers) { throw .unreadable(headers, code) }
            throw .notAKernelTree(path, missing: "include/linux")
        }
        var snapshot = Snapshot(root: root)
        snapshot.failures = failures
        // A file that can't be read says more than one that is missing.
        _ = try snapshot.contents(of: TreePath(literal: "Makefile"))
        guard snapshot.kernelVersion != nil else {
            throw .notAKernelTree(path, missing: "Makefile with VERSION and PATCHLEVEL")
        }
        return snapshot
    }

    /// The tree of a commit of the repository that a directory is in. No file of the directory is looked at.
    package static func open(
        _ path: String, revision: String, in repository: GitRepository? = nil,
        failures: ReadFailures = ReadFailures()
    ) throws(TreeError) -> Snapshot {
        let (repository, commit) = try askingGit { () throws(GitFault) in
            let repository = if let repository { repository } else { try GitRepository(at: path) }
            return (repository, try repository.commit(revision))
        }
        let tree = try GitTree(repository, commit: commit)
        var snapshot = Snapshot(tree)
        snapshot.failures = failures
        guard tree.exists(TreePath(literal: "include/linux")) else {
            throw .notAKernelTree("\(path) at \(revision)", missing: "include/linux")
        }
        // A file that can't be read says more than one that is missing.
        _ = try snapshot.contents(of: TreePath(literal: "Makefile"))
        guard snapshot.kernelVersion != nil else {
            throw .notAKernelTree(
                "\(path) at \(revision)", missing: "Makefile with VERSION and PATCHLEVEL")
        }
        return snapshot
    }

    package init(_ commit: GitTree) {
        root = commit.root
        directory = nil
        overlay = [:]
        self.commit = commit
    }

    /// The same tree with one more file replaced or deleted.
    package mutating func set(_ path: TreePath, to entry: Overlay) {
        overlay[path] = entry
    }

    /// The bytes of a file; nil where there is none.
    package func contents(of path: TreePath) throws(TreeError) -> [UInt8]? {
        do throws(TreeError) {
            return try read(path)
        } catch {
            failures.note(path.string, error)
            throw error
        }
    }

    private func read(_ path: TreePath) throws(TreeError) -> [UInt8]? {
        switch overlay[path] {
        case .contents(let bytes): return bytes
        case .deleted: return nil
        case nil: break
        }
        if let inner = mounted(path) { return try inner.tree.contents(of: inner.path) }
        if let commit { return try commit.contents(of: path) }
        trace?.note(path, in: root)
        do throws(OpenFile.Failure) {
            switch directory?.opened(path.string, OpenFile.flags) ?? .unclear {
            case .open(let descriptor):
                return try OpenFile(taking: descriptor, limit: Self.largestFile).contents()
            case .absent: return nil
            case .unclear: break
            }
        } catch {
            return try Self.nothing(at: path, error)
        }
        guard let location = try locationOnDisk(of: path) else { return nil }
        do throws(OpenFile.Failure) {
            return try OpenFile.opened(location, limit: Self.largestFile).contents()
        } catch {
            return try Self.nothing(at: path, error)
        }
    }

    private static func nothing(
        at path: TreePath, _ failure: OpenFile.Failure
    ) throws(TreeError) -> [UInt8]? {
        switch failure {
        case .absent: return nil
        case .notRegular: throw .notAFile(path)
        case .tooLarge(let bytes): throw .tooLarge(path, bytes: bytes)
        case .system(let code): throw .unreadable(path.string, code)
        }
    }

    /// Whether a file or directory is there.
    package func exists(_ path: TreePath) -> Bool {
        switch overlay[path] {
        case .contents: return true
        case .deleted: return false
        case nil: break
        }
        if let inner = mounted(path) { return inner.tree.exists(inner.path) }
        if commit == nil { trace?.note(path, in: root) }
        if let commit {
            if commit.exists(path) { return true }
        } else if let isThere = directory?.has(path.string) {
            if isThere { return true }
        } else if location(of: path) != nil {
            return true
        }
        return overlay.contains {
            $0.value != .deleted && $0.key.string.hasPrefix(path.string + "/")
        }
    }

    /// The names in a directory, sorted; empty where there is none.
    package func entries(of directory: TreePath) -> [String] {
        var names: Set<String> = []
        if let mount = mounts.first(where: { $0.place == directory }) {
            return (directoryEntries(mount.tree.root) ?? []).map(\.name).sorted()
        }
        if let inner = mounted(directory) { return inner.tree.entries(of: inner.path) }
        if commit == nil { trace?.note(directory, in: root) }
        if let commit {
            names.formUnion(commit.entries(of: directory))
        } else if let location = location(of: directory) {
            let found = directoryEntries(location)
            if found == nil, !saysAbsent(lastSystemError, location) {
                failures.note(directory.string, lastSystemError)
            }
            names.formUnion((found ?? []).map(\.name))
        }
        let prefix = directory.string + "/"
        for (path, entry) in overlay where path.string.hasPrefix(prefix) {
            let rest = path.string.dropFirst(prefix.count)
            guard let first = rest.split(separator: "/").first.map(String.init) else { continue }
            if entry != .deleted {
                names.insert(first)
            } else if first.count == rest.count {
                names.remove(first)
            }
        }
        return names.sorted()
    }

    /// The same for who goes on without; nil where it leads out of the tree, too.
    private func location(of path: TreePath) -> String? {
        do throws(TreeError) {
            return try locationOnDisk(of: path)
        } catch {
            failures.note(path.string, error)
            return nil
        }
    }

    /// The place of a path on disk with symbolic links followed, which must not lead out of the tree.
    private func locationOnDisk(of path: TreePath) throws(TreeError) -> String? {
        let place = root + "/" + path.string
        guard let real = canonicalPath(place) else {
            let code = lastSystemError
            if saysAbsent(code, place) { return nil }
            throw .unreadable(path.string, code)
        }
        guard real == place || real.hasPrefix(root + "/") else { throw .leavesTree(path) }
        return real
    }
}

extension Snapshot {
    /// Refuses an architecture that the tree has not, where it has others.
    package func require(_ arch: Arch, of tree: String) throws(TreeError) {
        if has("arch"), !has("arch/" + arch.directory) { throw .noSuchArch(tree: tree, arch: arch) }
    }

    /// A text of the tree for the readers of Makefiles and Kconfig files, to whom an unreadable file is an absent one.
    func text(_ path: String) -> String? {
        bytes(path).map { String(decoding: $0, as: UTF8.self) }
    }

    func bytes(_ path: String) -> [UInt8]? {
        guard let path = TreePath(path) else { return nil }
        return (try? contents(of: path)) ?? nil
    }

    func has(_ path: String) -> Bool {
        TreePath(path).map(exists) ?? false
    }
}
