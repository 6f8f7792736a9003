internal import CPlatform

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The directory of a tree, kept open: the system then sees to it in one step that a path does not lead out of it.
final class TreeRoot: Sendable {
    private let descriptor: Int32

    enum Answer {
        case open(Int32)
        case absent
        /// The system can't tell, or it is a matter of links: whoever asks has to follow the path by himself.
        case unclear
    }

    init?(_ path: String) {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor < 0 { return nil }
    }

    deinit { close(descriptor) }

    func opened(_ path: String, _ flags: Int32) -> Answer {
        let found = ntbcheck_open_beneath(descriptor, path, flags | O_CLOEXEC)
        if found >= 0 { return .open(found) }
        return errno == ENOENT || errno == ENOTDIR ? .absent : .unclear
    }

    /// Whether a file or directory is there; nil if that is unclear.
    func has(_ path: String) -> Bool? {
        switch opened(path, TreeRoot.nameOnly) {
        case .open(let file):
            close(file)
            return true
        case .absent: return false
        case .unclear: return nil
        }
    }

    #if os(Linux)
        /// O_PATH: nothing of the file is opened.
        private static let nameOnly: Int32 = 0o10000000
    #else
        private static let nameOnly = O_NONBLOCK
    #endif
}
