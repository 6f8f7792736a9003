internal import Supervision
import SystemPackage

/// The lines of a text in bytes, without their newlines; they are views, nothing is copied.
struct Lines: RandomAccessCollection, Sendable {
    let bytes: [UInt8]
    private let starts: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts = [0]
        bytes.withUnsafeBufferPointer { buffer in
            for index in buffer.indices where buffer[index] == UInt8(ascii: "\n") {
                starts.append(index + 1)
            }
        }
        // A text that ends in a newline has no empty line after it.
        if starts.last == bytes.count { starts.removeLast() }
        starts.append(bytes.last == UInt8(ascii: "\n") ? bytes.count : bytes.count + 1)
        self.starts = starts
    }

    var startIndex: Int { 0 }
    var endIndex: Int { starts.count - 1 }

    subscript(position: Int) -> ArraySlice<UInt8> {
        bytes[starts[position]..<(starts[position + 1] - 1)]
    }

    /// The line as text; bytes that are no UTF-8 become replacement characters.
    func text(_ position: Int) -> String {
        String(decoding: self[position], as: UTF8.self)
    }
}

extension Collection where Element == UInt8 {
    func hasPrefix(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { starts(with: $0) }
    }
}

/// A file was larger than its reader is willing to hold.
struct LimitExceeded: Error {}

/// The whole content of a file, pipes included.
func readFile(_ path: String, limit: Int) throws -> [UInt8] {
    try Risk.waitingForUser {
        let file = try FileDescriptor.open(FilePath(path), .readOnly)
        return try file.closeAfter { try readAll(file, limit: limit) }
    }
}

/// All that is left to read; throws `LimitExceeded` as soon as there is more than `limit`.
func readAll(_ file: FileDescriptor, limit: Int) throws -> [UInt8] {
    var result: [UInt8] = []
    let chunk = 1 << 16
    while true {
        let part = try [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
            count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
        if part.isEmpty { return result }
        result += part
        if result.count > limit { throw LimitExceeded() }
    }
}
