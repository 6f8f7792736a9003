import SeriesDiff

extension Report {
    /// The report for people: findings first, then (for a series) a table with a row a state, then what could not be
    /// analysed and one summary line.
    package func text(_ style: TextStyle = .init()) -> String {
        var lines = series.listed(style).flatMap { $0.gccLines(style, isSeries: series.isSeries) }
        if series.isSeries && style.detail != .quiet {
            if !lines.isEmpty { lines.append("") }
            lines += SeriesTable(self, style: style).lines + [""]
        }
        lines += GapLines(series, style).lines
        if style.detail == .verbose { lines += buildLines }
        if style.detail != .quiet { lines.append(summaryLine(style)) }
        return lines.map { $0 + "\n" }.joined()
    }
}
