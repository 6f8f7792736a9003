internal import SourceText

/// Where a patch came from.
package struct PatchSource: Sendable, Hashable, CustomStringConvertible {
    /// The file's name as it was given, or `standard input`.
    package var name: String
    /// The message's place in an mbox, counted from 1; nil where the file holds just one.
    package var message: Int?

    package var description: String {
        message.map { "\(printable(name)), message \($0)" } ?? printable(name)
    }
}

/// One patch of a series.
package struct Patch: Sendable, Hashable {
    /// The `n` and `m` of `[PATCH n/m]`; by position where the subjects have no numbers.
    package var number: Int
    package var total: Int
    /// Without the `[PATCH]` prefix; the file's name where there is no mail around the diff.
    package var subject: String
    /// `Name <address>`; nil where there is no mail around the diff.
    package var author: String?
    package var messageID: String?
    package var source: PatchSource
    /// The commit message's body, without the subject.
    package var message: String
    /// What git is to apply, byte for byte.
    package var diff: [UInt8]
    /// What the diff says it does; the paths hold if the number of prefix parts was guessed right (`applier` knows).
    package var files: [FileChange]
    var strip: ParsedDiff.Strip
}

extension Patch {
    /// A commit's patch, with git's diff against its parent.
    package init(
        commit: String, number: Int, total: Int, subject: String, author: String?, message: String,
        diff: [UInt8]
    ) throws(PatchInputError) {
        let source = PatchSource(name: commit)
        do {
            let parsed = try ParsedDiff(diff, strip: 1)
            self.init(
                number: number, total: total, subject: printable(subject), author: author,
                messageID: nil, source: source, message: message, diff: diff, files: parsed.files,
                strip: parsed.strip)
        } catch {
            throw .hostilePath(error.path, reason: error.reason, source: source.description)
        }
    }
}

/// The patches of one series in their order, and what came with them.
package struct Series: Sendable, Hashable {
    package var patches: [Patch]
    package var cover: CoverLetter?
    /// Mails that are no patches: replies, covers of other versions, text.
    package var ignored: [IgnoredMessage] = []
    /// The `v3` of the subjects; 1 where they have none.
    package var version: Int
    /// The versions that came with it and were left out, oldest first.
    package var olderVersions: [Int] = []
    /// All of them as people write them: `v1.2`.
    package var versionName = "v1"
    package var olderVersionNames: [String] = []
    /// From the `base-commit:` trailer of the cover letter or the first patch: a hexadecimal object name, nothing else.
    package var baseCommit: String?
    package var prerequisitePatchIDs: [String] = []
}

/// The `[PATCH 0/m]` of a series.
package struct CoverLetter: Sendable, Hashable {
    package var subject: String
    package var author: String?
    package var messageID: String?
    package var source: PatchSource
    package var message: String
}

/// A mail that was read and not applied.
package struct IgnoredMessage: Sendable, Hashable {
    package var subject: String
    package var source: PatchSource
    package var reason: String
}
