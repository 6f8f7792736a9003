import CPlatform

/// Searches in raw bytes, since most of a kernel tree is looked at only once and holds nothing of interest.
enum ByteSearch {
    /// The offset of the first occurrence at or after `start`.
    static func find(
        _ needle: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>,
        from start: Int = 0
    ) -> Int? {
        guard let base = bytes.baseAddress, let pattern = needle.baseAddress, start < bytes.count,
            let hit = memmem(base + start, bytes.count - start, pattern, needle.count)
        else { return nil }
        return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(hit))
    }

    static func contains(_ needle: [UInt8], in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
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
}
