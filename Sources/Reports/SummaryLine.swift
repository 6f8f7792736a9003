import Findings
import SeriesDiff
import SourceText

extension Report {
    /// What units were read for and with, where that is not what anybody would expect.
    var buildLines: [String] {
        let others = Dictionary(grouping: tree.otherArchs, by: \.value)
        return others.sorted { $0.key < $1.key }.map { arch, units in
            let files = units.map(\.key.string.printable).sorted().joined(separator: ", ")
            return "read for \(arch): \(files)"
        }
            + tree.assumed.map {
                "assumed for \($0.arch): \($0.name.printable), \($0.what)"
            }
    }

    /// The verdict and what it comes from, on the last line of a report.
    func summaryLine(_ style: TextStyle) -> String {
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
        return
            "\(tool.name.printable): \(verdict(style)): \(parts.joined(separator: ", ")); \(scope)"
    }

    /// The exit status in a word.
    func verdict(_ style: TextStyle) -> String {
        switch series.summary.exit {
        case .clean: style.paint("pass", .good)
        case .findings: style.paint("fail", .error)
        case .notAnalysed, .badInput: style.paint("incomplete", .warning)
        }
    }
}
