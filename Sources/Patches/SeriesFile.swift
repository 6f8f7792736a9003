internal import SourceText

/// The `series` file that quilt and StGit keep beside their patches: a name a line, in the order in which they go on each other.
struct SeriesFile {
    struct Entry: Sendable, Hashable {
        var name: String
        /// The `-p1` after the name, where there is one.
        var strip: Int?
        /// Wanted only together with something (`#+guard`) that nobody has asked for.
        var isGuarded = false
    }

    /// What can't be done, and where.
    struct Failure: Error {
        var line: Int
        var reason: String
    }

    private(set) var entries: [Entry] = []

    init(_ text: String) throws(Failure) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            var words = line.split(whereSeparator: \.isWhitespace)[...]
            // A comment goes on to the line's end; what is a guard stands right after its mark.
            guard let name = words.popFirst(), !name.hasPrefix("#") else { continue }
            var entry = Entry(name: String(name))
            while let word = words.popFirst() {
                if word.hasPrefix("#+") {
                    entry.isGuarded = true
                } else if word.hasPrefix("#-") {
                    // Not wanted together with something that nobody has asked for.
                } else if word.hasPrefix("#") {
                    break
                } else if word == "-R" {
                    throw Failure(
                        line: number + 1,
                        reason: "\(printable(name)) is taken back (-R), which no series is")
                } else if word == "-pab" {
                    entry.strip = 1
                } else if word.hasPrefix("-p") {
                    let digits = word == "-p" ? words.popFirst() ?? "" : word.dropFirst(2)
                    guard let strip = Int(digits), (0...9).contains(strip) else {
                        throw Failure(line: number + 1, reason: "'\(printable(word))' is no -pN")
                    }
                    entry.strip = strip
                } else {
                    throw Failure(
                        line: number + 1,
                        reason: "'\(printable(word))' is neither -pN nor a comment")
                }
            }
            entries.append(entry)
        }
    }
}
