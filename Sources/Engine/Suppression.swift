internal import Contract
internal import Findings
internal import KernelSource
internal import SourceText

/// Takes out the findings that the contract or a comment in the source allows, and counts them.
///
/// The comment is `ntbcheck: allow(RULE): reason`, on the finding's line or the one above. Without a reason it allows nothing.
struct Suppression {
    let contract: Contract
    let snapshot: Snapshot

    func apply(to findings: [Finding]) -> (kept: [Finding], hidden: Int) {
        var lines: [TreePath: [Substring]] = [:]
        let kept = findings.filter { finding in
            if isAllowedByContract(finding) { return false }
            // What says that a series does not apply or compile is no matter of opinion.
            if finding.kind == .series { return true }
            let file = finding.location.file
            let text = lines[file] ?? self.lines(of: file)
            lines[file] = text
            return !isAllowedByComment(finding, text)
        }
        return (kept, findings.count - kept.count)
    }

    private func isAllowedByContract(_ finding: Finding) -> Bool {
        (contract.allow ?? []).contains { allowance in
            allowance.rule == finding.rule
                && (allowance.file == nil || allowance.file == finding.location.file.string)
                && (allowance.function == nil || allowance.function == finding.function)
                && !allowance.reason.allSatisfy(\.isWhitespace)
        }
    }

    private func lines(of file: TreePath) -> [Substring] {
        guard let bytes = try? snapshot.contents(of: file) else { return [] }
        // By bytes: to Swift a carriage return and the line feed after it are one character, which is no line feed.
        return bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { Substring(String(decoding: $0, as: UTF8.self)) }
    }

    private func isAllowedByComment(_ finding: Finding, _ lines: [Substring]) -> Bool {
        let line = finding.location.line
        return [line - 1, line].contains { number in
            guard number >= 1, number <= lines.count else { return false }
            return Self.allows(finding.rule, lines[number - 1])
        }
    }

    /// Only in a comment: the same words in a string allow nothing.
    static func allows(_ rule: String, _ line: Substring) -> Bool {
        guard let comment = line.firstRange(of: "/*") ?? line.firstRange(of: "//") else {
            return false
        }
        let text = line[comment.upperBound...]
        guard let start = text.firstRange(of: "ntbcheck: allow(\(rule)):") else { return false }
        let reason = text[start.upperBound...].prefix { $0 != "*" }
        return !reason.allSatisfy(\.isWhitespace)
    }
}
