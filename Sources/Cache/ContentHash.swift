internal import Crypto

/// What stands for a content: SHA-256. The tree under check is hostile, so that nothing weaker will do.
package struct ContentHash: Hashable, Sendable, Comparable {
    package var words: SIMD4<UInt64>

    package init(words: SIMD4<UInt64>) { self.words = words }

    package init(of bytes: [UInt8]) {
        self.init(SHA256.hash(data: bytes))
    }

    package init(of bytes: ArraySlice<UInt8>) {
        var state = SHA256()
        bytes.withUnsafeBytes { state.update(bufferPointer: $0) }
        self.init(state.finalize())
    }

    package init(of text: String) {
        self.init(of: Array(text.utf8))
    }

    fileprivate init(_ digest: SHA256.Digest) {
        words = digest.withUnsafeBytes { $0.loadUnaligned(as: SIMD4<UInt64>.self) }
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(words[0]) }

    package static func < (a: ContentHash, b: ContentHash) -> Bool {
        for index in 0..<4 where a.words[index] != b.words[index] {
            return a.words[index] < b.words[index]
        }
        return false
    }

    /// For file names.
    package var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        return withUnsafeBytes(of: words) { bytes in
            String(
                decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
                as: UTF8.self)
        }
    }
}

/// Hashes one part after the other, each with its length, so that no two lists of parts are one text.
package struct ContentHasher {
    private var state = SHA256()

    /// - Parameter purpose: keeps keys of different kinds apart.
    package init(_ purpose: String) { add(purpose) }

    package mutating func add(_ text: String) { add(Array(text.utf8)) }

    package mutating func add(_ bytes: [UInt8]) {
        add(bytes.count)
        state.update(data: bytes)
    }

    /// One of the parts that make up a content, which is the last thing to be hashed.
    mutating func add(part: UnsafeRawBufferPointer) -> Bool {
        state.update(bufferPointer: part)
        return true
    }

    package mutating func add(_ number: Int) {
        withUnsafeBytes(of: UInt64(bitPattern: Int64(number)).littleEndian) {
            state.update(bufferPointer: $0)
        }
    }

    package mutating func add(_ hash: ContentHash) {
        withUnsafeBytes(of: hash.words) { state.update(bufferPointer: $0) }
    }

    /// A value by all that it is made of, with sets and dictionaries in order. A field that is added to its type counts by itself.
    package mutating func add(describing value: Any) { add(Self.canonical(value)) }

    package var result: ContentHash { ContentHash(state.finalize()) }

    private static func canonical(_ value: Any) -> String {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case nil: return "\(type(of: value))=\(String(reflecting: value))"
        case .set, .dictionary:
            return "{" + mirror.children.map { canonical($0.value) }.sorted().joined(separator: ";")
                + "}"
        case .enum where mirror.children.isEmpty:
            return "\(type(of: value)).\(String(reflecting: value))"
        default:
            let parts = mirror.children.map { ($0.label ?? "") + ":" + canonical($0.value) }
            return "\(type(of: value))(" + parts.joined(separator: ";") + ")"
        }
    }
}
