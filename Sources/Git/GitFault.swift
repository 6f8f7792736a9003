package import SourceText

/// What is wrong with a git tree, a revision of it, or git itself. That something is not there is never among the reasons why
/// git could not answer: ``failed(_:words:)`` stands for those alone.
package enum GitFault: Error, Hashable, Sendable, CustomStringConvertible {
    case notInstalled
    /// Git ended otherwise than by an answer; in its own words.
    case failed(String, words: String)
    /// A file that git reads or writes for us in a private directory.
    case file(String, reason: String)
    case privateDirectory(PrivateDirectory.Failure)
    case noRepository(String, words: String)
    case noRevision(String, tree: String)
    case missingObject(String, of: String)
    case corruptObject(String)
    case notARange(String)
    case emptyRange(String)
    case merge(String, range: String)
    case noParent(String, range: String)
    case tooManyCommits(Int, limit: Int)

    package var description: String {
        switch self {
        case .notInstalled: "git was not found in PATH; install git"
        case .failed(let command, let words): "git \(command) failed: \(words)"
        case .file(let path, let reason):
            "\(path) in the private directory can't be used: \(reason)"
        case .privateDirectory(let failure): failure.description
        case .noRepository(let path, let words):
            "\(printable(path)) is in no git repository (\(words)); name a git tree with --tree"
        case .noRevision(let name, let tree):
            "'\(printable(name))' is no commit that the git tree \(tree) has; name one, or fetch it first"
        case .missingObject(let object, let what):
            "git object \(object) (\(printable(what))) is not in the repository, and nothing is fetched; fetch it first"
        case .corruptObject(let object):
            "git object \(object) can't be read; try git fsck"
        case .notARange(let text):
            "'\(printable(text))' is no range of commits; expected A..B"
        case .emptyRange(let text): "\(printable(text)) holds no commits; expected A..B, B after A"
        case .merge(let commit, let range):
            "\(printable(range)) holds the merge \(commit), which is no patch; rebase the branch, or add --first-parent to take what a merge brings as one patch"
        case .noParent(let commit, let range):
            "\(printable(range)) reaches \(commit), whose parent the repository does not have; name a shorter range or fetch more"
        case .tooManyCommits(let count, let limit):
            "\(count) commits are more than the \(limit) that are taken at once; name a shorter range"
        }
    }

    /// Whether git could not be asked: nothing was found out, and nothing may be concluded.
    package var isFailure: Bool {
        switch self {
        case .notInstalled, .failed, .file, .privateDirectory, .corruptObject: true
        case .noRepository, .noRevision, .missingObject, .notARange, .emptyRange, .merge,
            .noParent, .tooManyCommits:
            false
        }
    }
}
