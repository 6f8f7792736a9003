import Foundation
package import SourceText

/// The repository that a directory is in, read and never written.
///
/// The repository itself is asked where it is and what its names stand for; nothing else, since its configuration may name
/// programs. Objects, and the index, are read through an empty repository in a private directory that borrows the object store:
/// the user's configuration, attributes, hooks and refs are not in sight there.
package final class GitRepository: Sendable {
    /// The directory that was named, absolute.
    package let place: String
    /// Where that is in the repository's trees: empty, or with a slash at its end.
    package let prefix: String
    /// The private one.
    package let directory: PrivateDirectory
    /// Reads objects, and the index.
    package let objects: GitCommand
    /// Looks up names.
    private let names: GitCommand
    private let reader: BlobReader
    /// Of the repository, or of this worktree of it.
    private let gitDirectory: String

    /// Where a repository and the things that we read of it are.
    private struct Places {
        var prefix: String
        var format: String
        var store: String
        var shallow: String
        var gitDirectory: String
        var index: String
    }

    /// - Parameter index: the index to read instead of the repository's own (`GIT_INDEX_FILE` of `commit -a`).
    package init(at tree: String, index: String? = nil) throws(GitFault) {
        guard let place = canonicalPath(tree) else {
            throw .noRepository(tree, words: "no such directory")
        }
        self.place = place
        // What a push brings stands in quarantine while the receiving hooks run.
        let quarantine = getenv("GIT_QUARANTINE_PATH").flatMap {
            canonicalPath(String(cString: $0))
        }
        names = try GitCommand(
            .users, directory: place,
            variables: quarantine.map { ["GIT_ALTERNATE_OBJECT_DIRECTORIES": $0] } ?? [:])
        let found = try Self.places(names, tree, place)
        prefix = found.prefix
        gitDirectory = found.gitDirectory
        do {
            directory = try PrivateDirectory()
            try Self.makeRepository(in: directory, found, index: index ?? found.index)
        } catch let failure as PrivateDirectory.Failure {
            throw .privateDirectory(failure)
        } catch let fault as GitFault {
            throw fault
        } catch {
            throw .failed("rev-parse", words: printable("\(error)"))
        }
        var variables = [
            "GIT_DIR": directory.file("git"), "GIT_OBJECT_DIRECTORY": found.store,
            "HOME": directory.path, "GIT_INDEX_FILE": index ?? found.index,
        ]
        if let quarantine, quarantine.hasPrefix(found.store + "/") {
            variables["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = quarantine
        }
        objects = try GitCommand(.none, variables: variables)
        reader = BlobReader(objects)
    }

    private static func places(
        _ names: GitCommand, _ tree: String, _ place: String
    ) throws(GitFault) -> Places {
        let found = try names.outcome(of: [
            "rev-parse", "--show-prefix", "--show-object-format", "--git-path", "objects",
            "--git-path", "shallow", "--absolute-git-dir", "--git-path", "index",
        ])
        guard found.status == 0 else {
            // In these words alone git says that there is none.
            if found.complaint.hasPrefix("not a git repository") {
                throw .noRepository(tree, words: found.complaint)
            }
            throw .failed("rev-parse", words: found.complaint)
        }
        let lines = String(decoding: found.output, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // A bare repository has no prefix to show, not even an empty line.
        let fields = lines.count == 6 ? [""] + lines : lines
        guard fields.count == 7 else {
            throw .failed("rev-parse", words: "its answer has not six lines")
        }
        func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : place + "/" + path }
        guard let store = canonicalPath(absolute(fields[2])) else {
            throw .failed("rev-parse", words: "\(printable(fields[2])) is not there")
        }
        return Places(
            prefix: fields[0], format: fields[1], store: store, shallow: absolute(fields[3]),
            gitDirectory: fields[4], index: absolute(fields[5]))
    }

    private static func makeRepository(
        in directory: PrivateDirectory, _ found: Places, index: String
    ) throws {
        let config =
            found.format == "sha1"
            ? "[core]\n\trepositoryformatversion = 0\n\tbare = true\n"
            : "[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = \(found.format)\n"
        try directory.write(Array(config.utf8), to: "git/config")
        try directory.write(Array("ref: refs/heads/none\n".utf8), to: "git/HEAD")
        try directory.write([], to: "git/refs/keep")
        try directory.write([], to: "git/objects/keep")
        if let shallow = try regularFile(found.shallow, limit: 1 << 24), !shallow.isEmpty {
            try directory.write(shallow, to: "git/shallow")
        }
        // A split index names its other half, which git looks for in its own directory.
        for place in Set([found.gitDirectory, (index as NSString).deletingLastPathComponent]) {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
            for name in names where name.hasPrefix("sharedindex.") {
                if let half = try regularFile(place + "/" + name, limit: 1 << 28) {
                    try directory.write(half, to: "git/" + name)
                }
            }
        }
    }

    // MARK: names

    /// What a name stands for.
    package enum Named: Hashable, Sendable {
        case commit(String)
        /// A tree, a blob, or a tag of one.
        case other
        case nothing
    }

    /// The commit that a name stands for; nil where nothing has that name, or what has it is no commit.
    package func find(_ name: String) throws(GitFault) -> String? {
        guard case .commit(let commit) = try lookUp(name) else { return nil }
        return commit
    }

    package func lookUp(_ name: String) throws(GitFault) -> Named {
        guard let object = try object(name) else { return .nothing }
        let list = "wanted"
        do {
            try directory.write(Array("\(object)\n\(object)^{commit}\n".utf8), to: list)
        } catch {
            throw .privateDirectory(error)
        }
        let answer = try objects.outcome(
            of: ["cat-file", "--batch-check"], input: directory.file(list))
        let lines = Self.lines(answer.output)
        guard answer.status == 0, lines.count == 2 else {
            throw .failed("cat-file", words: answer.complaint)
        }
        let peeled = lines[1].split(separator: " ")
        if peeled.count == 3, peeled[1] == "commit" { return .commit(String(peeled[0])) }
        if !lines[0].hasSuffix(" missing") { return .other }
        // What is there and can't be read is missing to git as well; but it says so.
        guard answer.errors.isEmpty else { throw .failed("cat-file", words: answer.complaint) }
        // A name of 40 digits is one for whatever has it, if anything has.
        if object == name.lowercased() { return .nothing }
        throw .missingObject(object, of: name)
    }

    /// The object that a name stands for, whatever it is and whether it is there or not.
    private func object(_ name: String) throws(GitFault) -> String? {
        guard !name.isEmpty, !name.hasPrefix("-"), !name.utf8.contains(0) else { return nil }
        let found = try names.outcome(of: ["rev-parse", "--quiet", "--verify", name])
        let object = Self.word(found.output)
        if found.status == 0, !object.isEmpty, object.utf8.allSatisfy(Self.isHexDigit) {
            return object
        }
        if found.status == 1, found.errors.isEmpty { return nil }
        throw .failed("rev-parse", words: found.complaint)
    }

    /// The commit that a name stands for that a user gave.
    package func commit(_ name: String) throws(GitFault) -> String {
        do {
            if let found = try find(name) { return found }
        } catch .failed("rev-parse", let words)
            where Self.blamesTheName.contains(where: words.hasPrefix)
        {
            // As good as not there.
        }
        throw .noRevision(name, tree: place)
    }

    /// How git's words begin where it can't make sense of a name (`@{u}` without an upstream) and all else is well.
    private static let blamesTheName = [
        "no upstream configured", "no such branch", "upstream branch", "log for ",
        "HEAD does not point to a branch", "ambiguous argument", "bad revision", "cannot simplify",
        "invalid object name", "Needed a single revision",
    ]

    /// What the branches of remotes point to, as far as is known here.
    package func remoteTips() throws(GitFault) -> [String] {
        let list = try names.output(of: ["for-each-ref", "--format=%(objectname)", "refs/remotes"])
        return Array(Set(Self.lines(list))).sorted()
    }

    /// The other parents that the next commit will have: what is being merged.
    package func mergeHeads() throws(GitFault) -> [String] {
        guard let text = try Self.regularFile(gitDirectory + "/MERGE_HEAD", limit: 1 << 16) else {
            return []
        }
        return Self.lines(text).filter { $0.utf8.allSatisfy(Self.isHexDigit) }
    }

    /// The value of a setting; nil where there is none.
    package func setting(_ arguments: [String]) throws(GitFault) -> String? {
        let found = try names.outcome(of: ["config"] + arguments)
        if found.status == 1, found.errors.isEmpty { return nil }
        guard found.status == 0 else { throw .failed("config", words: found.complaint) }
        return Self.word(found.output)
    }

    /// What `git rev-parse` says of where things are.
    package func parse(_ arguments: [String]) throws(GitFault) -> String {
        Self.word(try names.output(of: ["rev-parse"] + arguments))
    }

    // MARK: objects

    /// What a blob holds; nil if it is larger than the limit.
    package func blob(
        _ object: String, of what: String, limit: Int
    ) throws(GitFault) -> BlobReader.Blob {
        try reader.blob(object, of: what, limit: limit)
    }

    /// What a command of the private repository prints.
    package func output(
        of arguments: [String], input: [String]? = nil
    ) throws(GitFault) -> [UInt8] {
        guard let input else { return try objects.output(of: arguments) }
        return try output(of: arguments, input: Array(input.map { $0 + "\n" }.joined().utf8))
    }

    package func output(of arguments: [String], input: [UInt8]) throws(GitFault) -> [UInt8] {
        let name = "input-\(UUID().uuidString)"
        do {
            try directory.write(input, to: name, isStamped: false)
        } catch {
            throw .privateDirectory(error)
        }
        defer { try? FileManager.default.removeItem(atPath: directory.file(name)) }
        return try objects.output(of: arguments, input: directory.file(name))
    }

    /// Whether others have a commit already: one that is before the base, or that a remote is known to have.
    package func isKnown(_ commit: String, since base: String) throws(GitFault) -> Bool {
        let known = [base] + (try remoteTips())
        return try output(
            of: ["rev-list", "--max-count=1", "--ignore-missing", "--stdin"],
            input: [commit] + known.map { "^" + $0 }
        ).isEmpty
    }

    /// The patch-ids of what one commit has beyond another, of the newest of them.
    package func patchIDs(of commit: String, beyond base: String) throws(GitFault) -> [String] {
        let commits = try output(
            of: ["rev-list", "--no-merges", "--max-count=500", commit, "^" + base])
        let diffs = try output(
            of: [
                "diff-tree", "--stdin", "--root", "-r", "-p", "--no-ext-diff", "--no-textconv",
                "--ignore-submodules=all",
            ], input: commits)
        return Self.lines(try output(of: ["patch-id", "--stable"], input: diffs))
            .map { String($0.prefix { $0 != " " }) }
    }

    // MARK: text

    package static func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private static func word(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }

    /// The bytes of a file; nil where there is none.
    private static func regularFile(_ path: String, limit: Int) throws(GitFault) -> [UInt8]? {
        // Without it, a FIFO would be waited for.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        if descriptor < 0, errno == ENOENT || errno == ENOTDIR { return nil }
        func fail(_ reason: String) -> GitFault {
            .failed("rev-parse", words: "\(printable(path)) can't be read: \(reason)")
        }
        guard descriptor >= 0 else { throw fail(String(cString: strerror(errno))) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_size <= limit
        else { throw fail("it is no file of a size that such files have") }
        do {
            return Array(try file.readToEnd() ?? Data())
        } catch {
            throw fail(error.localizedDescription)
        }
    }
}
