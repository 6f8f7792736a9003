import Findings
import Foundation
import SeriesDiff
import SourceText

extension Report {
    /// The report as SARIF 2.1.0, for code scanning services and editors.
    ///
    /// It holds no absolute path, no time and no identifier of this run, so that the same input is the same bytes. Columns
    /// count code points, as the log says.
    package func sarif() -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Strings, integers, arrays and objects: there is nothing in it that the encoder could refuse.
        guard let data = try? encoder.encode(SARIF.Log(run: SARIF.Run(self))) else { return "{}\n" }
        return inertJSON(data) + "\n"
    }
}

extension SARIF.Run {
    fileprivate init(_ report: Report) {
        var indices: [String: Int] = [:]
        for (index, rule) in report.rules.enumerated() { indices[rule.id] = index }
        tool = SARIF.Tool(
            driver: SARIF.Driver(
                name: report.tool.name, version: report.tool.version,
                semanticVersion: report.tool.version,
                rules: report.rules.map(SARIF.Descriptor.init),
                notifications: [SARIF.Descriptor.notAnalysed, SARIF.Descriptor.leftOut],
                properties: ["libclang": report.tool.libclang]))
        results = report.series.findings.map {
            SARIF.Result($0, ruleIndex: indices[$0.finding.rule], inSeries: report.series.isSeries)
        }
        invocations = [SARIF.Invocation(report.series)]
        automationDetails = SARIF.AutomationDetails(
            id: "\(report.tool.name)/\(report.tree.arch)/")
        properties = SARIF.RunProperties(
            arch: report.tree.arch, flags: report.tree.flags.rawValue,
            kernelVersion: report.tree.kernelVersion, revision: report.tree.revision,
            suppressed: report.series.summary.suppressed,
            states: report.series.states.map {
                SARIF.StateProperties(label: $0.label, subject: $0.subject)
            })
    }
}

extension SARIF.Descriptor {
    static let notAnalysed = SARIF.Descriptor(
        id: "not-analysed",
        shortDescription: SARIF.Message(
            own: "A file could not be analysed, so that silence about it means nothing."))
    static let leftOut = SARIF.Descriptor(
        id: "left-out",
        shortDescription: SARIF.Message(
            own: "A file belongs to another architecture and was left out."))

    fileprivate init(_ rule: RuleDescription) {
        id = rule.id
        shortDescription = SARIF.Message(own: rule.summary + ".")
        fullDescription = SARIF.Message(own: rule.rationale)
        var plain = [rule.rationale, "Source: \(rule.source)"]
        var markdown = plain
        let examples =
            rule.breaks.map { ("Breaks it", $0) } + rule.keeps.map { ("Keeps it", $0) }
        for (verdict, example) in examples {
            let title = "\(verdict): \(example.title)"
            plain.append("\(title)\n\n\(example.code)")
            markdown.append("\(title)\n\n```c\n\(example.code)\n```")
        }
        help = SARIF.Message(
            own: plain.joined(separator: "\n\n"), markdown: markdown.joined(separator: "\n\n"))
        defaultConfiguration = SARIF.Configuration(level: rule.severity.rawValue)
        properties = SARIF.RuleProperties(
            tags: [rule.kind.rawValue],
            problemSeverity: rule.severity == .note ? "recommendation" : rule.severity.rawValue)
    }
}

extension SARIF.Result {
    fileprivate init(_ entry: SeriesFinding, ruleIndex: Int?, inSeries: Bool) {
        let finding = entry.finding
        ruleId = finding.rule
        self.ruleIndex = ruleIndex
        level = finding.severity.rawValue
        message = SARIF.Message(finding.message)
        let logical =
            [
                finding.function.map {
                    SARIF.LogicalLocation(name: $0.printable, kind: "function")
                },
                finding.table.map { SARIF.LogicalLocation(name: $0.printable, kind: "variable") },
            ].compactMap { $0 }
        locations = [
            SARIF.Location(finding.location, of: finding, logical: logical.isEmpty ? nil : logical)
        ]
        partialFingerprints = ["ntbcheckFinding/v1": entry.fingerprint.string]
        if !finding.witness.isEmpty {
            let steps = finding.witness.map {
                SARIF.ThreadFlowLocation(
                    location: SARIF.Location(
                        $0.location, of: finding, message: SARIF.Message($0.message)))
            }
            codeFlows = [SARIF.CodeFlow(threadFlows: [SARIF.ThreadFlow(locations: steps)])]
        }
        // The format wants it on all results of a run or on none, and a check has no baseline.
        if inSeries {
            baselineState =
                switch entry.status {
                case .existing: "unchanged"
                // No state of the three is "came and went"; the series did bring it.
                case .introduced, .transient: "new"
                case .fixed: "absent"
                }
        }
        properties = SARIF.ResultProperties(
            kind: finding.kind.rawValue, status: entry.status.rawValue, states: entry.states,
            assumptions: finding.assumptions.isEmpty ? nil : finding.assumptions.map(\.printable))
    }
}

extension SARIF.Invocation {
    fileprivate init(_ series: SeriesReport) {
        executionSuccessful = !series.unanalysed.contains { !$0.isOutOfScope }
        exitCode = series.summary.exit.rawValue
        toolExecutionNotifications = series.unanalysed.map { gap in
            let descriptor: SARIF.Descriptor = gap.isOutOfScope ? .leftOut : .notAnalysed
            let labels = gap.states.compactMap { index in
                series.states.indices.contains(index) ? series.states[index].label : nil
            }
            let place = series.isSeries ? " (\(labels.joined(separator: ", ")))" : ""
            let what = gap.isOutOfScope ? "left out" : "cannot analyse"
            return SARIF.Notification(
                descriptor: SARIF.DescriptorReference(id: descriptor.id),
                level: gap.isOutOfScope ? "note" : "error",
                message: SARIF.Message("\(what): \(gap.reason)\(place)"),
                locations: [SARIF.Location(file: gap.file)])
        }
    }
}
