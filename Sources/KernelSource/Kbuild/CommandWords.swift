/// A compiler's command line, as a `.cmd` file or compile_commands.json holds it, taken apart but never run.
enum CommandWords {
    /// The value of the `cmd_`/`savedcmd_` line of a `.cmd` file (scripts/Kbuild.include: make-cmd, if_changed),
    /// with make's escapes undone and what follows the compiler (objtool, fixdep) cut off.
    static func compilerLine(ofCommandFile text: String) -> String? {
        for line in text.split(separator: "\n", maxSplits: 8) {
            guard line.hasPrefix("cmd_") || line.hasPrefix("savedcmd_"),
                let mark = line.firstRange(of: ":=")
            else { continue }
            let command = trimmed(line[mark.upperBound...])
                .replacing("$(pound)", with: "#").replacing("$$", with: "$")
            let end = command.firstRange(of: " ; ")?.lowerBound ?? command.endIndex
            return String(command[..<end])
        }
        return nil
    }

    /// Splits by the shell's rules for quotes and backslashes; nothing is expanded.
    static func split(_ command: String) -> [String] {
        var found: [String] = []
        var current: [UInt8]?
        var quote: UInt8?
        var isEscaped = false
        for byte in command.utf8 {
            if isEscaped {
                current = (current ?? []) + [byte]
                isEscaped = false
            } else if byte == 0x5c, quote != UInt8(ascii: "'") {
                isEscaped = true
            } else if let mark = quote {
                if byte == mark { quote = nil } else { current = (current ?? []) + [byte] }
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
                current = current ?? []
            } else if isSpace(byte) {
                if let word = current { found.append(String(decoding: word, as: UTF8.self)) }
                current = nil
            } else {
                current = (current ?? []) + [byte]
            }
        }
        if let word = current { found.append(String(decoding: word, as: UTF8.self)) }
        return found
    }
}

/// What of a compiler's arguments a parser is given: those that decide what the source means, and no others.
///
/// A list of what to keep rather than of what to drop: gcc's and clang's releases know hundreds of options, some of
/// which write files or load plug-ins, and a build directory is not to be trusted with those.
struct ArgumentFilter {
    /// Gives a path its virtual names, the one to look at first coming first; none drops the argument.
    let places: (String) -> [String]

    private static let kept: Set<String> = [
        "-nostdinc", "-m64", "-m32", "-mlittle-endian", "-mbig-endian", "-mgeneral-regs-only",
        "-mno-sse",
        "-mno-mmx", "-mno-sse2", "-mno-3dnow", "-mno-avx", "-mno-80387", "-msoft-float",
        "-mno-red-zone",
        "-mcmodel=kernel", "-mcmodel=small", "-fshort-wchar", "-funsigned-char",
        "-fsigned-char", "-fms-extensions", "-fno-common", "-fno-strict-aliasing",
        "-fno-strict-overflow",
        "-fno-PIE", "-fno-pie", "-fno-delete-null-pointer-checks", "-ffreestanding",
        "-fgnu89-inline",
        "-fsanitize=kernel-address", "-fsanitize=thread", "-O0", "-O1", "-O2", "-O3", "-Os",
    ]
    private static let withPath = [
        "-I", "-iquote", "-isystem", "-idirafter", "-include", "-imacros",
    ]

    func arguments(_ command: [String]) -> [String] {
        var result: [String] = []
        var rest = command[...]
        while let word = rest.popFirst() {
            if let option = Self.withPath.first(where: { word == $0 }) {
                let found = rest.popFirst().map(places) ?? []
                if ["-include", "-imacros"].contains(option) {
                    result += found.last.map { [option, $0] } ?? []
                } else {
                    result += found.flatMap { [option, $0] }
                }
            } else if word.hasPrefix("-I") {
                result += places(String(word.dropFirst(2))).map { "-I" + $0 }
            } else if word == "-D" || word == "-U" {
                if let definition = rest.popFirst() { result.append(word + definition) }
            } else if word.hasPrefix("-D") || word.hasPrefix("-U") || word.hasPrefix("-std=")
                || Self.kept.contains(word)
            {
                result.append(word)
            } else if ["-o", "-MF", "-MT", "-MQ", "-Xclang", "-target", "-x", "--param", "-mllvm"]
                .contains(word)
            {
                _ = rest.popFirst()
            }
        }
        return result
    }
}
