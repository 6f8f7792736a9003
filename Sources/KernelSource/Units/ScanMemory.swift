package import Cache

/// What the last look through a tree on disk found, so that the next one reads only what is another since.
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

    func known() -> KnownDirectories {
        guard let payload = directory.contents(of: name) else { return KnownDirectories() }
        var reader = ByteReader(payload)
        guard let look = try? reader.text(),
            let found = try? reader.list({ reader throws(CorruptData) in
                (try reader.text(), try reader.slice())
            })
        else { return KnownDirectories() }
        return KnownDirectories(
            parts: Dictionary(found, uniquingKeysWith: { first, _ in first }), look: look)
    }

    /// Objects of git's that are known to say nothing of what is looked for.
    func silentObjects() -> Set<String> {
        guard let payload = directory.contents(of: name + "-silent") else { return [] }
        var reader = ByteReader(payload)
        let found = try? reader.list { reader throws(CorruptData) in try reader.text() }
        return Set(found ?? [])
    }

    func keep(silent objects: Set<String>) {
        var writer = ByteWriter()
        writer.write(objects.sorted()) { $0.write($1) }
        directory.keep(writer.bytes, as: name + "-silent")
    }

    /// - Parameter look: tells this look from all others.
    func keep(_ directories: [ListedDirectory], look: String) {
        var writer = ByteWriter()
        writer.write(look)
        writer.write(directories) { writer, directory in
            var part = ByteWriter()
            part.write(directory)
            writer.write(directory.path)
            writer.write(part.bytes)
        }
        self.directory.keep(writer.bytes, as: name)
    }
}

/// The directories of the last look. Each is read when it is asked for, by whoever looks at it: all of them take a while.
struct KnownDirectories: Sendable {
    fileprivate var parts: [String: ArraySlice<UInt8>] = [:]
    /// The look that found them; nil where there was none.
    private(set) var look: String?

    init() {}

    fileprivate init(parts: [String: ArraySlice<UInt8>], look: String) {
        self.parts = parts
        self.look = look
    }

    var count: Int { parts.count }

    subscript(path: String) -> ListedDirectory? {
        guard let part = parts[path] else { return nil }
        var reader = ByteReader(part)
        guard let directory = try? reader.listedDirectory(), reader.isAtEnd,
            directory.path == path
        else { return nil }
        return directory
    }
}
