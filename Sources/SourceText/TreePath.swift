/// A file's path relative to the root of the kernel tree, with `/` between its parts.
///
/// It is normalised (no `.`, `..`, empty part or leading `/`), so two equal paths name one file, and it can't leave the tree.
package struct TreePath: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    package let string: String

    /// Nil if the path is absolute, climbs out of the tree, is empty, or holds a NUL or a newline.
    package init?(_ text: some StringProtocol) {
        if text.isEmpty || text.hasPrefix("/") { return nil }
        if text.utf8.contains(where: { $0 == 0 || $0 == 10 }) { return nil }
        var parts: [Substring] = []
        for part in String(text).split(separator: "/", omittingEmptySubsequences: true) {
            if part == "." { continue }
            if part == ".." {
                guard parts.popLast() != nil else { return nil }
                continue
            }
            parts.append(part)
        }
        if parts.isEmpty { return nil }
        string = parts.joined(separator: "/")
    }

    /// For paths written in our own code, which are known to be normal.
    package init(literal text: StaticString) {
        string = text.description
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let path = TreePath(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "not a path in a tree: \(text)"))
        }
        self = path
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(string)
    }

    package var lastComponent: String {
        String(string.split(separator: "/").last ?? "")
    }

    /// The directory that holds the file; nil at the top of the tree.
    package var parent: TreePath? {
        string.lastIndex(of: "/").flatMap { TreePath(string[..<$0]) }
    }

    package func appending(_ part: String) -> TreePath? {
        TreePath(string + "/" + part)
    }

    package var description: String { string }

    package static func < (a: TreePath, b: TreePath) -> Bool { a.string < b.string }
}
