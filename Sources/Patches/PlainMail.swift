/// A mail that needs no decoding, read without git: what `git format-patch` writes for most patches.
///
/// A process for each mail is most of the time that a hook takes on a series which nobody watches. Whatever is not
/// evidently plain (MIME parts, encodings, quoted names, headers in the body) is left to `git mailinfo`; the tests hold
/// the two against each other.
struct PlainMail {
    let subject: SubjectLine
    let author: String
    let message: String
    let diff: [UInt8]

    init?(_ text: MailText) {
        let headers = MailHeaders(text.bytes)
        guard headers.isWellFormed, let bodyLine = headers.bodyLine,
            headers.fields.allSatisfy({ $0.value.utf8.allSatisfy { (32..<127).contains($0) } }),
            Self.isPlain(headers), let subject = headers.only("subject"),
            !subject.contains("=?"), let from = headers.only("from"),
            let sender = from.wholeMatch(
                of: /([A-Za-z0-9 .'_-]*[A-Za-z0-9.]) <([^<>@\s"()]+@[^<>@\s"()]+)>/)
        else { return nil }

        let lines = Lines(text.bytes)
        let start = lines[bodyLine...].firstIndex { !$0.isEmpty } ?? lines.endIndex
        let end = lines[start...].firstIndex(where: Self.startsPatch) ?? lines.endIndex
        guard let message = String(validating: Self.bytes(of: lines, start..<end), as: UTF8.self),
            start == end || !Self.mayBeHeader(lines[start])
        else { return nil }

        self.subject = SubjectLine(subject)
        // A name or title that git would tidy up further is left to it.
        author = "\(sender.1) <\(sender.2)>"
        self.message = message
        diff = Self.bytes(of: lines, end..<lines.endIndex)
        if author.contains("  ") || !self.subject.hasBracket { return nil }
    }

    private static func isPlain(_ headers: MailHeaders) -> Bool {
        if let type = headers["content-type"] {
            guard type.wholeMatch(of: /(?i)text\/plain(; ?charset="?(utf-8|us-ascii)"?)?/) != nil,
                headers.only("content-type") != nil
            else { return false }
        }
        if let encoding = headers["content-transfer-encoding"] {
            guard ["7bit", "8bit"].contains(encoding.lowercased()),
                headers.only("content-transfer-encoding") != nil
            else { return false }
        }
        return true
    }

    private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
        line.allSatisfy { $0 == 32 || (9...13).contains($0) }
    }

    /// The body's first line might be one that `git mailinfo` takes for a header.
    private static func mayBeHeader(_ line: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: line.prefix(80), as: UTF8.self)
        // No header has such a name (`header` in git's mailinfo.c); a patch without a description begins with it.
        if text.hasPrefix("Signed-off-by: ") { return false }
        return text.prefixMatch(of: /(?i)\s|>?From\b|\[PATCH|[!-9;-~]+:/) != nil
    }

    /// Where the commit message ends, as `git mailinfo` sees it.
    private static func startsPatch(_ line: ArraySlice<UInt8>) -> Bool {
        if line.hasPrefix("diff -") || line.hasPrefix("Index: ") { return true }
        guard line.hasPrefix("---") else { return false }
        let rest = line.dropFirst(3)
        if rest.first == UInt8(ascii: " "), let next = rest.dropFirst().first {
            if !isBlank([next]) { return true }
        }
        return isBlank(rest)
    }

    private static func bytes(of lines: Lines, _ range: Range<Int>) -> [UInt8] {
        var result: [UInt8] = []
        for index in range {
            result += lines[index]
            result.append(UInt8(ascii: "\n"))
        }
        return result
    }
}

extension MailHeaders {
    /// The header's value if it is there just once.
    fileprivate func only(_ name: String) -> String? {
        let found = fields.filter { $0.name == name }
        return found.count == 1 ? found.first?.value : nil
    }
}
