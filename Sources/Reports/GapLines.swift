import SeriesDiff
import SourceText

/// What could not be analysed, for people: a line for each cause, which many units may share, with the way out.
struct GapLines {
    private let gaps: [SeriesUnanalysed]
    private let style: TextStyle
    private let isSeries: Bool
    /// Editors want a line for each.
    private let isWrapped: Bool

    init(_ series: SeriesReport, _ style: TextStyle, isWrapped: Bool = false) {
        self.isWrapped = isWrapped
        gaps = series.unanalysed
        self.style = style
        isSeries = series.isSeries
    }

    private struct Cause: Hashable {
        var reason: String
        var isOutOfScope: Bool
        var states: [Int]
    }

    var lines: [String] {
        var order: [Cause] = []
        var units: [Cause: [SeriesUnanalysed]] = [:]
        for gap in gaps {
            let cause = Cause(
                reason: Self.cause(gap.reason), isOutOfScope: gap.isOutOfScope,
                states: gap.states)
            if units[cause] == nil { order.append(cause) }
            units[cause, default: []].append(gap)
        }
        return order.flatMap { lines(units[$0] ?? []) }
    }

    /// Units that lack one thing lack it in other lines, and have more or fewer errors after the first one.
    static func cause(_ reason: String) -> String {
        var text = reason[...]
        if text.hasSuffix(" more)"), let start = text.lastIndex(of: "(") { text = text[..<start] }
        if let place = text.firstMatch(of: #/[^ ]+:\d+:\d+: /#) {
            return String(text[..<place.range.lowerBound] + text[place.range.upperBound...])
        }
        return String(text)
    }

    private func lines(_ group: [SeriesUnanalysed]) -> [String] {
        guard let first = group.first else { return [] }
        if style.detail == .verbose || group.count == 1 {
            return group.flatMap { lines($0.file.string.printable, $0) }
        }
        let files = "\(first.file.string.printable) and \(counted(group.count - 1, "more file"))"
        return lines(files, first)
    }

    private func lines(_ files: String, _ gap: SeriesUnanalysed) -> [String] {
        let place = "\(files):"
        let what = gap.isOutOfScope ? "left out:" : "cannot analyse:"
        let states = gap.states.map { $0 == 0 ? "base" : String($0) }.joined(separator: ", ")
        let when = isSeries ? " (state \(states))" : ""
        let text = "\(place) \(what) \(gap.reason.printable)\(remedy(gap))\(when)"
        var lines = isWrapped ? wrapped(text, to: style.width, rest: "    ") : [text]
        // A line that ends within these words is as good without colours.
        let start = "\(place) \(what)"
        if lines[0].hasPrefix(start) {
            let rest = lines[0].dropFirst(start.count)
            let painted = style.paint(what, gap.isOutOfScope ? .note : .error)
            lines[0] = "\(style.paint(place, .bold)) \(painted)\(rest)"
        }
        return lines
    }

    private func remedy(_ gap: SeriesUnanalysed) -> String {
        guard !gap.isOutOfScope, gap.reason.hasPrefix("does not compile") else { return "" }
        return "; if a build makes what is missing, build the tree once and pass --build DIR"
    }
}
