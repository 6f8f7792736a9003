import Crypto
import Foundation
import SourceText

/// What makes a finding of one state the same as a finding of another: rule, file, function or table, and the rule's own key.
/// Line numbers play no part, so code that only moves keeps its findings.
package struct Fingerprint: Hashable, Sendable, Comparable {
    package let string: String

    /// - Parameter occurrence: counts findings of one state that are equal in all else, from 0, in report order.
    package init(_ finding: Finding, occurrence: Int = 0) {
        if let origin = finding.origin {
            string = origin
            return
        }
        let parts = [
            finding.rule, finding.location.file.string, finding.function ?? "",
            finding.table ?? "", finding.key, String(occurrence),
        ]
        let digest = SHA256.hash(data: Data(parts.joined(separator: "\u{0}").utf8))
        string = digest.prefix(10).map { byte in
            let hex = String(byte, radix: 16)
            return hex.count == 1 ? "0" + hex : hex
        }.joined()
    }

    package static func < (a: Fingerprint, b: Fingerprint) -> Bool { a.string < b.string }
}
