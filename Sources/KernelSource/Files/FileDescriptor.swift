internal import Cache

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An open file, closed when it goes out of scope.
struct OpenFile: ~Copyable {
    let descriptor: Int32

    enum Failure: Error {
        case absent
        case notRegular
        case tooLarge(Int)
        case system(Int32)
    }

    /// Opens a regular file of at most `limit` bytes.
    ///
    /// `O_NONBLOCK` keeps a FIFO of a hostile tree from hanging us in open; the kind is then asked
    /// of the open file itself, so that it can't change in between.
    static func opened(_ path: String, limit: Int) throws(Failure) -> OpenFile {
        let descriptor = open(path, O_CLOEXEC | flags)
        guard descriptor >= 0 else {
            throw saysAbsent(errno, path) ? .absent : .system(errno)
        }
        return try OpenFile(taking: descriptor, limit: limit)
    }

    /// For reading; see ``opened(_:limit:)``.
    static let flags: Int32 = O_RDONLY | O_NONBLOCK | O_NOCTTY

    /// Takes over a descriptor that was opened with these flags.
    init(taking descriptor: Int32, limit: Int) throws(Failure) {
        var status = stat()
        var failure: Failure?
        if fstat(descriptor, &status) != 0 {
            failure = .system(errno)
        } else if status.st_mode & S_IFMT != S_IFREG {
            failure = .notRegular
        } else if status.st_size > limit {
            failure = .tooLarge(Int(status.st_size))
        }
        if let failure {
            close(descriptor)
            throw failure
        }
        self.descriptor = descriptor
        size = Int(status.st_size)
        signature = FileSignature(status)
    }

    let size: Int
    /// As it was opened.
    let signature: FileSignature

    deinit { close(descriptor) }

    /// All of it; less than `size` bytes if it shrinks meanwhile.
    borrowing func contents() throws(Failure) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = fill(buffer, &failure)
        }
        if failure != 0 { throw .system(failure) }
        return bytes
    }

    /// Reads into a buffer that the caller keeps for many files; gives the number of bytes.
    borrowing func fill(_ buffer: UnsafeMutableBufferPointer<UInt8>, _ failure: inout Int32) -> Int
    {
        var filled = 0
        while filled < buffer.count, let base = buffer.baseAddress {
            let got = read(descriptor, base + filled, buffer.count - filled)
            if got == 0 { break }
            if got < 0 {
                if errno == EINTR { continue }
                failure = errno
                break
            }
            filled += got
        }
        return filled
    }
}

/// What a path is, without following a symbolic link at its end.
enum PathKind {
    case file, directory, link, other

    init(_ status: stat) {
        self =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            case S_IFLNK: .link
            default: .other
            }
    }
}

func pathKind(_ path: String) -> PathKind? {
    var status = stat()
    guard path.withCString({ lstat($0, &status) }) == 0 else { return nil }
    return PathKind(status)
}

/// The names in a directory, unsorted, with what they are; nil if it can't be read, with the reason in `errno`.
func directoryEntries(_ path: String) -> [(name: String, kind: PathKind)]? {
    guard let directory = path.withCString({ opendir($0) }) else { return nil }
    defer {
        let code = errno
        closedir(directory)
        errno = code
    }
    var entries: [(String, PathKind)] = []
    while true {
        errno = 0
        guard let entry = readdir(directory) else {
            if errno != 0 { return nil }
            break
        }
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name == "." || name == ".." { continue }
        let kind: PathKind? =
            switch Int(entry.pointee.d_type) {
            case Int(DT_REG): .file
            case Int(DT_DIR): .directory
            case Int(DT_LNK): .link
            case Int(DT_UNKNOWN): pathKind(path + "/" + name)
            default: .other
            }
        if let kind { entries.append((name, kind)) }
    }
    return entries
}

/// Whether an error says that a path leads nowhere, and not that it can't be followed.
func saysAbsent(_ code: Int32, _ path: String) -> Bool {
    switch code {
    case ENOENT, ENOTDIR: true
    // No directory has such a name.
    case ENAMETOOLONG: path.utf8.split(separator: 0x2f).contains { $0.count > 255 }
    default: false
    }
}

/// Whether an error is one that every file would have met: no descriptor, no memory, a disk that fails.
func isOfTheMachine(_ code: Int32) -> Bool {
    [EMFILE, ENFILE, ENOMEM, EIO, EAGAIN, EINTR, EBADF].contains(code)
}

/// `errno`, for those who know the C library by no other name.
var lastSystemError: Int32 { errno }

func message(ofSystemError code: Int32) -> String { String(cString: strerror(code)) }
