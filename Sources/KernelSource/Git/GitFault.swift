/// What is wrong with a git tree, a revision of it, or git itself.
package enum GitFault: Hashable, Sendable, CustomStringConvertible {
    case notInstalled
    case noRepository(String, words: String)
    case noRevision(String, tree: String)
    case missingObject(String, of: String)
    case corruptObject(String)
    case notARange(String)
    case emptyRange(String)
    case merge(String, range: String)
    case noParent(String, range: String)
    case tooManyCommits(Int, limit: Int)
    case failed(String, String)

    package var description: String {
        switch self {
        case .notInstalled: "git was not found in PATH; install git"
        case .noRepository(let path, let words):
            "\(path) is in no git repository that can be read (\(words)); name a git tree with --tree"
        case .noRevision(let name, let tree):
            "'\(printable(name))' is no commit that the git tree \(tree) has; name one, or fetch it first"
        case .missingObject(let object, let what):
            "git object \(object) (\(what)) is not in the repository, and nothing is fetched; fetch it first"
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
        case .failed(let command, let words): "git \(command) failed: \(words)"
        }
    }
}
