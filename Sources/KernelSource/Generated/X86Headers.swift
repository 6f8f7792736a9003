/// Headers that only the x86 build makes.
enum X86Headers {
    static func files(_ snapshot: Snapshot, _ configuration: Configuration) -> [GeneratedFile] {
        // From 6.15 on the masks of required and disabled features are generated
        // (arch/x86/tools/cpufeaturemasks.awk); before, the tree has them as files.
        guard !snapshot.has("arch/x86/include/asm/disabled-features.h"),
            let features = snapshot.text("arch/x86/include/asm/cpufeatures.h")
        else { return [] }
        return [
            GeneratedFile(
                "arch/x86/include/generated/asm/cpufeaturemasks.h", masks(features, configuration))
        ]
    }

    private static func masks(_ features: String, _ configuration: Configuration) -> String {
        let count = features.firstMatch(of: /#define\s+NCAPINTS\s+(\d+)/).flatMap { Int($0.1) } ?? 0
        guard (1...64).contains(count) else { return "" }
        var lines: [String] = []
        for kind in ["REQUIRED", "DISABLED"] {
            var values = [UInt32](repeating: 0, count: count)
            for match in features.matches(
                of: /#define\s+X86_FEATURE_(\w+)\s+\(\s*(\d+)\s*\*\s*32\s*\+\s*(\d+)\)/)
            {
                guard configuration.isEnabled("X86_\(kind)_FEATURE_\(match.1)"),
                    let word = Int(match.2), let bit = UInt32(match.3), word < count, bit < 32
                else { continue }
                values[word] |= 1 << bit
            }
            for (word, value) in values.enumerated() {
                lines.append("#define \(kind)_MASK\(word) 0x\(String(value, radix: 16))U")
            }
            let choice = (0..<count).map { "((x) >> 5) == \($0) ? \(kind)_MASK\($0) : " }.joined()
            lines.append("#define \(kind)_MASK_BIT_SET(x) (((\(choice)0) >> ((x) & 31)) & 1)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
