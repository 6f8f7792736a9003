#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A temporary directory that nobody else can read, removed with its owner.
final class PrivateDirectory: Sendable {
    let path: String

    init() throws(TreeError) {
        let parent = getenv("TMPDIR").map { String(cString: $0) }.flatMap(canonicalPath) ?? "/tmp"
        Self.sweep(parent)
        var template = Array((parent + "/ntbcheck-\(getpid())-XXXXXX").utf8CString)
        let made = template.withUnsafeMutableBufferPointer { buffer -> String? in
            guard let base = buffer.baseAddress, mkdtemp(base) != nil else { return nil }
            return String(cString: base)
        }
        guard let made else {
            throw .privateDirectory("\(parent): \(message(ofSystemError: errno))")
        }
        path = made
    }

    deinit { Self.remove(path) }

    /// Writes a file, and the directories it is in.
    ///
    /// The time stamp follows from the content: a precompiled header checks size and time of what went into it, and
    /// is to stay valid for the same content in another directory, and only for that.
    func write(_ bytes: [UInt8], to relative: String) throws(TreeError) {
        let file = path + "/" + relative
        var directory = path
        for part in relative.split(separator: "/").dropLast() {
            directory += "/" + part
            mkdir(directory, 0o700)
        }
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw .privateDirectory("\(file): \(message(ofSystemError: errno))")
        }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer -> Int in
                guard let base = buffer.baseAddress else { return -1 }
                return systemWrite(descriptor, base + written, buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw .privateDirectory("\(file): \(message(ofSystemError: errno))")
            }
            written += count
        }
        var hash: UInt32 = 2_166_136_261
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        let stamp = timespec(tv_sec: Int(hash >> 2), tv_nsec: 0)
        let stamps = [stamp, stamp]
        _ = stamps.withUnsafeBufferPointer { futimens(descriptor, $0.baseAddress) }
    }

    /// Removes what runs that were killed an hour or more ago have left.
    static func sweep(_ parent: String) {
        for (name, kind) in directoryEntries(parent) ?? [] where kind == .directory {
            let parts = name.split(separator: "-")
            guard parts.count == 3, parts[0] == "ntbcheck", let process = pid_t(parts[1]),
                process > 0
            else {
                continue
            }
            var status = stat()
            let place = parent + "/" + name
            guard lstat(place, &status) == 0, status.st_uid == getuid(),
                status.st_mode & S_IFMT == S_IFDIR,
                kill(process, 0) != 0, errno == ESRCH, time(nil) - modificationTime(status) > 3600
            else { continue }
            remove(place)
        }
    }

    private static func remove(_ place: String) {
        for (name, kind) in directoryEntries(place) ?? [] {
            if kind == .directory { remove(place + "/" + name) } else { unlink(place + "/" + name) }
        }
        rmdir(place)
    }
}

private func modificationTime(_ status: stat) -> time_t {
    #if canImport(Darwin)
        status.st_mtimespec.tv_sec
    #else
        status.st_mtim.tv_sec
    #endif
}

/// The system's `write`, which the method of that name hides.
private func systemWrite(_ descriptor: Int32, _ base: UnsafeRawPointer, _ count: Int) -> Int {
    write(descriptor, base, count)
}
