import Findings
import Foundation
import Reports
import SeriesDiff
import SourceText
import Testing

@Suite("characters that move text")
struct InertReportTests {
    private static let hostile = "a\u{1b}[2J\u{9b}31m\u{202e}\u{2066}\u{200f}\u{7f}\rb"

    private static func moves(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            scalar != "\n"
                && (scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
                    || [0x200f, 0x202e, 0x2066].contains(scalar.value))
        }
    }

    @Test("no format lets them through, and those of JSON say what they were")
    func formats() throws {
        let finding = Finding(
            rule: rule("null-return"), location: at(vntb, 3), function: "f",
            message: Self.hostile, key: "k")
        let gap = Unanalysed(file: transport, reason: Self.hostile)
        let report = check([finding], unanalysed: [gap])
        for text in [
            report.json(), report.sarif(), report.terse(), report.text(), report.github(),
            report.gitlab(), report.rdjsonl(), report.gcc(),
        ] {
            #expect(text.contains("31m"))
            #expect(!Self.moves(text))
        }
        let json = try JSONSerialization.jsonObject(with: Data(report.json().utf8))
        let findings = (json as? [String: Any])?["findings"] as? [[String: Any]]
        #expect((findings?.first?["message"] as? String)?.contains("31m") == true)
        #expect(report.json().contains("\\u202e"))
    }
}
