internal import Cache

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An open directory, closed when it goes out of scope: names in it are found without a walk along the path.
struct OpenDirectory: ~Copyable {
    private let descriptor: Int32

    init?(_ path: String) {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        if descriptor < 0 { return nil }
    }

    deinit { close(descriptor) }

    var signature: FileSignature? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? FileSignature(status) : nil
    }

    /// Of a file in it; a link is not followed.
    func signature(of name: UnsafePointer<CChar>) -> FileSignature? {
        var status = stat()
        guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        return FileSignature(status)
    }

    func file(_ name: UnsafePointer<CChar>, limit: Int) throws(OpenFile.Failure) -> OpenFile {
        let file = openat(descriptor, name, OpenFile.flags | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else {
            throw errno == ENOENT || errno == ENOTDIR ? .absent : .system(errno)
        }
        return try OpenFile(taking: file, limit: limit)
    }

    /// What is in it.
    func entries(_ path: String, wantsFiles: Bool) -> ListedDirectory {
        var listed = ListedDirectory(path: path)
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0, let directory = fdopendir(copy) else {
            if copy >= 0 { close(copy) }
            return listed
        }
        defer { closedir(directory) }
        var files: [[UInt8]] = []
        while let entry = readdir(directory) {
            withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { name in
                    add(name, kind(name, Int(entry.pointee.d_type)), wantsFiles, &files, &listed)
                }
            }
        }
        for file in files.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            listed.names += file
            listed.names.append(0)
        }
        return listed
    }

    private func add(
        _ name: UnsafePointer<CChar>, _ kind: PathKind?, _ wantsFiles: Bool,
        _ files: inout [[UInt8]], _ listed: inout ListedDirectory
    ) {
        let bytes = UnsafeBufferPointer(
            start: UnsafeRawPointer(name).assumingMemoryBound(to: UInt8.self), count: strlen(name))
        let dot = UInt8(ascii: ".")
        if bytes.count <= 2, bytes.allSatisfy({ $0 == dot }) { return }
        switch kind {
        case .file:
            guard wantsFiles, let last = bytes.last, bytes.count >= 2,
                bytes[bytes.count - 2] == dot,
                last == UInt8(ascii: "c") || last == UInt8(ascii: "h")
            else { return }
            files.append(Array(bytes))
        case .directory: listed.directories.append(String(cString: name))
        case .link: listed.links.append(String(cString: name))
        case .other: listed.others.append(String(cString: name))
        case nil: break
        }
    }

    private func kind(_ name: UnsafePointer<CChar>, _ type: Int) -> PathKind? {
        switch type {
        case Int(DT_REG): return .file
        case Int(DT_DIR): return .directory
        case Int(DT_LNK): return .link
        case Int(DT_UNKNOWN):
            var status = stat()
            guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
            return PathKind(status)
        default: return .other
        }
    }
}
