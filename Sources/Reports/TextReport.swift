import Findings
import SeriesDiff

extension Report {
    /// The report for people: what is new first, a block a finding, then (for a series) how many the base has and a table
    /// with a row a state, then what could not be analysed, and the verdict in a line.
    package func text(_ style: TextStyle = .init()) -> String {
        let shown = shown(style)
        var parts = shown.map { FindingBlock($0, of: self, style).lines }
        if style.detail != .quiet {
            if let hidden = hiddenLine(shown) {
                parts.append(wrapped(hidden, to: style.width))
            }
            if series.isSeries { parts.append(SeriesTable(self, style: style).lines) }
        }
        let gaps = GapLines(series, style, isWrapped: true).lines
        if !gaps.isEmpty { parts.append(gaps) }
        if style.detail == .verbose, !buildLines.isEmpty { parts.append(buildLines) }
        if style.detail != .quiet { parts.append([verdictLine(style)]) }
        return parts.joined(separator: [""]).map { $0 + "\n" }.joined()
    }

    /// The findings that get a block.
    private func shown(_ style: TextStyle) -> [SeriesFinding] {
        let wanted = series.findings.filter { entry in
            switch style.detail {
            case .quiet: entry.fails
            case .verbose: true
            case .normal:
                switch entry.status {
                case .existing: !series.isSeries || entry.fails || style.showsExisting
                case .introduced, .transient: true
                case .fixed: false
                }
            }
        }
        if series.isSeries { return series.sortedByNews(wanted) }
        return wanted.sorted {
            ($1.finding.severity, $0.id) < ($0.finding.severity, $1.id)
        }
    }

    /// What a series finds there and leaves there, so that it does not bury what it brings.
    private func hiddenLine(_ shown: [SeriesFinding]) -> String? {
        let ids = Set(shown.map(\.id))
        let hidden = series.findings.filter { $0.status == .existing && !ids.contains($0.id) }
        if hidden.isEmpty { return nil }
        return
            "The base has \(countedBySeverity(hidden)) that the series leaves as it is; --existing shows what."
    }

    private func countedBySeverity(_ entries: [SeriesFinding]) -> String {
        [Severity.error, .warning, .note].compactMap { severity in
            let count = entries.count { $0.finding.severity == severity }
            return count > 0 ? counted(count, severity.rawValue) : nil
        }.joined(separator: ", ")
    }

    /// `ntbcheck: fail: the series brings 1 error; 16 files in 4 states`.
    private func verdictLine(_ style: TextStyle) -> String {
        var parts = [series.isSeries ? seriesSentence : checkSentence]
        let summary = series.summary
        if summary.suppressed > 0 {
            parts.append("\(summary.suppressed) allowed by a comment or the contract")
        }
        if !series.unanalysed.isEmpty {
            let files = Set(series.unanalysed.map(\.file)).count
            parts.append("\(counted(files, "file")) not analysed")
        }
        let states = series.isSeries ? " in \(counted(series.states.count, "state"))" : ""
        parts.append(counted(summary.files, "file") + states)
        return "\(tool.name.printable): \(verdict(style)): " + parts.joined(separator: "; ")
    }

    private var checkSentence: String {
        series.findings.isEmpty ? "nothing was found" : countedBySeverity(series.findings)
    }

    private var seriesSentence: String {
        let brought = series.findings.filter {
            $0.status == .introduced || ($0.status == .transient && $0.fails)
        }
        let mended = series.count(.fixed)
        let news = brought.isEmpty ? "nothing new" : countedBySeverity(brought)
        return "the series brings \(news)" + (mended > 0 ? " and mends \(mended)" : "")
    }
}
