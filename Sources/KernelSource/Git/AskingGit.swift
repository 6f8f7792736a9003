import Git
import SourceText

/// What git can't answer about a tree is what is wrong with the tree.
func askingGit<Answer>(
    _ body: () throws(GitFault) -> Answer
) throws(TreeError) -> Answer {
    do {
        return try body()
    } catch {
        throw .git(error)
    }
}

extension GitRepository {
    /// What a command of the private repository prints.
    func answer(_ arguments: [String], input: [String]? = nil) throws(TreeError) -> [UInt8] {
        try askingGit { () throws(GitFault) in try output(of: arguments, input: input) }
    }

    /// The bytes of a file. Larger ones than a snapshot reads of one file are not read.
    func contents(of object: String, at path: TreePath) throws(TreeError) -> [UInt8] {
        let content = try askingGit { () throws(GitFault) in
            try blob(object, of: path.string, limit: Snapshot.largestFile)
        }
        switch content {
        case .bytes(let bytes): return bytes
        case .tooLarge(let size): throw .tooLarge(path, bytes: size)
        }
    }
}
