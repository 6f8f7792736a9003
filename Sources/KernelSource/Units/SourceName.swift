/// What a file's name says of its part: a unit of its own, or a text that units include. C lets them include any file.
enum SourceName {
    case unit
    case included
    case other

    init(_ path: some StringProtocol) {
        var path = String(path)
        self = path.withUTF8 { SourceName($0) }
    }

    /// - Parameter name: the bytes of a path, or of its last part.
    init(_ name: UnsafeBufferPointer<UInt8>) {
        let dot = UInt8(ascii: ".")
        guard let last = name.lastIndex(of: dot), last + 1 < name.count, last > 0,
            name[last - 1] != UInt8(ascii: "/")
        else {
            self = .other
            return
        }
        if last + 2 == name.count {
            switch name[last + 1] {
            case UInt8(ascii: "c"): self = .unit
            case UInt8(ascii: "h"): self = .included
            // Assembler, lexers, parsers, archives and objects.
            default: self = .other
            }
            return
        }
        if name[(last + 1)...].contains(UInt8(ascii: "/")) {
            self = .other
            return
        }
        let end = String(decoding: name[(last + 1)...], as: UTF8.self)
        self = Self.others.contains(end) ? .other : .included
    }

    /// What nobody includes in C, by the end of its name: other languages, descriptions, and what a build leaves.
    private static let others: Set<String> = [
        "dts", "dtsi", "dtso", "dtb", "dtbo", "yaml", "yml", "rst", "json", "py", "sh", "pl", "pm",
        "awk", "sed", "cocci", "lds", "asn1", "rs", "config", "conf", "ko", "so", "cmd", "mod",
        "order", "builtin", "symvers", "dep", "gz", "xz", "zst", "bz2", "po", "svg", "png", "gif",
        "ppm", "pbm", "bin", "fw", "hex", "ihex", "patch", "orig", "rej", "swp", "md", "html",
        "uni", "lex", "elf", "img", "dbg", "su", "gcno", "gcda", "rsi", "gitignore",
    ]
}

extension StringProtocol {
    var isUnitName: Bool { hasSuffix(".c") }
    /// Whether a unit may include it.
    var isIncludedName: Bool { if case .included = SourceName(self) { true } else { false } }
    var isSourceName: Bool { isUnitName || isIncludedName }
}
