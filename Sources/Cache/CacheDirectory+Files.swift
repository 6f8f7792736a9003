#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Large files that others have made and will read. They have no header, and go in and out as links where the file system lets
/// them: nobody may write to one once it was kept.
extension CacheDirectory {
    /// Keeps a file under its hash; nil if it can't be kept.
    package func keepFile(at path: String) -> ContentHash? {
        guard mayKeep(), let handle = try? opened(making: true),
            let size = Self.size(of: path), size < Self.largestEntry, size < limit
        else { return nil }
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        guard let hash = Self.hash(of: file) else { return nil }
        let name = Self.name(hash)
        if faccessat(handle.descriptor, name, R_OK, AT_SYMLINK_NOFOLLOW) == 0 { return hash }
        let temporary = Self.temporaryName()
        guard
            linkat(AT_FDCWD, path, handle.descriptor, temporary, 0) == 0
                || Self.copy(file, to: temporary, in: handle.descriptor)
        else { return nil }
        guard renameat(handle.descriptor, temporary, handle.descriptor, name) == 0 else {
            unlinkat(handle.descriptor, temporary, 0)
            return nil
        }
        return hash
    }

    /// Brings a file that was kept to a path where there is none. False if there is no such file any more, or if it is damaged.
    package func bringFile(_ hash: ContentHash, to path: String) -> Bool {
        guard let handle = try? opened(making: false) else { return false }
        let name = Self.name(hash)
        let file = openat(handle.descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_uid == geteuid(), Self.hash(of: file) == hash
        else { return false }
        markUse(file, status)
        return linkat(handle.descriptor, name, AT_FDCWD, path, 0) == 0
            || Self.copy(file, to: path, in: AT_FDCWD)
    }

    private static func name(_ hash: ContentHash) -> String { "f-" + hash.hex }

    private static func size(of path: String) -> Int? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    private static func hash(of file: Int32) -> ContentHash? {
        var hasher = ContentHasher("file")
        return eachPart(of: file) { hasher.add(part: $0) } ? hasher.result : nil
    }

    private static func copy(_ file: Int32, to name: String, in directory: Int32) -> Bool {
        let new = openat(
            directory, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard new >= 0 else { return false }
        let isWhole = eachPart(of: file) { write($0, to: new) }
        if close(new) == 0, isWhole { return true }
        unlinkat(directory, name, 0)
        return false
    }

    /// Reads a file from its beginning; false if it can't be read to its end, or if somebody had enough.
    private static func eachPart(
        of file: Int32, _ work: (UnsafeRawBufferPointer) -> Bool
    ) -> Bool {
        withUnsafeTemporaryAllocation(byteCount: 1 << 18, alignment: 16) { buffer in
            var place: off_t = 0
            while let base = buffer.baseAddress {
                let count = pread(file, base, buffer.count, place)
                if count < 0, errno == EINTR { continue }
                if count <= 0 { return count == 0 }
                guard work(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else { return false }
                place += off_t(count)
            }
            return false
        }
    }
}
