import Findings
import Foundation
import SeriesDiff
import SourceText

extension Report {
    /// The report as GitLab's Code Quality JSON, an array of issues. GitLab compares it by fingerprints with the one of the
    /// target branch, and takes only the first of those that are equal.
    package func gitlab() -> String {
        var fingerprints = UniqueFingerprints()
        let findings = series.standing.map { entry in
            let origin = series.origin(of: entry).map { " (\($0))" } ?? ""
            return Issue(
                description: entry.finding.message.printable + origin,
                checkName: entry.finding.rule,
                fingerprint: fingerprints.add(entry.fingerprint),
                severity: entry.finding.severity.codeQuality,
                location: IssueLocation(
                    entry.finding.location, column: entry.codePointColumn ?? 1))
        }
        let gaps = series.unanalysed.map { gap in
            Issue(
                description: gap.sentence, checkName: gap.rule,
                fingerprint: fingerprints.add(gap.fingerprint),
                severity: gap.isOutOfScope ? "info" : "critical",
                location: IssueLocation(
                    Location(file: gap.file, line: 1, column: 1), column: 1))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Strings, integers, arrays and objects: there is nothing in it that the encoder could refuse.
        guard let data = try? encoder.encode(findings + gaps) else { return "[]\n" }
        return inertJSON(data) + "\n"
    }
}

/// Those that were given out, so that none is twice in a report.
private struct UniqueFingerprints {
    private var counts: [String: Int] = [:]

    mutating func add(_ fingerprint: Fingerprint) -> String {
        let count = counts[fingerprint.string, default: 0]
        counts[fingerprint.string] = count + 1
        return count == 0 ? fingerprint.string : "\(fingerprint.string)-\(count)"
    }
}

/// One issue; names are those of the format.
private struct Issue: Encodable {
    var description: String
    var checkName: String
    var fingerprint: String
    var severity: String
    var location: IssueLocation

    enum CodingKeys: String, CodingKey {
        case description, fingerprint, severity, location
        case checkName = "check_name"
    }
}

private struct IssueLocation: Encodable {
    var path: String
    /// What every version of GitLab reads.
    var lines: Lines
    /// The same with its column.
    var positions: Positions

    init(_ place: Location, column: Int) {
        path = place.file.string.printable
        lines = Lines(begin: max(1, place.line))
        positions = Positions(begin: Position(line: max(1, place.line), column: column))
    }

    struct Lines: Encodable {
        var begin: Int
    }

    struct Positions: Encodable {
        var begin: Position
    }

    struct Position: Encodable {
        var line: Int
        var column: Int
    }
}

extension Severity {
    fileprivate var codeQuality: String {
        switch self {
        case .error: "major"
        case .warning: "minor"
        case .note: "info"
        }
    }
}

extension SeriesUnanalysed {
    /// As with findings: that a line has moved makes no other gap of it.
    fileprivate var fingerprint: Fingerprint {
        let rule = RuleDescription(
            id: rule, severity: .error, kind: .series, summary: "", rationale: "", source: "")
        return Fingerprint(
            Finding(
                rule: rule, location: Location(file: file, line: 1, column: 1), message: reason,
                key: GapLines.cause(reason)))
    }
}
