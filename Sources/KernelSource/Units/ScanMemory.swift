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

    func known() -> [String: ListedDirectory] {
        guard let payload = directory.contents(of: name) else { return [:] }
        var reader = ByteReader(payload)
        let found = try? reader.list { reader throws(CorruptData) in
            try reader.listedDirectory()
        }
        return Dictionary(
            (found ?? []).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func keep(_ directories: [ListedDirectory]) {
        var writer = ByteWriter()
        writer.write(directories) { $0.write($1) }
        directory.keep(writer.bytes, as: name)
    }
}
