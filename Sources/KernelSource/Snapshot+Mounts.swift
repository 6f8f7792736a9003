package import SourceText

extension Snapshot {
    /// A directory from outside of the tree: the sources of a module that is built against it (`make M=DIR`).
    package struct Mount: Sendable {
        /// The name in the tree below which it is seen; the tree has none like it.
        package let place: TreePath
        package let tree: Snapshot

        /// Whether a path is in it.
        package func holds(_ path: TreePath) -> Bool {
            path.string.hasPrefix(place.string + "/")
        }
    }

    /// The same tree with the sources of a module below a name of their own: the directory's, if the tree has no such name.
    package func mounting(_ directory: String) throws(TreeError) -> (tree: Snapshot, at: TreePath) {
        guard let root = canonicalPath(directory), pathKind(root) == .directory else {
            throw .noSuchModule(directory)
        }
        let ownPrefix = root == "/" ? root : root + "/"
        if root == self.root || root.hasPrefix(self.root + "/") || self.root.hasPrefix(ownPrefix) {
            throw .moduleInTree(directory, tree: self.root)
        }
        let last = root.split(separator: "/").last.map(String.init) ?? ""
        guard var place = TreePath(last) else { throw .noSuchModule(directory) }
        while exists(place), let longer = TreePath(place.string + "-module") { place = longer }
        var result = self
        var module = Snapshot(root: root)
        module.failures = failures
        result.mounts.append(Mount(place: place, tree: module))
        return (result, place)
    }

    /// What of a mounted directory a path means; nil for a path of the tree itself.
    func mounted(_ path: TreePath) -> (tree: Snapshot, path: TreePath)? {
        for mount in mounts where mount.holds(path) {
            guard let inner = TreePath(path.string.dropFirst(mount.place.string.count + 1)) else {
                continue
            }
            return (mount.tree, inner)
        }
        return nil
    }
}
