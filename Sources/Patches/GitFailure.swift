package import SourceText

/// Git could not do its work for a reason that lies in the machine, not in the patch.
package enum GitFailure: Error, Sendable, Hashable, CustomStringConvertible {
    case notInstalled
    case privateDirectory(PrivateDirectory.Failure)
    case file(path: String, reason: String)
    case command(name: String, words: String)

    package var description: String {
        switch self {
        case .notInstalled:
            "git was not found in PATH; install git"
        case .privateDirectory(let failure):
            failure.description
        case .file(let path, let reason):
            "\(path) in the private directory can't be used: \(reason)"
        case .command(let name, let words):
            "git \(name) failed: \(words)"
        }
    }
}
