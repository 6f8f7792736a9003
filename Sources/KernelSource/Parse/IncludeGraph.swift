internal import BitCollections
import SourceText

/// Which file includes which in one state of a tree, by their text. Files have numbers, since there are many and all are looked
/// at often.
struct IncludeGraph: Sendable {
    struct Edge: Sendable {
        var file: Int
        /// Whether it is included whatever is defined.
        var isCertain: Bool
    }

    private(set) var snapshot: Snapshot
    private var paths: [TreePath] = []
    private var numbers: [TreePath: Int] = [:]
    private var scans: [Int: DirectiveScan?] = [:]
    /// Units that have what they have under an option, which is on.
    private var withOption = BitSet()
    /// What follows was found by way of one search path; most units have the same.
    private var directories: [String] = []
    private var resolved: [String: Int?] = [:]
    private var edges: [Int: [Edge]] = [:]
    private var certain: [Int: BitSet] = [:]
    private var possible: [Int: BitSet] = [:]

    init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    // MARK: files

    mutating func number(of path: TreePath) -> Int {
        if let known = numbers[path] { return known }
        numbers[path] = paths.count
        paths.append(path)
        return paths.count - 1
    }

    func path(of file: Int) -> TreePath { paths[file] }

    /// Nil if there is no such file.
    mutating func scan(_ file: Int) -> DirectiveScan? {
        if let known = scans[file] { return known }
        let scan = ((try? snapshot.contents(of: paths[file])) ?? nil).map(DirectiveScan.init)
        scans[file] = .some(scan)
        return scan
    }

    /// Those of some words that any of some files says. One that can't be read may say them all.
    func mentioned(_ words: Set<String>, in files: BitSet) -> Set<String> {
        if words.isEmpty { return [] }
        let set = WordSet(words)
        let found = concurrently(files.count) { [snapshot, paths, files = Array(files)] place in
            ((try? snapshot.contents(of: paths[files[place]])) ?? nil).map { bytes in
                bytes.withUnsafeBufferPointer(set.said)
            }
        }
        guard !found.contains(nil) else { return words }
        let numbers = found.reduce(into: Set<Int>()) { $0.formUnion($1 ?? []) }
        return Set(numbers.map { set.words[$0] })
    }

    // MARK: states

    /// Looks at another state of the tree.
    mutating func move(to next: Snapshot) {
        let changed = Set(snapshot.overlay.keys).union(next.overlay.keys)
            .filter { snapshot.overlay[$0] != next.overlay[$0] }
        let comesOrGoes = changed.contains { snapshot.has($0.string) != next.has($0.string) }
        snapshot = next
        var isSame = !comesOrGoes
        for path in changed {
            guard let file = numbers[path], let old = scans.removeValue(forKey: file) else {
                continue
            }
            if scan(file)?.includes == old?.includes { continue }
            edges[file] = nil
            isSame = false
        }
        if isSame { return }
        certain = [:]
        possible = [:]
        if comesOrGoes { use([]) }
    }

    /// Looks for includes in these directories from now on.
    mutating func use(_ directories: [String]) {
        if directories == self.directories, !directories.isEmpty { return }
        self.directories = directories
        resolved = [:]
        edges = [:]
        certain = [:]
        possible = [:]
    }

    /// Looks at all that some files may include, several files at a time, before anything is asked.
    mutating func read(from files: [Int]) {
        var seen = Set(files)
        var next = files
        while !next.isEmpty {
            let unknown = next.filter { scans[$0] == nil }
            let found = concurrently(unknown.count) { [snapshot, paths] number in
                ((try? snapshot.contents(of: paths[unknown[number]])) ?? nil)
                    .map(DirectiveScan.init)
            }
            for (file, scan) in zip(unknown, found) { scans[file] = .some(scan) }
            next = next.flatMap { includes(of: $0) }.map(\.file).filter { seen.insert($0).inserted }
        }
    }

    // MARK: edges

    /// What a file includes, in order.
    mutating func includes(of file: Int) -> [Edge] {
        if let known = edges[file] { return known }
        let found = (scan(file)?.includes ?? []).compactMap { include in
            target(of: include, from: file).map {
                Edge(
                    file: $0,
                    isCertain: include.isCertain
                        || include.isCertainWithOption && withOption.contains(file))
            }
        }
        edges[file] = found
        return found
    }

    /// Says of a unit whether its ``DirectiveScan/option`` is on. Nothing includes it, so nothing else has to be looked at again.
    mutating func setOption(of unit: Int, isOn: Bool) {
        guard withOption.contains(unit) != isOn else { return }
        if isOn { withOption.insert(unit) } else { withOption.remove(unit) }
        edges[unit] = nil
        certain[unit] = nil
    }

    /// The file of the tree that an include means; nil for a generated one, or none.
    mutating func target(of include: DirectiveScan.Include, from file: Int) -> Int? {
        if include.isQuoted, let directory = paths[file].parent,
            let path = TreePath(directory.string + "/" + include.name), snapshot.exists(path)
        {
            return number(of: path)
        }
        if let known = resolved[include.name] { return known }
        var found: Int?
        for directory in directories {
            guard let path = TreePath(directory + include.name), snapshot.exists(path) else {
                continue
            }
            found = number(of: path)
            break
        }
        resolved[include.name] = .some(found)
        return found
    }

    /// The files that one includes whatever is defined, itself among them.
    mutating func certainReach(from start: Int) -> BitSet {
        if let known = certain[start] { return known }
        let found = reach(from: start, onlyCertain: true)
        certain[start] = found
        return found
    }

    /// The files that one may include, itself among them.
    mutating func possibleReach(from start: Int) -> BitSet {
        if let known = possible[start] { return known }
        let found = reach(from: start, onlyCertain: false)
        possible[start] = found
        return found
    }

    private mutating func reach(from start: Int, onlyCertain: Bool) -> BitSet {
        var found: BitSet = [start]
        var open = [start]
        while let file = open.popLast() {
            for edge in includes(of: file) where edge.isCertain || !onlyCertain {
                if found.insert(edge.file).inserted { open.append(edge.file) }
            }
        }
        return found
    }
}
