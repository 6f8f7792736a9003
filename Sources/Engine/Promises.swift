internal import Contract
internal import KernelSource
internal import Reports
internal import SourceText

extension Report.Promise {
    /// What the contract asks for, and where a state of the tree says so.
    init(_ contract: Contract, in snapshot: Snapshot) {
        self.init(
            summary: contract.summary, header: contract.header, helper: contract.helper?.name)
        guard let header = TreePath(contract.header),
            let bytes = try? snapshot.contents(of: header),
            let made = Self.sentence(
                of: bytes, with: contract.documentation?.promise ?? [])
        else { return }
        self.made = (Location(file: header, line: made.line, column: 1), made.words)
    }

    /// The first sentence of a header's comments that has one of the phrases, whatever its case and wherever its lines end.
    static func sentence(
        of header: [UInt8], with phrases: [String]
    ) -> (line: Int, words: String)? {
        let wanted = phrases.map { Array($0.lowercased().utf8) }
        for sentence in sentences(of: words(of: header)) {
            let text = Array(sentence.map(\.word).joined(separator: [space]))
            let plain = text.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
            if let line = sentence.first?.line,
                plain.withUnsafeBufferPointer({ text in
                    wanted.contains { ByteSearch.contains($0, in: text) }
                })
            {
                return (line, String(decoding: text, as: UTF8.self))
            }
        }
        return nil
    }

    private typealias Word = (line: Int, word: ArraySlice<UInt8>)

    /// Of lines that go on a comment. A full stop of its own stands where a sentence ends without one.
    private static func words(of header: [UInt8]) -> [Word] {
        var words: [Word] = []
        let lines = header.split(separator: 0x0a, omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            let text = line.drop(while: isSpace)
            guard text.first == star, text.dropFirst().first != slash else { continue }
            let parts = text.drop { $0 == star }.split(whereSeparator: isSpace)
            // A blank line, and a word like "@ntb:", ends what was before it.
            if parts.isEmpty { words.append((number + 1, stop)) }
            for part in parts {
                if part.first == at { words.append((number + 1, stop)) }
                // "non-" at a line's end goes on in the next.
                if let last = words.last, last.word.last == hyphen, last.word.count > 1 {
                    words[words.count - 1].word = last.word + part
                } else {
                    words.append((number + 1, part))
                }
            }
        }
        return words
    }

    private static func sentences(of words: [Word]) -> [ArraySlice<Word>] {
        var found: [ArraySlice<Word>] = []
        var start = words.startIndex
        for index in words.indices where words[index].word.last == stop.first {
            let isAlone = words[index].word == stop
            found.append(words[start..<(isAlone ? index : index + 1)])
            start = index + 1
        }
        return found + [words[start...]]
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == space || (0x09...0x0d).contains(byte)
    }

    private static let space = UInt8(ascii: " ")
    private static let star = UInt8(ascii: "*")
    private static let slash = UInt8(ascii: "/")
    private static let at = UInt8(ascii: "@")
    private static let hyphen = UInt8(ascii: "-")
    private static let stop = ArraySlice(".".utf8)
}
