package import SourceText

/// Writes values in a compact form: numbers in as few bytes as they need, each text once.
package struct ByteWriter {
    package private(set) var bytes: [UInt8] = []
    private var texts: [String: Int] = [:]
    /// The last text of those that come in long runs: paths.
    private var lastRun: (text: String, number: Int)?

    package init() {}

    package mutating func write(_ byte: UInt8) { bytes.append(byte) }

    mutating func append(_ raw: UnsafeRawBufferPointer) { bytes.append(contentsOf: raw) }

    package mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    /// Small numbers of either sign take one byte.
    package mutating func write(_ number: Int64) {
        var rest = UInt64(bitPattern: number << 1 ^ number >> 63)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    package mutating func write(_ number: Int) { write(Int64(number)) }

    package mutating func write(_ text: String) {
        if let known = texts[text] { return write(known) }
        write(texts.count)
        texts[text] = texts.count
        write(Array(text.utf8))
    }

    /// A text that is likely to be the same as the last one that was written so.
    package mutating func write(run text: String) {
        if let lastRun, lastRun.text == text { return write(lastRun.number) }
        let number = texts[text] ?? texts.count
        write(text)
        lastRun = (text, number)
    }

    package mutating func write(_ content: [UInt8]) {
        write(content.count)
        bytes += content
    }

    package mutating func write(_ hash: ContentHash) {
        withUnsafeBytes(of: hash.words) { bytes.append(contentsOf: $0) }
    }

    package mutating func write<Element>(
        _ list: some Collection<Element>, _ each: (inout ByteWriter, Element) -> Void
    ) {
        write(list.count)
        for element in list { each(&self, element) }
    }

    package mutating func write<Value>(
        optional value: Value?, _ body: (inout ByteWriter, Value) -> Void
    ) {
        write(value != nil)
        if let value { body(&self, value) }
    }
}

/// What is read is not what was written.
package struct CorruptData: Error {
    package init() {}
}

/// Reads what `ByteWriter` wrote. Every length is held against what is left before anything is made of it.
package struct ByteReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int
    private var texts: [String] = []
    /// For whoever reads paths: what the texts are as such, by number, since the same few come up over and over.
    private var paths: [TreePath?] = []
    private var depth = 0

    package init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    package var isAtEnd: Bool { position == bytes.endIndex }

    package mutating func byte() throws(CorruptData) -> UInt8 {
        guard position < bytes.endIndex else { throw CorruptData() }
        defer { position += 1 }
        return bytes[position]
    }

    package mutating func flag() throws(CorruptData) -> Bool {
        switch try byte() {
        case 0: false
        case 1: true
        default: throw CorruptData()
        }
    }

    package mutating func int64() throws(CorruptData) -> Int64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            guard shift < 63 || next < 2 else { throw CorruptData() }
            value |= UInt64(next & 0x7f) << shift
            if next < 0x80 { break }
            shift += 7
        }
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    package mutating func int() throws(CorruptData) -> Int { Int(try int64()) }

    /// A number of things of which each takes one byte at least.
    package mutating func count() throws(CorruptData) -> Int {
        let count = try int()
        guard count >= 0, count <= bytes.endIndex - position else { throw CorruptData() }
        return count
    }

    package mutating func text() throws(CorruptData) -> String {
        texts[try textNumber()]
    }

    package mutating func path() throws(CorruptData) -> TreePath {
        let number = try textNumber()
        if number < paths.count, let known = paths[number] { return known }
        guard let path = TreePath(texts[number]), path.string == texts[number] else {
            throw CorruptData()
        }
        while paths.count <= number { paths.append(nil) }
        paths[number] = path
        return path
    }

    private mutating func textNumber() throws(CorruptData) -> Int {
        let number = try int()
        if number >= 0, number < texts.count { return number }
        guard number == texts.count else { throw CorruptData() }
        let content = try slice(try count())
        guard let text = String(validating: content, as: UTF8.self) else { throw CorruptData() }
        texts.append(text)
        return number
    }

    package mutating func content() throws(CorruptData) -> [UInt8] {
        Array(try slice(try count()))
    }

    package mutating func hash() throws(CorruptData) -> ContentHash {
        let part = try slice(32)
        return ContentHash(
            words: part.withUnsafeBytes { $0.loadUnaligned(as: SIMD4<UInt64>.self) })
    }

    package mutating func list<Element>(
        _ each: (inout ByteReader) throws(CorruptData) -> Element
    ) throws(CorruptData) -> [Element] {
        let count = try count()
        var list: [Element] = []
        list.reserveCapacity(count)
        for _ in 0..<count { list.append(try each(&self)) }
        return list
    }

    package mutating func optional<Value>(
        _ body: (inout ByteReader) throws(CorruptData) -> Value
    ) throws(CorruptData) -> Value? {
        try flag() ? try body(&self) : nil
    }

    /// Values within values: a level that no source reaches is a broken file, not a reason to run out of stack.
    package mutating func nested<Value>(
        _ body: (inout ByteReader) throws(CorruptData) -> Value
    ) throws(CorruptData) -> Value {
        guard depth < 100_000 else { throw CorruptData() }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }

    /// What was written as content, without a copy.
    package mutating func slice() throws(CorruptData) -> ArraySlice<UInt8> {
        try slice(try count())
    }

    mutating func slice(_ count: Int) throws(CorruptData) -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.endIndex - position else { throw CorruptData() }
        defer { position += count }
        return bytes[position..<position + count]
    }
}
