internal import Cache
internal import KernelSource
internal import SourceText

/// The hashes of files. Those on disk are read again only if the system says that they are others than before.
struct FileHashes {
    private let directory: CacheDirectory
    private let root: String
    /// When this run began to look at files.
    let start = FileSignature.now()
    private var known: [String: (signature: FileSignature, content: ContentHash)] = [:]
    /// The files that were looked at in this run.
    private var seen: [String: FileSignature?] = [:]
    private var isChanged = false

    init(_ directory: CacheDirectory, root: String) {
        self.directory = directory
        self.root = root
        guard let payload = directory.contents(of: Self.name(root)) else { return }
        var reader = ByteReader(payload)
        let entries = try? reader.list { reader throws(CorruptData) in
            (try reader.text(), try reader.signature(), try reader.hash())
        }
        for (path, signature, content) in entries ?? [] { known[path] = (signature, content) }
    }

    private static func name(_ root: String) -> String {
        "h-" + ContentHash(of: root).hex
    }

    /// The hash of what a snapshot has under a path; nil if there is nothing.
    ///
    /// - Parameter settled: whether a file that may have changed since the run began counts as nothing.
    mutating func hash(of path: TreePath, in snapshot: Snapshot, settled: Bool) -> ContentHash? {
        switch snapshot.overlay[path] {
        case .deleted: return nil
        case .contents(let bytes): return ContentHash(of: bytes)
        case nil: break
        }
        if let commit = snapshot.commit {
            return commit.object(of: path).map(ContentHash.init(of:))
        }
        guard let signature = signature(of: path) else { return nil }
        if settled, !signature.isSettled(before: start) { return nil }
        if let known = known[path.string], known.signature == signature { return known.content }
        guard let bytes = (try? snapshot.contents(of: path)) ?? nil else { return nil }
        let content = ContentHash(of: bytes)
        // Only what can't change unseen is worth writing down.
        if signature.isSettled(before: start),
            FileSignature(of: root + "/" + path.string) == signature
        {
            known[path.string] = (signature, content)
            isChanged = true
        }
        return content
    }

    /// What the system said when the run first asked for it.
    mutating func signature(of path: TreePath) -> FileSignature? {
        if let known = seen[path.string] { return known }
        let signature = FileSignature(of: root + "/" + path.string)
        seen[path.string] = .some(signature)
        return signature
    }

    func save() {
        guard isChanged else { return }
        var writer = ByteWriter()
        writer.write(known.sorted { $0.key < $1.key }) { writer, entry in
            writer.write(entry.key)
            writer.write(entry.value.signature)
            writer.write(entry.value.content)
        }
        directory.keep(writer.bytes, as: Self.name(root))
    }
}
