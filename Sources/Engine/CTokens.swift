/// The tokens of a C text, without comments: names, numbers, literals and single marks.
struct CTokens {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    static func startsName(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    static func isName(_ token: String) -> Bool { token.utf8.first.map(startsName) ?? false }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// Whether a name is there, outside of comments and literals.
    func contains(_ name: String) -> Bool {
        let wanted = Array(name.utf8)
        var at = 0
        while let token = next(&at) {
            if token.count == wanted.count, bytes[token].elementsEqual(wanted) { return true }
        }
        return false
    }

    /// What stands at a place, from 1 each, up to the end of its statement, or for a while.
    func statement(line: Int, column: Int) -> [String] {
        var at = 0
        var number = 1
        while number < line, at < bytes.count {
            if bytes[at] == UInt8(ascii: "\n") { number += 1 }
            at += 1
        }
        guard number == line else { return [] }
        at = min(at + max(column - 1, 0), bytes.count)
        var tokens: [String] = []
        while tokens.count < 64, let token = next(&at) {
            let text = String(decoding: bytes[token], as: UTF8.self)
            if text == ";" || text == "{" { break }
            tokens.append(text)
        }
        return tokens
    }

    /// The tokens of the body of a function; none if there is none.
    func body(of name: String) -> Set<String> {
        let wanted = Array(name.utf8)
        var at = 0
        while let token = next(&at) {
            guard bytes[token].elementsEqual(wanted) else { continue }
            var end = at
            guard skipGroup("(", ")", &end) != nil, let tokens = skipGroup("{", "}", &end) else {
                continue
            }
            return tokens
        }
        return []
    }

    /// What stands between two marks that come next, others of their kind in it included; nil where they don't.
    private func skipGroup(_ open: String, _ close: String, _ at: inout Int) -> Set<String>? {
        guard let first = next(&at), bytes[first].elementsEqual(open.utf8) else { return nil }
        var depth = 1
        var tokens: Set<String> = []
        while let token = next(&at) {
            let text = String(decoding: bytes[token], as: UTF8.self)
            if text == open { depth += 1 }
            if text == close { depth -= 1 }
            if depth == 0 { return tokens }
            tokens.insert(text)
        }
        return nil
    }

    /// The next token at or after a place, which is moved behind it.
    private func next(_ at: inout Int) -> Range<Int>? {
        skipBlanks(&at)
        guard at < bytes.count else { return nil }
        let start = at
        let byte = bytes[at]
        at += 1
        if Self.startsName(byte) || Self.isDigit(byte) {
            while at < bytes.count, Self.startsName(bytes[at]) || Self.isDigit(bytes[at]) {
                at += 1
            }
        } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            while at < bytes.count, bytes[at] != byte, bytes[at] != UInt8(ascii: "\n") {
                at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
            }
            at = min(at + 1, bytes.count)
        }
        return start..<at
    }

    private func skipBlanks(_ at: inout Int) {
        let slash = UInt8(ascii: "/")
        while at < bytes.count {
            if bytes[at] <= 0x20 || bytes[at] == UInt8(ascii: "\\") {
                at += 1
            } else if bytes[at] == slash, at + 1 < bytes.count, bytes[at + 1] == slash {
                while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
            } else if bytes[at] == slash, at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "*") {
                at += 2
                while at < bytes.count,
                    !(bytes[at] == slash && bytes[at - 1] == UInt8(ascii: "*"))
                {
                    at += 1
                }
                at = min(at + 1, bytes.count)
            } else {
                return
            }
        }
    }
}
