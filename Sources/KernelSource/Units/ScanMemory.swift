package import Cache
internal import SourceText

/// What the last look through a tree on disk found, so that the next one reads only the files that are others since.
package struct ScanMemory: Sendable {
    private let directory: CacheDirectory
    private let name: String

    /// - Parameter name: tells trees, searches and programs apart.
    package init(_ directory: CacheDirectory, name: String) {
        self.directory = directory
        self.name = name
    }

    /// Whether nothing is remembered.
    package var isEmpty: Bool { !directory.has(name) }

    /// What was known of the files of a walk.
    struct Known: Sendable {
        fileprivate var names: ArraySlice<UInt8> = []
        fileprivate var signatures: ArraySlice<UInt8> = []
        fileprivate var mentions: [Int: FileMention] = [:]
        fileprivate var unread: Set<Int> = []
        /// The place of each file among those of last time; nil where the places are the same.
        fileprivate var places: [String: Int]?
        fileprivate var count = 0

        var isOfOtherFiles: Bool { places != nil }
    }

    /// What one file is known to hold; nil if it must be read.
    enum Answer {
        case mention(FileMention)
        case unread
    }

    private static let width = 40

    func known(for files: [String]) -> Known {
        guard let payload = directory.contents(of: name) else { return Known() }
        var reader = ByteReader(payload)
        var known = Known()
        do {
            known.names = try reader.slice()
            known.signatures = try reader.slice()
            known.count = known.signatures.count / Self.width
            let mentions = try reader.list { reader throws(CorruptData) in
                (
                    try reader.int(),
                    FileMention(word: try reader.flag(), header: try reader.flag())
                )
            }
            known.mentions = Dictionary(mentions, uniquingKeysWith: { first, _ in first })
            known.unread = Set(try reader.list { reader throws(CorruptData) in try reader.int() })
        } catch {
            return Known()
        }
        if !known.names.elementsEqual(Self.joined(files)) {
            let old = known.names.split(separator: 0)
            known.places = Dictionary(
                old.enumerated().map { (String(decoding: $1, as: UTF8.self), $0) },
                uniquingKeysWith: { first, _ in first })
        }
        return known
    }

    private static func joined(_ files: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(files.count * 40)
        for file in files {
            bytes += file.utf8
            bytes.append(0)
        }
        return bytes
    }

    static func answer(_ known: Known, file: String, at index: Int, _ signature: FileSignature)
        -> Answer?
    {
        guard let place = known.places.map({ $0[file] }) ?? index, place < known.count else {
            return nil
        }
        let start = known.signatures.startIndex + place * width
        guard signature.isWritten(in: known.signatures[start..<start + width]) else { return nil }
        return known.unread.contains(place) ? .unread : .mention(known.mentions[place] ?? .init())
    }

    /// - Parameter start: when the look began; a file that may have changed since is read again next time.
    func keep(_ result: ScanResult, _ signatures: [FileSignature?], start: Int64) {
        var known = ByteWriter()
        known.write(Self.joined(result.files))
        var table = ByteWriter()
        for signature in signatures {
            let isSettled = signature?.isSettled(before: start) ?? false
            table.write(isSettled ? signature ?? .none : .none)
        }
        known.write(table.bytes)
        var places: [(Int, FileMention)] = []
        for (index, file) in result.files.enumerated() {
            if let mention = result.mentions[file] { places.append((index, mention)) }
        }
        known.write(places) { writer, place in
            writer.write(place.0)
            writer.write(place.1.word)
            writer.write(place.1.header)
        }
        let unread = Set(result.unread.map(\.string))
        known.write(result.files.indices.filter { unread.contains(result.files[$0]) }) {
            $0.write($1)
        }
        directory.keep(known.bytes, as: name)
    }
}
