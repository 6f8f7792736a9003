/// What one look at a file tells about it.
struct FileMention: Hashable, Sendable {
    var word = false
    var header = false

    var isAny: Bool { word || header }
}

/// Looks for identifiers and includes in many files, fast.
///
/// Nearly all files hold none, so a text that several words share is looked for first (`ntb` for all of NTB's):
/// one pass over the bytes rules most files out.
struct WordSearch: Sendable {
    private let groups: [(shared: [UInt8], words: [[UInt8]])]
    private let headers: Set<String>

    init(words: [String], headers: [String]) {
        self.headers = Set(headers)
        var groups: [(shared: [UInt8], words: [[UInt8]])] = []
        for word in (words + headers).map({ Array($0.utf8) }) where !word.isEmpty {
            let at = groups.firstIndex { Self.longestCommon($0.shared, word).count >= 3 }
            if let at {
                groups[at].shared = Self.longestCommon(groups[at].shared, word)
                groups[at].words.append(word)
            } else {
                groups.append((word, [word]))
            }
        }
        self.groups = groups
    }

    /// How often a text is gone through that has nothing of what it looks for.
    var passes: Int { groups.count }

    /// All that it looks for, in an order that says no more.
    var searched: [String] {
        groups.flatMap(\.words).map { String(decoding: $0, as: UTF8.self) }.sorted() + [""]
            + headers.sorted()
    }

    func mention(in bytes: UnsafeBufferPointer<UInt8>) -> FileMention {
        let plain = unspliced(bytes)
        if plain.isAny { return plain }
        return ByteSearch.spliced(bytes)?.withUnsafeBufferPointer(unspliced) ?? plain
    }

    /// The words as they stand in the text, with no line's end in them.
    private func unspliced(_ bytes: UnsafeBufferPointer<UInt8>) -> FileMention {
        var mention = FileMention()
        for group in groups where ByteSearch.contains(group.shared, in: bytes) {
            for word in group.words {
                if headers.contains(String(decoding: word, as: UTF8.self)) {
                    // By whatever directive it is included, or macro that names it.
                    mention.header =
                        mention.header
                        || !ByteSearch.quotedNames(endingIn: word, in: bytes).isEmpty
                } else if !mention.word {
                    mention.word = ByteSearch.containsWord(word, in: bytes)
                }
            }
        }
        return mention
    }

    func mention(in bytes: [UInt8]) -> FileMention { bytes.withUnsafeBufferPointer(mention) }

    private static func longestCommon(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
        var best = 0..<0
        var lengths = [Int](repeating: 0, count: b.count + 1)
        for i in a.indices {
            for j in b.indices.reversed() {
                lengths[j + 1] = a[i] == b[j] ? lengths[j] + 1 : 0
                if lengths[j + 1] > best.count { best = (i + 1 - lengths[j + 1])..<(i + 1) }
            }
        }
        return Array(a[best])
    }
}
