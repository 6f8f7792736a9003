internal import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A temporary directory that only this user can enter, removed with its owner.
///
/// What git and libclang read and write for us lies in one, so nothing of the user's can be touched.
package final class PrivateDirectory: Sendable {
    /// Without symbolic links, as git compares its own idea of where it is with it.
    package let path: String
    /// Where git has to stop looking for a repository that it was not told of.
    package let parent: String

    /// The machine has no place for our files. The description says what to do.
    package struct Failure: Error, Hashable, CustomStringConvertible {
        package var place: String
        package var code: Int32

        package var description: String {
            "\(place): no private file or directory can be made (\(String(cString: strerror(code)))); "
                + "set TMPDIR to a directory that can be written"
        }
    }

    package init() throws(Failure) {
        parent = try Self.usualParent()
        Self.sweepOnce(parent)
        // mkdtemp makes the directory with mode 0700 in one step, and puts a name of its own where its template has six X.
        var template = Array((parent + "/ntbcheck-\(getpid())-XXXXXX").utf8CString)
        let made = PrivateDirectoryRegister.shared.adding {
            template.withUnsafeMutableBufferPointer { buffer -> String? in
                guard let base = buffer.baseAddress, mkdtemp(base) != nil else { return nil }
                return String(cString: base)
            }
        }
        guard let made else { throw Failure(place: parent, code: errno) }
        path = made
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
        PrivateDirectoryRegister.shared.remove(path)
    }

    /// The absolute path of an entry.
    package func file(_ name: String) -> String { path + "/" + name }

    /// Writes a file, and makes the directories it is in.
    ///
    /// The time stamp follows from the content: a precompiled header checks size and time of what went into it, and
    /// is to stay valid for the same content in another directory, and only for that.
    ///
    /// - Parameter isStamped: false for what no precompiled header is made from.
    package func write(
        _ bytes: [UInt8], to relative: String, isStamped: Bool = true
    ) throws(Failure) {
        try write(bytes[...], to: relative, isStamped: isStamped)
    }

    package func write(
        _ bytes: ArraySlice<UInt8>, to relative: String, isStamped: Bool = true
    ) throws(Failure) {
        let file = file(relative)
        var directory = path
        for part in relative.split(separator: "/").dropLast() {
            directory += "/" + part
            mkdir(directory, 0o700)
        }
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Failure(place: file, code: errno) }
        defer { close(descriptor) }
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(descriptor, $0) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Failure(place: file, code: errno) }
            rest = rest.dropFirst(count)
        }
        guard isStamped else { return }
        var hash: UInt32 = 2_166_136_261
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        let stamp = timespec(tv_sec: Int(hash >> 2), tv_nsec: 0)
        let stamps = [stamp, stamp]
        _ = stamps.withUnsafeBufferPointer { futimens(descriptor, $0.baseAddress) }
    }

    private static func usualParent() throws(Failure) -> String {
        let given = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        let wanted = given.hasPrefix("/") ? given : "/tmp"
        guard let resolved = realpath(wanted, nil) else {
            throw Failure(place: wanted, code: errno)
        }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Removes what a process of this program has left that can't do so any more.
    package static func removeAll(leftBy process: Int32) {
        guard let parent = try? usualParent() else { return }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        where name.hasPrefix("ntbcheck-\(process)-") {
            var status = stat()
            let place = parent + "/" + name
            guard lstat(place, &status) == 0, status.st_uid == getuid() else { continue }
            try? FileManager.default.removeItem(atPath: place)
        }
    }

    private static let swept = Mutex<Set<String>>([])

    private static func sweepOnce(_ parent: String) {
        if swept.withLock({ $0.insert(parent).inserted }) { sweep(parent) }
    }

    /// Removes what runs that were killed an hour or more ago have left.
    package static func sweep(_ parent: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] {
            let parts = name.split(separator: "-")
            guard parts.count == 3, parts[0] == "ntbcheck", let process = pid_t(parts[1]),
                process > 0
            else { continue }
            let place = parent + "/" + name
            var status = stat()
            guard lstat(place, &status) == 0, status.st_uid == getuid(),
                status.st_mode & S_IFMT == S_IFDIR,
                kill(process, 0) != 0, errno == ESRCH, time(nil) - modificationTime(status) > 3600
            else { continue }
            try? FileManager.default.removeItem(atPath: place)
        }
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
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}
