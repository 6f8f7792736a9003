internal import Findings
internal import Rules

/// Paths that are taken only if a constant has a value that nobody knows: what is found on them is not shown.
struct AssumedPaths {
    /// What was made up for the units of a state.
    let names: Set<String>

    func apply(to findings: [Finding]) -> [Finding] {
        if names.isEmpty { return findings }
        return findings.map { finding in
            guard
                [NullReturn.description.id, ErrorPointerReturn.description.id].contains(
                    finding.rule)
            else { return finding }
            let used = finding.witness.flatMap { Self.words(of: $0.message) }
                .filter(names.contains)
            return used.isEmpty ? finding : unproven(finding, Set(used).sorted())
        }
    }

    private func unproven(_ finding: Finding, _ used: [String]) -> Finding {
        let function = finding.function ?? "the function"
        return Finding(
            rule: UnprovenReturn.description, location: finding.location,
            function: finding.function, table: finding.table,
            message:
                "\(function)() may return what it must not, on a path that hangs on \(used.joined(separator: ", "))",
            witness: finding.witness,
            assumptions: used.map { "a value for \($0), which only a build can tell" },
            key: finding.key)
    }

    private static func words(of text: String) -> [String] {
        text.utf8.split {
            !($0 == 0x5f || (0x30...0x39).contains($0) || (0x61...0x7a).contains($0 | 0x20))
        }.map { String(decoding: Array($0), as: UTF8.self) }
    }
}
