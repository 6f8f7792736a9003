import SourceText

/// What our own reading of a diff found; git applies it, and the two have to agree on the files.
struct ParsedDiff: Sendable {
    var files: [FileChange] = []
    /// How many leading parts of the paths are prefixes: 1 for `a/` and `b/`, 0 for `diff.noprefix`.
    var strip: Strip
    /// Lines that belong to no file: what stands before, between and after, signature and base block.
    var outside: [String] = []

    struct Strip: Sendable, Hashable {
        var parts: Int
        /// False if the diff reads well either way and only the tree can tell.
        var isCertain: Bool
    }

    init(_ diff: [UInt8], strip: Int? = nil) throws(HostilePath) {
        var scanner = DiffScanner(diff)
        scanner.scan()
        outside = scanner.outside
        self.strip =
            strip.map { Strip(parts: $0, isCertain: true) } ?? Self.guessStrip(scanner.files)
        for raw in scanner.files {
            files.append(try raw.change(strip: self.strip.parts))
        }
    }

    private static func guessStrip(_ files: [RawFileDiff]) -> Strip {
        let votes = files.compactMap(\.likelyStrip)
        // A single certain prefix wins: nobody mixes both, and `a/` is what everyone uses.
        if votes.contains(1) { return Strip(parts: 1, isCertain: true) }
        return Strip(parts: votes.isEmpty ? 1 : 0, isCertain: false)
    }
}

/// A diff names a file that no patch to a tree may touch.
struct HostilePath: Error, Sendable, Hashable {
    var path: String
    var reason: String
}

/// A file's part of a diff with its names as written.
struct RawFileDiff: Sendable {
    enum Name: Sendable, Hashable {
        case none
        case path(String)
    }

    /// The rest of a `diff --git` line; nil in a traditional diff.
    var gitHeader: String?
    var minus: Name?
    var plus: Name?
    var renameFrom: String?
    var renameTo: String?
    var copyFrom: String?
    var copyTo: String?
    var oldMode: UInt32?
    var newMode: UInt32?
    var isNew = false
    var isDeleted = false
    var isBinary = false
    var hunks: [Hunk] = []

    /// 0 or 1 where the names themselves tell whether they have a prefix, else nil.
    var likelyStrip: Int? {
        if let gitHeader {
            if let from = renameFrom ?? copyFrom, let to = renameTo ?? copyTo {
                if gitHeader == "\(from) \(to)" { return 0 }
                return 1
            }
            if commonName(of: gitHeader, strip: 0) == nil { return 1 }
            return 0
        }
        switch (minus, plus) {
        case (.path(let old), .path(let new)):
            guard let first = old.split(separator: "/").first,
                let second = new.split(separator: "/").first
            else { return nil }
            if first != second { return 1 }
            return first == "a" || first == "b" ? nil : 0
        case (.path(let name), _), (_, .path(let name)):
            return name.hasPrefix("a/") || name.hasPrefix("b/") ? 1 : nil
        default:
            return nil
        }
    }

    func change(strip: Int) throws(HostilePath) -> FileChange {
        let (old, new) = names(strip: strip)
        let kind: FileChange.Kind =
            if isBinary {
                .binary
            } else if renameFrom != nil {
                .renamed
            } else if copyFrom != nil {
                .copied
            } else if old == nil {
                .added
            } else if new == nil {
                .deleted
            } else if hunks.isEmpty {
                .modeOnly
            } else {
                .modified
            }
        return FileChange(
            old: try old.map(safePath), new: try new.map(safePath), kind: kind,
            oldMode: oldMode, newMode: newMode, hunks: hunks)
    }

    /// The names before and after without their prefixes, by the order of precedence that git has.
    private func names(strip: Int) -> (old: String?, new: String?) {
        if let from = renameFrom ?? copyFrom, let to = renameTo ?? copyTo { return (from, to) }
        let common = gitHeader.flatMap { commonName(of: $0, strip: strip) }
        func stripped(_ name: Name?) -> String? {
            guard case .path(let path) = name else { return nil }
            return dropParts(path, strip)
        }
        var old = stripped(minus)
        var new = stripped(plus)
        if gitHeader != nil {
            if old == nil, minus != Name.none { old = common }
            if new == nil, plus != Name.none { new = common }
        } else if let first = old, let second = new {
            // `x.c.orig` against `x.c`: git takes the name that the other one extends.
            let name = second.hasPrefix(first) ? first : second
            (old, new) = (name, name)
        }
        return (isNew ? nil : old, isDeleted ? nil : new)
    }
}

/// The name that both halves of a `diff --git` line share; nil if they differ.
private func commonName(of header: String, strip: Int) -> String? {
    if header.hasPrefix("\"") {
        guard let (first, rest) = unquoted(header[...]), rest.hasPrefix(" ") else { return nil }
        let second = unquoted(rest.dropFirst())?.name ?? String(rest.dropFirst())
        let name = dropParts(first, strip)
        return name != nil && name == dropParts(second, strip) ? name : nil
    }
    for index in header.indices where header[index] == " " {
        let rest = header[header.index(after: index)...]
        let second = unquoted(rest)?.name ?? String(rest)
        if let name = dropParts(String(header[..<index]), strip),
            name == dropParts(second, strip)
        {
            return name
        }
    }
    return nil
}

private func dropParts(_ path: String, _ count: Int) -> String? {
    if count == 0 { return path.isEmpty ? nil : path }
    let bytes = path.utf8
    // An absolute path keeps its slash, so that the check below can refuse it.
    if bytes.first == UInt8(ascii: "/") { return path }
    guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")) else { return nil }
    let rest = String(path[bytes.index(after: slash)...])
    return rest.isEmpty ? nil : rest
}

/// The path of a file inside the tree, or the reason why it is none.
///
/// It looks at bytes: to Swift, a slash with a combining accent after it is a character that is no slash.
private func safePath(_ name: String) throws(HostilePath) -> TreePath {
    func refused(_ reason: String) -> HostilePath {
        HostilePath(path: printable(name), reason: reason)
    }
    if name.utf8.first == UInt8(ascii: "/") { throw refused("it is absolute") }
    if name.unicodeScalars.contains("\u{FFFD}") { throw refused("it is not UTF-8") }
    if name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
        throw refused("it holds a control character")
    }
    let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for part in parts.map({ String(Substring($0)) }) {
        if part == ".." { throw refused("it climbs out of the tree") }
        if part == "." || part.isEmpty { throw refused("it is not normalised") }
        if part.lowercased() == ".git" { throw refused("it lies in git's own directory") }
    }
    guard let path = TreePath(name), Array(path.string.utf8) == Array(name.utf8) else {
        throw refused("it is no path in a tree")
    }
    return path
}
