/// Some C words that are looked for in many texts.
struct WordSet: Sendable {
    let words: [String]
    private let bytes: [[UInt8]]
    /// For what they have in common; nil if there are too many to find that out.
    private let common: WordSearch?
    /// The numbers of the words, by what is cheap to know of a word.
    private var buckets: [[Int]]

    init(_ words: Set<String>) {
        self.words = words.sorted()
        bytes = self.words.map { Array($0.utf8) }
        common = words.count <= 100 ? WordSearch(words: self.words, headers: []) : nil
        buckets = Array(repeating: [], count: Self.size)
        for (number, word) in bytes.enumerated() {
            guard let first = word.first, let last = word.last else { continue }
            buckets[Self.bucket(first, last, word.count)].append(number)
        }
    }

    private static let size = 1024

    private static func bucket(_ first: UInt8, _ last: UInt8, _ count: Int) -> Int {
        (Int(first) &* 67 &+ Int(last) &* 29 &+ count &* 131) & (size - 1)
    }

    private static let isPart = (0...255).map { isWordByte(UInt8($0)) }

    /// As long as there are no more than these, passes for what words have in common, 64 bytes at a time, are faster than one by
    /// bytes; and most texts say none of the words.
    private static let mostPasses = 20

    /// The numbers of the words that a text says.
    func said(in text: UnsafeBufferPointer<UInt8>) -> Set<Int> {
        if let common, common.passes <= Self.mostPasses, !common.mention(in: text).word {
            return []
        }
        return saidInOnePass(text)
    }

    private func saidInOnePass(_ text: UnsafeBufferPointer<UInt8>) -> Set<Int> {
        var found: Set<Int> = []
        Self.isPart.withUnsafeBufferPointer { isPart in
            buckets.withUnsafeBufferPointer { buckets in
                var at = 0
                while at < text.count {
                    guard isPart[Int(text[at])] else {
                        at += 1
                        continue
                    }
                    let start = at
                    while at < text.count, isPart[Int(text[at])] { at += 1 }
                    let bucket = Self.bucket(text[start], text[at - 1], at - start)
                    for number in buckets[bucket]
                    where bytes[number].elementsEqual(text[start..<at]) {
                        found.insert(number)
                    }
                }
            }
        }
        return found
    }
}
