internal import Git
internal import SourceText

/// Finds out whether what a contract is about is handed to a unit that does not name it: by a client that has its buffers made
/// there, or a table whose callback has its body there. Such a user lies in the unit's directory or on the way down to it, as far
/// as a first look goes.
struct NearUsers {
    let files: FileList
    /// For what the contract is about.
    let search: WordSearch
    let repository: GitRepository

    /// What is handed on more often is nobody's to follow.
    private static let mostSteps = 4

    func ask(for unit: String) throws(TreeError) -> Bool {
        guard let object = files.objects[unit] else { return false }
        // What no path can name can't be ruled out.
        guard let place = TreePath(unit) else { return true }
        let around = around(unit)
        let users = try mentions(of: search, in: around)
        if users.isEmpty { return false }
        var names: Set<String> = []
        do throws(TreeError) {
            names = Self.bodies(in: try repository.contents(of: object, at: place))
        } catch .tooLarge {
            return true
        }
        var asked: Set<String> = [unit]
        for _ in 0..<Self.mostSteps where !names.isEmpty {
            let search = WordSearch(words: names.sorted(), headers: [])
            let found = try mentions(of: search, in: around).subtracting(asked)
            if !found.isDisjoint(with: users) { return true }
            asked.formUnion(found)
            names = []
            for path in found.sorted() {
                guard let object = files.objects[path], let place = TreePath(path) else {
                    return true
                }
                names.formUnion(Self.bodies(in: try repository.contents(of: object, at: place)))
            }
        }
        return false
    }

    /// The units of the directories on the way down to a file, its own among them.
    private func around(_ path: String) -> [String] {
        var directories: Set<Substring> = []
        var rest = path[...]
        while let slash = rest.lastIndex(of: "/") {
            directories.insert(path[...slash])
            rest = rest[..<slash]
        }
        return files.objects.keys.filter { other in
            guard other.isUnitName, let slash = other.lastIndex(of: "/") else { return false }
            return directories.contains(other[...slash])
        }.sorted()
    }

    private func mentions(
        of search: WordSearch, in paths: [String]
    ) throws(TreeError) -> Set<String> {
        var result = ScanResult(root: "", files: [])
        try GitScan(search: search, repository: repository).look(
            at: paths.compactMap { path in files.objects[path].map { (path, $0) } }, into: &result)
        return Set(result.mentions.keys).union(result.unread.map(\.string))
    }

    private static func bodies(in text: [UInt8]) -> Set<String> {
        text.withUnsafeBufferPointer(FunctionSearch.bodies)
    }
}
