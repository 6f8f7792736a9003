import Foundation

/// Questions to the git repository that a hook or a mail tool runs in: names, lists and diffs. Nothing is written.
///
/// What git exports to hooks (`GIT_DIR` and many more) does not get through: the repository is found from its directory.
package struct RepositoryQuery: Sendable {
    package let place: String
    private let git: GitCommand

    /// - Parameter index: the index to look at instead of the repository's own (`GIT_INDEX_FILE` of `commit -a`).
    package init(at directory: String, index: String? = nil) throws(TreeError) {
        guard let place = canonicalPath(directory) else { throw .noSuchDirectory(directory) }
        self.place = place
        git = try GitCommand(home: true, variables: index.map { ["GIT_INDEX_FILE": $0] } ?? [:])
    }

    private func run(_ arguments: [String]) throws(TreeError) -> GitCommand.Outcome {
        // The monitor is a program that a repository's configuration names.
        try git.run(
            ["-C", place, "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"] + arguments)
    }

    /// What git prints; nil if it ends with a status other than 0.
    package func bytes(_ arguments: [String]) throws(TreeError) -> [UInt8]? {
        let outcome = try run(arguments)
        return outcome.status == 0 ? outcome.output : nil
    }

    /// The same as text without the newline at its end.
    package func text(_ arguments: [String]) throws(TreeError) -> String? {
        try bytes(arguments).map { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            return text.hasSuffix("\n") ? String(text.dropLast()) : text
        }
    }

    /// What git prints, where it has no reason to fail.
    package func required(_ arguments: [String]) throws(TreeError) -> [UInt8] {
        let outcome = try run(arguments)
        guard outcome.status == 0 else { throw .git(.failed(arguments[0], outcome.complaint)) }
        return outcome.output
    }

    /// The full name of a commit; nil where there is none.
    package func commit(_ name: String) throws(TreeError) -> String? {
        guard !name.isEmpty, !name.hasPrefix("-") else { return nil }
        return try text(["rev-parse", "--quiet", "--verify", name + "^{commit}"])
    }

    /// Whether one of some words is in one of some files of a revision, or of the index if that is nil.
    func finds(
        _ words: [String], in pathspecs: [String], of revision: String?
    ) throws(TreeError) -> Bool {
        let options = ["grep", "-q", "-w", "-F", "--no-textconv", "--no-recurse-submodules"]
        let outcome = try run(
            options + words.flatMap { ["-e", $0] } + [revision ?? "--cached", "--"] + pathspecs)
        switch outcome.status {
        case 0: return true
        case 1: return false
        default: throw .git(.failed("grep", outcome.complaint))
        }
    }
}
