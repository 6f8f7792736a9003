/// make's functions from text to text.
enum MakeFunctions {
    /// How many arguments each takes; the last one may hold commas.
    static let arguments: [String: Int] = [
        "subst": 3, "patsubst": 3, "strip": 1, "findstring": 2, "filter": 2, "filter-out": 2,
        "sort": 1, "word": 2, "wordlist": 3, "words": 1, "firstword": 1, "lastword": 1, "dir": 1,
        "notdir": 1, "suffix": 1, "basename": 1, "addsuffix": 2, "addprefix": 2, "join": 2,
        "realpath": 1, "abspath": 1,
    ]

    /// - Parameter given: expanded.
    static func apply(_ name: String, _ given: [String]) -> String {
        let count = arguments[name] ?? 0
        let values = given + Array(repeating: "", count: max(0, count - given.count))
        guard let last = values.last else { return "" }
        let list = words(last)
        switch name {
        case "subst":
            return values[0].isEmpty ? last : last.replacing(values[0], with: values[1])
        case "patsubst": return patsubst(trimmed(values[0]), trimmed(values[1]), last)
        case "strip": return list.joined(separator: " ")
        case "findstring": return last.contains(values[0]) ? values[0] : ""
        case "filter", "filter-out":
            let patterns = words(values[0])
            return list.filter { word in
                patterns.contains { stem(of: word, $0) != nil } == (name == "filter")
            }.joined(separator: " ")
        case "sort": return Array(Set(list)).sorted().joined(separator: " ")
        case "word":
            guard let number = Int(trimmed(values[0])), number >= 1, number <= list.count else {
                return ""
            }
            return list[number - 1]
        case "wordlist":
            guard let from = Int(trimmed(values[0])), let to = Int(trimmed(values[1])), from >= 1
            else { return "" }
            return list.prefix(max(0, to)).dropFirst(from - 1).joined(separator: " ")
        case "words": return String(list.count)
        case "firstword": return list.first ?? ""
        case "lastword": return list.last ?? ""
        case "join":
            let (left, right) = (words(values[0]), list)
            return (0..<max(left.count, right.count)).map {
                ($0 < left.count ? left[$0] : "") + ($0 < right.count ? right[$0] : "")
            }.joined(separator: " ")
        case "addsuffix": return list.map { $0 + values[0] }.joined(separator: " ")
        case "addprefix": return list.map { values[0] + $0 }.joined(separator: " ")
        default: return list.map { ofPath(name, $0) }.joined(separator: " ")
        }
    }

    private static func ofPath(_ name: String, _ path: String) -> String {
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let dot = path[slash...].lastIndex(of: ".")
        switch name {
        case "dir": return slash == path.startIndex ? "./" : String(path[..<slash])
        case "notdir": return String(path[slash...])
        case "suffix": return dot.map { String(path[$0...]) } ?? ""
        case "basename": return dot.map { String(path[..<$0]) } ?? path
        default: return path
        }
    }

    static func patsubst(_ pattern: String, _ replacement: String, _ text: String) -> String {
        words(text).map { word in
            guard let stem = stem(of: word, pattern) else { return word }
            guard let mark = replacement.firstIndex(of: "%") else { return replacement }
            return replacement[..<mark] + stem + replacement[replacement.index(after: mark)...]
        }.joined(separator: " ")
    }

    /// What the `%` of a pattern stands for in a word; empty for a pattern without one, nil for a word that does not match.
    private static func stem(of word: String, _ pattern: String) -> String? {
        guard let mark = pattern.firstIndex(of: "%") else { return word == pattern ? "" : nil }
        let (prefix, suffix) = (pattern[..<mark], pattern[pattern.index(after: mark)...])
        guard word.utf8.count >= prefix.utf8.count + suffix.utf8.count, word.hasPrefix(prefix),
            word.hasSuffix(suffix)
        else { return nil }
        return String(word.utf8.dropFirst(prefix.utf8.count).dropLast(suffix.utf8.count)) ?? ""
    }
}
