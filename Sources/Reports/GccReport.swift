import Findings
import SeriesDiff
import SourceText

extension Report {
    /// The report in the shape of compiler output, which editors parse: a line a finding, its path and what it assumes as
    /// notes below it, then what could not be analysed and a line that sums up.
    package func gcc(_ style: TextStyle = .init()) -> String {
        var lines = series.listed(style).flatMap { $0.gccLines(style, isSeries: series.isSeries) }
        lines += GapLines(series, style).lines
        if style.detail == .verbose { lines += buildLines }
        if style.detail != .quiet { lines.append(summaryLine(style)) }
        return lines.map { $0 + "\n" }.joined()
    }
}

extension SeriesFinding {
    /// One line as compilers write it, then its witness and assumptions as notes. An old finding that the series leaves
    /// alone is one line only, unless the user wants more.
    func gccLines(_ style: TextStyle, isSeries: Bool) -> [String] {
        var first = diagnostic(
            finding.location, finding.severity, style.paint(finding.message.printable, .bold), style
        )
        first += " [\(finding.rule.printable)]"
        if isSeries { first += " (\(history))" }
        if isSeries && !fails && status != .introduced && style.detail != .verbose {
            return [first]
        }
        return [first]
            + finding.witness.map {
                diagnostic($0.location, .note, $0.message.printable, style)
            }
            + finding.assumptions.map {
                diagnostic(finding.location, .note, "assumes \($0.printable)", style)
            }
    }

    private var history: String {
        switch (status, introducedIn, fixedIn) {
        case (.transient, let start?, let end?): "from patch \(start), until patch \(end)"
        case (.introduced, let start?, _): "introduced by patch \(start)"
        case (.fixed, _, let end?): "fixed by patch \(end)"
        default: status.rawValue
        }
    }

    private func diagnostic(
        _ location: Location, _ severity: Severity, _ message: String, _ style: TextStyle
    ) -> String {
        let place = style.paint("\(location.description.printable):", .bold)
        return "\(place) \(style.paint(severity.rawValue + ":", .init(severity))) \(message)"
    }
}
