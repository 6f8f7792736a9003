internal import Findings
internal import KernelSource
internal import SeriesDiff
internal import SourceText

/// Follows findings through the renames of a series: of files, functions, tables, members and variables, and code that a patch
/// moves into a function of its own. What a patch does not change it does not introduce.
///
/// A finding that goes in the state in which one of the same rule comes is the same one if the code that it is about is the
/// same up to names, and if the place is: the same function, or one that takes its place (the old name is gone and the new one
/// was not there), or a new one that the old one calls; in the same file, one that it was renamed to, or one that its function
/// was moved to.
struct Lineage {
    private let old: Snapshot
    private let new: Snapshot
    private let changed: Set<TreePath>
    /// New names of files, by the old ones.
    private let renamed: [TreePath: TreePath]

    private init(from old: Snapshot, to new: Snapshot) {
        self.old = old
        self.new = new
        changed = TreeAnalysis.changes(from: old, to: new)
        renamed = Self.renames(changed, from: old, to: new)
    }

    /// Gives each finding that had another name before the fingerprint that it had then.
    static func follow(_ reports: inout [StateReport], through snapshots: [Snapshot]) {
        for number in reports.indices.dropFirst() where snapshots.indices.contains(number) {
            let before = reports[number - 1].fingerprinted
            let now = reports[number].fingerprinted
            let known = Set(before.map(\.fingerprint))
            let seen = Set(now.map(\.fingerprint))
            let gone = before.filter { !seen.contains($0.fingerprint) }
            let come = now.filter { !known.contains($0.fingerprint) }
            if gone.isEmpty || come.isEmpty { continue }
            let lineage = Lineage(from: snapshots[number - 1], to: snapshots[number])
            let origins = lineage.pairs(gone, come)
            for index in reports[number].findings.indices {
                let finding = reports[number].findings[index]
                guard let origin = origins.first(where: { $0.finding == finding }) else { continue }
                reports[number].findings[index].origin = origin.fingerprint.string
            }
        }
    }

    private typealias Known = (fingerprint: Fingerprint, finding: Finding)

    /// For each finding that has come and was there before, what it was.
    private func pairs(_ gone: [Known], _ come: [Known]) -> [Known] {
        var rest = gone
        return come.compactMap { new in
            guard new.finding.kind != .series,
                let place = rest.firstIndex(where: { isSame($0.finding, new.finding) })
            else { return nil }
            return (rest.remove(at: place).fingerprint, new.finding)
        }
    }

    private func isSame(_ a: Finding, _ b: Finding) -> Bool {
        guard a.rule == b.rule, changed.contains(b.location.file), let place = place(a, b) else {
            return false
        }
        let (first, second) = (code(at: a.location, in: old), code(at: b.location, in: new))
        guard let one = first.first, let other = second.first else { return false }
        if Self.isSame(first, second) { return true }
        switch place {
        // Its arguments are parameters there.
        case .extracted: return one == other
        // What is called now is a function that was not there, which does what was done here.
        case .same:
            return CTokens.isName(other) && !has(other, a.location.file, in: old)
                && text(b.location.file, in: new).map { $0.body(of: other).contains(one) } ?? false
        case .renamed: return false
        }
    }

    // MARK: places

    private enum Place {
        case same
        case renamed
        /// A new function that the old one calls.
        case extracted
    }

    /// How the place of one finding has become that of another; nil if it has not.
    private func place(_ a: Finding, _ b: Finding) -> Place? {
        let (from, to) = (a.location.file, b.location.file)
        let isSameFile = from == to || renamed[from] == to
        if a.function == b.function, a.table == b.table {
            if isSameFile { return .same }
            // Moved as it is, so that it is not in the file that it was in.
            guard let name = a.function ?? a.table, !has(name, from, in: new),
                !has(name, to, in: old)
            else { return nil }
            return .renamed
        }
        guard isSameFile else { return nil }
        var place = Place.renamed
        if let one = a.function, let other = b.function {
            if one != other {
                guard !has(other, from, in: old) else { return nil }
                if has(one, to, in: new) {
                    // It may have become a caller of the other.
                    guard text(to, in: new)?.body(of: one).contains(other) ?? false else {
                        return nil
                    }
                    place = .extracted
                }
            }
        } else if a.function != b.function {
            return nil
        }
        if let one = a.table, let other = b.table {
            let isRenamed = !has(one, to, in: new) && !has(other, from, in: old)
            return one == other || isRenamed ? place : nil
        }
        return a.table == b.table ? place : nil
    }

