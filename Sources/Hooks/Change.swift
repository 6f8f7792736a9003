internal import Git

/// The files that a diff names, read from its headers. More than there are does no harm: it is asked whether any is watched.
struct ChangedPaths {
    private(set) var paths: Set<String> = []

    init(diff: [UInt8]) {
        for line in diff.split(separator: UInt8(ascii: "\n")) {
            // "--- a/x.c", "+++ b/x.c", "rename from x.c", "diff --git a/x.c b/x.c": the first letter rules out most lines.
            guard let first = line.first, "-+rd".utf8.contains(first) else { continue }
            var text = String(decoding: line.prefix(8192), as: UTF8.self)
            if text.hasSuffix("\r") { text.removeLast() }
            if text.hasPrefix("--- ") || text.hasPrefix("+++ ") {
                add(text.dropFirst(4))
            } else if text.hasPrefix("rename from ") || text.hasPrefix("rename to ") {
                insert(text.drop { $0 != " " }.dropFirst().drop { $0 != " " }.dropFirst())
            } else if text.hasPrefix("diff --git ") {
                for name in text.dropFirst(11).split(separator: " ") { add(name) }
            }
        }
    }

    private mutating func add(_ name: Substring) {
        let bare = name.prefix { $0 != "\t" }.drop { $0 == "\"" }
        guard bare != "/dev/null" else { return }
        insert(bare)
        if let slash = bare.firstIndex(of: "/") { insert(bare[bare.index(after: slash)...]) }
    }

    private mutating func insert(_ name: Substring) {
        let clean = name.hasSuffix("\"") ? name.dropLast() : name
        if !clean.isEmpty { paths.insert(String(clean)) }
    }
}

extension GitRepository {
    /// Whether a revision, or the index if that is nil, is a kernel at all: hooks may be installed for all repositories of a
    /// user.
    func isKernel(at revision: String?) throws(GitFault) -> Bool {
        // An index has no directories. Names are asked for, not the objects: a partial clone may have just the former.
        let files = ["Kbuild", "MAINTAINERS"]
        guard let revision else {
            return try output(of: ["ls-files", "--cached", "-z", "--"] + files)
                .count { $0 == 0 } >= files.count
        }
        return try output(
            of: ["ls-tree", "--full-tree", "-z", revision, "--"] + files + ["include/linux"]
        )
        .count { $0 == 0 } == files.count + 1
    }

    /// No program, no attribute, no rename and no submodule: only what the blobs are.
    private static let diffOptions = [
        "-p", "--no-renames", "--full-index", "--binary", "--no-ext-diff", "--no-textconv",
        "--no-color", "--ignore-submodules=all", "--src-prefix=a/", "--dst-prefix=b/",
    ]

    /// What the index has beyond a commit.
    func indexDiff(from commit: String) throws(GitFault) -> [UInt8] {
        try output(
            of: ["diff-index", "--cached", "--ita-invisible-in-index"] + Self.diffOptions
                + [commit, "--"])
    }

    /// What one commit has beyond another.
    func diff(from old: String, to new: String) throws(GitFault) -> [UInt8] {
        try output(of: ["diff-tree", "-r"] + Self.diffOptions + [old, new, "--"])
    }

    /// What each of some commits does, one after the other; each is named before its parent.
    func diffs(of commits: [(commit: String, parent: String)]) throws(GitFault) -> [UInt8] {
        try output(
            of: ["diff-tree", "--stdin", "-r", "--no-commit-id"] + Self.diffOptions,
            input: commits.map { "\($0.commit) \($0.parent)" })
    }
}
