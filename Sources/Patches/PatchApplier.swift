package import Git
package import SourceText

/// Applies the patches of a series one after the other to a tree that it never touches.
///
/// It works on an index of its own, in a private directory, that holds only the files which the patches name; what a patch
/// makes of them comes back as values. State accumulates: each patch meets what the ones before it left.
package actor PatchApplier {
    /// The content of a file of the base; nil where there is none.
    package typealias Contents = @Sendable (TreePath) throws -> [UInt8]?

    private let base: Contents
    private let git: PrivateGit
    /// What of the base the index holds, or is known not to exist; git's index is the truth for these.
    private var known: Set<TreePath> = []
    /// The files that the index holds after the last patch.
    private var present: Set<TreePath> = []
    private var isApplying = false

    package init(base: @escaping Contents) async throws(GitFault) {
        self.base = base
        git = try PrivateGit()
        _ = try git.mustRun([
            "init", "--quiet", "--bare", "--template=", git.directory.file("repository"),
        ])
    }

    /// Without `--3way` or `-C` there is no fuzz; `--numstat` lists what changed.
    private static let applyArguments = [
        "apply", "--cached", "--whitespace=nowarn", "--apply", "--numstat", "-z",
    ]

    /// Reads the files of all these patches now, by two processes instead of two for each patch.
    package func expect(_ patches: [Patch]) async throws {
        let files = patches.filter(\.strip.isCertain).flatMap(\.files)
        try await addToIndex(
            Set(files.flatMap { [$0.old, $0.new].compactMap { $0 } }), modes: files)
    }

    /// Applies patches whose states in between nobody looks at: as many git processes for all of them as for one.
    package func apply(together patches: [Patch]) async throws -> BatchResult {
        precondition(!isApplying, "the patches of a series are applied one after the other")
        if patches.count > 1, let changes = try await applyAtOnce(patches) {
            return BatchResult(changes: changes, appliedCount: patches.count)
        }
        // One of them fails, or they differ in their prefixes: find out which, and how far it goes.
        var batch = BatchResult()
        for patch in patches {
            switch try await apply(patch) {
            case .applied(let changes):
                batch.changes.merge(changes) { $1 }
                batch.appliedCount += 1
            case .rejected(let rejection):
                batch.rejection = rejection
                return batch
            }
        }
        return batch
    }

    /// Applies patches one after the other up to the first that is rejected, and says what each of them made of its files. Where
    /// no file is named by two of them, git is asked for all at once.
    package func apply(
        inTurn patches: [Patch]
    ) async throws -> (changes: [[TreePath: Change]], rejection: PatchRejection?) {
        var results: [[TreePath: Change]] = []
        var rest = patches[...]
        while !rest.isEmpty {
            let group = rest.prefix(Self.apart(rest))
            rest = rest.dropFirst(group.count)
            if group.count > 1, let changes = try await applyAtOnce(Array(group)) {
                results += group.map { patch in
                    changes.filter { Self.names(patch.files).contains($0.key) }
                }
                continue
            }
            for patch in group {
                switch try await apply(patch) {
                case .applied(let changes): results.append(changes)
                case .rejected(let rejection): return (results, rejection)
                }
            }
        }
        return (results, nil)
    }

    /// How many patches there are, from the first on, of which no two name the same file.
    private static func apart(_ patches: ArraySlice<Patch>) -> Int {
        var seen: Set<TreePath> = []
        var count = 0
        for patch in patches {
            let names = names(patch.files)
            if !seen.isDisjoint(with: names) { break }
            seen.formUnion(names)
            count += 1
        }
        return count
    }

    private static func names(_ files: [FileChange]) -> Set<TreePath> {
        Set(files.flatMap { [$0.old, $0.new].compactMap { $0 } })
    }

    /// Nil if they don't apply in one go; then nothing has changed.
    private func applyAtOnce(_ patches: [Patch]) async throws -> [TreePath: Change]? {
        isApplying = true
        defer { isApplying = false }
        guard patches.allSatisfy({ $0.strip == .init(parts: 1, isCertain: true) }) else {
            return nil
        }
        let files = patches.flatMap(\.files)
        if patches.contains(where: { refusal(of: $0.files) != nil }) { return nil }
        let named = Self.names(files)
        try await addToIndex(named, modes: files)
        var paths: [String] = []
        for (number, patch) in patches.enumerated() {
            paths.append(try git.write(patch.diff, to: "diff\(number)"))
        }
        let outcome = try git.run(
            Self.applyArguments + ["-p1", "--"] + paths, repository: true)
        if outcome.isFailureToApply { throw GitFault.failed("apply", words: outcome.complaint) }
        return outcome.status == 0 ? try await result(of: outcome, named: named) : nil
    }

    /// Applies one patch as `git am` would: offsets are fine, other context is not. Nothing changes if it is rejected.
    ///
    /// Patches of one series are applied one at a time; to overlap two calls is a mistake of the caller.
    package func apply(_ patch: Patch) async throws -> ApplyResult {
        precondition(!isApplying, "the patches of a series are applied one after the other")
        isApplying = true
        defer { isApplying = false }

        var files = patch.files
        if let rejection = refusal(of: files) { return .rejected(rejection) }
        var strip = patch.strip.parts
        if !patch.strip.isCertain, let other = try otherReading(of: patch) {
            strip = 1 - strip
            files = other
        }
        let named = Self.names(files)
        try await addToIndex(named, modes: files)

        let path = try git.write(patch.diff, to: "diff")
        let outcome = try git.run(
            Self.applyArguments + ["-p\(strip)", "--", path], repository: true)
        if outcome.isFailureToApply { throw GitFault.failed("apply", words: outcome.complaint) }
        guard outcome.status == 0 else {
            return .rejected(PatchRejection(outcome: outcome, files: files))
        }
        return .applied(try await result(of: outcome, named: named))
    }

    // MARK: before

    private func refusal(of files: [FileChange]) -> PatchRejection? {
        if files.isEmpty {
            return PatchRejection(file: nil, line: nil, hunk: nil, reason: "it holds no diff")
        }
        for file in files {
            for mode in [file.oldMode, file.newMode].compactMap({ $0 }) {
                let reason: String? =
                    switch mode {
                    case 0o100644, 0o100755, 0o100664: nil
                    case 0o120000: "it is a symbolic link, which could lead out of the tree"
                    case 0o160000: "it is a submodule, whose content the patch does not hold"
                    default: "its mode \(String(mode, radix: 8)) is none that git keeps"
                    }
                if let reason {
                    return PatchRejection(file: file.path, line: nil, hunk: nil, reason: reason)
                }
            }
        }
        return nil
    }

    /// The diff read with the other number of prefix parts, if only that reading finds its files in the tree.
    private func otherReading(of patch: Patch) throws -> [FileChange]? {
        let mine = patch.files.compactMap(\.old)
        if try !mine.isEmpty && mine.allSatisfy(exists) { return nil }
        guard let other = try? ParsedDiff(patch.diff, strip: 1 - patch.strip.parts) else {
            return nil
        }
        let theirs = other.files.compactMap(\.old)
        return try !theirs.isEmpty && theirs.allSatisfy(exists) ? other.files : nil
    }

    private func exists(_ path: TreePath) throws -> Bool {
        try known.contains(path) ? present.contains(path) : base(path) != nil
    }

    /// Puts the files that were not yet looked at into the index: two git processes for all of them.
    private func addToIndex(_ paths: Set<TreePath>, modes files: [FileChange]) async throws {
        var modes: [TreePath: UInt32] = [:]
        for file in files {
            if let old = file.old, let mode = file.oldMode, modes[old] == nil { modes[old] = mode }
        }
        var found: [TreePath] = []
        var list = ""
        for path in paths.subtracting(known).sorted() {
            guard let content = try base(path) else {
                known.insert(path)
                continue
            }
            list += try git.write(content, to: "blob\(found.count)") + "\n"
            found.append(path)
        }
        if found.isEmpty { return }
        let names = try git.write(Array(list.utf8), to: "names")
        let output = try git.mustRun(
            ["hash-object", "-w", "--no-filters", "--stdin-paths"], input: names, repository: true)
        let objects = String(decoding: output, as: UTF8.self).split(separator: "\n").map(
            String.init)
        guard objects.count == found.count else {
            throw GitFault.failed("hash-object", words: "not all files were stored")
        }
        var information = ""
        for (path, object) in zip(found, objects) {
            let mode = modes[path] == 0o100755 ? "100755" : "100644"
            information += "\(mode) \(object)\t\(path.string)\0"
        }
        let input = try git.write(Array(information.utf8), to: "information")
        _ = try git.mustRun(
            ["update-index", "-z", "--add", "--index-info"], input: input, repository: true)
        known.formUnion(found)
        present.formUnion(found)
    }

    // MARK: after

    /// The named files as the index has them now; `outcome` lists what git changed, which has to be among them.
    private func result(
        of outcome: GitCommand.Outcome, named: Set<TreePath>
    ) async throws -> [TreePath: Change] {
        // ADDED \t REMOVED \t PATH, each record ended by NUL.
        for record in outcome.output.split(separator: 0) {
            let fields = record.split(separator: UInt8(ascii: "\t"), maxSplits: 2)
            let name = String(decoding: fields.last ?? [], as: UTF8.self)
            guard let path = TreePath(name), named.contains(path) else {
                throw GitFault.failed(
                    "apply", words: "\(printable(name)) changed, which the diff does not name"
                )
            }
        }
        let paths = named.sorted()
        var changes: [TreePath: Change] = [:]
        for (path, content) in zip(paths, try await read(paths)) {
            if let content {
                changes[path] = .contents(content)
                present.insert(path)
            } else if present.remove(path) != nil {
                changes[path] = .deleted
            }
        }
        known.formUnion(named)
        return changes
    }

    /// The contents of files of the index, in their order, by one process; nil for those that are not there.
    private func read(_ paths: [TreePath]) async throws(GitFault) -> [[UInt8]?] {
        let request = paths.map { ":0:\($0)\n" }.joined()
        let input = try git.write(Array(request.utf8), to: "objects")
        let output = try git.mustRun(["cat-file", "--batch"], input: input, repository: true)
        var contents: [[UInt8]?] = []
        var position = 0
        for path in paths {
            let end = output[position...].firstIndex(of: UInt8(ascii: "\n")) ?? output.count
            let header = String(decoding: output[position..<end], as: UTF8.self)
            if header == ":0:\(path) missing" {
                contents.append(nil)
                position = end + 1
                continue
            }
            let fields = header.split(separator: " ")
            guard fields.count == 3, fields[1] == "blob", let size = Int(fields[2]),
                end + 1 + size < output.count
            else {
                throw .failed(
                    "cat-file", words: "unexpected answer \(printable(header))")
            }
            contents.append(Array(output[(end + 1)..<(end + 1 + size)]))
            position = end + 1 + size + 1
        }
        return contents
    }
}
