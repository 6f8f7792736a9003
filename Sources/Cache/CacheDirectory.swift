#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The directory that keeps what one run found out for the next ones.
///
/// It may vanish, fill up or be damaged at any time: whatever is not there as it was written counts as not there. Nothing in
/// it is shared between users.
package struct CacheDirectory: Sendable {
    package let path: String
    /// In bytes; the longest unused goes first.
    package let limit: Int
    /// Asked before anything is kept: whether what this run has seen can be relied on.
    package var mayKeep: @Sendable () -> Bool = { true }

    /// Why there is no cache to work with, in one line.
    package struct Failure: Error, CustomStringConvertible {
        package var description: String
    }

    package static let usualLimit = 256 << 20

    /// Beside the kernel trees that the scripts keep, which are not ours.
    private static let name = "analysis"

    /// The directory that has to be there already; nil to make all that is missing. That a user has no home is said by naming
    /// one that does not exist (`/nonexistent`), which is not made.
    private let home: String?

    /// The place that the environment names, or the usual one; nil where no home directory is named.
    package static func usual(_ environment: [String: String]) -> CacheDirectory? {
        let limit =
            environment["NTBCHECK_CACHE_LIMIT"].flatMap(Int.init).flatMap {
                $0 >= 0 && $0 < 1 << 30 ? $0 << 20 : nil
            } ?? usualLimit
        if let given = environment["NTBCHECK_CACHE"], given.hasPrefix("/") {
            return CacheDirectory(parent: given, limit: limit, home: required(for: given))
        }
        return place(environment).map {
            CacheDirectory(parent: $0.path, limit: limit, home: $0.home)
        }
    }

    /// Where ntbcheck keeps things, below `$XDG_CACHE_HOME` or below the home directory, and the directory that has to be there.
    private static func place(_ environment: [String: String]) -> (path: String, home: String)? {
        if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
            return (cache + "/ntbcheck", required(for: cache))
        }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return (home + "/.cache/ntbcheck", home)
    }

    /// What has to be there for a directory: it may have to be made itself, but nothing that it is in, and nothing in the root.
    private static func required(for directory: String) -> String {
        let parts = directory.split(separator: "/")
        return parts.dropLast(parts.count > 1 ? 1 : 0).map { "/" + $0 }.joined()
    }

    /// Where ntbcheck keeps things; nil where there is no home directory.
    package static func existingPlace(_ environment: [String: String]) -> String? {
        place(environment).flatMap { isThere($0.home) ? $0.path : nil }
    }

    private static func isThere(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    package init(parent: String, limit: Int = usualLimit, home: String? = nil) {
        path = parent + "/" + Self.name
        self.limit = limit
        self.home = home
    }

    /// Whether there is, or can be, such a directory at all.
    package var hasHome: Bool { home.map(Self.isThere) ?? true }

    // MARK: opening

    /// An open directory that is ours alone, and that no link led to.
    struct Handle: ~Copyable {
        let descriptor: Int32
        deinit { close(descriptor) }
    }

    func opened(making: Bool) throws(Failure) -> Handle {
        if making, hasHome { Self.makeDirectories(path) }
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(errno) }
        let handle = Handle(descriptor: descriptor)
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(errno) }
        guard status.st_uid == geteuid(), status.st_mode & 0o022 == 0 else {
            throw Failure(description: "\(path): belongs to somebody else, or others may write it")
        }
        return handle
    }

    private func failure(_ code: Int32) -> Failure {
        Failure(description: "\(path): \(String(cString: strerror(code)))")
    }

    private static func makeDirectories(_ path: String) {
        var place = ""
        for part in path.split(separator: "/") {
            place += "/" + part
            mkdir(place, 0o700)
        }
    }

    /// Whether entries can be kept; says why not.
    package func prepare() throws(Failure) {
        let handle = try opened(making: true)
        guard faccessat(handle.descriptor, ".", W_OK | X_OK, 0) == 0 else { throw failure(errno) }
    }

    // MARK: entries

    private static let magic = Array("ntbcheck cache 1".utf8)
    private static let headerSize = magic.count + 32
    /// No entry comes near; a file that does is not ours.
    static let largestEntry = 1 << 28

    /// What was kept under a name; nil if nothing was, or if it is damaged.
    package func contents(of name: String) -> ArraySlice<UInt8>? {
        guard let handle = try? opened(making: false) else { return nil }
        let file = openat(handle.descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_uid == geteuid(), status.st_size >= Self.headerSize,
            status.st_size <= Self.largestEntry
        else { return nil }
        let size = Int(status.st_size)
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size, let base = buffer.baseAddress {
                let got = read(file, base + count, size - count)
                if got < 0, errno == EINTR { continue }
                if got <= 0 { break }
                count += got
            }
        }
        guard bytes.count == size, bytes[..<Self.magic.count].elementsEqual(Self.magic) else {
            return nil
        }
        let payload = bytes[Self.headerSize...]
        var expected = ByteReader(bytes[Self.magic.count..<Self.headerSize])
        guard (try? expected.hash()) == ContentHash(of: payload) else { return nil }
        markUse(file, status)
        return payload
    }

    /// Whether something was kept under a name, be it damaged.
    package func has(_ name: String) -> Bool {
        guard let handle = try? opened(making: false) else { return false }
        return faccessat(handle.descriptor, name, R_OK, AT_SYMLINK_NOFOLLOW) == 0
    }

    /// The time of the last use decides what goes first. An hour is exact enough, and spares a write for each read.
    func markUse(_ file: Int32, _ status: stat) {
        if time(nil) - FileSignature(status).seconds > 3600 { futimens(file, nil) }
    }

    /// Keeps a value, or leaves it: a cache that can't be written is no failure of the run.
    package func keep(_ payload: [UInt8], as name: String) {
        guard mayKeep(), payload.count < Self.largestEntry - Self.headerSize,
            payload.count < limit, let handle = try? opened(making: true)
        else { return }
        var header = ByteWriter()
        header.write(ContentHash(of: payload))
        let temporary = Self.temporaryName()
        let file = openat(
            handle.descriptor, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
            0o600)
        guard file >= 0 else { return }
        let isWritten =
            Self.write(Self.magic, to: file) && Self.write(header.bytes, to: file)
            && Self.write(payload, to: file)
        // Whoever reads meanwhile sees the old entry or the new one, never half of one.
        if close(file) != 0 || !isWritten
            || renameat(handle.descriptor, temporary, handle.descriptor, name) != 0
        {
            unlinkat(handle.descriptor, temporary, 0)
        }
    }

    package static let temporaryPrefix = "new-"

    /// A name for a file that is not finished.
    package static func temporaryName() -> String {
        "\(temporaryPrefix)\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
    }

    private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
        bytes.withUnsafeBytes { write($0, to: file) }
    }

    static func write(_ buffer: UnsafeRawBufferPointer, to file: Int32) -> Bool {
        var done = 0
        while done < buffer.count, let base = buffer.baseAddress {
            let count = systemWrite(file, base + done, buffer.count - done)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return false }
            done += count
        }
        return true
    }

    // MARK: as a whole

    package struct Usage: Sendable, Hashable {
        package var entries = 0
        package var bytes = 0
    }

    package func usage() -> Usage {
        (try? files())?.reduce(into: Usage()) {
            $0.entries += 1
            $0.bytes += $1.size
        } ?? Usage()
    }

    /// Removes every entry, and nothing that is not one.
    package func clear() throws(Failure) {
        guard access(path, F_OK) == 0 else { return }
        let handle = try opened(making: false)
        for file in try files() where unlinkat(handle.descriptor, file.name, 0) != 0 {
            if errno != ENOENT { throw failure(errno) }
        }
    }

    /// Brings the directory below its limit, and removes what killed runs have left.
    package func trim() {
        guard let handle = try? opened(making: false), let files = try? files() else { return }
        let now = time(nil)
        var total = 0
        var entries: [File] = []
        for file in files {
            if file.name.hasPrefix(Self.temporaryPrefix), now - file.used > 3600 {
                unlinkat(handle.descriptor, file.name, 0)
            } else {
                total += file.size
                entries.append(file)
            }
        }
        guard total > limit else { return }
        // Some room is made at once, so that not every run has to.
        for file in entries.sorted(by: { ($0.used, $0.name) < ($1.used, $1.name) })
        where total > limit / 4 * 3 {
            if unlinkat(handle.descriptor, file.name, 0) == 0 { total -= file.size }
        }
    }

    private struct File {
        var name: String
        var size: Int
        var used: Int
    }

    private func files() throws(Failure) -> [File] {
        let handle = try opened(making: false)
        guard let directory = fdopendir(dup(handle.descriptor)) else { throw failure(errno) }
        defer { closedir(directory) }
        rewinddir(directory)
        var found: [File] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            var status = stat()
            guard fstatat(handle.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
                status.st_mode & S_IFMT == S_IFREG
            else { continue }
            found.append(
                File(name: name, size: Int(status.st_size), used: FileSignature(status).seconds))
        }
        return found
    }
}

/// The system's `write`, which the method of that name hides.
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    write(file, bytes, count)
}
