import Findings
import SeriesDiff
import SourceText

extension Report {
    /// Workflow commands, a line each, which GitHub shows as annotations of a pull request's lines.
    ///
    /// GitHub shows only the first few annotations of each level that a step gives, so what the series brings goes first.
    package func github() -> String {
        let findings = series.sortedByNews(series.standing).map { entry in
            let place = entry.finding.location
            var properties = [("file", place.file.string)]
            if place.line > 0 { properties.append(("line", String(place.line))) }
            if let column = entry.codePointColumn { properties.append(("col", String(column))) }
            let status = series.isSeries ? " (\(entry.status.rawValue))" : ""
            properties.append(("title", "\(tool.name): \(entry.finding.rule)\(status)"))
            let lines = entry.explained + [series.origin(of: entry)].compactMap(\.self)
            return workflowCommand(
                entry.finding.severity.workflowCommand, properties,
                lines.joined(separator: "\n"))
        }
        let gaps = series.unanalysed.map { gap in
            workflowCommand(
                gap.isOutOfScope ? "notice" : "error",
                [("file", gap.file.string), ("title", "\(tool.name): \(gap.rule)")], gap.sentence)
        }
        return (findings + gaps).joined()
    }
}

extension Severity {
    fileprivate var workflowCommand: String {
        switch self {
        case .error: "error"
        case .warning: "warning"
        case .note: "notice"
        }
    }
}

/// - Parameter text: may have several lines; whoever makes it has taken the control characters out of the parts.
private func workflowCommand(
    _ name: String, _ properties: [(name: String, value: String)], _ text: String
) -> String {
    let list = properties.map { "\($0.name)=\(escapedProperty($0.value.printable))" }
    return "::\(name) \(list.joined(separator: ","))::\(escapedData(text))\n"
}

/// Percent signs first: what the others become has one.
private func escapedData(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
}

/// In a property, `,` would begin the next one and `::` the message.
private func escapedProperty(_ text: String) -> String {
    escapedData(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
}
