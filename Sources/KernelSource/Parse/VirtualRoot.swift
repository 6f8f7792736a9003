package import SourceText

/// The fixed places at which libclang sees the tree and what belongs to it, wherever those are on disk.
///
/// Fixed names keep machine paths out of what is found and cached, and make everything else unreachable.
package enum VirtualRoot {
    package static let tree = "/ntbcheck/tree"
    /// Headers that a build makes, whether it did or they were synthesized.
    package static let generated = "/ntbcheck/generated"
    /// Precompiled headers, and what they were made from.
    package static let preludes = "/ntbcheck/preludes"

    package static func path(of file: TreePath) -> String { tree + "/" + file.string }

    /// The file of the tree behind a virtual path as libclang reports it, which may hold `.` and `..`.
    package static func file(at virtual: String) -> TreePath? {
        guard virtual.hasPrefix("/"), let normal = TreePath(virtual.dropFirst()) else { return nil }
        let prefix = tree.dropFirst() + "/"
        return normal.string.hasPrefix(prefix)
            ? TreePath(normal.string.dropFirst(prefix.count)) : nil
    }

    /// A path of a Makefile, absolute below the virtual roots or relative to the tree; nil if it leads elsewhere.
    static func place(_ path: String) -> String? {
        if path == "." || path == tree || path == tree + "/" { return tree }
        if !path.hasPrefix("/") { return TreePath(path).map(VirtualRoot.path(of:)) }
        guard let normal = TreePath(path.dropFirst()) else { return nil }
        let whole = "/" + normal.string
        let isInside = [tree, generated].contains {
            whole == $0 || whole.hasPrefix($0 + "/")
        }
        return isInside ? whole : nil
    }
}
