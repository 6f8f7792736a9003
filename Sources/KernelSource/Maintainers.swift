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
        // By bytes: there are more than 20,000 lines.
        for bytes in text.utf8.split(whereSeparator: { $0 == 0x0a || $0 == 0x0d })
        where bytes.first != UInt8(ascii: "#") {
            let line = Substring(bytes)
            guard let first = bytes.first, (0x41...0x5a).contains(first),
                bytes.dropFirst().first == UInt8(ascii: ":")
            else {
                title = trimmed(line)
                continue
            }
            if let name = title {
                sections.append(Section(title: name))
                title = nil
            }
            guard var section = sections.popLast() else { continue }
            let value = trimmed(line.dropFirst(2))
            switch Character(Unicode.Scalar(first)) {
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
    package func sections(of file: TreePath) -> [Section] { sections(of: [file])[0] }

    /// The same for many files, in their order.
    package func sections(of files: [TreePath]) -> [[Section]] {
        let paths = files.map { Path($0.string) }
        var ranked: [[(rank: Int, order: Int)]] = Array(repeating: [], count: files.count)
        for (order, section) in sections.enumerated() {
            let expressions = section.expressions.compactMap(Expression.init)
            for (number, path) in paths.enumerated() {
                if let rank = Self.rank(of: path, in: section, expressions) {
                    ranked[number].append((rank, order))
                }
            }
        }
        return ranked.map { places in
            places.sorted { ($0.rank, $1.order) > ($1.rank, $0.order) }.map { sections[$0.order] }
        }
    }

    /// Nil if the section does not have the file.
    private static func rank(
        of path: Path, in section: Section, _ expressions: [Expression]
    ) -> Int? {
        var ranks = section.patterns.filter { $0 != "*" && $0 != "*/" && path.matches($0) }
            .map { $0.hasPrefix("*") ? -1 : slashes(path.directory($0)) }
        if expressions.contains(where: { $0.matches(path.text) }) { ranks.append(0) }
        guard let best = ranks.max(), !section.exclusions.contains(where: path.matches) else {
            return nil
        }
        return best
    }

    // MARK: patterns

    private static func slashes(_ text: String) -> Int { text.utf8.count { $0 == 0x2f } }

    /// A file's path, ready to be held against many patterns.
    private struct Path {
        let text: String
        private let bytes: [UInt8]
        private let depth: Int

        init(_ text: String) {
            self.text = text
            bytes = Array(text.utf8)
            depth = slashes(text)
        }

        /// A directory's name without the slash at its end stands for the directory.
        func directory(_ pattern: String) -> String {
            !pattern.hasSuffix("/") && text.hasPrefix(pattern + "/") ? pattern + "/" : pattern
        }

        /// The start of the path matches; in a directory that suffices, else both have to be equally deep.
        func matches(_ pattern: String) -> Bool {
            // Most patterns differ in their first byte.
            if let first = pattern.utf8.first, first != bytes.first,
                !"*?".utf8.contains(first)
            {
                return false
            }
            let pattern = directory(pattern)
            guard hasPrefix(bytes, Array(pattern.utf8)) else { return false }
            return pattern.hasSuffix("/") || depth == slashes(pattern)
        }
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
    private enum Expression {
        /// One without a special character, as most are.
        case word(String)
        case regex(Regex<AnyRegexOutput>)

        init?(_ text: String) {
            if text.utf8.allSatisfy({ isWordByte($0) || $0 == UInt8(ascii: "-") }) {
                self = .word(text)
                return
            }
            let allowed = text.allSatisfy {
                $0.isASCII
                    && ($0.isLetter || $0.isNumber || "_-/.[]^$()|?*+:,\\".contains($0))
            }
            let repetitions = text.count { "*+".contains($0) }
            guard allowed, text.count <= 200, repetitions <= 3,
                ![")*", ")+", ")?"].contains(where: text.contains), let regex = try? Regex(text)
            else { return nil }
            self = .regex(regex)
        }

        func matches(_ path: String) -> Bool {
            switch self {
            case .word(let word): path.contains(word)
            case .regex(let regex): ((try? regex.firstMatch(in: path)) ?? nil) != nil
            }
        }
    }
}
