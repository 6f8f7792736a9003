import Findings
import SeriesDiff
import SourceText

extension SeriesReport {
    /// What a series brings before what the base has, what makes the run fail before all else. A `check` keeps its order,
    /// which is that of the places.
    func sortedByNews(_ wanted: [SeriesFinding]) -> [SeriesFinding] {
        func group(_ finding: SeriesFinding) -> Int {
            switch (finding.fails, finding.status) {
            case (true, _): 0
            case (false, .introduced): 1
            case (false, .transient): 2
            case (false, .existing): 3
            case (false, .fixed): 4
            }
        }
        if !isSeries { return wanted }
        return wanted.sorted { (group($0), $0.id) < (group($1), $1.id) }
    }

    /// The findings that get lines of their own. What the series fixes stands in its table.
    func listed(_ style: TextStyle) -> [SeriesFinding] {
        sortedByNews(
            findings.filter { finding in
                switch style.detail {
                case .quiet: finding.fails
                case .normal: finding.status != .fixed
                case .verbose: true
                }
            })
    }

    /// What the formats for services list: what a series fixes is gone at its end and has no place in it.
    var standing: [SeriesFinding] { findings.filter { $0.status != .fixed } }

    /// The status of a finding and the patches that it comes from, in words, for formats that have no place of their own
    /// for it. Nil in a `check`, which has no base to compare with.
    func origin(of entry: SeriesFinding) -> String? {
        if !isSeries { return nil }
        let come = entry.introducedIn.map { "introduced by \(patch($0))" }
        let gone = entry.fixedIn.map { "fixed by \(patch($0))" }
        return switch entry.status {
        case .existing: "existing: the base has it"
        case .introduced: come ?? "introduced"
        case .fixed: gone ?? "fixed"
        case .transient: "transient: " + [come, gone].compactMap(\.self).joined(separator: ", ")
        }
    }

    /// `patch 2, "Subject" (0002-subject.patch)`.
    private func patch(_ index: Int) -> String {
        guard states.indices.contains(index) else { return "patch \(index)" }
        let subject = states[index].subject.map { ", \"\($0.printable)\"" } ?? ""
        let source = states[index].patch.map { " (\($0.printable))" } ?? ""
        return "patch \(index)\(subject)\(source)"
    }
}

extension SeriesUnanalysed {
    /// What formats for services call it where a finding has its rule.
    var rule: String { isOutOfScope ? "left-out" : "not-analysed" }

    /// The one line that is said of the file.
    var sentence: String {
        "\(isOutOfScope ? "left out" : "cannot analyse"): \(reason.printable)"
    }
}

extension SeriesFinding {
    /// The message, and below it what leads there and what had to be believed, a line each. Formats that show one text at
    /// one place have it all in there.
    var explained: [String] {
        [finding.message.printable]
            + finding.witness.map { "\($0.location): \($0.message)".printable }
            + finding.assumptions.map { "assumes \($0)".printable }
    }

    /// The place's column in code points; nil where the finding is about a whole line or file.
    var codePointColumn: Int? {
        let column = finding.codePointColumns[finding.location] ?? finding.location.column
        return finding.location.line > 0 && column > 0 ? column : nil
    }
}
