internal import Cache
internal import Lowering

/// The version text of libclang, remembered with the file that it is of: to load it takes a tenth of a run that needs no parse.
struct LibclangVersion {
    /// Nil to load it in any case.
    var directory: CacheDirectory?
    /// What is going to be loaded; nil if that can't be told beforehand.
    var file: String?
    var load: () throws(LibraryFailure) -> (version: String, isOfFile: Bool)

    static func of(_ directory: CacheDirectory?) throws(LibraryFailure) -> String {
        try LibclangVersion(directory: directory, file: libclangFile) { () throws(LibraryFailure) in
            (try libclangVersion(), libclangIsOfFile)
        }.text()
    }

    func text() throws(LibraryFailure) -> String {
        guard let directory, let name else { return try load().version }
        if let known = directory.contents(of: name) {
            var reader = ByteReader(known)
            if let text = try? reader.text(), reader.isAtEnd { return text }
        }
        let (version, isOfFile) = try load()
        if isOfFile, name == self.name {
            var writer = ByteWriter()
            writer.write(version)
            directory.keep(writer.bytes, as: name)
        }
        return version
    }

    /// Of the entry for the file as it is now; nil where there is none.
    private var name: String? {
        guard let file, let signature = FileSignature(of: file) else { return nil }
        var hasher = ContentHasher("libclang")
        hasher.add(file)
        for number in [signature.size, signature.modified, signature.changed] {
            hasher.add(Int(number))
        }
        for number in [signature.device, signature.inode] {
            hasher.add(Int(truncatingIfNeeded: number))
        }
        return "l-" + hasher.result.hex
    }
}
