import Findings
import SeriesDiff
import SourceText

extension Report {
    /// One line a finding, in the shape of `checkpatch.pl --terse --showfile`. A finding that the series fixes is gone
    /// at its end, so it has no line.
    package func terse() -> String {
        let findings = series.findings.filter { $0.status != .fixed }.map { entry in
            let finding = entry.finding
            let place = "\(finding.location.file.string.printable):\(finding.location.line)"
            let severity = finding.severity.rawValue.uppercased()
            return
                "\(place): \(severity): \(finding.message.printable) [\(finding.rule.printable)]\n"
        }
        let gaps = series.unanalysed.map {
            "\($0.file.string.printable):1: ERROR: cannot analyse: \($0.reason.printable)\n"
        }
        return (findings + gaps).joined()
    }
}
