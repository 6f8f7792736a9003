#if canImport(Glibc)
    package import Glibc
#elseif canImport(Musl)
    package import Musl
#else
    package import Darwin
#endif

/// What the system says of a file: as long as it says the same, the file has the same content.
///
/// The time of the last change of its inode is part of it, which no program can set.
package struct FileSignature: Hashable, Sendable {
    package var device: UInt64
    package var inode: UInt64
    package var size: Int64
    /// Nanoseconds since 1970.
    package var modified: Int64
    package var changed: Int64

    package init(_ status: stat) {
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(truncatingIfNeeded: status.st_ino)
        size = Int64(status.st_size)
        #if canImport(Darwin)
            modified = Self.nanoseconds(status.st_mtimespec)
            changed = Self.nanoseconds(status.st_ctimespec)
        #else
            modified = Self.nanoseconds(status.st_mtim)
            changed = Self.nanoseconds(status.st_ctim)
        #endif
    }

    /// Of the file that a path leads to; nil where there is none.
    package init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }

    package var seconds: Int { Int(modified / 1_000_000_000) }

    /// Whether a file that was looked at from `start` on can't have been changed since without this being different.
    ///
    /// A file system's clock ticks slowly, so a file that changed just before may have changed again within the same tick.
    package func isSettled(before start: Int64) -> Bool {
        let tick: Int64 = changed % 1_000_000_000 == 0 ? 2_000_000_000 : 50_000_000
        return changed < start - tick && modified < start - tick
    }

    /// What no file has: a place that is kept free.
    package static let none = FileSignature(stat())

    /// Whether these bytes, as a writer left them, are this signature.
    package func isWritten(in bytes: ArraySlice<UInt8>) -> Bool {
        bytes.withUnsafeBytes { isWritten(in: $0) }
    }

    package func isWritten(in raw: UnsafeRawBufferPointer) -> Bool {
        guard raw.count == 40 else { return false }
        func word(_ number: Int) -> UInt64 {
            UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: number * 8, as: UInt64.self))
        }
        return word(0) == device && word(1) == inode
            && word(2) == UInt64(bitPattern: size) && word(3) == UInt64(bitPattern: modified)
            && word(4) == UInt64(bitPattern: changed)
    }

    /// Now, by the same clock.
    package static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return nanoseconds(time)
    }
}

extension ByteWriter {
    package mutating func write(_ signature: FileSignature) {
        for word in [
            signature.device, signature.inode, UInt64(bitPattern: signature.size),
            UInt64(bitPattern: signature.modified), UInt64(bitPattern: signature.changed),
        ] {
            write(fixed: word)
        }
    }

    package mutating func write(fixed word: UInt64) {
        withUnsafeBytes(of: word.littleEndian) { append($0) }
    }
}

extension ByteReader {
    package mutating func fixed() throws(CorruptData) -> UInt64 {
        let part = try slice(8)
        return UInt64(littleEndian: part.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) })
    }

    package mutating func signature() throws(CorruptData) -> FileSignature {
        var status = FileSignature(stat())
        status.device = try fixed()
        status.inode = try fixed()
        status.size = Int64(bitPattern: try fixed())
        status.modified = Int64(bitPattern: try fixed())
        status.changed = Int64(bitPattern: try fixed())
        return status
    }
}
