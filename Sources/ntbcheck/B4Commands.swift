import ArgumentParser
import Engine
import Findings
import Foundation
import Hooks
import Patches
import Reports
import SeriesDiff
import SourceText

/// b4's `prep-perpatch-check-cmd`: one mail on standard input, a line a finding, nothing else, and no word on standard error.
struct B4CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "b4-check",
        abstract: "Checks one mail of the checked-out series, for b4.prep-perpatch-check-cmd.")

    @Option(
        help: ArgumentHelp(
            "Any text; b4 keeps results for 30 days, until the command's words change.",
            valueName: "text"))
    var key: String?

    func run() async throws {
        do {
            guard let report = try await mailReport() else { return }
            for line in report.lines {
                try writeOutput("\(line.isError ? "ERROR" : "WARNING"): \(line.text)\n")
            }
        } catch {
            // b4 takes what is printed for the result and then no notice of the exit status.
            try writeOutput("ERROR: ntbcheck: not checked: \(error)\n")
        }
    }
}

/// b4's `review-perpatch-check-cmd`: one mail on standard input, a JSON array on standard output.
struct B4ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "b4-review",
        abstract: "Checks one mail of the checked-out series, for b4.review-perpatch-check-cmd.")

    private struct Result: Encodable {
        var tool = "ntbcheck"
        var status: String
        var summary: String
        var url = ""
        var details = ""
    }

    func run() async throws {
        var results: [Result] = []
        do {
            if let report = try await mailReport() {
                results = report.lines.map {
                    Result(
                        status: $0.isError ? "fail" : "warn", summary: $0.summary, details: $0.text)
                }
                if results.isEmpty {
                    results = [Result(status: "pass", summary: "the contract holds")]
                }
            }
        } catch {
            results = [Result(status: "fail", summary: "not checked: \(error)")]
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try writeOutput(inertJSON(try encoder.encode(results)) + "\n")
    }
}

private func mailReport() async throws -> MailReport? {
    let gate = try Gate(HookSettings.analysis(), judging: JudgementOptions())
    return try await gate.mail(try Array(PatchInput.readStandardInput()))
}

/// One finding, on one line.
private struct Line {
    var isError: Bool
    var summary: String
    var text: String
}

extension MailReport {
    fileprivate var lines: [Line] {
        var lines = findings.filter { $0.finding.severity != .note }.map { found in
            let finding = found.finding
            let witness = finding.witness.map { "\($0.location): \($0.message)" }
                .joined(separator: "; ")
            let summary = "\(finding.location): \(finding.message) [\(finding.rule)]"
            let text = witness.isEmpty ? summary : "\(summary) (\(witness))"
            return Line(
                isError: finding.severity == .error, summary: oneLine(summary), text: oneLine(text))
        }
        for gap in report.series.unanalysed where !gap.isOutOfScope && gap.states.contains(state) {
            let text = oneLine("\(gap.file): cannot analyse: \(gap.reason)")
            lines.append(Line(isError: true, summary: text, text: text))
        }
        return lines
    }

    /// b4 shows each line whole.
    private func oneLine(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 }.prefix(1000))
    }
}
