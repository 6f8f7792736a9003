/// Whether a change can matter to a contract, found out in milliseconds: hooks run on every commit, and nearly none does.
///
/// A change matters if it, or a file that it touches, names what the contract is about. A private header or a Kbuild file
/// matters too if a C file beside it does. Headers under `include` count like other files: half of the kernel includes them.
package struct Watch: Sendable {
    private let words: [String]
    /// Arguments of one command are limited; so large a change is looked at without asking.
    private static let mostPaths = 1000

    package init(words: [String], headers: [String]) { self.words = words + headers }

    /// Whether a text says any of the words; part of a longer word will do.
    package func isNamed(in text: [UInt8]) -> Bool {
        text.withUnsafeBufferPointer { bytes in
            words.contains { ByteSearch.contains(Array($0.utf8), in: bytes) }
        }
    }

    /// - Parameters:
    ///   - paths: what the change touches.
    ///   - diff: the change itself, which may bring the words and take them away again.
    ///   - revisions: where the files are looked up; nil stands for the index.
    package func isTouched(
        by paths: [String], diff: [UInt8], at revisions: [String?], of repository: RepositoryQuery
    ) throws(TreeError) -> Bool {
        if isNamed(in: diff) || paths.count > Self.mostPaths { return true }
        var pathspecs: Set<String> = []
        for path in paths {
            let name = path.split(separator: "/").last.map(String.init) ?? path
            let directory = path.dropLast(name.count)
            let isKbuild = ["Kconfig", "Makefile", "Kbuild"].contains(where: name.hasPrefix)
            let isPrivateHeader =
                name.hasSuffix(".h") && !("/" + path).contains("/include/")
            if name.hasSuffix(".c") || name.hasSuffix(".h") {
                pathspecs.insert(":(top,literal)" + path)
            }
            if isKbuild || isPrivateHeader, !directory.isEmpty {
                pathspecs.insert(":(top,glob)" + Self.quoted(directory) + "*.c")
            }
        }
        if pathspecs.isEmpty { return false }
        for revision in revisions
        where try repository.finds(words, in: pathspecs.sorted(), of: revision) {
            return true
        }
        return false
    }

    private static func quoted(_ directory: Substring) -> String {
        directory.map { "*?[\\".contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}
