internal import SourceText

/// What is read from a mail before git decodes it: its transport's line ends, and headers that `git mailinfo` does not print.
struct MailText {
    var bytes: [UInt8]
    let messageID: String?
    let references: Set<String>

    /// Takes the mail's own line ends off: where the headers end in CR LF, the transport put one CR on each line.
    ///
    /// Where only lines of the diff have a CR it belongs to the file that is patched, and stays.
    init(_ raw: [UInt8]) {
        let headers = MailHeaders(raw)
        bytes = headers.endInCarriageReturn ? withoutCarriageReturns(raw) : raw
        messageID = headers["message-id"].map { printable($0) }
        references = Set(
            [headers["references"], headers["in-reply-to"]].compactMap { $0 }
                .flatMap { $0.split(whereSeparator: \.isWhitespace).map { printable(String($0)) } })
    }

    /// True if the text starts as a mail does: headers up to an empty line, a sender or subject among them.
    static func looksLikeMail(_ bytes: [UInt8]) -> Bool {
        let headers = MailHeaders(bytes)
        return headers.isWellFormed && (headers["from"] != nil || headers["subject"] != nil)
    }
}

/// The header block of a mail, unfolded and not decoded.
struct MailHeaders {
    private(set) var fields: [(name: String, value: String)] = []
    /// The line after the empty one that ends the headers; nil if there is none.
    private(set) var bodyLine: Int?
    private(set) var isWellFormed = true
    private(set) var endInCarriageReturn = false

    init(_ bytes: [UInt8]) {
        let lines = Lines(headerPart(bytes))
        var ended: [Bool] = []
        for (index, line) in lines.enumerated() {
            if index == 0, line.hasPrefix("From ") || line.hasPrefix(">From ") { continue }
            ended.append(line.last == UInt8(ascii: "\r"))
            let text = trimmedEnd(String(decoding: line, as: UTF8.self)[...])
            if text.isEmpty {
                if fields.isEmpty { continue }
                bodyLine = index + 1
                break
            }
            if text.hasPrefix(" ") || text.hasPrefix("\t"), !fields.isEmpty {
                fields[fields.count - 1].value += " " + text.drop { $0.isWhitespace }
            } else if let colon = Self.nameEnd(line) {
                let value = String(decoding: line[line.index(after: colon)...], as: UTF8.self)
                fields.append(
                    (
                        String(decoding: line[..<colon], as: UTF8.self).lowercased(),
                        trimmedEnd(value.drop { $0 == " " || $0 == "\t" })
                    ))
            } else {
                isWellFormed = false
                break
            }
        }
        if fields.isEmpty { isWellFormed = false }
        endInCarriageReturn = !ended.isEmpty && ended.allSatisfy { $0 }
    }

    /// Where a header's name ends; nil if the line is no header.
    static func nameEnd(_ line: ArraySlice<UInt8>) -> Int? {
        guard let end = line.firstIndex(where: { !(33...126).contains($0) || $0 == 58 }),
            end > line.startIndex, line[end] == UInt8(ascii: ":")
        else { return nil }
        return end
    }

    subscript(name: String) -> String? {
        fields.first { $0.name == name }?.value
    }
}

/// The start of a text that is worth a look for headers: a mail's are never longer than this.
private func headerPart(_ bytes: [UInt8]) -> [UInt8] {
    var end = 0
    while end < min(bytes.count, 1 << 18) {
        // An empty line, with or without a CR, ends the headers; blank lines may stand before them.
        if bytes[end] == UInt8(ascii: "\n"), end > 1,
            bytes[end - 1] == UInt8(ascii: "\n")
                || (bytes[end - 1] == UInt8(ascii: "\r") && bytes[end - 2] == UInt8(ascii: "\n")),
            bytes[..<end].contains(where: { $0 > UInt8(ascii: " ") })
        {
            return Array(bytes[...end])
        }
        end += 1
    }
    return Array(bytes.prefix(end))
}

/// Drops the CR of each CR LF, one a line.
func withoutCarriageReturns(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for byte in bytes {
        if byte == UInt8(ascii: "\n"), result.last == UInt8(ascii: "\r") { result.removeLast() }
        result.append(byte)
    }
    return result
}

/// True if the diff's own headers end in CR: then the transport (base64 or quoted-printable of CR LF text) put them on.
func hasTransportCarriageReturns(_ diff: [UInt8]) -> Bool {
    var sawHeader = false
    for line in Lines(diff) {
        let isHeader =
            line.hasPrefix("diff --git ") || line.hasPrefix("--- a/") || line.hasPrefix("+++ b/")
            || line.hasPrefix("@@ -")
        guard isHeader else { continue }
        if line.last != UInt8(ascii: "\r") { return false }
        sawHeader = true
    }
    return sawHeader
}
