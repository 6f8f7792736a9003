#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Git could not do its work for a reason that lies in the machine, not in the patch.
package enum GitFailure: Error, Sendable, Hashable, CustomStringConvertible {
    case notInstalled
    case temporaryDirectory(parent: String, code: Int32)
    case file(path: String, reason: String)
    case command(name: String, words: String)

    package var description: String {
        switch self {
        case .notInstalled:
            "git was not found in PATH; install git"
        case .temporaryDirectory(let parent, let code):
            "no private directory can be made in \(parent) (\(String(cString: strerror(code)))); "
                + "set TMPDIR to a directory that can be written"
        case .file(let path, let reason):
            "\(path) in the private directory can't be used: \(reason)"
        case .command(let name, let words):
            "git \(name) failed: \(words)"
        }
    }
}
