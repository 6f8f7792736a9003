func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0d || byte == 0x0a }

func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66)
}

/// A byte that can be part of a C identifier or a Kconfig symbol.
func isWordByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == 0x5f || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a)
}

func trimmed(_ text: some StringProtocol) -> String {
    let bytes = Substring(text).utf8
    guard let first = bytes.firstIndex(where: { !isSpace($0) }),
        let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(decoding: bytes[first...last], as: UTF8.self)
}

/// The words of a text, parted by white space.
func words(_ text: some StringProtocol) -> [String] {
    text.utf8.split(whereSeparator: isSpace).map { String(decoding: $0, as: UTF8.self) }
}

/// The lines of a Makefile or Kconfig text, with a backslash at a line's end joining it to the next.
func logicalLines(_ text: String) -> [String] {
    var lines: [String] = []
    var pending: String?
    for line in text.utf8.split(separator: 0x0a, omittingEmptySubsequences: false) {
        var text = String(decoding: line, as: UTF8.self)
        if text.utf8.last == 0x0d { text.removeLast() }
        let continues = text.utf8.last == 0x5c
        if continues { text.removeLast() }
        pending = pending.map { $0 + " " + text } ?? text
        if !continues {
            if let whole = pending { lines.append(whole) }
            pending = nil
        }
    }
    if let pending { lines.append(pending) }
    return lines
}
