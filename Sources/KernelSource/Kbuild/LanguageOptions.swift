/// The options of a compiler's command that change what C means to a parser.
///
/// Makefiles name hundreds of others. They are dropped: some are for another compiler, some write files, some load plug-ins.
enum LanguageOptions {
    /// Options that switch a dialect on; each has a `-fno-` form as well (clang's LangOptions).
    private static let dialects: Set<String> = [
        "short-wchar", "unsigned-char", "signed-char", "short-enums", "ms-extensions",
        "ms-compatibility", "ms-anonymous-structs", "plan9-extensions", "common", "strict-aliasing",
        "strict-overflow", "wrapv", "wrapv-pointer", "PIE", "pie", "PIC", "pic", "freestanding",
        "hosted", "builtin", "gnu89-inline", "gnu-keywords", "asm", "dollars-in-identifiers",
        "delete-null-pointer-checks", "lax-vector-conversions", "blocks", "char8_t", "declspec",
        "bounds-safety", "experimental-late-parse-attributes", "experimental-bounds-safety",
        "counted-by", "defer-ts", "matrix", "fixed-point", "signed-bitfields", "unsigned-bitfields",
        "pack-struct", "trigraphs", "digraphs", "math-errno", "fast-math", "merge-all-constants",
    ]

    /// Whether a parser has to be told of an option.
    static func isDialect(_ word: String) -> Bool {
        if word.hasPrefix("-std=gnu") || word.hasPrefix("-std=c") { return true }
        guard word.hasPrefix("-f") else { return false }
        var name = word.dropFirst(2)
        if name.hasPrefix("no-") { name = name.dropFirst(3) }
        let stem = name.prefix { $0 != "=" }
        if stem == "strict-flex-arrays" || stem == "pack-struct" {
            return name.dropFirst(stem.count + 1).utf8.allSatisfy(isDigit)
        }
        // -fno-builtin-memcpy
        if stem.hasPrefix("builtin-") {
            return stem.utf8.allSatisfy { isWordByte($0) || $0 == 0x2d }
        }
        return stem.count == name.count && dialects.contains(String(stem))
    }

    /// The words of a command that count, paths by the names that `place` gives them; nil drops the option.
    static func accepted(_ words: [String], place: (String) -> String?) -> [String] {
        var flags: [String] = []
        var rest = words[...]
        while let word = rest.popFirst() {
            if let option = withPath.first(where: word.hasPrefix) {
                var path = String(word.dropFirst(option.count))
                // What a program would have printed is empty: the next word is not its path.
                if path.isEmpty, rest.first?.hasPrefix("-") == false {
                    path = rest.popFirst() ?? ""
                }
                guard !path.isEmpty, let place = place(path) else { continue }
                flags += option == "-I" ? [option + place] : [option, place]
            } else if word.hasPrefix("-D") || word.hasPrefix("-U"), word.count > 2 {
                flags.append(word)
            } else if word == "-D" || word == "-U" {
                if let definition = rest.popFirst() { flags.append(word + definition) }
            } else if isDialect(word) {
                flags.append(word)
            }
        }
        return flags
    }

    /// The longer names first, since one is the beginning of another.
    private static let withPath = [
        "-include", "-imacros", "-iquote", "-isystem", "-idirafter", "-I",
    ]
}
