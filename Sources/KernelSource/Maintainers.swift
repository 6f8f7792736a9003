package import SourceText

/// The MAINTAINERS file of a tree: who takes patches for which files, as scripts/get_maintainer.pl reads it.
package struct Maintainers: Sendable {
    /// One entry of the file.
    package struct Section: Sendable, Hashable {
        package var title: String
        /// The `T:` lines without the kind of tree.
        package var trees: [String] = []
        /// `L:` and `M:`.
        package var lists: [String] = []
        package var maintainers: [String] = []
        fileprivate var patterns: [String] = []
        fileprivate var exclusions: [String] = []
        fileprivate var expressions: [String] = []
    }

    private let sections: [Section]

    package init(_ text: String) {
        var sections: [Section] = []
        var title: String?
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            let bytes = Array(line.utf8.prefix(2))
            guard bytes.count == 2, (0x41...0x5a).contains(bytes[0]), bytes[1] == 0x3a else {
                title = trimmed(line)
                continue
            }
            if let name = title {
                sections.append(Section(title: name))
                title = nil
            }
            guard var section = sections.popLast() else { continue }
            let value = trimmed(line.dropFirst(2))
            switch line.prefix(1) {
            case "T":
                let tree = words(value).dropFirst().joined(separator: " ")
                if !tree.isEmpty { section.trees.append(tree) }
            case "L": section.lists += words(value).prefix(1)
            case "M": section.maintainers.append(value)
            case "F": section.patterns.append(value)
            case "X": section.exclusions.append(value)
            case "N": section.expressions.append(value)
            default: break
            }
            sections.append(section)
        }
        self.sections = sections
    }

    /// The sections of a file, the most specific first. The one that has all files is none of them.
    package func sections(of file: TreePath) -> [Section] {
        let path = file.string
        var ranked: [(rank: Int, order: Int)] = []
        for (order, section) in sections.enumerated() {
            if section.exclusions.contains(where: { Self.matches(path, $0) }) { continue }
            var ranks = section.patterns.filter {
                $0 != "*" && $0 != "*/" && Self.matches(path, $0)
            }
            .map { $0.hasPrefix("*") ? -1 : Self.slashes(Self.directory($0, path)) }
            if section.expressions.contains(where: { Self.matches(path, expression: $0) }) {
                ranks.append(0)
            }
            if let rank = ranks.max() { ranked.append((rank, order)) }
        }
        return ranked.sorted { ($0.rank, $1.order) > ($1.rank, $0.order) }
            .map { sections[$0.order] }
    }

    // MARK: patterns

    private static func slashes(_ text: String) -> Int { text.utf8.count { $0 == 0x2f } }

    /// A directory's name without the slash at its end stands for the directory.
    private static func directory(_ pattern: String, _ path: String) -> String {
        !pattern.hasSuffix("/") && path.hasPrefix(pattern + "/") ? pattern + "/" : pattern
    }

    /// The start of the path matches; in a directory that suffices, else both have to be equally deep.
    private static func matches(_ path: String, _ pattern: String) -> Bool {
        let pattern = directory(pattern, path)
        guard hasPrefix(Array(path.utf8), Array(pattern.utf8)) else { return false }
        return pattern.hasSuffix("/") || slashes(path) == slashes(pattern)
    }

    /// Whether the pattern, in which `*` is any text and `?` any character, matches a start of the path. Linear but for the
    /// last star, so no pattern can hold us up.
    private static func hasPrefix(_ path: [UInt8], _ pattern: [UInt8]) -> Bool {
        var (at, next) = (0, 0)
        var retry: (path: Int, pattern: Int)?
        while next < pattern.count {
            if pattern[next] == UInt8(ascii: "*") {
                retry = (at, next + 1)
                next += 1
            } else if at < path.count,
                pattern[next] == UInt8(ascii: "?") || pattern[next] == path[at]
            {
                (at, next) = (at + 1, next + 1)
            } else if let last = retry, last.path < path.count {
                retry = (last.path + 1, last.pattern)
                (at, next) = (last.path + 1, last.pattern)
            } else {
                return false
            }
        }
        return true
    }

    /// `N:` holds a Perl expression. Only shapes that can't take long are tried: no repeated groups, few repetitions.
    private static func matches(_ path: String, expression: String) -> Bool {
        let allowed = expression.allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || "_-/.[]^$()|?*+:,\\".contains($0))
        }
        let repetitions = expression.count { "*+".contains($0) }
        guard allowed, expression.count <= 200, repetitions <= 3,
            ![")*", ")+", ")?"].contains(where: expression.contains),
            let regex = try? Regex(expression)
        else { return false }
        return ((try? regex.firstMatch(in: path)) ?? nil) != nil
    }
}
