import Foundation
package import Git
package import SourceText

/// The tree of one commit: names from git, contents when they are asked for, and on disk only what libclang has to see.
package final class GitTree: @unchecked Sendable {
    package let repository: GitRepository
    /// The commit's object name.
    package let commit: String
    /// The files, by path.
    let files: [String: Entry]
    private let links: [String: Entry]
    private let children: [String: [String]]
    /// C files whose names are no text, or no path, as far as they can be shown.
    let unnamed: [String]

    private let lock = NSLock()
    private let disk: PrivateDirectory
    private var materialised: Set<TreePath> = []
    private var includes: [TreePath: [IncludeClosure.Name]] = [:]
    private var closed: [[String]: Set<TreePath>] = [:]

    struct Entry: Hashable, Sendable {
        var object: String
        /// A symbolic link, whose content is where it leads.
        var isLink: Bool
    }

    package init(_ repository: GitRepository, commit: String) throws(TreeError) {
        self.repository = repository
        self.commit = commit
        let root = repository.prefix.isEmpty ? commit : "\(commit):\(repository.prefix.dropLast())"
        let listing = try repository.answer(["ls-tree", "-r", "-t", "-z", "--full-tree", root])
        var files: [String: Entry] = [:]
        var links: [String: Entry] = [:]
        var children: [String: [String]] = [:]
        var unnamed: [String] = []
        for record in listing.split(separator: 0) {
            // MODE SP TYPE SP OBJECT TAB PATH
            guard let tab = record.firstIndex(of: 9) else { continue }
            let fields = record[..<tab].split(separator: 32)
            let name = record[(tab + 1)...]
            // A tree that git itself did not make may hold any name; one that is no name in a directory is nowhere.
            guard fields.count == 3, let path = Self.path(name) else {
                let end = name.suffix(2)
                if end.elementsEqual(".c".utf8) || end.elementsEqual(".h".utf8) {
                    unnamed.append(printable(String(decoding: name, as: UTF8.self)))
                }
                continue
            }
            let slash = name.lastIndex(of: 0x2f)
            let parent = slash.map { String(decoding: name[..<$0], as: UTF8.self) } ?? ""
            let own = String(
                decoding: name[(slash.map { $0 + 1 } ?? name.startIndex)...], as: UTF8.self)
            children[parent, default: []].append(own)
            let object = String(decoding: fields[2], as: UTF8.self)
            switch String(decoding: fields[0], as: UTF8.self) {
            case "100644", "100755", "100664":
                files[path] = files[path] ?? Entry(object: object, isLink: false)
            case "120000":
                let entry = Entry(object: object, isLink: true)
                files[path] = files[path] ?? entry
                links[path] = entry
            case "040000", "160000": children[path] = children[path] ?? []
            default: break
            }
        }
        self.files = files
        self.links = links
        self.children = children
        self.unnamed = unnamed
        do {
            disk = try PrivateDirectory()
            try disk.write([], to: "tree/.keep")
        } catch {
            throw .privateDirectory(error)
        }
    }

    /// The directory with what libclang has to see.
    var root: String { disk.file("tree") }

    private static func path(_ bytes: ArraySlice<UInt8>) -> String? {
        var part = 0
        var dots = 0
        for byte in bytes {
            if byte == 0x2f {
                if part == 0 || (part == dots && part <= 2) { return nil }
                (part, dots) = (0, 0)
            } else {
                if byte == 10 { return nil }
                part += 1
                if byte == 0x2e { dots += 1 }
            }
        }
        if part == 0 || (part == dots && part <= 2) { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    // MARK: names

    /// The file that a path leads to, symbolic links followed; nil where there is none.
    func resolve(_ path: TreePath, depth: Int = 0) throws(TreeError) -> (TreePath, Entry)? {
        if let entry = files[path.string], !entry.isLink { return (path, entry) }
        if links.isEmpty || depth > 40 { return nil }
        if links[path.string] == nil, isInDirectory(path) { return nil }
        var end = path.string.startIndex
        while end < path.string.endIndex {
            let from = end == path.string.startIndex ? end : path.string.index(after: end)
            end = path.string[from...].firstIndex(of: "/") ?? path.string.endIndex
            let front = String(path.string[..<end])
            guard let link = links[front], let place = TreePath(front) else { continue }
            let target = String(
                decoding: try repository.contents(of: link.object, at: place), as: UTF8.self)
            let base = place.parent.map { $0.string + "/" } ?? ""
            guard !target.hasPrefix("/"), let next = TreePath(base + target + path.string[end...])
            else { throw .leavesTree(path) }
            return try resolve(next, depth: depth + 1)
        }
        return nil
    }

    /// Whether the directory of a path is there by that name, so that no link leads to it. Most names that includes make up
    /// on a search path are such.
    private func isInDirectory(_ path: TreePath) -> Bool {
        guard let slash = path.string.utf8.lastIndex(of: 0x2f) else { return true }
        return children[String(path.string[..<slash])] != nil
    }

    func contents(of path: TreePath) throws(TreeError) -> [UInt8]? {
        guard let (place, entry) = try resolve(path) else { return nil }
        return try repository.contents(of: entry.object, at: place)
    }

    func exists(_ path: TreePath) -> Bool {
        if files[path.string] != nil || children[path.string] != nil { return true }
        return ((try? resolve(path)) ?? nil) != nil
    }

    /// The name that git has for the content of a file.
    package func object(of path: TreePath) -> String? {
        guard let entry = files[path.string], !entry.isLink else { return nil }
        return entry.object
    }

    func entries(of directory: TreePath) -> [String] { children[directory.string] ?? [] }

    // MARK: what libclang sees

    /// Writes the files below the private root that these units can include, as far as their text tells.
    func materialise(
        _ roots: [TreePath], directories: [String], of snapshot: Snapshot
    ) throws(TreeError) {
        lock.lock()
        defer { lock.unlock() }
        var closure = IncludeClosure(
            directories: directories, known: closed[directories] ?? [], includes: includes)
        try closure.follow(roots, in: snapshot, of: self)
        closed[directories] = closure.known
        includes = closure.includes
        for path in closure.found.sorted() where materialised.insert(path).inserted {
            guard let bytes = try contents(of: path) else { continue }
            do {
                try disk.write(bytes, to: "tree/" + path.string)
            } catch {
                // A file where another one has its directory: no git makes such a tree.
                throw error.code == ENOTDIR || error.code == EISDIR
                    ? .notAFile(path) : .privateDirectory(error)
            }
        }
    }

    /// All files whose path ends in what an include names.
    func files(named name: String) -> [TreePath] {
        var name = name[...]
        while name.hasPrefix("../") || name.hasPrefix("./") {
            name = name[(name.firstIndex(of: "/").map(name.index(after:)) ?? name.endIndex)...]
        }
        guard let normal = TreePath(name) else { return [] }
        let end = "/" + normal.string
        return files.keys.filter { $0 == normal.string || $0.hasSuffix(end) }
            .compactMap { TreePath($0) }.sorted()
    }
}
