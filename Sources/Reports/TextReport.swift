import Findings
import SeriesDiff
import SourceText

extension Report {
    /// The report for people, in the shape of compiler output that editors parse: findings first, then (for a series) a
    /// table with a row a state, then what could not be analysed and one summary line.
    package func text(_ style: TextStyle = .init()) -> String {
        var lines: [String] = []
        for finding in listed(style) { lines += finding.lines(style, isSeries: series.isSeries) }
        if series.isSeries && style.detail != .quiet {
            if !lines.isEmpty { lines.append("") }
            lines += SeriesTable(self, style: style).lines + [""]
        }
        lines += GapLines(series, style).lines
        if style.detail == .verbose { lines += buildLines }
        if style.detail != .quiet { lines.append(summaryLine(style)) }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The findings that get lines of their own, what makes the run fail first. What the series fixes stands in its table.
    private func listed(_ style: TextStyle) -> [SeriesFinding] {
        func group(_ finding: SeriesFinding) -> Int {
            switch (finding.fails, finding.status) {
            case (true, _): 0
            case (false, .introduced): 1
            case (false, .transient): 2
            case (false, .existing): 3
            case (false, .fixed): 4
            }
        }
        let wanted = series.findings.filter { finding in
            switch style.detail {
            case .quiet: finding.fails
            case .normal: finding.status != .fixed
            case .verbose: true
            }
        }
        if !series.isSeries { return wanted }
        return wanted.sorted { (group($0), $0.id) < (group($1), $1.id) }
    }

    /// What units were read for and with, where that is not what anybody would expect.
    private var buildLines: [String] {
        let others = Dictionary(grouping: tree.otherArchs, by: \.value)
        return others.sorted { $0.key < $1.key }.map { arch, units in
            let files = units.map(\.key.string.printable).sorted().joined(separator: ", ")
            return "read for \(arch): \(files)"
        }
            + tree.assumed.map {
                "assumed for \($0.arch): \($0.name.printable), \($0.what)"
            }
    }

    private func summaryLine(_ style: TextStyle) -> String {
        let summary = series.summary
        let counts = [
            (summary.error, "error"), (summary.warning, "warning"), (summary.note, "note"),
        ].filter { $0.0 > 0 }.map { counted($0, $1) }.joined(separator: ", ")
        var parts: [String] = []
        if series.isSeries {
            let introduced = series.count(.introduced)
            parts.append(introduced == 0 ? "nothing introduced" : "\(introduced) introduced")
            for status in [FindingStatus.transient, .fixed, .existing] {
                let count = series.count(status)
                if count > 0 { parts.append("\(count) \(status.rawValue)") }
            }
            if !counts.isEmpty { parts[parts.count - 1] += " (\(counts))" }
        } else {
            parts.append(counts.isEmpty ? "no findings" : counts)
        }
        parts.append("\(summary.suppressed) suppressed")
        if !series.unanalysed.isEmpty {
            let files = Set(series.unanalysed.map(\.file)).count
            parts.append("\(counted(files, "file")) not analysed")
        }
        let scope =
            counted(summary.files, "file")
            + (series.isSeries ? " in \(counted(series.states.count, "state"))" : "")
        let verdict =
            switch summary.exit {
            case .clean: style.paint("pass", .good)
            case .findings: style.paint("fail", .error)
            case .notAnalysed, .badInput: style.paint("incomplete", .warning)
            }
        return "\(tool.name.printable): \(verdict): \(parts.joined(separator: ", ")); \(scope)"
    }
}

extension SeriesFinding {
    /// One line as compilers write it, then its witness and assumptions as notes. An old finding that the series leaves
    /// alone is one line only, unless the user wants more.
    fileprivate func lines(_ style: TextStyle, isSeries: Bool) -> [String] {
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
