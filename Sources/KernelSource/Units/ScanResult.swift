package import SourceText

/// What one look through a tree found: good for all states of a series, since those differ in few files.
package struct ScanResult: Sendable {
    let root: String
    /// With all C files, sorted by path.
    private var directories: [Directory]
    /// The files that mention a word or include a listed header.
    var mentions: [String: FileMention] = [:]
    /// Symbolic links out of the tree, FIFOs, devices: to be hidden from the parser.
    package internal(set) var unsafe: [TreePath] = []
    /// Units that are too large to be read, or can't be: nothing is known about them.
    package internal(set) var unread: [TreePath] = []

    /// C files and directories whose names are no text, as far as they can be shown; nothing is known about them either.
    package internal(set) var unnamed: [String] = []

    /// Whether all is as the last look found it.
    package internal(set) var isRemembered = false

    /// What is the same for all looks that found the same files with the same contents; nil where that is not known.
    package internal(set) var look: String?

    private struct Directory: Sendable {
        var path: String
        /// Each with a NUL after it.
        var names: ArraySlice<UInt8>
    }

    package var fileCount: Int {
        directories.reduce(0) { sum, directory in sum + directory.names.count { $0 == 0 } }
    }

    init(_ look: TreeLook.Found, root: String) {
        self.root = root
        directories = look.directories.filter { !$0.names.isEmpty }
            .map { Directory(path: $0.path, names: $0.names) }
        var unsafe: Set<String> = []
        for directory in look.directories {
            let isPlain = directory.mentions.isEmpty && directory.unread.isEmpty
            let marked = directory.isWanted && !isPlain ? directory.files : []
            for (number, name) in marked.enumerated() {
                let file = directory.file(name)
                if let mention = directory.mentions[number] {
                    mentions[file] = mention
                    if TreePath(file) == nil { unnamed.append(file) }
                }
                if directory.unread.contains(number),
                    file.isUnitName || UnitFinder.passesOn(file)
                {
                    if let path = TreePath(file) {
                        unread.append(path)
                    } else {
                        unnamed.append(file)
                    }
                }
            }
            let prefix = directory.path.isEmpty ? "" : directory.path + "/"
            for name in directory.links + directory.others {
                let target = canonicalPath(root + "/" + prefix + name)
                if directory.links.contains(name), let target,
                    target == root || target.hasPrefix(root + "/")
                {
                    continue
                }
                // A name that is not UTF-8 can't be written into the overlay: where it is is hidden.
                let isText = !name.unicodeScalars.contains("\u{FFFD}")
                unsafe.insert(isText || directory.path.isEmpty ? prefix + name : directory.path)
            }
        }
        self.unsafe = unsafe.compactMap { TreePath($0) }.sorted()
    }

    /// - Parameter files: all C files.
    init(root: String, files: [String]) {
        self.root = root
        var names: [String: ArraySlice<UInt8>] = [:]
        for file in files {
            let parts = Self.parts(file)
            names[parts.directory, default: []] += parts.name + [0]
        }
        directories = names.map { Directory(path: $0.key, names: $0.value) }
            .sorted { $0.path < $1.path }
    }

    /// The same tree with another one below a name of its own, which is all that units are looked for in.
    func adding(unitsOf other: ScanResult, at place: TreePath) -> ScanResult {
        func moved(_ path: String) -> String {
            path.isEmpty ? place.string : place.string + "/" + path
        }
        var result = self
        result.mentions = Dictionary(
            other.mentions.map { (moved($0.key), $0.value) },
            uniquingKeysWith: { first, _ in first })
        result.unread = other.unread.compactMap { TreePath(moved($0.string)) }
        result.unsafe += other.unsafe.compactMap { TreePath(moved($0.string)) }
        result.directories += other.directories.map {
            Directory(path: moved($0.path), names: $0.names)
        }
        result.isRemembered = false
        result.look = nil
        return result
    }

    private static func parts(_ file: String) -> (directory: String, name: [UInt8]) {
        guard let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else {
            return ("", Array(file.utf8))
        }
        return (String(file[..<slash]), Array(file.utf8[file.utf8.index(after: slash)...]))
    }

    /// The headers of the scanned tree by name, as bytes that are the same for the same set of them.
    package var headerNames: [UInt8] {
        var names: [UInt8] = []
        for directory in directories {
            names += directory.path.utf8
            names.append(0)
            var start = directory.names.startIndex
            for at in directory.names.indices where directory.names[at] == 0 {
                let name = directory.names[start..<at]
                if !name.suffix(2).elementsEqual(".c".utf8) {
                    names += directory.names[start...at]
                }
                start = at + 1
            }
        }
        for path in unsafe {
            names += "!\(path.string)".utf8
            names.append(0)
        }
        return names
    }

    /// What a state has of them and the scanned tree has not, or the other way round.
    package func headerChanges(in snapshot: Snapshot) -> [UInt8] {
        var names: [UInt8] = []
        for (path, entry) in snapshot.overlay.sorted(by: { $0.key < $1.key })
        where path.string.isIncludedName {
            let isThere = contains(path.string)
            if isThere == (entry == .deleted) {
                names += (isThere ? "-" : "+").utf8
                names += path.string.utf8
                names.append(0)
            }
        }
        return names
    }

    private func contains(_ file: String) -> Bool {
        let (path, name) = Self.parts(file)
        guard let directory = directories.first(where: { $0.path == path }) else { return false }
        return directory.names.split(separator: 0).contains { $0.elementsEqual(name) }
    }

    /// One more C file, which the look took for none.
    mutating func add(file: String) {
        let (path, name) = Self.parts(file)
        if let place = directories.firstIndex(where: { $0.path == path }) {
            directories[place].names += name + [0]
        } else {
            let place = directories.firstIndex { $0.path > path } ?? directories.endIndex
            directories.insert(Directory(path: path, names: (name + [0])[...]), at: place)
        }
    }

    /// The files in a directory itself, by its path with a slash at its end.
    func files(in prefix: String) -> [String] {
        directories.filter { $0.path + "/" == prefix }.flatMap { directory in
            directory.names.split(separator: 0).map {
                prefix + String(decoding: $0, as: UTF8.self)
            }
        }
    }

    /// The files in a directory and below, by the directory's path with a slash at its end.
    func files(below prefix: String) -> [String] {
        directories.filter { ($0.path + "/").hasPrefix(prefix) }.flatMap { directory in
            directory.names.split(separator: 0).map {
                (directory.path.isEmpty ? "" : directory.path + "/")
                    + String(decoding: $0, as: UTF8.self)
            }
        }
    }
}