    private func text(_ file: TreePath, in snapshot: Snapshot) -> CTokens? {
        ((try? snapshot.contents(of: file)) ?? nil).map { CTokens($0) }
    }

    private func has(_ name: String, _ file: TreePath, in snapshot: Snapshot) -> Bool {
        text(file, in: snapshot)?.contains(name) ?? false
    }

    // MARK: code

    /// What stands at a place up to the end of its statement.
    private func code(at place: Location, in snapshot: Snapshot) -> [String] {
        text(place.file, in: snapshot)?.statement(line: place.line, column: place.column) ?? []
    }

    /// Whether two pieces of code are the same up to names, each of which stands for one other throughout.
    static func isSame(_ a: [String], _ b: [String]) -> Bool {
        guard a.count == b.count else { return false }
        var forth: [String: String] = [:]
        var back: [String: String] = [:]
        for (one, other) in zip(a, b) {
            guard let first = one.utf8.first, let second = other.utf8.first else { return false }
            let areNames = CTokens.startsName(first) && CTokens.startsName(second)
            // Constants and keywords are not what people rename.
            if !areNames || Self.isFixed(one) || Self.isFixed(other) {
                if one != other { return false }
                continue
            }
            if forth[one, default: other] != other || back[other, default: one] != one {
                return false
            }
            forth[one] = other
            back[other] = one
        }
        return true
    }

    private static func isFixed(_ name: String) -> Bool {
        ["return", "sizeof", "if", "while", "for", "switch", "goto", "struct", "union", "enum"]
            .contains(name)
            || name.utf8.allSatisfy {
                !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
            }
    }

    // MARK: files

    /// Files that went while others of nearly the same lines came.
    private static func renames(
        _ changed: Set<TreePath>, from old: Snapshot, to new: Snapshot
    ) -> [TreePath: TreePath] {
        func text(_ path: TreePath, _ snapshot: Snapshot) -> [UInt8]? {
            (try? snapshot.contents(of: path)) ?? nil
        }
        let sources = changed.filter { $0.string.hasSuffix(".c") || $0.string.hasSuffix(".h") }
        var gone: [(path: TreePath, lines: [Int: Int], count: Int)] = []
        var come: [(path: TreePath, lines: [Int: Int], count: Int)] = []
        for path in sources.sorted() {
            switch (text(path, old), text(path, new)) {
            case (let bytes?, nil):
                let (lines, count) = Self.lines(bytes)
                gone.append((path, lines, count))
            case (nil, let bytes?):
                let (lines, count) = Self.lines(bytes)
                come.append((path, lines, count))
            default: break
            }
        }
        if gone.count * come.count > 10_000 { return [:] }
        var found: [(likeness: Double, from: TreePath, to: TreePath)] = []
        for one in gone {
            for other in come {
                let common = one.lines.reduce(0) { $0 + min($1.value, other.lines[$1.key] ?? 0) }
                let likeness = Double(common) / Double(max(one.count, other.count, 1))
                // As git has it.
                if likeness >= 0.5 { found.append((likeness, one.path, other.path)) }
            }
        }
        var renamed: [TreePath: TreePath] = [:]
        var taken: Set<TreePath> = []
        found.sort { ($1.likeness, $0.from, $0.to) < ($0.likeness, $1.from, $1.to) }
        for pair in found where renamed[pair.from] == nil && taken.insert(pair.to).inserted {
            renamed[pair.from] = pair.to
        }
        return renamed
    }

    /// How often each line is there, by its hash.
    private static func lines(_ bytes: [UInt8]) -> (lines: [Int: Int], count: Int) {
        var lines: [Int: Int] = [:]
        let parts = bytes.split(separator: UInt8(ascii: "\n"))
        for line in parts { lines[line.hashValue, default: 0] += 1 }
        return (lines, parts.count)
    }
}
