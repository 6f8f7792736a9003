internal import Cache
package import SourceText

/// What one look through a tree on disk found: good for all states of a series, since those differ in few files.
package struct ScanResult: Sendable {
    let root: String
    /// All C files, sorted.
    let files: [String]
    /// Those of them that mention a word or include a listed header.
    var mentions: [String: FileMention] = [:]
    /// Symbolic links out of the tree, FIFOs, devices: to be hidden from the parser.
    package internal(set) var unsafe: [TreePath] = []
    /// Units that are too large to be read, or can't be: nothing is known about them.
    package internal(set) var unread: [TreePath] = []

    package var fileCount: Int { files.count }

    init(root: String, files: [String]) {
        self.root = root
        self.files = files
    }

    /// The headers of a state of the scanned tree by name, as bytes that are the same for the same set of them.
    package func headerNames(with snapshot: Snapshot) -> [UInt8] {
        var names: [UInt8] = []
        for file in files where file.utf8.last == UInt8(ascii: "h") {
            names += file.utf8
            names.append(0)
        }
        for (path, entry) in snapshot.overlay.sorted(by: { $0.key < $1.key })
        where path.string.hasSuffix(".h") {
            let isThere = contains(path.string)
            if isThere == (entry == .deleted) {
                names += (isThere ? "-" : "+").utf8
                names += path.string.utf8
                names.append(0)
            }
        }
        for path in unsafe {
            names += "!\(path.string)".utf8
            names.append(0)
        }
        return names
    }

    private func contains(_ file: String) -> Bool {
        var (low, high) = (0, files.count)
        while low < high {
            let middle = (low + high) / 2
            if files[middle] < file { low = middle + 1 } else { high = middle }
        }
        return low < files.count && files[low] == file
    }

    /// The files whose path starts so; a range of the sorted list.
    func files(below prefix: String) -> [String] {
        func firstIndex(_ isPast: (String) -> Bool) -> Int {
            var (low, high) = (0, files.count)
            while low < high {
                let middle = (low + high) / 2
                if isPast(files[middle]) { high = middle } else { low = middle + 1 }
            }
            return low
        }
        let start = firstIndex { $0 >= prefix }
        var end = start
        while end < files.count, files[end].hasPrefix(prefix) { end += 1 }
        return Array(files[start..<end])
    }

    /// What one thread found in its share of the files.
    struct Chunk: Sendable {
        var mentions: [(String, FileMention)] = []
        var unread: [String] = []
        /// In the order of the files; nil where there is no file. Empty where nobody remembers.
        var signatures: [FileSignature?] = []
        /// How many files had to be read.
        var read = 0

        /// A header beyond that is a list of registers, a third of the bytes of a tree; those are not looked through.
        static let largestHeader = 1 << 20

        mutating func look(
            at path: String, number: Int, root: String, _ search: WordSearch,
            _ known: ScanMemory.Known?, _ buffer: UnsafeMutableBufferPointer<UInt8>
        ) {
            guard let known else { return look(at: path, root: root, search, buffer) }
            let signature = FileSignature(of: root + "/" + path)
            signatures.append(signature)
            switch signature.flatMap({ ScanMemory.answer(known, file: path, at: number, $0) }) {
            case .mention(let mention)?: if mention.isAny { mentions.append((path, mention)) }
            case .unread?: if path.hasSuffix(".c") { unread.append(path) }
            case nil:
                read += 1
                look(at: path, root: root, search, buffer)
            }
        }

        private mutating func look(
            at path: String, root: String, _ search: WordSearch,
            _ buffer: UnsafeMutableBufferPointer<UInt8>
        ) {
            do throws(OpenFile.Failure) {
                let limit = path.hasSuffix(".c") ? Snapshot.largestFile : Self.largestHeader
                let file = try OpenFile.opened(root + "/" + path, limit: limit)
                var failure: Int32 = 0
                let mention: FileMention
                if file.size <= buffer.count {
                    let count = file.fill(.init(rebasing: buffer[..<file.size]), &failure)
                    mention = search.mention(in: UnsafeBufferPointer(rebasing: buffer[..<count]))
                    if failure != 0 { throw .system(failure) }
                } else {
                    mention = search.mention(in: try file.contents())
                }
                if mention.isAny { mentions.append((path, mention)) }
            } catch {
                if path.hasSuffix(".c") { unread.append(path) }
            }
        }
    }
}
