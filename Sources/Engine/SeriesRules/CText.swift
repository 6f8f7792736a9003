/// A piece of C source, in its place.
struct CToken: Hashable, Sendable {
    /// An identifier, a number, or one character of punctuation.
    var text: String
    var line: Int
    /// It stands in a line of the preprocessor's.
    var isDirective: Bool
    var isIdentifier: Bool
}

/// Takes C apart without understanding it: comments, strings and character constants are left out.
///
/// It never fails; text that is no C gives tokens that mean nothing.
struct CText {
    private(set) var tokens: [CToken] = []
    private let bytes: [UInt8]
    private var at = 0
    private var line = 1
    private var isDirective = false
    private var isLineStart = true

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        while at < bytes.count { step() }
    }

    private func byte(_ offset: Int = 0) -> UInt8 {
        at + offset < bytes.count ? bytes[at + offset] : 0
    }

    private mutating func step() {
        let here = byte()
        switch here {
        case 10:
            line += 1
            at += 1
            isDirective = false
            isLineStart = true
        case UInt8(ascii: "\\"):
            at += 1
            if byte() == 13 { at += 1 }
            if byte() == 10 {
                line += 1
                at += 1
            }
        case 9, 11, 12, 13, 32: at += 1
        case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): skipComment()
        case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
            while at < bytes.count, byte() != 10 { at += 1 }
        case UInt8(ascii: "\""), UInt8(ascii: "'"): skipQuoted(here)
        case UInt8(ascii: "#") where isLineStart:
            isDirective = true
            isLineStart = false
            add(from: at, to: at + 1, isIdentifier: false)
        default:
            isLineStart = false
            var end = at
            while end < bytes.count, Self.isWord(bytes[end]) { end += 1 }
            if end == at {
                add(from: at, to: at + 1, isIdentifier: false)
            } else {
                add(from: at, to: end, isIdentifier: here < 0x30 || here > 0x39)
            }
        }
    }

    private mutating func add(from: Int, to: Int, isIdentifier: Bool) {
        tokens.append(
            CToken(
                text: String(decoding: bytes[from..<to], as: UTF8.self), line: line,
                isDirective: isDirective, isIdentifier: isIdentifier))
        at = to
    }

    private mutating func skipComment() {
        at += 2
        while at < bytes.count {
            if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
                at += 2
                return
            }
            if byte() == 10 { line += 1 }
            at += 1
        }
    }

    private mutating func skipQuoted(_ mark: UInt8) {
        isLineStart = false
        at += 1
        while at < bytes.count, byte() != mark, byte() != 10 {
            if byte() == UInt8(ascii: "\\") {
                at += 1
                if byte() == 10 { line += 1 }
            }
            at += 1
        }
        if byte() == mark { at += 1 }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte == 0x5f || (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte & 0xdf)
    }
}
