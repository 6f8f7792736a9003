import Findings
import SeriesDiff
import SourceText

/// The table that tells what each patch of a series does: a row a state, below it what comes (`+`) and goes (`-`), and
/// at the end what is still open.
struct SeriesTable {
    private let series: SeriesReport
    private let base: String
    private let style: TextStyle

    init(_ report: Report, style: TextStyle) {
        series = report.series
        let version = report.tree.kernelVersion.map { "Linux \($0), " } ?? ""
        base = version + "before the series"
        self.style = style
    }

    var lines: [String] {
        var lines = [style.paint(header, .bold)]
        for state in series.states {
            lines.append(row(state))
            if state.index == 0 {
                lines += details(state.findings, mark: " ")
            } else {
                lines += details(state.introduced, mark: "+") + details(state.fixed, mark: "-")
            }
        }
        let open = series.states.last?.open ?? []
        lines.append(open.isEmpty ? "tip    nothing is open" : "tip    open:")
        lines += details(open, mark: " ")
        if series.findings.contains(where: { $0.status == .transient }) {
            lines.append("~ transient: a later patch of the series fixes it")
        }
        return lines
    }

    // MARK: rows

    private static let stateWidth = 5
    private static let countWidths = (introduced: 10, fixed: 5, open: 4)

    private var subjectWidth: Int {
        let widths = Self.countWidths
        return max(
            style.width - Self.stateWidth - widths.introduced - widths.fixed - widths.open - 8, 12)
    }

    private func row(
        _ state: String, _ subject: String, _ introduced: String, _ fixed: String, _ open: String
    ) -> String {
        let widths = Self.countWidths
        return [
            state.fitted(to: Self.stateWidth), subject.fitted(to: subjectWidth),
            introduced.rightAligned(to: widths.introduced), fixed.rightAligned(to: widths.fixed),
            open.rightAligned(to: widths.open),
        ].joined(separator: "  ")
    }

    private var header: String { row("state", "subject", "introduced", "fixed", "open") }

    private func row(_ state: SeriesState) -> String {
        let isBase = state.index == 0
        let isApplied = !state.introduced.contains {
            series.findings[$0].finding.rule == "patch-apply"
        }
        let subject = isBase ? base : state.subject ?? state.patch ?? state.label
        return row(
            isBase ? "base" : String(state.index), subject.printable,
            isBase ? "" : mark(state.introduced), isBase ? "" : String(state.fixed.count),
            isApplied ? String(state.open.count) : "?")
    }

    /// The count, with a mark if some of it is transient.
    private func mark(_ ids: [Int]) -> String {
        let isTransient = ids.contains { series.findings[$0].status == .transient }
        return "\(ids.count)" + (isTransient ? "~" : "")
    }

    // MARK: details

    /// One line a rule: which files have how many.
    private func details(_ ids: [Int], mark: String) -> [String] {
        var rules: [String] = []
        var files: [String: [(file: TreePath, count: Int, isTransient: Bool)]] = [:]
        for id in ids {
            let entry = series.findings[id]
            let rule = entry.finding.rule
            let file = entry.finding.location.file
            let isTransient = entry.status == .transient && mark != " "
            if files[rule] == nil { rules.append(rule) }
            if let index = files[rule]?.firstIndex(where: {
                $0.file == file && $0.isTransient == isTransient
            }) {
                files[rule]?[index].count += 1
            } else {
                files[rule, default: []].append((file, 1, isTransient))
            }
        }
        return rules.sorted().flatMap { rule in
            let places = (files[rule] ?? []).map { place in
                place.file.lastComponent.printable + (place.count > 1 ? " (\(place.count))" : "")
                    + (place.isTransient ? "~" : "")
            }
            return wrapped(places, after: "       \(mark) \(rule.printable.fitted(to: 24)) ").map {
                switch mark {
                case "+": style.paint($0, .error)
                case "-": style.paint($0, .good)
                default: style.paint($0, .dim)
                }
            }
        }
    }

    /// The parts, separated by commas, on as many lines as the width asks for.
    private func wrapped(_ parts: [String], after prefix: String) -> [String] {
        var lines = [prefix]
        for (index, part) in parts.enumerated() {
            let text = part + (index < parts.count - 1 ? "," : "")
            let current = lines[lines.count - 1]
            if current.count + text.count + 1 > style.width && current.count > prefix.count {
                lines.append(String(repeating: " ", count: prefix.count) + text)
            } else {
                lines[lines.count - 1] += (index == 0 ? "" : " ") + text
            }
        }
        return lines
    }
}
