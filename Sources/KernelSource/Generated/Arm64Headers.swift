import SourceText

/// Headers that arch/arm64/tools/Makefile makes from tables, each by the format of its table.
enum Arm64Headers {
    static func files(_ snapshot: Snapshot) -> [GeneratedFile] {
        let output = "arch/arm64/include/generated/asm/"
        let directory = "arch/arm64/tools"
        let makefile = Makefile(
            snapshot.text(directory + "/Makefile") ?? "",
            variables: ["src": directory, "srctree": ".", "obj": directory])
        return makefile.rules.compactMap { rule in
            let target = makefile.expand(rule.targets)
            let name = String(target.split(separator: "/").last ?? "")
            // The script that makes it comes first, then what it reads.
            let sources = words(makefile.expand(rule.prerequisites)).filter { $0 != "FORCE" }
            guard name.hasSuffix(".h"), sources.count == 2, let table = TreePath(sources[1]),
                let text = snapshot.text(table.string)
            else { return nil }
            return header(of: text).map { GeneratedFile(output + name, $0) }
        }
    }

    private static func header(of table: String) -> String? {
        if table.contains("\nSysreg") { return SystemRegisters(table).header }
        if table.contains("#define HWCAP") { return hardwareCapabilities(table) }
        let lines = table.split(whereSeparator: \.isNewline).map { trimmed($0) }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
        let isList = !lines.isEmpty && lines.allSatisfy { $0.utf8.allSatisfy(isWordByte) }
        return isList ? capabilities(table) : nil
    }

    /// The kernel's own names of what user space knows as HWCAP_X (gen-kernel-hwcaps.sh).
    private static func hardwareCapabilities(_ text: String) -> String {
        text.matches(of: /(?m)^#define[ \t]+HWCAP(\d*)_([A-Z0-9_]+)/).map { match in
            "#define KERNEL_HWCAP_\(match.2) __khwcap\(match.1)_feature(\(match.2))\n"
        }.joined()
    }

    /// A number for each name (arch/arm64/tools/gen-cpucaps.awk).
    private static func capabilities(_ text: String) -> String {
        let names = text.split(whereSeparator: \.isNewline).map { trimmed($0) }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") && $0.utf8.allSatisfy(isWordByte) }
        let lines = names.enumerated().map { "#define ARM64_\($0.element) \($0.offset)" }
        return (lines + ["#define ARM64_NCAPS \(names.count)"]).joined(separator: "\n") + "\n"
    }
}

/// Names for system registers and their fields (arch/arm64/tools/gen-sysreg.awk).
///
/// Statements of later versions that make no name of their own are skipped.
private struct SystemRegisters {
    private(set) var header = ""
    private var register = ""
    private var field = ""
    private var reserved: [String: [String]]?

    init(_ text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = words(line.prefix { $0 != "#" })
            if let first = parts.first { take(first, parts) }
        }
    }

    private mutating func take(_ statement: String, _ parts: [String]) {
        switch statement {
        case "SysregFields" where parts.count >= 2:
            register = parts[1]
            reserved = [:]
        case "Sysreg" where parts.count >= 7:
            register = parts[1]
            reserved = [:]
            define(
                "REG_" + register, "S\(parts[2])_\(parts[3])_C\(parts[4])_C\(parts[5])_\(parts[6])")
            define("SYS_" + register, "sys_reg(\(parts[2...6].joined(separator: ", ")))")
            for (name, value) in zip(["Op0", "Op1", "CRn", "CRm", "Op2"], parts[2...6]) {
                define("SYS_\(register)_\(name)", value)
            }
        case "Fields", "Mapping":
            reserved = nil
        case "Res0", "Res1", "Unkn":
            guard parts.count >= 2, let bits = bits(parts[1]) else { return }
            reserved?[statement.uppercased(), default: []].append(
                "GENMASK_ULL(\(bits.high), \(bits.low))")
        case "Field", "Enum", "SignedEnum", "UnsignedEnum":
            guard parts.count >= 3, let bits = bits(parts[1]) else { return }
            field = register + "_" + parts[2]
            define(field, "GENMASK(\(bits.high), \(bits.low))")
            define(field + "_MASK", "GENMASK(\(bits.high), \(bits.low))")
            define(field + "_SHIFT", "\(bits.low)")
            define(field + "_WIDTH", "\(bits.high - bits.low + 1)")
            if statement == "SignedEnum" { define(field + "_SIGNED", "true") }
            if statement == "UnsignedEnum" { define(field + "_SIGNED", "false") }
        case "EndSysreg", "EndSysregFields":
            guard let reserved else { return }
            for kind in ["RES0", "RES1", "UNKN"] {
                let masks = (["UL(0)"] + (reserved[kind] ?? [])).joined(separator: " | ")
                define(register + "_" + kind, "(\(masks))")
            }
        default:
            if statement.hasPrefix("0b"), parts.count >= 2 {
                define(field + "_" + parts[1], "UL(\(statement))")
            }
        }
    }

    private mutating func define(_ name: String, _ value: String) {
        header += "#define \(name) \(value)\n"
    }

    private func bits(_ text: String) -> (high: Int, low: Int)? {
        let ends = text.split(separator: ":").map { Int($0) }
        guard let first = ends.first, let high = first, let last = ends.last, let low = last,
            (0...63).contains(low), (low...63).contains(high)
        else { return nil }
        return (high, low)
    }
}
