import KernelSource

/// The files that a diff names, read from its headers. More than there are does no harm: it is asked whether any is watched.
struct ChangedPaths {
    private(set) var paths: Set<String> = []

    init(diff: [UInt8]) {
        for line in diff.split(separator: UInt8(ascii: "\n")) {
            // "--- a/x.c", "+++ b/x.c", "rename from x.c", "diff --git a/x.c b/x.c": the first letter rules out most lines.
            guard let first = line.first, "-+rd".utf8.contains(first) else { continue }
            var text = String(decoding: line.prefix(8192), as: UTF8.self)
            if text.hasSuffix("\r") { text.removeLast() }
            if text.hasPrefix("--- ") || text.hasPrefix("+++ ") {
                add(text.dropFirst(4))
            } else if text.hasPrefix("rename from ") || text.hasPrefix("rename to ") {
                insert(text.drop { $0 != " " }.dropFirst().drop { $0 != " " }.dropFirst())
            } else if text.hasPrefix("diff --git ") {
                for name in text.dropFirst(11).split(separator: " ") { add(name) }
            }
        }
    }

    private mutating func add(_ name: Substring) {
        let bare = name.prefix { $0 != "\t" }.drop { $0 == "\"" }
        guard bare != "/dev/null" else { return }
        insert(bare)
        if let slash = bare.firstIndex(of: "/") { insert(bare[bare.index(after: slash)...]) }
    }

    private mutating func insert(_ name: Substring) {
        let clean = name.hasSuffix("\"") ? name.dropLast() : name
        if !clean.isEmpty { paths.insert(String(clean)) }
    }
}

extension RepositoryQuery {
    /// Whether a revision, or the index if that is nil, is a kernel at all: hooks may be installed for all repositories of a
    /// user.
    func isKernel(at revision: String?) throws(TreeError) -> Bool {
        // An index has no directories. Names are asked for, not the objects: a partial clone may have just the former.
        let marks = ["Kbuild", "MAINTAINERS"] + (revision == nil ? [] : ["include/linux"])
        return try text(["rev-parse", "--quiet"] + marks.map { "\(revision ?? ""):\($0)" }) != nil
    }
}
