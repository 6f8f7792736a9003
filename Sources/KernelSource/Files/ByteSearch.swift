import CPlatform

/// Searches in raw bytes, since most of a kernel tree is looked at only once and holds nothing of interest.
package enum ByteSearch {
    /// The offset of the first occurrence at or after `start`.
    static func find(
        _ needle: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>,
        from start: Int = 0
    ) -> Int? {
        guard let base = bytes.baseAddress, let pattern = needle.baseAddress, start < bytes.count
        else { return nil }
        var at = start
        if needle.count >= 2 {
            at = skip(needle, in: bytes, from: start)
            if at + needle.count <= bytes.count, memcmp(base + at, pattern, needle.count) == 0 {
                return at
            }
        }
        guard let hit = memmem(base + at, bytes.count - at, pattern, needle.count) else {
            return nil
        }
        return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(hit))
    }

    /// Goes on by whole blocks as long as the needle, of two bytes or more, can't begin in one: to where it does begin, or to
    /// what is too short for a block. Several times as fast as the C library with a short needle.
    private static func skip(
        _ needle: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int {
        guard let base = UnsafeRawPointer(bytes.baseAddress), let pattern = needle.baseAddress
        else {
            return start
        }
        let (middle, last) = (needle.count / 2, needle.count - 1)
        let probe = Probe(first: needle[0], middle: needle[middle], last: needle[last])
        var at = start
        while at + 2 * Probe.width + last <= bytes.count {
            let block = base + at
            if probe.mayBegin(in: block, middle, last) {
                for place in at..<at + 2 * Probe.width
                where memcmp(base + place, pattern, needle.count) == 0 {
                    return place
                }
            }
            at += 2 * Probe.width
        }
        return at
    }

    /// Three bytes of a needle, looked for in many places at once.
    private struct Probe {
        private let first: SIMD32<UInt8>
        private let middle: SIMD32<UInt8>
        private let last: SIMD32<UInt8>

        static let width = 32

        init(first: UInt8, middle: UInt8, last: UInt8) {
            self.first = SIMD32(repeating: first)
            self.middle = SIMD32(repeating: middle)
            self.last = SIMD32(repeating: last)
        }

        /// Whether all three are there for a needle that begins at one of the next two times 32 bytes. That many and those up to
        /// its end must be readable.
        @inline(__always)
        func mayBegin(in block: UnsafeRawPointer, _ toMiddle: Int, _ toLast: Int) -> Bool {
            let one = places(block, toMiddle, toLast)
            let two = places(block + Self.width, toMiddle, toLast)
            return unsafeBitCast(one .| two, to: SIMD4<UInt64>.self) != .zero
        }

        @inline(__always)
        private func places(
            _ block: UnsafeRawPointer, _ toMiddle: Int, _ toLast: Int
        ) -> SIMDMask<SIMD32<Int8>> {
            (block.loadUnaligned(as: SIMD32<UInt8>.self) .== first)
                .& ((block + toMiddle).loadUnaligned(as: SIMD32<UInt8>.self) .== middle)
                .& ((block + toLast).loadUnaligned(as: SIMD32<UInt8>.self) .== last)
        }
    }

    package static func contains(_ needle: [UInt8], in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        needle.withUnsafeBufferPointer { find($0, in: bytes) != nil }
    }

    /// Whether one of the occurrences is a whole identifier.
    static func containsWord(_ word: [UInt8], in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        word.withUnsafeBufferPointer { needle in
            var start = 0
            while let at = find(needle, in: bytes, from: start) {
                let end = at + needle.count
                let isStart = at == 0 || !isWordByte(bytes[at - 1])
                if isStart, end == bytes.count || !isWordByte(bytes[end]) { return true }
                start = at + 1
            }
            return false
        }
    }

    /// The texts between each occurrence of a prefix and the next end byte, within one line.
    static func quoted(in bytes: [UInt8], after prefix: StaticString, until end: UInt8) -> [String]
    {
        var found: [String] = []
        bytes.withUnsafeBufferPointer { bytes in
            let needle = UnsafeBufferPointer(
                start: prefix.utf8Start, count: prefix.utf8CodeUnitCount)
            var start = 0
            while let at = find(needle, in: bytes, from: start) {
                let first = at + needle.count
                var last = first
                while last < bytes.count, bytes[last] != end, bytes[last] != 0x0a { last += 1 }
                if last < bytes.count, bytes[last] == end {
                    found.append(String(decoding: bytes[first..<last], as: UTF8.self))
                }
                start = first
            }
        }
        return found
    }

    /// The names of `#include` lines, `<a/b.h>` and `"b.h"` with their marks off.
    static func includes(in bytes: UnsafeBufferPointer<UInt8>) -> [(name: String, isQuoted: Bool)] {
        var found: [(String, Bool)] = []
        let keyword: StaticString = "include"
        let needle = UnsafeBufferPointer(start: keyword.utf8Start, count: keyword.utf8CodeUnitCount)
        var start = 0
        while let at = find(needle, in: bytes, from: start) {
            start = at + needle.count
            var before = at - 1
            while before >= 0, bytes[before] == 0x20 || bytes[before] == 0x09 { before -= 1 }
            guard before >= 0, bytes[before] == UInt8(ascii: "#") else { continue }
            var first = start
            while first < bytes.count, bytes[first] == 0x20 || bytes[first] == 0x09 { first += 1 }
            guard first < bytes.count else { break }
            let isQuoted = bytes[first] == UInt8(ascii: "\"")
            guard isQuoted || bytes[first] == UInt8(ascii: "<") else { continue }
            let mark = isQuoted ? UInt8(ascii: "\"") : UInt8(ascii: ">")
            first += 1
            var last = first
            while last < bytes.count, bytes[last] != mark, bytes[last] != 0x0a { last += 1 }
            if last < bytes.count, bytes[last] == mark {
                found.append((String(decoding: bytes[first..<last], as: UTF8.self), isQuoted))
            }
            start = last
        }
        return found
    }

    /// The texts between quotes or angle brackets in one line that are a path or the end of one: what can name a file, in an
    /// include of whatever spelling or in a macro that one uses.
    static func quotedNames(
        endingIn path: [UInt8], in bytes: UnsafeBufferPointer<UInt8>
    ) -> [String] {
        var found: [String] = []
        path.withUnsafeBufferPointer { needle in
            var start = 0
            while let at = find(needle, in: bytes, from: start) {
                start = at + 1
                let end = at + needle.count
                guard end < bytes.count else { break }
                let mark: UInt8
                switch bytes[end] {
                case UInt8(ascii: ">"): mark = UInt8(ascii: "<")
                case UInt8(ascii: "\""): mark = UInt8(ascii: "\"")
                default: continue
                }
                var first = at
                while first > 0, bytes[first - 1] != mark, bytes[first - 1] != 0x0a { first -= 1 }
                guard first > 0, bytes[first - 1] == mark,
                    first == at || bytes[at - 1] == UInt8(ascii: "/")
                else { continue }
                found.append(String(decoding: bytes[first..<end], as: UTF8.self))
            }
        }
        return found
    }

    /// The text with its lines joined where a backslash ends one in the middle of a word; nil where none does: macros have blanks
    /// there. Blanks between the backslash and the line's end are nothing to compilers.
    static func spliced(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard let base = bytes.baseAddress else { return nil }
        var result: [UInt8]?
        var copied = 0
        var at = 0
        while at < bytes.count,
            let hit = memchr(base + at, Int32(UInt8(ascii: "\\")), bytes.count - at)
        {
            let backslash = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(hit))
            var end = backslash + 1
            while end < bytes.count, bytes[end] != 0x0a, isSpace(bytes[end]) { end += 1 }
            at = backslash + 1
            guard end < bytes.count, bytes[end] == 0x0a else { continue }
            let next = end + 1
            at = next
            let isInWord =
                backslash > 0 && next < bytes.count && !isSpace(bytes[backslash - 1])
                && !isSpace(bytes[next])
            if result == nil, !isInWord { continue }
            // From the first of them on, all: one may follow another.
            result = result ?? []
            result?.append(contentsOf: bytes[copied..<backslash])
            copied = next
        }
        result?.append(contentsOf: bytes[copied...])
        return result
    }
}
