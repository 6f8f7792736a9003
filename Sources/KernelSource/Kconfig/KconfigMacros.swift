/// The macro language of Kconfig (scripts/kconfig/preprocess.c, Documentation/kbuild/kconfig-macro-language.rst).
///
/// Nothing is run for `$(shell,...)`. What such commands ask is what the compiler can do, and the compiler here is
/// libclang: a probe of the C compiler, assembler or linker counts as passed, one of rustc, pahole or a plugin as
/// failed, and a `test` of words is worked out.
struct KconfigMacros: Sendable {
    private var variables: [String: (value: String, isRecursive: Bool)] = [:]
    private let environment: [String: String]
    private let compiler: CompilerProbe

    init(arch: Arch, kernelVersion: String, compiler: CompilerProbe) {
        self.compiler = compiler
        environment = [
            "SRCARCH": arch.directory, "ARCH": arch.makeName, "SUBARCH": arch.makeName,
            "KERNELVERSION": kernelVersion,
            "srctree": ".", "objtree": ".", "CC": "clang", "LD": "ld.lld", "NM": "llvm-nm",
            "AR": "llvm-ar",
            "OBJCOPY": "llvm-objcopy", "RUSTC": "rustc", "BINDGEN": "bindgen", "PAHOLE": "pahole",
            "CC_VERSION_TEXT": "clang version \(compiler.version / 10000)", "PYTHON3": "python3",
            "RUSTC_VERSION_TEXT": "", "PAHOLE_VERSION": "0", "CLANG_FLAGS": "", "HOSTCC": "clang",
        ]
    }

    /// Takes `NAME = value`, `NAME := value`, `NAME += value`.
    mutating func define(_ name: String, _ assignment: String, _ value: String) {
        switch assignment {
        case ":=": variables[name] = (expand(value), false)
        case "+=":
            let old = variables[name] ?? ("", true)
            guard old.value.utf8.count < Self.longest else { return }
            variables[name] = (
                old.value + " " + (old.isRecursive ? value : expand(value)), old.isRecursive
            )
        default: variables[name] = (value, true)
        }
    }

    func expand(_ text: String) -> String {
        var budget = Self.budget
        return expand(text, arguments: [], depth: 0, &budget)
    }

    /// How many references one line may make: a few nested macros could double without end.
    private static let budget = 2000
    /// Of a text, in bytes. Kernels have lines of some hundred.
    private static let longest = 1 << 16

