import Contract
import Engine
import Findings
import Foundation
import KernelSource
import Patches
import Reports
import SeriesDiff
import SourceText

/// All cases, judged once for all tests: on a real kernel tree, to which they are added as a patch, so that its headers are
/// what cases are compiled against and it stays as it is.
struct Measurement: Sendable {
    var report: Report
    var files: [CaseFile]

    static let shared = Task { try await Measurement() }

    init() async throws {
        files = try CaseFile.all()
        report = try await Self.judge(adding: files.map { ($0.path, $0.text) })
    }

    /// What is said of a patch that adds these files to the tree.
    static func judge(adding files: [(path: String, text: String)]) async throws -> Report {
        guard let tree = ProcessInfo.processInfo.environment["NTBCHECK_TREE_6_12"], !tree.isEmpty
        else {
            throw CaseError(
                description: "NTBCHECK_TREE_6_12 names no kernel tree: run the tests by 'make test'"
            )
        }
        let mail = Array(Self.mail(adding: files).utf8)
        let checker = Checker(
            AnalysisOptions(
                tree: tree, arch: .x86_64, buildDirectory: nil, contracts: [try Contract.builtIn()],
                jobs: 2))
        return try await checker.series(PatchInput.load(["-"], standardInput: { mail }))
    }

    private static func mail(adding files: [(path: String, text: String)]) -> String {
        let diffs = files.map { file in
            let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
                .dropLast()
            return """
                diff --git a/\(file.path) b/\(file.path)
                new file mode 100644
                --- /dev/null
                +++ b/\(file.path)
                @@ -0,0 +1,\(lines.count) @@
                \(lines.map { "+\($0)\n" }.joined())
                """
        }
        return """
            From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001
            From: Test Author <test@example.com>
            Date: Mon, 1 Jan 2024 00:00:00 +0000
            Subject: [PATCH] NTB: Add callbacks

            For a test.
            ---
            \(diffs.joined())--
            2.0

            """
    }

    /// What was said of a case: `rule` or, off the line that is marked, `rule at line n`; sorted.
    func verdicts(on entry: Case) -> [String] {
        report.series.findings.map(\.finding).filter {
            $0.location.file.string == entry.unit && entry.lines.contains($0.location.line)
        }
        // A case that is not clean is about its own return; other rules may have something to say of how it gets there.
        .filter { finding in
            entry.verdict == .clean
                || Case.Verdict.allCases.contains { $0.rule == finding.rule }
        }
        .map { finding in
            let isPlaced = entry.marked == nil || entry.marked == finding.location.line
            return finding.rule + (isPlaced ? "" : " at line \(finding.location.line)")
        }
        .sorted()
    }
}

/// The clients' cases, judged once in the same way.
struct ClientMeasurement: Sendable {
    var report: Report

    static let shared = Task { try await ClientMeasurement() }

    init() async throws {
        let texts = try ClientCases().texts
        report = try await Measurement.judge(
            adding: texts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    /// `rule path:line` of all that is said of a case's lines, sorted.
    func findings(on entry: ClientCase) -> [String] {
        report.series.findings.map(\.finding).filter { finding in
            entry.lines[finding.location.file.string]?.contains(finding.location.line) == true
        }
        .map { "\($0.rule) \($0.location.file):\($0.location.line)" }
        .sorted()
    }
}
