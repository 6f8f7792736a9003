internal import SourceText

/// A mail's subject, taken apart: `[RFC PATCH net-next v3 2/5] ntb: add x`.
struct SubjectLine: Sendable, Hashable {
    /// Without the leading brackets and `Re:`.
    var title = ""
    var number: Int?
    var total: Int?
    var version: Int?
    /// The 2 of `v1.2`.
    var minorVersion: Int?
    var isResent = false
    var isReply = false
    /// There was a bracket at all; mails whose subject a line in the body replaced have none.
    var hasBracket = false

    init(_ subject: String) {
        var rest = Substring(subject.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        while true {
            rest = rest.drop { $0 == " " }
            if let reply = rest.prefixMatch(of: /(?i)(?:re|aw|fwd?|sv|antw)(?:\[\d+\])?:/) {
                // "fw: x" after a bracket would be the subject's own words.
                if hasBracket { break }
                isReply = true
                rest = rest[reply.range.upperBound...]
            } else if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
                hasBracket = true
                read(rest[..<end].dropFirst())
                rest = rest[rest.index(after: end)...]
            } else {
                break
            }
        }
        title = printable(String(rest))
    }

    /// Takes numbers and version out of one bracket; patchwork puts commas between its words.
    private mutating func read(_ bracket: Substring) {
        for word in bracket.split(whereSeparator: { $0 == " " || $0 == "," }) {
            if word.utf8.first.map({ [0x72, 0x52].contains($0) }) == true,
                ["resend", "repost"].contains(where: word.lowercased().hasPrefix)
            {
                isResent = true
            }
            // An expression is made anew each time, which takes longer than to see that it can't match.
            guard word.utf8.last.map((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) == true
            else {
                continue
            }
            if let match = word.wholeMatch(of: /(\d{1,9})\/(\d{1,9})/) {
                (number, total) = (Int(match.1), Int(match.2))
            } else if let match = word.wholeMatch(
                of: /(?i)(?:rfc|patch|resend)?-?v(\d{1,6})(?:\.(\d{1,6}))?/)
            {
                version = Int(match.1)
                minorVersion = match.2.flatMap { Int($0) }
            }
        }
    }
}