    private func expand(
        _ text: String, arguments: [String], depth: Int, _ budget: inout Int
    ) -> String {
        guard text.utf8.contains(UInt8(ascii: "$")), depth < 40 else { return text }
        guard text.utf8.count < Self.longest else { return "" }
        var result: [UInt8] = []
        let bytes = Array(text.utf8)
        var at = 0
        while at < bytes.count {
            guard bytes[at] == UInt8(ascii: "$") else {
                result.append(bytes[at])
                at += 1
                continue
            }
            guard at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "("),
                let close = Self.closing(bytes, from: at + 2)
            else {
                result.append(bytes[at])
                at += 1
                continue
            }
            let inner = Self.arguments(bytes[(at + 2)..<close])
            budget -= 1
            guard budget > 0 else { return "" }
            var values: [String] = []
            for part in inner {
                values.append(expand(part, arguments: arguments, depth: depth + 1, &budget))
            }
            result += call(values, arguments: arguments, depth: depth, &budget).utf8
            guard result.count < Self.longest else { return "" }
            at = close + 1
        }
        return String(decoding: result, as: UTF8.self)
    }

    private func call(
        _ values: [String], arguments: [String], depth: Int, _ budget: inout Int
    ) -> String {
        guard let name = values.first else { return "" }
        if let number = Int(name) {
            return arguments.indices.contains(number) ? arguments[number] : ""
        }
        switch name {
        case "shell": return shell(values.dropFirst().joined(separator: ","))
        case "info", "warning-if", "error-if", "filename", "lineno": return ""
        default: break
        }
        if let variable = variables[name] {
            return variable.isRecursive
                ? expand(variable.value, arguments: values, depth: depth + 1, &budget)
                : variable.value
        }
        return environment[name] ?? ""
    }

    private static func closing(_ bytes: [UInt8], from start: Int) -> Int? {
        var depth = 1
        for at in start..<bytes.count {
            if bytes[at] == UInt8(ascii: "(") { depth += 1 }
            if bytes[at] == UInt8(ascii: ")") {
                depth -= 1
                if depth == 0 { return at }
            }
        }
        return nil
    }

    private static func arguments(_ bytes: ArraySlice<UInt8>) -> [String] {
        var parts: [[UInt8]] = [[]]
        var depth = 0
        for byte in bytes {
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            if byte == UInt8(ascii: ","), depth == 0 {
                parts.append([])
            } else {
                parts[parts.count - 1].append(byte)
            }
        }
        return parts.map { String(decoding: $0, as: UTF8.self) }
    }

    // MARK: shell commands, answered rather than run

    private func shell(_ command: String) -> String {
        let parts = words(command)
        if parts.starts(with: ["set", "--"]), let last = parts.last, last.hasPrefix("$"),
            let number = Int(last.dropFirst())
        {
            let values = parts.dropFirst(2).prefix { $0 != "&&" }
            return number >= 1 && number <= values.count
                ? values[values.startIndex + number - 1] : ""
        }
        if command.contains("cc-version.sh") { return "Clang \(compiler.version)" }
        if command.contains("as-version.sh") { return "LLVM \(compiler.version)" }
        if command.contains("ld-version.sh") { return "LLD \(compiler.version)" }
        if command.contains("clang-version.sh") { return "\(compiler.version)" }
        // if-success of scripts/Kconfig.include: { COMMAND; } >/dev/null 2>&1 && echo "A" || echo "B"
        if command.hasPrefix("{"), let close = command.range(of: "; }"),
            let both = command.range(of: "&& echo \"", after: close.upperBound)
        {
            let inner = command[command.index(after: command.startIndex)..<close.lowerBound]
            let answers = command[both.upperBound...].split(
                separator: "\"", omittingEmptySubsequences: false)
            return answers.count >= 3
                ? String(succeeds(trimmed(inner)) ? answers[0] : answers[2]) : ""
        }
        return command.contains("version") ? "0" : ""
    }

    private func succeeds(_ command: String) -> Bool {
        var parts = words(command).map { $0.filter { $0 != "\"" && $0 != "'" } }
        if let first = parts.first, first == "test" || first == "[" {
            if first == "[" { parts.removeLast() }
            return test(Array(parts.dropFirst()))
        }
        for refused in ["rust", "bindgen", "pahole", "plugin", "python"]
        where command.contains(refused) {
            return false
        }
        // A dialect that this libclang does not know is none that units can be read in.
        guard compiler.takes(parts.filter { $0.hasPrefix("-f") }.joined(separator: " ")) else {
            return false
        }
        return command.contains("clang") || command.contains("ld.lld") || command.contains("llvm-")
    }

    private func test(_ parts: [String]) -> Bool {
        if parts.first == "-z" { return parts.count < 2 || parts[1].isEmpty }
        if parts.first == "-n" { return parts.count == 2 && !parts[1].isEmpty }
        if parts.count == 1 { return !parts[0].isEmpty }
        guard parts.count == 3 else { return false }
        let (left, right) = (Int(parts[0]) ?? 0, Int(parts[2]) ?? 0)
        switch parts[1] {
        case "=", "==": return parts[0] == parts[2]
        case "!=": return parts[0] != parts[2]
        case "-eq": return left == right
        case "-ne": return left != right
        case "-ge": return left >= right
        case "-gt": return left > right
        case "-le": return left <= right
        case "-lt": return left < right
        default: return false
        }
    }
}

extension String {
    /// The first place of a text at or after an index.
    fileprivate func range(of needle: String, after start: Index? = nil) -> Range<Index>? {
        firstRange(of: needle, from: start ?? startIndex)
    }

    private func firstRange(of needle: String, from start: Index) -> Range<Index>? {
        self[start...].firstRange(of: needle)
    }
}
