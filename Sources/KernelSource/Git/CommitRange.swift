package import Git
package import SourceText

/// The commits of `A..B`, oldest first, each the only child of the one before.
package struct CommitRange: Sendable {
    /// The parent of the first.
    package let base: String
    package let commits: [Commit]

    package struct Commit: Sendable {
        package var object: String
        /// Of a merge, the parents but the first.
        package var mergedParents: [String] = []
        package var subject: String
        package var author: String?
        package var message: String
        /// Against the parent, without renames.
        package var diff: [UInt8]
        package var changes: [TreePath: Snapshot.Overlay]
    }

    /// As many as patches of one series.
    private static let maximumCommits = 2000

    /// - Parameter firstParent: whether a merge is one commit, which brings what its first parent does not have.
    package init(
        _ range: String, firstParent: Bool = false, in repository: GitRepository
    ) throws(TreeError) {
        guard let dots = range.firstRange(of: ".."), !range.contains("...") else {
            throw .git(.notARange(range))
        }
        // An empty side is HEAD, as everywhere in git.
        let sides = [range[..<dots.lowerBound], range[dots.upperBound...]].map {
            $0.isEmpty ? "HEAD" : String($0)
        }
        let limit = Self.maximumCommits + 1
        let lines = try askingGit { () throws(GitFault) in
            let (from, to) = (try repository.commit(sides[0]), try repository.commit(sides[1]))
            return GitRepository.lines(
                try repository.output(
                    of: [
                        "rev-list", "--topo-order", "--reverse", "--parents",
                        "--max-count=\(limit)",
                    ] + (firstParent ? ["--first-parent"] : []) + [to, "^" + from]))
        }
        if lines.isEmpty { throw .git(.emptyRange(range)) }
        if lines.count == limit {
            throw .git(.tooManyCommits(lines.count, limit: Self.maximumCommits))
        }
        var parents: [String] = []
        var commits: [Commit] = []
        for line in lines {
            let names = line.split(separator: " ").map(String.init)
            if names.count > 2, !firstParent {
                throw .git(.merge(String(names[0].prefix(12)), range: range))
            }
            guard names.count >= 2 else {
                throw .git(.noParent(String(names[0].prefix(12)), range: range))
            }
            parents.append(names[1])
        }
        for (line, parent) in zip(lines, parents) {
            let object = String(line.prefix { $0 != " " })
            var commit = try Commit(object, parent: parent, in: repository)
            commit.mergedParents = line.split(separator: " ").dropFirst(2).map(String.init)
            commits.append(commit)
        }
        base = parents[0]
        self.commits = commits
    }
}

extension CommitRange.Commit {
    fileprivate init(
        _ object: String, parent: String, in repository: GitRepository
    ) throws(TreeError) {
        let text = String(
            decoding: try repository.answer(["cat-file", "commit", object]), as: UTF8.self)
        let (headers, body) =
            text.firstRange(of: "\n\n").map {
                (text[..<$0.lowerBound], text[$0.upperBound...])
            } ?? (text[...], "")
        let paragraphs = body.drop { $0 == "\n" }.split(
            separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: false)
        self.object = object
        subject = printable(
            (paragraphs.first ?? "").split(separator: "\n").joined(separator: " "))
        message = paragraphs.count > 1 ? String(paragraphs[1]) : ""
        author = headers.split(separator: "\n").first { $0.hasPrefix("author ") }.map {
            // NAME <ADDRESS> TIME ZONE
            printable(String($0.dropFirst(7).prefix { $0 != ">" }) + ">")
        }
        let options =
            [
                "-r", "--no-renames", "--no-ext-diff", "--no-textconv",
                "--ignore-submodules=all",
            ]
            + (repository.prefix.isEmpty ? [] : ["--relative=" + repository.prefix])
        diff = try repository.answer(
            ["diff-tree", "-p", "--full-index", "--src-prefix=a/", "--dst-prefix=b/"] + options
                + [parent, object])
        changes = [:]
        let raw = try repository.answer(
            ["diff-tree", "--raw", "-z", "--no-abbrev"] + options + [parent, object])
        // :OLDMODE NEWMODE OLD NEW STATUS NUL PATH NUL
        var fields = raw.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }[...]
        while let description = fields.popFirst(), let name = fields.popFirst() {
            let parts = description.dropFirst().split(separator: " ")
            guard parts.count == 5, let path = TreePath(name), path.string == name else { continue }
            changes[path] = try Self.change(
                mode: String(parts[1]), object: String(parts[3]), path, repository)
        }
    }

    /// Nil where the file is one that nothing here reads and that is too large to be kept.
    private static func change(
        mode: String, object: String, _ path: TreePath, _ repository: GitRepository
    ) throws(TreeError) -> Snapshot.Overlay? {
        guard ["100644", "100755", "100664"].contains(mode) else { return .deleted }
        do {
            return .contents(try repository.contents(of: object, at: path))
        } catch .tooLarge(path, let bytes) {
            let name = path.lastComponent
            let isRead =
                [".c", ".h", ".S"].contains(where: name.hasSuffix)
                || ["Kconfig", "Makefile", "Kbuild"].contains(where: name.hasPrefix)
            if isRead { throw .tooLarge(path, bytes: bytes) }
            return nil
        }
    }
}
