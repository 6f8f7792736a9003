/// The flags of the top Makefile that change what C means, read from it as text so that later versions bring theirs.
enum LanguageFlags {
    private static let known: Set<String> = [
        "-fshort-wchar", "-funsigned-char", "-fsigned-char", "-fms-extensions", "-fno-common",
        "-fno-strict-aliasing", "-fno-strict-overflow", "-fno-PIE", "-fno-pie",
        "-fno-delete-null-pointer-checks", "-ffreestanding",
    ]

    private static let others = ["HOST", "USER", "RUST", "rust"]

    private static func says(_ word: String, _ line: String) -> Bool {
        Array(line.utf8).withUnsafeBufferPointer { ByteSearch.contains(Array(word.utf8), in: $0) }
    }

    /// Flags that only matter to tools that run on the build machine are on lines for HOST and USER programs.
    static func read(_ makefile: String) -> [String] {
        var flags: [String] = []
        for line in logicalLines(makefile) {
            guard says("FLAGS", line), !others.contains(where: { says($0, line) }) else { continue }
            for word in words(line.prefix { $0 != "#" }) {
                if known.contains(word) || word.hasPrefix("-std=gnu") || word.hasPrefix("-std=c"),
                    !flags.contains(word)
                {
                    flags.append(word)
                }
            }
        }
        if !flags.contains(where: { $0.hasPrefix("-std=") }) { flags.append("-std=gnu11") }
        return flags
    }
}
