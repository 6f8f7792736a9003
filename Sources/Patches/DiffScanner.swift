/// Finds the files and hunks in a diff the way `git apply` does: headers by their exact shape, hunks by their counts.
///
/// It never fails: what is damaged is left to git, which refuses it with a line number.
struct DiffScanner {
    private let lines: Lines
    private var position = 0
    private(set) var files: [RawFileDiff] = []
    private(set) var outside: [String] = []

    init(_ diff: [UInt8]) {
        lines = Lines(diff)
    }

    mutating func scan() {
        while position < lines.count {
            if lines[position].hasPrefix("diff --git ") {
                scanGit()
            } else if isTraditionalHeader {
                scanTraditional()
            } else {
                outside.append(lines.text(position))
                position += 1
            }
        }
    }

    // MARK: headers

    private var isTraditionalHeader: Bool {
        position + 2 < lines.count && lines[position].hasPrefix("--- ")
            && lines[position + 1].hasPrefix("+++ ") && lines[position + 2].hasPrefix("@@ -")
    }

    private mutating func scanTraditional() {
        var file = RawFileDiff()
        let (minus, plus) = (lines.text(position), lines.text(position + 1))
        file.minus = traditionalName(minus.dropFirst(4))
        file.plus = traditionalName(plus.dropFirst(4))
        file.isNew = file.minus == RawFileDiff.Name.none
        file.isDeleted = file.plus == RawFileDiff.Name.none
        position += 2
        scanHunks(into: &file)
        files.append(file)
    }

    private mutating func scanGit() {
        var file = RawFileDiff()
        file.gitHeader = trimmedEnd(lines.text(position).dropFirst("diff --git ".count))
        position += 1
        while position < lines.count, let field = GitHeaderField(lines.text(position)) {
            field.apply(to: &file)
            position += 1
        }
        if position < lines.count {
            let line = lines[position]
            if line.hasPrefix("GIT binary patch") {
                scanBinary(into: &file)
            } else if line.hasPrefix("Binary files ") || line.hasPrefix("Files ") {
                file.isBinary = true
                position += 1
            } else {
                scanHunks(into: &file)
            }
        }
        files.append(file)
    }

    // MARK: content

    /// Skips `literal` and `delta` blocks, which end in an empty line each.
    private mutating func scanBinary(into file: inout RawFileDiff) {
        file.isBinary = true
        position += 1
        while position < lines.count,
            lines[position].hasPrefix("literal ") || lines[position].hasPrefix("delta ")
        {
            while position < lines.count, !lines[position].isEmpty { position += 1 }
            position += 1
        }
        position = min(position, lines.count)
    }

    private mutating func scanHunks(into file: inout RawFileDiff) {
        while position < lines.count, var hunk = Hunk(header: lines.text(position)) {
            position += 1
            var (old, new) = (hunk.oldCount, hunk.newCount)
            while old > 0 || new > 0, position < lines.count {
                let line = lines[position]
                switch line.first {
                case nil, UInt8(ascii: " "):
                    hunk.add(.context, line)
                    (old, new) = (old - 1, new - 1)
                case UInt8(ascii: "-"):
                    hunk.add(.removed, line)
                    old -= 1
                case UInt8(ascii: "+"):
                    hunk.add(.added, line)
                    new -= 1
                case UInt8(ascii: "\\"):
                    break
                default:
                    // Damaged, as by a mailer that wraps lines; the next line may start another file.
                    (old, new) = (0, 0)
                    continue
                }
                position += 1
            }
            if position < lines.count, lines[position].hasPrefix("\\ ") { position += 1 }
            file.hunks.append(hunk)
        }
    }
}

extension Hunk {
    /// Reads `@@ -1,2 +3,4 @@ text`; a count that is left out is 1.
    fileprivate init?(header: String) {
        guard header.hasPrefix("@@ -") else { return nil }
        let fields = header.split(separator: " ", maxSplits: 4, omittingEmptySubsequences: false)
        guard fields.count >= 4, fields[2].hasPrefix("+"), fields[3].hasPrefix("@@"),
            let old = Self.numbers(fields[1].dropFirst()),
            let new = Self.numbers(fields[2].dropFirst())
        else { return nil }
        self.init(
            oldStart: old.start, oldCount: old.count, newStart: new.start, newCount: new.count)
    }

    private static func numbers(_ text: Substring) -> (start: Int, count: Int)? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count <= 2, let start = parts.first.flatMap({ Int($0) }),
            let count = parts.count == 2 ? Int(parts[1]) : 1,
            (0...Int(Int32.max)).contains(start), (0...Int(Int32.max)).contains(count)
        else { return nil }
        return (start, count)
    }

    fileprivate mutating func add(_ kind: LineKind, _ line: ArraySlice<UInt8>) {
        lines.append(Line(kind: kind, text: String(decoding: line.dropFirst(), as: UTF8.self)))
    }
}
