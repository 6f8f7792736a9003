/// The words of a text on lines of at most that width, as far as words allow; the first line begins with one prefix, the
/// others with another.
func wrapped(_ text: String, to width: Int, first: String = "", rest: String = "") -> [String] {
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
        if !isEmpty, line.count + 1 + word.count > width {
            lines.append(line)
            line = rest
            isEmpty = true
        }
        line += (isEmpty ? "" : " ") + word
        isEmpty = false
    }
    return lines + [line]
}

extension String {
    /// With tabs as editors show them, every eight columns.
    ///
    /// - Parameter start: the column that the text begins at, from 0.
    func withoutTabs(from start: Int = 0) -> String {
        guard utf8.contains(9) else { return self }
        var result = ""
        var column = start
        for character in self {
            if character == "\t" {
                let count = 8 - column % 8
                result += String(repeating: " ", count: count)
                column += count
            } else {
                result.append(character)
                column += 1
            }
        }
        return result
    }
}
