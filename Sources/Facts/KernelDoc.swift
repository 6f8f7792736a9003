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
        // A carriage return and the newline after it are one character to Swift.
        let lines = source.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (number, line) in lines.enumerated() {
            let text = trimmed(line)
            if block == nil {
                if text == "/**" {
                    (block, start) = ([], number + 1)
                } else if text.hasPrefix("/** @"), text.hasSuffix("*/") {
                    add(inline: [text.dropFirst(3).dropLast(2)], to: &docs)
                }
                continue
            }
            if let end = text.firstRange(of: "*/") {
                let before = content(text[..<end.lowerBound])
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
        for (name, text) in members(lines) { docs[last].members[name] = text }
        docs[last].text += " " + words(lines)
    }

    private static func members(_ lines: [Substring]) -> [String: String] {
        var found: [String: String] = [:]
        var current: String?
        for line in lines {
            let text = trimmed(line)
            if text.hasPrefix("@"), let colon = text.firstIndex(of: ":") {
                let name = String(text[text.index(after: text.startIndex)..<colon])
                current = name
                found[name] = String(trimmed(text[text.index(after: colon)...]))
            } else if text.isEmpty {
                current = nil
            } else if let name = current {
                found[name, default: ""] += " " + text
            }
        }
        return found
    }

    private static func words(_ lines: [Substring]) -> String {
        lines.flatMap { $0.split(whereSeparator: \.isWhitespace) }.joined(separator: " ")
    }

    private static func content(_ line: Substring) -> Substring {
        line.hasPrefix("*") ? trimmed(line.dropFirst()) : line
    }

    private static func trimmed(_ line: Substring) -> Substring {
        var text = line.drop(while: \.isWhitespace)
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }
}
