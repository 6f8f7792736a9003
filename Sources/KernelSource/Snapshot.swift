package import SourceText

/// The content of a kernel tree at one state: a directory on disk, with some files replaced, added or deleted in memory.
///
/// A snapshot is a value: applying a patch makes a new one and writes nothing anywhere.
package struct Snapshot: Sendable {
    /// The directory of the tree, absolute and without symbolic links.
    package let root: String
    /// What differs from the directory.
    package private(set) var overlay: [TreePath: Overlay]

    package enum Overlay: Sendable, Hashable {
        case contents([UInt8])
        case deleted
    }

    package init(root: String, overlay: [TreePath: Overlay] = [:]) {
        self.root = root
        self.overlay = overlay
    }

    /// The same tree with one more file replaced or deleted.
    package mutating func set(_ path: TreePath, to entry: Overlay) {
        overlay[path] = entry
    }
}
