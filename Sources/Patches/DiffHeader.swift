/// A line between `diff --git` and the first hunk.
enum GitHeaderField {
    case minus(RawFileDiff.Name)
    case plus(RawFileDiff.Name)
    case oldMode(UInt32)
    case newMode(UInt32)
    case newFile(UInt32)
    case deletedFile(UInt32)
    case renameFrom(String)
    case renameTo(String)
    case copyFrom(String)
    case copyTo(String)
    case index(mode: UInt32?)
    case similarity

    init?(_ line: String) {
        func rest(_ prefix: String) -> Substring? {
            line.hasPrefix(prefix) ? line.dropFirst(prefix.count) : nil
        }
        func name(_ text: Substring) -> String {
            unquoted(text)?.name ?? trimmedEnd(text)
        }
        func mode(_ text: Substring) -> UInt32 {
            UInt32(trimmedEnd(text), radix: 8) ?? 0
        }
        if let text = rest("--- ") {
            self = .minus(gitName(text))
        } else if let text = rest("+++ ") {
            self = .plus(gitName(text))
        } else if let text = rest("old mode ") {
            self = .oldMode(mode(text))
        } else if let text = rest("new mode ") {
            self = .newMode(mode(text))
        } else if let text = rest("new file mode ") {
            self = .newFile(mode(text))
        } else if let text = rest("deleted file mode ") {
            self = .deletedFile(mode(text))
        } else if let text = rest("rename from ") ?? rest("rename old ") {
            self = .renameFrom(name(text))
        } else if let text = rest("rename to ") ?? rest("rename new ") {
            self = .renameTo(name(text))
        } else if let text = rest("copy from ") {
            self = .copyFrom(name(text))
        } else if let text = rest("copy to ") {
            self = .copyTo(name(text))
        } else if let text = rest("index ") {
            let fields = text.split(separator: " ")
            self = .index(mode: fields.count > 1 ? mode(fields[1]) : nil)
        } else if rest("similarity index ") != nil || rest("dissimilarity index ") != nil {
            self = .similarity
        } else {
            return nil
        }
    }

    func apply(to file: inout RawFileDiff) {
        switch self {
        case .minus(let name): file.minus = name
        case .plus(let name): file.plus = name
        case .oldMode(let mode): file.oldMode = mode
        case .newMode(let mode): file.newMode = mode
        case .newFile(let mode): (file.isNew, file.newMode) = (true, mode)
        case .deletedFile(let mode): (file.isDeleted, file.oldMode) = (true, mode)
        case .renameFrom(let name): file.renameFrom = name
        case .renameTo(let name): file.renameTo = name
        case .copyFrom(let name): file.copyFrom = name
        case .copyTo(let name): file.copyTo = name
        case .index(let mode?):
            file.oldMode = file.oldMode ?? mode
            file.newMode = file.newMode ?? mode
        case .index(nil), .similarity: break
        }
    }
}

/// The name in a `---` or `+++` line of a git diff: a tab ends it.
private func gitName(_ text: Substring) -> RawFileDiff.Name {
    if let quoted = unquoted(text) { return .path(quoted.name) }
    let name = trimmedEnd(text.prefix { $0 != "\t" })
    return name == "/dev/null" ? .none : .path(name)
}

/// The same in a traditional diff, where a time may follow; the epoch stands for "no such file".
func traditionalName(_ text: Substring) -> RawFileDiff.Name {
    if let quoted = unquoted(text) { return .path(quoted.name) }
    var name = text
    var time: Substring = ""
    if let tab = text.firstIndex(of: "\t") {
        (name, time) = (text[..<tab], text[text.index(after: tab)...])
    } else if let match = text.firstMatch(of: /\s+\d{4}-\d\d-\d\d \d\d:\d\d.*$/) {
        (name, time) = (text[..<match.range.lowerBound], match.output.drop { $0 == " " })
    }
    let isEpoch = time.hasPrefix("1970-01-01 ") || time.hasPrefix("1969-12-31 ")
    let path = trimmedEnd(name)
    return path == "/dev/null" || isEpoch ? .none : .path(path)
}

func trimmedEnd(_ text: Substring) -> String {
    var text = text
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
}

/// Undoes the C-style quotes that git puts around names with unusual bytes; nil if there are none.
func unquoted(_ text: Substring) -> (name: String, rest: Substring)? {
    guard text.utf8.first == UInt8(ascii: "\"") else { return nil }
    var bytes: [UInt8] = []
    var index = text.utf8.index(after: text.startIndex)
    func next() -> UInt8? {
        guard index < text.endIndex else { return nil }
        defer { index = text.utf8.index(after: index) }
        return text.utf8[index]
    }
    while let byte = next() {
        if byte == UInt8(ascii: "\"") {
            return (String(decoding: bytes, as: UTF8.self), text[index...])
        }
        guard byte == UInt8(ascii: "\\") else {
            bytes.append(byte)
            continue
        }
        guard let escaped = next() else { return nil }
        switch escaped {
        case UInt8(ascii: "a"): bytes.append(7)
        case UInt8(ascii: "b"): bytes.append(8)
        case UInt8(ascii: "t"): bytes.append(9)
        case UInt8(ascii: "n"): bytes.append(10)
        case UInt8(ascii: "v"): bytes.append(11)
        case UInt8(ascii: "f"): bytes.append(12)
        case UInt8(ascii: "r"): bytes.append(13)
        case UInt8(ascii: "0")...UInt8(ascii: "3"):
            guard let second = next(), let third = next(), (48...55).contains(second),
                (48...55).contains(third)
            else { return nil }
            bytes.append((escaped - 48) << 6 | (second - 48) << 3 | (third - 48))
        default: bytes.append(escaped)
        }
    }
    return nil
}
