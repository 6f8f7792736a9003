internal import KernelSource
internal import SourceText

/// What one patch of a series brings and what it uses, by name, in the C files that it changes.
struct PatchSymbols {
    struct Introduction {
        var symbol: DeclaredSymbol
        var location: Location
    }

    struct Use {
        var location: Location
        /// After `.` or `->`.
        var isMember: Bool
    }

    /// Declared after the patch and in none of its files before.
    private(set) var introduced: [Introduction] = []
    /// The first of the added uses of each name, in each file.
    private(set) var uses: [String: [Use]] = [:]
    /// Header files that the patch adds.
    private(set) var newHeaders: [TreePath] = []
    /// What each changed file declares afterwards.
    private(set) var declared: [TreePath: Set<String>] = [:]
    /// All changed files, those that are no C included.
    let files: [TreePath]

    init(from old: Snapshot, to new: Snapshot) {
        files = Set(old.overlay.keys).union(new.overlay.keys)
            .filter { old.overlay[$0] != new.overlay[$0] }.sorted()
        var known: Set<String> = []
        for file in files where file.isC {
            let before = Self.bytes(file, old)
            guard let after = Self.bytes(file, new) else {
                if let before { known.formUnion(Declarations(CText(before)).names) }
                continue
            }
            if before == nil, file.string.hasSuffix(".h") { newHeaders.append(file) }
            read(
                file, before: CText(before ?? []), after: CText(after), known: &known, old: before,
                new: after)
        }
        // A name that only moved is not new, wherever it came from.
        introduced.removeAll { known.contains($0.symbol.name) }
        introduced.sort { $0.location < $1.location }
    }

    private static func bytes(_ file: TreePath, _ snapshot: Snapshot) -> [UInt8]? {
        (try? snapshot.contents(of: file)) ?? nil
    }

    private mutating func read(
        _ file: TreePath, before: CText, after: CText, known: inout Set<String>, old: [UInt8]?,
        new: [UInt8]
    ) {
        let (was, now) = (Declarations(before), Declarations(after))
        known.formUnion(was.names)
        declared[file] = now.names
        for (symbol, line) in now.symbols where was.symbols[symbol] == nil {
            introduced.append(
                Introduction(
                    symbol: symbol, location: Location(file: file, line: line, column: 1)))
        }
        // By lines' text: where the diff put its hunks does not matter.
        var left: [ArraySlice<UInt8>: Int] = [:]
        for line in (old ?? []).split(separator: 10) { left[line, default: 0] += 1 }
        var added: Set<Int> = []
        for (number, line) in new.split(separator: 10, omittingEmptySubsequences: false)
            .enumerated()
        {
            if let count = left[line], count > 0 {
                left[line] = count - 1
            } else {
                added.insert(number + 1)
            }
        }
        var seen: Set<String> = []
        for (index, token) in after.tokens.enumerated()
        where token.isIdentifier && added.contains(token.line) && seen.insert(token.text).inserted {
            let before = index > 0 ? after.tokens[index - 1].text : ""
            uses[token.text, default: []].append(
                Use(
                    location: Location(file: file, line: token.line, column: 1),
                    isMember: before == "." || before == ">"))
        }
    }

    /// Where this patch uses the name that another one brings, if it does: in a file that can see it and has no such name of
    /// its own.
    func use(of introduction: Introduction) -> Location? {
        let (symbol, home) = (introduction.symbol, introduction.location.file)
        let isShared = home.string.hasSuffix(".h") || !symbol.isStatic
        return uses[symbol.name]?.first { use in
            let file = use.location.file
            if file == home { return use.isMember == symbol.isMember }
            return isShared && use.isMember == symbol.isMember
                && declared[file]?.contains(symbol.name) != true
        }?.location
    }
}

extension TreePath {
    fileprivate var isC: Bool { string.hasSuffix(".c") || string.hasSuffix(".h") }
}
