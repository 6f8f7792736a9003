package import Git
internal import SourceText

/// Whether a change can matter to a contract, found out in milliseconds: hooks run on every commit, and nearly none does.
///
/// A change matters if it names what the contract is about, or if a file that it touches does so, or includes a private header
/// that does. A private header or a Kbuild file matters if any C file of its subsystem does, since any of them may include it
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
        return !result.mentions.isEmpty || !result.unread.isEmpty
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

/// The C files of some directories in a revision, or in the index.
private struct FileList {
    /// By path.
    private(set) var objects: [String: String] = [:]
    /// The headers, by name.
    private var headers: [Substring: [String]] = [:]

    init(
        _ directories: [String], at revision: String?, of repository: GitRepository
    ) throws(TreeError) {
        let scopes = directories.map { $0.isEmpty ? "." : $0 }
        let output =
            if let revision {
                // MODE SP TYPE SP OBJECT TAB PATH
                try repository.answer(
                    ["ls-tree", "-r", "-z", "--full-tree", revision, "--"]
                        + scopes.filter { $0 != "." })
            } else {
                // MODE SP OBJECT SP STAGE TAB PATH
                try repository.answer(
                    ["--literal-pathspecs", "ls-files", "-s", "-z", "--"]
                        + scopes.filter { $0 != "." })
            }
        let place = revision == nil ? 1 : 2
        for record in output.split(separator: 0) {
            guard let tab = record.firstIndex(of: 9) else { continue }
            let fields = record[..<tab].split(separator: 32)
            let path = String(decoding: record[(tab + 1)...], as: UTF8.self)
            guard fields.count == 3, path.isSourceName,
                !fields[0].elementsEqual("160000".utf8)
            else { continue }
            objects[path] = String(decoding: fields[place], as: UTF8.self)
            if path.isIncludedName {
                headers[Self.name(path), default: []].append(path)
            }
        }
    }

    private static func name(_ path: String) -> Substring {
        path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
    }

    /// A file and the private headers that it includes, by itself or by another: all whose path ends in what is named.
    func included(
        by path: String, in repository: GitRepository
    ) throws(TreeError) -> Set<String> {
        var found: Set<String> = []
        var pending = [path]
        while let next = pending.popLast() {
            guard let object = objects[next], found.insert(next).inserted,
                let place = TreePath(next)
            else { continue }
            let bytes: [UInt8]
            do throws(TreeError) {
                bytes = try repository.contents(of: object, at: place)
            } catch .tooLarge {
                // Left in the list: whoever looks through it will see.
                continue
            }
            let names = bytes.withUnsafeBufferPointer { bytes in
                ByteSearch.includes(in: bytes).map(\.name)
                    + (ByteSearch.spliced(bytes)?.withUnsafeBufferPointer {
                        ByteSearch.includes(in: $0).map(\.name)
                    } ?? [])
            }
            for name in names {
                pending += (headers[Self.name(name)] ?? []).filter {
                    UnitFinder.passesOn($0) && UnitFinder.names($0, name)
                }
            }
        }
        return found
    }
}
