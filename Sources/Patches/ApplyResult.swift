internal import Git
package import SourceText

/// What a patch makes of one file.
package enum Change: Sendable, Hashable {
    case contents([UInt8])
    case deleted
}

package enum ApplyResult: Sendable, Hashable {
    /// Each file that the patch changed; a rename deletes the old one.
    case applied([TreePath: Change])
    case rejected(PatchRejection)
}

/// What several patches make of the tree together.
package struct BatchResult: Sendable, Hashable {
    /// Each file that the applied ones changed, as the last of them left it.
    package var changes: [TreePath: Change] = [:]
    /// How many of them apply, from the first on.
    package var appliedCount = 0
    /// Why the next one does not.
    package var rejection: PatchRejection?
}

/// Why a patch does not apply, in one line.
package struct PatchRejection: Error, Sendable, Hashable, CustomStringConvertible {
    package var file: TreePath?
    /// Where the hunk expects its first line in the old file.
    package var line: Int?
    /// Which of the file's hunks it is, counted from 1.
    package var hunk: Int?
    /// Git's own words where it was git that refused.
    package var reason: String

    package var description: String {
        let place = file.map { file in line.map { "\(file):\($0)" } ?? file.string }
        let what = hunk.map { "hunk \($0) does not apply: \(reason)" } ?? reason
        return place.map { "\($0): \(what)" } ?? what
    }
}

extension GitCommand.Outcome {
    /// Whether `git apply` ended for a reason of its own. What it has against a patch it calls an error, or says that it is of
    /// the patch; one that would take more memory than it may is refused, too.
    var isFailureToApply: Bool {
        guard status >= 128 else { return false }
        if status > 128 { return true }
        return errors.hasPrefix("fatal: ")
            && !["patch", "diff header", "attempting to allocate"].contains(where: errors.contains)
    }
}

extension PatchRejection {
    /// Reads git's complaint: `patch failed: FILE:LINE`, or `FILE: words`.
    init(outcome: GitCommand.Outcome, files: [FileChange]) {
        let complaint = outcome.complaint
        self.init(file: nil, line: nil, hunk: nil, reason: complaint)
        if let match = complaint.wholeMatch(of: /patch failed: (.+):(\d+)/) {
            line = Int(match.2)
            let name = String(match.1)
            let change = files.first { $0.old?.string == name || $0.new?.string == name }
            file = change?.old ?? change?.new
            hunk = change?.hunks.firstIndex { $0.oldStart == line }.map { $0 + 1 }
            return
        }
        for path in files.flatMap({ [$0.old, $0.new].compactMap { $0 } })
        where complaint.hasPrefix("\(path): ") {
            file = path
            reason = String(complaint.dropFirst(path.string.count + 2))
            return
        }
    }
}
