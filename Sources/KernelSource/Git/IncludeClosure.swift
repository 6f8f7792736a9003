import Git
import SourceText

/// The files that some units can include, found by their text.
///
/// Conditions are not looked at, and every directory of the search path counts, so these are more files than the
/// parser opens. What a macro names is left out; the parser complains about it, and it is fetched then.
struct IncludeClosure {
    struct Name: Hashable, Sendable {
        var text: String
        var isQuoted: Bool
    }

    /// The search path, as paths in the tree.
    let directories: [String]
    /// Files of the tree whose includes were followed with this search path before.
    private(set) var known: Set<TreePath>
    /// What files of the tree include.
    private(set) var includes: [TreePath: [Name]]
    /// The files of the tree that were found this time.
    private(set) var found: Set<TreePath> = []

    init(directories: [String], known: Set<TreePath>, includes: [TreePath: [Name]]) {
        self.directories = directories
        self.known = known
        self.includes = includes
    }

    mutating func follow(
        _ roots: [TreePath], in snapshot: Snapshot, of tree: GitTree
    ) throws(TreeError) {
        var pending = roots
        var seen: Set<TreePath> = []
        while let path = pending.popLast() {
            guard seen.insert(path).inserted else { continue }
            let names: [Name]
            switch snapshot.overlay[path] {
            case .deleted: continue
            case .contents(let bytes): names = Self.names(in: bytes)
            case nil:
                guard known.insert(path).inserted else { continue }
                if let before = includes[path] {
                    names = before
                } else {
                    // A header that is not there is one that the parser will miss, if it wants it at all.
                    let bytes: [UInt8]
                    do throws(TreeError) {
                        guard let found = try tree.contents(of: path) else { continue }
                        bytes = found
                    } catch {
                        if case .git(let fault) = error, fault.isFailure {
                            snapshot.failures.note(path.string, error)
                        }
                        continue
                    }
                    names = Self.names(in: bytes)
                    includes[path] = names
                }
                found.insert(path)
            }
            let own = path.parent.map { $0.string + "/" } ?? ""
            for name in names {
                if name.isQuoted { add(own + name.text, snapshot, tree, &pending) }
                for directory in directories {
                    add(directory + name.text, snapshot, tree, &pending)
                }
            }
        }
    }

    private func add(
        _ text: String, _ snapshot: Snapshot, _ tree: GitTree, _ pending: inout [TreePath]
    ) {
        guard let path = TreePath(text) else { return }
        if snapshot.overlay[path] != nil || tree.hasFile(path) { pending.append(path) }
    }

    /// What a text includes, and what it asks for with `__has_include`, of which the parser would not complain.
    static func names(in bytes: [UInt8]) -> [Name] {
        let included = bytes.withUnsafeBufferPointer { bytes in
            ByteSearch.includes(in: bytes).map { Name(text: $0.name, isQuoted: $0.isQuoted) }
        }
        let angled = ByteSearch.quoted(
            in: bytes, after: "__has_include(<", until: UInt8(ascii: ">"))
        let quoted = ByteSearch.quoted(
            in: bytes, after: "__has_include(\"", until: UInt8(ascii: "\""))
        return included + angled.map { Name(text: $0, isQuoted: false) }
            + quoted.map { Name(text: $0, isQuoted: true) }
    }
}

extension GitTree {
    /// Whether a file is there, links followed.
    func hasFile(_ path: TreePath) -> Bool {
        if let entry = files[path.string], !entry.isLink { return true }
        return ((try? resolve(path)) ?? nil) != nil
    }
}
