import Findings
import Rules
import SourceText
import TestSupport
import Testing

/// The examples that `ntbcheck rules` shows are true: what is marked is reported, and nothing else of that rule.
@Suite struct RuleExampleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var rule: String
        var example: RuleExample
        var breaks: Bool
        var testDescription: String { "\(rule): \(breaks ? "broken" : "kept"): \(example.title)" }
    }

    static let cases = RuleRegistry.descriptions.flatMap { rule in
        rule.breaks.map { Case(rule: rule.id, example: $0, breaks: true) }
            + rule.keeps.map { Case(rule: rule.id, example: $0, breaks: false) }
    }

    private func lines(_ code: String) -> [Substring] {
        code.split(separator: "\n", omittingEmptySubsequences: false)
    }

    private func marked(_ code: String) -> [Int] {
        lines(code).enumerated().filter { $0.element.contains("/* !! */") }.map { $0.offset + 1 }
    }

    private func found(_ example: Example, _ rule: String) throws -> [Finding] {
        try example.findings().filter { $0.rule == rule }
    }

    @Test(arguments: cases) func `an example says what the rule says`(_ entry: Case) throws {
        let example = Example(entry.example.code, headers: entry.example.headers)
        let found = try found(example, entry.rule)
        guard entry.breaks else {
            #expect(found.map(\.message) == [])
            return
        }
        let lines = marked(entry.example.code)
        if lines.isEmpty {
            // It is the header that is at fault, or the example is the header as a whole.
            #expect(found.map(\.location.file) == [Example.header])
        } else {
            #expect(found.map(\.location.line) == lines)
            #expect(found.allSatisfy { $0.location.file == example.file })
        }
    }

    @Test(arguments: cases.filter { $0.breaks && $0.example.code.contains("/* !! */") })
    func `a position counts lines of the file and bytes of the line`(_ entry: Case) throws {
        let plain = try found(
            Example(entry.example.code, headers: entry.example.headers), entry.rule)
        let comment = "/* größer: 漢字 🙂 */"
        let shifted = lines(entry.example.code).map {
            $0.contains("/* !! */") ? comment + $0 : String($0)
        }
        let code = ([comment] + shifted).joined(separator: "\n")
        let moved = try found(Example(code, headers: entry.example.headers), entry.rule)
        #expect(moved.map(\.message) == plain.map(\.message))
        #expect(moved.map(\.location.line) == plain.map { $0.location.line + 1 })
        #expect(
            moved.map(\.location.column) == plain.map { $0.location.column + comment.utf8.count })
    }

    @Test(arguments: cases.filter { $0.breaks && $0.example.headers == .withCallback })
    func `code that is not compiled is not judged`(_ entry: Case) throws {
        let code = "#include <linux/ntb.h>\n#if 0\n\(entry.example.code)\n#endif\n"
        #expect(try found(Example(code), entry.rule).map(\.message) == [])
    }

    @Test func `every rule that judges a state has an example for either case`() {
        for rule in RuleRegistry.stateRules.map({ $0.description }) {
            #expect(!rule.breaks.isEmpty, "\(rule.id) has no example that breaks it")
            #expect(!rule.keeps.isEmpty, "\(rule.id) has no example that keeps it")
        }
    }
}
