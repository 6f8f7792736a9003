/// A file's path relative to the root of the kernel tree, with `/` between its parts.
///
/// It is normalised (no `.`, `..`, empty part or leading `/`), so two equal paths name one file, and it can't leave the tree.
package struct TreePath: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    package let string: String

    /// Nil if the path is absolute, climbs out of the tree, is empty, or holds a NUL or a newline.
    package init?(_ text: some StringProtocol) {
        if Self.isNormal(text) {
            string = String(text)
            return
        }
        // Bytes, not characters: a slash that a combining mark follows is a slash to the kernel.
        let bytes = Array(text.utf8)
        let slash = UInt8(ascii: "/")
        guard let first = bytes.first, first != slash, !bytes.contains(0), !bytes.contains(10)
        else {
            return nil
        }
        var parts: [ArraySlice<UInt8>] = []
        for part in bytes.split(separator: slash) {
            if part.elementsEqual(".".utf8) { continue }
            if part.elementsEqual("..".utf8) {
                guard parts.popLast() != nil else { return nil }
                continue
            }
            parts.append(part)
        }
        if parts.isEmpty { return nil }
        string = String(decoding: Array(parts.joined(separator: [slash])), as: UTF8.self)
    }

    /// Whether nothing is to be done to a text: nearly all are like that.
    private static func isNormal(_ text: some StringProtocol) -> Bool {
        withBytes(text.utf8) { bytes in
            var isStart = true
            for byte in bytes {
                // A part that starts with a dot may be `.` or `..`.
                if isStart, byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") { return false }
                if byte == 0 || byte == 10 { return false }
                isStart = byte == UInt8(ascii: "/")
            }
            return !isStart
        }
    }

    /// The bytes as they lie in memory: paths are compared and looked up by the ten thousand.
    private static func withBytes<Result>(
        _ text: some Collection<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        text.withContiguousStorageIfAvailable(body) ?? Array(text).withUnsafeBufferPointer(body)
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
        string.utf8.lastIndex(of: UInt8(ascii: "/")).map {
            String(string[string.utf8.index(after: $0)...])
        }
            ?? string
    }

    /// The directory that holds the file; nil at the top of the tree.
    package var parent: TreePath? {
        string.utf8.lastIndex(of: UInt8(ascii: "/")).flatMap { TreePath(string[..<$0]) }
    }

    package func appending(_ part: String) -> TreePath? {
        TreePath(string + "/" + part)
    }

    package var description: String { string }

    package static func < (a: TreePath, b: TreePath) -> Bool {
        withBytes(a.string.utf8) { a in withBytes(b.string.utf8) { a.lexicographicallyPrecedes($0) }
        }
    }

    /// File names are bytes: two spellings of one character name two files.
    package static func == (a: TreePath, b: TreePath) -> Bool {
        withBytes(a.string.utf8) { a in
            withBytes(b.string.utf8) { b in a.count == b.count && a.elementsEqual(b) }
        }
    }

    package func hash(into hasher: inout Hasher) {
        Self.withBytes(string.utf8) { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(UInt8(0xFF))
    }
}
