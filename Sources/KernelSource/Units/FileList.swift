internal import Git
internal import SourceText

/// The C files of some directories in a revision, or in the index.
struct FileList {
    /// By path.
    private(set) var objects: [String: String] = [:]
    /// The headers, by name.
    private var headers: [Substring: [String]] = [:]

    init(
        _ directories: [String], at revision: String?, of repository: GitRepository
    ) throws(TreeError) {
        let scopes = directories.map { $0.isEmpty ? "." : $0 }
        let output =
            if let revision {
                // MODE SP TYPE SP OBJECT TAB PATH
                try repository.answer(
                    ["ls-tree", "-r", "-z", "--full-tree", revision, "--"]
                        + scopes.filter { $0 != "." })
            } else {
                // MODE SP OBJECT SP STAGE TAB PATH
                try repository.answer(
                    ["--literal-pathspecs", "ls-files", "-s", "-z", "--"]
                        + scopes.filter { $0 != "." })
            }
        let place = revision == nil ? 1 : 2
        for record in output.split(separator: 0) {
            guard let tab = record.firstIndex(of: 9) else { continue }
            let fields = record[..<tab].split(separator: 32)
            let path = String(decoding: record[(tab + 1)...], as: UTF8.self)
            guard fields.count == 3, path.isSourceName,
                !fields[0].elementsEqual("160000".utf8)
            else { continue }
            objects[path] = String(decoding: fields[place], as: UTF8.self)
            if path.isIncludedName {
                headers[Self.name(path), default: []].append(path)
            }
        }
    }

    private static func name(_ path: String) -> Substring {
        path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
    }

    /// A file and the private headers that it includes, by itself or by another: all whose path ends in what is named.
    func included(
        by path: String, in repository: GitRepository
    ) throws(TreeError) -> Set<String> {
        var found: Set<String> = []
        var pending = [path]
        while let next = pending.popLast() {
            guard let object = objects[next], found.insert(next).inserted,
                let place = TreePath(next)
            else { continue }
            let bytes: [UInt8]
            do throws(TreeError) {
                bytes = try repository.contents(of: object, at: place)
            } catch .tooLarge {
                // Left in the list: whoever looks through it will see.
                continue
            }
            let names = bytes.withUnsafeBufferPointer { bytes in
                ByteSearch.includes(in: bytes).map(\.name)
                    + (ByteSearch.spliced(bytes)?.withUnsafeBufferPointer {
                        ByteSearch.includes(in: $0).map(\.name)
                    } ?? [])
            }
            for name in names {
                pending += (headers[Self.name(name)] ?? []).filter {
                    UnitFinder.passesOn($0) && UnitFinder.names($0, name)
                }
            }
        }
        return found
    }
}
