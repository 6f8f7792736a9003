internal import Cache
internal import KernelSource
internal import SourceText

/// Which units have the bodies of functions, as an earlier run found out.
extension AnalysisCache {
    /// What the answer of a search is kept by; nil where it is not known that the tree is as it was.
    func searchKey(
        _ names: Set<String>, marks: [String], around directories: Set<String>?,
        _ snapshot: Snapshot, _ scan: ScanResult, _ arch: ArchChoice
    ) -> String? {
        var hasher = searchHasher
        if let commit = snapshot.commit {
            hasher.add(commit.commit)
        } else {
            guard let look = scan.look else { return nil }
            hasher.add(look)
        }
        // Which files are looked through follows from these, and from the scan.
        let places = directories.map { $0.sorted() } ?? ["."]
        let patched = snapshot.overlay.keys.map(\.string).sorted()
        for part in names.sorted() + [""] + marks + [""] + places + [""] + patched + [arch.name] {
            hasher.add(part)
        }
        return "n-" + hasher.result.hex
    }

    func searched(_ key: String) -> [TreePath]? {
        guard let payload = directory.contents(of: key) else { return nil }
        var reader = ByteReader(payload)
        guard
            let paths = try? reader.list({ reader throws(CorruptData) in try reader.text() }),
            reader.isAtEnd
        else { return nil }
        let found = paths.compactMap { TreePath($0) }
        return found.count == paths.count ? found : nil
    }

    func keep(searched paths: [TreePath], _ key: String) {
        var writer = ByteWriter()
        writer.write(paths) { $0.write($1.string) }
        let bytes = writer.bytes
        meanwhile { [directory] in directory.keep(bytes, as: key) }
    }
}
