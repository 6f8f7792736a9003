import ArgumentParser
import Findings
import Rules

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Lists the rules, or explains one.")

    @Argument(help: "The rule to explain.")
    var rule: String?

    func run() throws {
        let all = RuleRegistry.descriptions
        guard let rule else {
            let width = all.map(\.id.count).max() ?? 0
            let lines = all.map { rule in
                [
                    padded(rule.id, width), padded(rule.severity.rawValue, 7),
                    padded(rule.kind.rawValue, 12), rule.summary,
                ].joined(separator: "  ") + "\n"
            }
            return try writeOutput(lines.joined())
        }
        guard let description = all.first(where: { $0.id == rule }) else {
            let guess = didYouMean(rule, among: all.map(\.id))
            throw ValidationError("no rule is named '\(rule)'; 'ntbcheck rules' lists them\(guess)")
        }
        try writeOutput(explanation(of: description))
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private func explanation(of rule: RuleDescription) -> String {
        var parts = [
            "\(rule.id) (\(rule.severity.rawValue), \(rule.kind.rawValue)): \(rule.summary)",
            rule.rationale, "Source: \(rule.source)",
        ]
        for example in rule.breaks {
            parts.append("Breaks it: \(example.title)\n\n\(indented(example.code))")
        }
        for example in rule.keeps {
            parts.append("Keeps it: \(example.title)\n\n\(indented(example.code))")
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private func indented(_ code: String) -> String {
        code.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
    }
}
