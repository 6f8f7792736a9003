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

    init(_ path: String) throws(OpenFile.Failure) {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        if descriptor < 0 { throw errno == ENOENT ? .absent : .system(errno) }
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
    func entries(_ path: String, wantsFiles: Bool) throws(OpenFile.Failure) -> ListedDirectory {
        var listed = ListedDirectory(path: path)
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw .system(errno) }
        guard let directory = fdopendir(copy) else {
            let code = errno
            close(copy)
            throw .system(code)
        }
        defer { closedir(directory) }
        var files: [[UInt8]] = []
        while true {
            errno = 0
            guard let entry = readdir(directory) else {
                if errno != 0 { throw .system(errno) }
                break
            }
            try withUnsafePointer(to: &entry.pointee.d_name) { name throws(OpenFile.Failure) in
                try name.withMemoryRebound(to: CChar.self, capacity: 256) {
                    name throws(OpenFile.Failure) in
                    let kind = try kind(name, Int(entry.pointee.d_type))
                    add(name, kind, wantsFiles, &files, &listed)
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
            if !wantsFiles { return }
            if case .other = SourceName(bytes) { return }
            files.append(Array(bytes))
        case .directory:
            if let text = String(validatingCString: name) {
                listed.directories.append(text)
            } else {
                // There is no path to what is in it.
                listed.unnamed.append(String(cString: name))
            }
        case .link: listed.links.append(String(cString: name))
        case .other: listed.others.append(String(cString: name))
        case nil: break
        }
    }

    /// Nil for what is gone by now.
    private func kind(
        _ name: UnsafePointer<CChar>, _ type: Int
    ) throws(OpenFile.Failure) -> PathKind? {
        switch type {
        case Int(DT_REG): return .file
        case Int(DT_DIR): return .directory
        case Int(DT_LNK): return .link
        case Int(DT_UNKNOWN):
            var status = stat()
            guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
                if errno == ENOENT { return nil }
                throw .system(errno)
            }
            return PathKind(status)
        default: return .other
        }
    }
}
