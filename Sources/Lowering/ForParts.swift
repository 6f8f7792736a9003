internal import Clang

/// Tells the parts of a `for` apart: libclang lists the present ones without a mark, so the source text is asked.
struct ForParts {
    var initialiser: Cursor?
    var condition: Cursor?
    var step: Cursor?
    var body: Cursor

    /// How far the head of a loop may reach; longer ones are not read.
    private static let longestHead = 16384

    init?(_ cursor: Cursor, children: [Cursor]) {
        guard let body = children.last else { return nil }
        self.body = body
        let parts = Array(children.dropLast())
        var present: [Bool]
        switch parts.count {
        case 3: present = [true, true, true]
        case 0: present = [false, false, false]
        default:
            guard let segments = Self.segments(cursor.sourceText(limit: Self.longestHead)),
                segments.filter(\.self).count == parts.count
            else {
                if parts.count == 2, parts[0].kind == .declarationStatement,
                    parts[1].kind == .binaryOperator, !parts[1].binaryKind.assigns
                {
                    (initialiser, condition) = (parts[0], parts[1])
                    return
                }
                return nil
            }
            present = segments
        }
        var rest = parts[...]
        if present[0] { initialiser = rest.popFirst() }
        if present[1] { condition = rest.popFirst() }
        if present[2] { step = rest.popFirst() }
    }

    /// Which of the three segments of `for (a; b; c)` hold anything. Tokens are counted as written, so it works in macro bodies.
    static func segments(_ text: [UInt8]) -> [Bool]? {
        var scanner = CScanner(text)
        guard scanner.word() == "for", scanner.symbol() == UInt8(ascii: "(") else { return nil }
        var found = [false]
        var depth = 0
        while let token = scanner.next() {
            switch token {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")") where depth == 0: return found.count == 3 ? found : nil
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: ";") where depth == 0:
                found.append(false)
                continue
            default: break
            }
            found[found.count - 1] = true
        }
        return nil
    }
}

/// Reads C text token by token as far as `for` heads need it: comments, strings and spliced lines are skipped over.
struct CScanner {
    private let text: [UInt8]
    private var position = 0

    init(_ text: [UInt8]) { self.text = text }

    private func at(_ offset: Int) -> UInt8 {
        position + offset < text.count ? text[position + offset] : 0
    }

    private mutating func skipSpace() {
        while position < text.count {
            switch (at(0), at(1)) {
            case (32, _), (9, _), (10, _), (13, _): position += 1
            case (UInt8(ascii: "\\"), 10): position += 2
            case (UInt8(ascii: "/"), UInt8(ascii: "*")):
                position += 2
                while position < text.count,
                    !(at(0) == UInt8(ascii: "*") && at(1) == UInt8(ascii: "/"))
                {
                    position += 1
                }
                position = min(position + 2, text.count)
            case (UInt8(ascii: "/"), UInt8(ascii: "/")):
                while position < text.count, at(0) != 10 { position += 1 }
            default: return
            }
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90)
            || (byte >= 97 && byte <= 122) || byte >= 128
    }

    mutating func word() -> String {
        skipSpace()
        let start = position
        while position < text.count, Self.isWord(text[position]) { position += 1 }
        return String(decoding: text[start..<position], as: UTF8.self)
    }

    mutating func symbol() -> UInt8? { next() }

    /// The first byte of the next token; strings and words count as one token.
    mutating func next() -> UInt8? {
        skipSpace()
        guard position < text.count else { return nil }
        let first = text[position]
        if Self.isWord(first) {
            _ = word()
        } else if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            position += 1
            while position < text.count, text[position] != first {
                position += text[position] == UInt8(ascii: "\\") ? 2 : 1
            }
            position += 1
        } else {
            position += 1
        }
        return first
    }

    /// The text of the next token, of words and of other characters one by one.
    mutating func nextText() -> String? {
        skipSpace()
        let start = position
        guard next() != nil else { return nil }
        return String(decoding: text[start..<min(position, text.count)], as: UTF8.self)
    }
}
