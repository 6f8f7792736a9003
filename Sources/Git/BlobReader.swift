internal import Synchronization

/// Hands out blobs one by one, by one git that is kept for all of them.
package final class BlobReader: Sendable {
    package enum Blob: Sendable {
        case bytes([UInt8])
        case tooLarge(Int)
    }

    fileprivate struct Running {
        var process: GitProcess
        var buffered: [UInt8] = []
    }

    private let command: GitCommand
    private let running = Mutex<Running?>(nil)

    init(_ command: GitCommand) { self.command = command }

    /// - Parameter what: what the blob is to whoever asks, for the words of an error.
    package func blob(
        _ object: String, of what: String, limit: Int
    ) throws(GitFault) -> Blob {
        let answer = running.withLock { running in
            Result { () throws(GitFault) in
                var now =
                    if let running {
                        running
                    } else {
                        Running(
                            process: try GitProcess(
                                command, ["cat-file", "--batch"], input: .held, keepsErrors: true))
                    }
                // Where something goes wrong, what would follow is not worth reading.
                running = nil
                let blob = try now.blob(object, limit: limit)
                switch blob {
                case .bytes, nil: running = now
                case .tooLarge: break
                }
                return blob
            }
        }
        guard let blob = try answer.get() else { throw .missingObject(object, of: what) }
        return blob
    }
}

extension BlobReader.Running {
    /// Nil where there is no such object.
    fileprivate mutating func blob(
        _ object: String, limit: Int
    ) throws(GitFault) -> BlobReader.Blob? {
        guard process.write(Array((object + "\n").utf8)), let header = line() else {
            throw process.fault(instead: .corruptObject(object))
        }
        let fields = header.split(separator: " ")
        if fields.last == "missing" { return nil }
        guard fields.count == 3, fields[1] == "blob", let size = Int(fields[2]) else {
            throw .corruptObject(object)
        }
        guard size <= limit else { return .tooLarge(size) }
        guard let bytes = take(size + 1) else {
            throw process.fault(instead: .corruptObject(object))
        }
        return .bytes(Array(bytes.dropLast()))
    }

    private mutating func line() -> String? {
        while true {
            if let end = buffered.firstIndex(of: 10) {
                let line = String(decoding: buffered[..<end], as: UTF8.self)
                buffered.removeFirst(end + 1)
                return line
            }
            guard buffered.count < 4096, fill() else { return nil }
        }
    }

    private mutating func take(_ count: Int) -> [UInt8]? {
        while buffered.count < count {
            guard fill() else { return nil }
        }
        let bytes = Array(buffered[..<count])
        buffered.removeFirst(count)
        return bytes
    }

    private mutating func fill() -> Bool {
        let more = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            count = max(0, process.read(into: UnsafeMutableRawBufferPointer(buffer)))
        }
        buffered += more
        return !more.isEmpty
    }
}
