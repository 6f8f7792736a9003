internal import Cache

/// One directory of a tree on disk, and what its C files hold: as a look found it, or as it is remembered.
struct ListedDirectory: Sendable {
    /// Relative to the root, where it is empty.
    var path: String
    /// Nil where the directory may have changed unseen since.
    var signature: FileSignature?
    /// The names of its C files, each with a NUL after it, sorted.
    var names: ArraySlice<UInt8> = []
    /// Of the files in this order, as ``ByteWriter`` writes them; ``FileSignature/none`` where one may have changed unseen.
    var signatures: ArraySlice<UInt8> = []
    var directories: [String] = []
    var links: [String] = []
    /// FIFOs, devices and sockets.
    var others: [String] = []
    /// Directories whose names are no text, as far as they can be shown.
    var unnamed: [String] = []
    /// By the number of the file; all others hold nothing.
    var mentions: [Int: FileMention] = [:]
    /// Files that are too large or can't be read.
    var unread: Set<Int> = []

    /// Whether this look is about its files. Not remembered: the next one may be about others.
    var isWanted = true

    /// Bytes of one signature.
    static let width = 40

    /// The names one by one, each with its place in ``names``.
    var files: [Range<Int>] {
        var found: [Range<Int>] = []
        var start = names.startIndex
        for at in names.indices where names[at] == 0 {
            found.append(start..<at)
            start = at + 1
        }
        return found
    }

    func file(_ name: Range<Int>) -> String {
        let text = String(decoding: names[name], as: UTF8.self)
        return path.isEmpty ? text : path + "/" + text
    }

    /// What a file is known to hold; nil if it must be read.
    enum Answer {
        case mention(FileMention)
        case unread
    }

    func answer(_ number: Int, _ signature: FileSignature) -> Answer? {
        let start = signatures.startIndex + number * Self.width
        guard start + Self.width <= signatures.endIndex,
            signature.isWritten(in: signatures[start..<start + Self.width])
        else { return nil }
        return unread.contains(number) ? .unread : .mention(mentions[number] ?? .init())
    }

    /// The number of each of these names among its own; nil where there is none.
    func numbers(of others: ArraySlice<UInt8>, _ files: [Range<Int>]) -> [Int?] {
        if names.elementsEqual(others) { return Array(files.indices) }
        let own = self.files
        var next = 0
        return files.map { file in
            while next < own.count, names[own[next]].lexicographicallyPrecedes(others[file]) {
                next += 1
            }
            return next < own.count && names[own[next]].elementsEqual(others[file]) ? next : nil
        }
    }
}

extension ByteWriter {
    mutating func write(_ directory: ListedDirectory) {
        write(directory.path)
        write(optional: directory.signature) { $0.write($1) }
        write(Array(directory.names))
        write(Array(directory.signatures))
        for list in [directory.directories, directory.links, directory.others, directory.unnamed] {
            write(list) { $0.write($1) }
        }
        write(directory.mentions.sorted { $0.key < $1.key }) { writer, mention in
            writer.write(mention.key)
            writer.write(mention.value.word)
            writer.write(mention.value.header)
        }
        write(directory.unread.sorted()) { $0.write($1) }
    }
}

extension ByteReader {
    mutating func listedDirectory() throws(CorruptData) -> ListedDirectory {
        var directory = ListedDirectory(path: try text())
        directory.signature = try optional { reader throws(CorruptData) in try reader.signature() }
        directory.names = try slice()
        directory.signatures = try slice()
        directory.directories = try list { reader throws(CorruptData) in try reader.text() }
        directory.links = try list { reader throws(CorruptData) in try reader.text() }
        directory.others = try list { reader throws(CorruptData) in try reader.text() }
        directory.unnamed = try list { reader throws(CorruptData) in try reader.text() }
        let mentions = try list { reader throws(CorruptData) in
            (
                try reader.int(), FileMention(word: try reader.flag(), header: try reader.flag())
            )
        }
        directory.mentions = Dictionary(mentions, uniquingKeysWith: { first, _ in first })
        directory.unread = Set(try list { reader throws(CorruptData) in try reader.int() })
        return directory
    }
}
