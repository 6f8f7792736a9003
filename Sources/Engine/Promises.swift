internal import Contract
internal import Foundation
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
                of: String(decoding: bytes, as: UTF8.self),
                with: contract.documentation?.promise ?? [])
        else { return }
        self.made = (Location(file: header, line: made.line, column: 1), made.words)
    }

    /// The first sentence of a header's comments that has one of the phrases, whatever its case and wherever its lines end.
    static func sentence(
        of header: String, with phrases: [String]
    ) -> (line: Int, words: String)? {
        var words: [(line: Int, word: Substring)] = []
        let lines = header.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (number, line) in lines.enumerated() {
            let text = line.drop(while: \.isWhitespace)
            guard text.hasPrefix("*"), !text.hasPrefix("*/") else { continue }
            let parts = text.drop { $0 == "*" }.split(whereSeparator: \.isWhitespace)
            // A blank line, and a word like "@ntb:", ends what was before it.
            if parts.isEmpty { words.append((number + 1, ".")) }
            for part in parts {
                if part.hasPrefix("@") { words.append((number + 1, ".")) }
                // "non-" at a line's end goes on in the next.
                if let last = words.last, last.word.hasSuffix("-"), last.word.count > 1 {
                    words[words.count - 1].word = last.word + part
                } else {
                    words.append((number + 1, part))
                }
            }
        }
        for sentence in words.split(whereSeparator: { $0.word == "." }).flatMap(sentences) {
            let text = sentence.map(\.word).joined(separator: " ")
            let plain = text.lowercased()
            if let line = sentence.first?.line,
                phrases.contains(where: { plain.contains($0.lowercased()) })
            {
                return (line, text)
            }
        }
        return nil
    }

    private static func sentences(
        _ words: ArraySlice<(line: Int, word: Substring)>
    ) -> [ArraySlice<(line: Int, word: Substring)>] {
        var found: [ArraySlice<(line: Int, word: Substring)>] = []
        var start = words.startIndex
        for index in words.indices where words[index].word.hasSuffix(".") {
            found.append(words[start...index])
            start = index + 1
        }
        return found + [words[start...]]
    }
}
