package import SourceText

/// One kernel-doc comment (Documentation/doc-guide/kernel-doc.rst): the name that it documents, its members, and its whole text.
package struct KernelDoc: Hashable, Sendable, Codable {
    /// The function, or the tag of the struct, that is documented.
    package var name: String
    package var location: Location
    /// What is said of each parameter or member.
    package var members: [String: String]
    /// All words of the comment, with single spaces between them.
    package var text: String

    package init(name: String, location: Location, members: [String: String], text: String) {
        self.name = name
        self.location = location
        self.members = members
        self.text = text
    }

    /// All kernel-doc comments of a file. Comments inside of a struct's body belong to the struct's own comment.
    package static func parse(_ source: String, file: TreePath) -> [KernelDoc] {
        var docs: [KernelDoc] = []
        var block: [Substring]?
        var start = 0
        // By bytes: a carriage return and the newline after it are one character to Swift, and characters take their time.
        let lines = source.utf8.split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            let text = trimmed(Substring(line))
            if block == nil {
                if text == "/**" {
                    (block, start) = ([], number + 1)
                } else if text.hasPrefix("/** @"), text.hasSuffix("*/") {
                    add(inline: [text.dropFirst(3).dropLast(2)], to: &docs)
                }
                continue
            }
            if let end = endOfComment(in: text) {
                let before = content(text[..<end])
                if !before.isEmpty { block?.append(before) }
                finish(block ?? [], at: Location(file: file, line: start, column: 1), &docs)
                block = nil
            } else {
                block?.append(content(text))
            }
        }
        return docs
    }

    private static func finish(_ lines: [Substring], at place: Location, _ docs: inout [KernelDoc])
    {
        guard let first = lines.first(where: { !$0.isEmpty }) else { return }
        if first.hasPrefix("@") { return add(inline: lines, to: &docs) }
        guard let name = name(first) else { return }
        docs.append(
            KernelDoc(
                name: name, location: place, members: members(lines), text: words(lines)))
    }

    /// `name() - text`, `struct name - text`, with `:` as good as `-`.
    private static func name(_ line: Substring) -> String? {
        var words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
        guard let first = words.first, first != "DOC:" else { return nil }
        if ["struct", "union", "enum", "typedef", "define", "function", "var"].contains(first) {
            words.removeFirst()
        }
        let name = words.first?.prefix { $0.isLetter || $0.isNumber || $0 == "_" } ?? ""
        return name.isEmpty ? nil : String(name)
    }

    private static func add(inline lines: [Substring], to docs: inout [KernelDoc]) {
        guard let last = docs.indices.last else { return }
        for (name, text) in members(lines, isInline: true) { docs[last].members[name] = text }
        docs[last].text += " " + words(lines)
    }

    private static func members(
        _ lines: [Substring], isInline: Bool = false
    ) -> [String: String] {
        var found: [String: String] = [:]
        var current: String?
        for line in lines {
            let text = trimmed(line)
            if text.hasPrefix("@"), let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) {
                let name = String(text[text.index(after: text.startIndex)..<colon])
                current = name
                found[name] = String(trimmed(text[text.index(after: colon)...]))
            } else if text.isEmpty {
                // A comment within the struct is about its member to the end.
                if !isInline { current = nil }
            } else if let name = current {
                found[name, default: ""] += " " + text
            }
        }
        return found
    }

    private static func words(_ lines: [Substring]) -> String {
        lines.flatMap { line in
            isPlain(line)
                ? line.utf8.split(whereSeparator: isBlank).map(Substring.init)
                : line.split(whereSeparator: \.isWhitespace)
        }.joined(separator: " ")
    }

    private static func endOfComment(in line: Substring) -> Substring.Index? {
        let bytes = line.utf8
        var rest = bytes[...]
        while let star = rest.firstIndex(of: UInt8(ascii: "*")) {
            rest = bytes[bytes.index(after: star)...]
            if rest.first == UInt8(ascii: "/") { return star }
        }
        return nil
    }

    private static func content(_ line: Substring) -> Substring {
        line.hasPrefix("*") ? trimmed(line.dropFirst()) : line
    }

    private static func isPlain(_ line: Substring) -> Bool { line.utf8.allSatisfy { $0 < 0x80 } }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 9...13 ~= byte }

    private static func trimmed(_ line: Substring) -> Substring {
        if isPlain(line) {
            let text = line.utf8.drop(while: isBlank)
            let end = text.lastIndex { !isBlank($0) }.map(text.index(after:))
            return Substring(text[..<(end ?? text.startIndex)])
        }
        var text = line.drop(while: \.isWhitespace)
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }
}
