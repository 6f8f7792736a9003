import Findings
package import SourceText

extension SeriesReport {
    /// What of the report is about a part of the tree, judged by itself.
    ///
    /// What could not be read may matter for more than its own place, so only units that are somewhere else go.
    ///
    /// - Parameter isWanted: whether a file is in the part.
    package func part(_ isWanted: (TreePath) -> Bool) -> SeriesReport {
        var part = self
        part.findings = findings.filter { isWanted($0.finding.location.file) }
        var ids: [Int: Int] = [:]
        for index in part.findings.indices {
            ids[part.findings[index].id] = index
            part.findings[index].id = index
        }
        for index in part.states.indices {
            let state = states[index]
            part.states[index].introduced = state.introduced.compactMap { ids[$0] }
            part.states[index].fixed = state.fixed.compactMap { ids[$0] }
            part.states[index].findings = state.findings.compactMap { ids[$0] }
            part.states[index].open = state.open.compactMap { ids[$0] }
        }
        part.unanalysed = unanalysed.filter {
            isWanted($0.file) || !$0.file.string.hasSuffix(".c")
        }
        part.summary = SeriesSummary(suppressed: summary.suppressed, files: summary.files)
        for entry in part.findings {
            part.summary.count(entry.finding.severity, entry.status)
        }
        part.summary.exit =
            if part.findings.contains(where: \.fails) {
                .findings
            } else if part.unanalysed.contains(where: { !$0.isOutOfScope }) {
                .notAnalysed
            } else {
                .clean
            }
        return part
    }
}
