internal import KernelSource
internal import Patches

extension Patch {
    /// A commit as the patch that it is. Its diff is never applied: the commit's own files are there.
    init(_ commit: CommitRange.Commit, number: Int, of total: Int) throws {
        try self.init(
            commit: commit.object, number: number, total: total, subject: commit.subject,
            author: commit.author, message: commit.message, diff: commit.diff)
    }
}
