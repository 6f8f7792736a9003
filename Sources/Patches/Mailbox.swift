/// The separators of an mbox, as `git mailsplit` sees them but for false ones.
///
/// Git takes any line for one that starts with `From ` and ends in a time. In a body that splits a mail in two, and some tools
/// (b4 among them) write mboxes without quoting. So a separator counts only where a header follows it, and the others are
/// quoted before git splits.
struct Mailbox {
    private let lines: Lines
    private let separators: [Int]

    init(_ bytes: [UInt8]) {
        lines = Lines(bytes)
        var found: [Int] = []
        for index in lines.indices where lines[index].hasPrefix("From ") {
            if Self.isSeparator(lines, index) { found.append(index) }
        }
        separators = found
    }

    /// One at least; the text before the first separator is a message of its own.
    var messageCount: Int {
        separators.first == 0 ? separators.count : separators.count + 1
    }

    /// The text with each `From ` quoted that separates nothing, for `git mailsplit --mboxrd`, which takes the quotes off.
    var quoted: [UInt8] {
        let real = Set(separators)
        var result: [UInt8] = []
        result.reserveCapacity(lines.bytes.count + 64)
        for index in lines.indices {
            if lines[index].hasPrefix("From "), !real.contains(index) {
                result.append(UInt8(ascii: ">"))
            }
            result += lines[index]
            result.append(UInt8(ascii: "\n"))
        }
        return result
    }

    private static func isSeparator(_ lines: Lines, _ index: Int) -> Bool {
        let line = String(decoding: lines[index].prefix(400), as: UTF8.self)
        guard line.contains(/\d:\d\d:\d\d.*\d{4}/), index + 1 < lines.count else { return false }
        let next = lines[index + 1]
        return next.hasPrefix(">From ") || MailHeaders.nameEnd(next) != nil
    }
}
