package import Git
internal import SourceText

/// Whether a change can matter to a contract, found out in milliseconds: hooks run on every commit, and nearly none does.
///
/// A change matters if it names what the contract is about, or if a file that it touches does so, or includes a private header
/// that does, or has the body of a function that such a file asks for (``NearUsers``). A private header or a Kbuild file matters if any C file of its subsystem does, since any of them may include it
/// or be built by it. Headers under `include` count like other files: half of the kernel includes them.
package struct Watch: Sendable {
    private let words: [String]
    private let search: WordSearch
    /// A change of so many files is looked at without asking.
    private static let mostPaths = 1000

    package init(words: [String], headers: [String]) {
        self.words = words + headers
        search = WordSearch(words: words, headers: headers)
    }

    /// Whether a text says any of the words; part of a longer word will do.
    package func isNamed(in text: [UInt8]) -> Bool {
        text.withUnsafeBufferPointer { bytes in
            words.contains { ByteSearch.contains(Array($0.utf8), in: bytes) }
        }
    }

    /// - Parameters:
    ///   - paths: what the change touches.
    ///   - diff: the change itself, which may bring the words and take them away again.
    ///   - revisions: where the files are looked up; nil stands for the index.
    package func isTouched(
        by paths: [String], diff: [UInt8], at revisions: [String?], of repository: GitRepository
    ) throws(TreeError) -> Bool {
        if isNamed(in: diff) || paths.count > Self.mostPaths { return true }
        let changed = paths.map { ChangedFile($0) }
        if changed.contains(where: \.concernsAll) { return true }
        let scopes = Set(changed.filter { $0.kind != .other }.map(\.scope))
        if scopes.isEmpty { return false }
        for revision in revisions {
            let files = try FileList(scopes.sorted(), at: revision, of: repository)
            if try isTouched(by: changed, files, in: repository) { return true }
        }
        return false
    }

    private func isTouched(
        by changed: [ChangedFile], _ files: FileList, in repository: GitRepository
    ) throws(TreeError) -> Bool {
        var wanted: Set<String> = []
        for file in changed {
            switch file.kind {
            case .other: break
            case .include: wanted.insert(file.path)
            case .unit:
                wanted.formUnion(try files.included(by: file.path, in: repository))
            case .privateHeader, .kbuild:
                let below = file.kind == .kbuild ? file.directory : file.scope
                wanted.formUnion(files.objects.keys.filter { $0.hasPrefix(below) })
                // What lies on the way down to it may name it by its path.
                var directory = file.directory
                while !directory.isEmpty {
                    let own = directory.utf8.count
                    wanted.formUnion(
                        files.objects.keys.filter {
                            $0.hasPrefix(directory) && !$0.utf8.dropFirst(own).contains(0x2f)
                        })
                    directory = ChangedFile(String(directory.dropLast())).directory
                }
            }
        }
        let listed = wanted.sorted().compactMap { path in
            files.objects[path].map { (path: path, object: $0) }
        }
        var result = ScanResult(root: "", files: [])
        try GitScan(search: search, repository: repository).look(at: listed, into: &result)
        // Of what is too large to be looked through nothing is known.
        if !result.mentions.isEmpty || !result.unread.isEmpty { return true }
        let near = NearUsers(files: files, search: search, repository: repository)
        for file in changed where file.kind == .unit {
            if try near.ask(for: file.path) { return true }
        }
        return false
    }
}

/// What a path says of a file's part in a build.
private struct ChangedFile {
    enum Kind { case unit, privateHeader, include, kbuild, other }

    let path: String
    let kind: Kind
    /// Empty, or with a slash at its end.
    let directory: String
    /// The directory of its subsystem: two names deep, as `drivers/ntb/` is.
    let scope: String

    init(_ path: String) {
        self.path = path
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let name = parts.last.map(String.init) ?? path
        directory = String(path.dropLast(name.count))
        scope = parts.dropLast().prefix(2).map { $0 + "/" }.joined()
        kind =
            if ["Kconfig", "Makefile", "Kbuild"].contains(where: name.hasPrefix) {
                .kbuild
            } else if name.isUnitName {
                .unit
            } else if name.isIncludedName {
                UnitFinder.passesOn(path) ? .privateHeader : .include
            } else {
                .other
            }
    }

    /// A Makefile or Kconfig file at the top, of a whole architecture or of all drivers: there is no telling whom it concerns.
    var concernsAll: Bool {
        guard kind == .kbuild else { return directory == "scripts/" && path.contains("Kbuild.") }
        let depth = directory.count { $0 == "/" }
        return depth <= 1 || (depth == 2 && directory.hasPrefix("arch/"))
    }
}
