import SourceText

/// The headers that a build has made, read as text: links out of the directory, FIFOs and devices are no headers, and what is too
/// large is refused.
enum BuildHeaders {
    private static let mostFiles = 20_000
    private static let mostBytes = 128 << 20
    private static let deepest = 16

    /// - Parameters:
    ///   - build: the output directory.
    ///   - directories: where else in it a unit looks for headers; not what is below those.
    static func read(
        _ build: String, _ arch: Arch, beside directories: [String]
    ) throws(TreeError) -> [GeneratedFile] {
        guard let root = TreeRoot(build) else { throw .noSuchBuild(build) }
        var reader = Reader(build: build, root: root)
        for place in ["include/generated", "arch/\(arch.directory)/include/generated"] {
            try reader.read(below: place, depth: 0)
        }
        for place in directories
        where !place.hasPrefix("include") && !place.hasPrefix("arch/\(arch.directory)/include") {
            try reader.read(in: place)
        }
        return reader.files.map { GeneratedFile($0.key, $0.value) }.sorted { $0.path < $1.path }
    }

    private struct Reader {
        let build: String
        let root: TreeRoot
        var files: [String: [UInt8]] = [:]
        private var bytes = 0

        init(build: String, root: TreeRoot) {
            self.build = build
            self.root = root
        }

        mutating func read(below place: String, depth: Int) throws(TreeError) {
            for name in try read(in: place) {
                guard depth < BuildHeaders.deepest else {
                    throw .badBuildFile(build + "/" + place, reason: "holds too many directories")
                }
                try read(below: place + "/" + name, depth: depth + 1)
            }
        }

        /// Gives the directories in it.
        @discardableResult
        mutating func read(in place: String) throws(TreeError) -> [String] {
            guard let real = canonicalPath(build + "/" + place), real == build + "/" + place,
                let entries = directoryEntries(real)
            else { return [] }
            for entry in entries where entry.kind == .file || entry.kind == .link {
                guard [".h", ".inc", ".c"].contains(where: entry.name.hasSuffix) else { continue }
                try add(place + "/" + entry.name)
            }
            return entries.filter { $0.kind == .directory }.map(\.name).sorted()
        }

        private mutating func add(_ file: String) throws(TreeError) {
            guard files[file] == nil, TreePath(file)?.string == file,
                let contents = try contents(file)
            else { return }
            bytes += contents.count
            guard files.count < BuildHeaders.mostFiles, bytes <= BuildHeaders.mostBytes else {
                throw .badBuildFile(
                    build, reason: "holds more generated headers than a build makes")
            }
            files[file] = contents
        }

        /// Nil for what is no file of the directory.
        private func contents(_ file: String) throws(TreeError) -> [UInt8]? {
            do throws(OpenFile.Failure) {
                switch root.opened(file, OpenFile.flags) {
                case .open(let descriptor):
                    return try OpenFile(taking: descriptor, limit: Snapshot.largestFile).contents()
                case .absent: return nil
                case .unclear: break
                }
                // The system can't tell, or it is a link.
                guard let real = canonicalPath(build + "/" + file), real.hasPrefix(build + "/")
                else {
                    return nil
                }
                return try OpenFile.opened(real, limit: Snapshot.largestFile).contents()
            } catch {
                switch error {
                case .absent, .notRegular: return nil
                case .tooLarge(let size):
                    throw .badBuildFile(build + "/" + file, reason: "has \(size) bytes")
                case .system(let code):
                    throw .unreadable(build + "/" + file, code)
                }
            }
        }
    }
}
