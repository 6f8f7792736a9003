package import Findings
import SourceText

/// Remarks about a patch and its place in the series rather than about the code of a state. They stand however the series
/// goes on, so no later state fixes them.
private let remarksOnPatches: Set = ["api-without-user", "cross-tree"]

/// Rules that matter more where a series adds to what they list.
private let raisedInSeries: [String: Severity] = ["double-mapping": .warning]

extension SeriesReport {
    /// Compares the states of a series, base first, and judges it. A single state is a `check`.
    ///
    /// - What the series introduces and leaves behind fails it, at the severity of its rule.
    /// - A completeness finding that comes and goes within the series is a note.
    /// - A correctness or series finding that comes and goes keeps its severity: bisection will meet that state.
    /// - What the base has is listed, and fails only on request and only if the tip still has it.
    package init(_ reports: [StateReport], options: JudgementOptions = .init()) {
        let blindSpots = BlindSpots(reports)
        states = reports.enumerated().map { index, report in
            SeriesState(
                index: index, label: report.label, subject: report.subject, patch: report.patch,
                introduced: [], fixed: [], findings: [], open: [])
        }
        findings = []
        unanalysed = SeriesReport.merge(reports.map(\.unanalysed))
        summary = SeriesSummary(
            suppressed: reports.map(\.suppressed).max() ?? 0, files: reports.map(\.files).max() ?? 0
        )

        for (id, track) in tracks(of: reports).enumerated() {
            let standsForEver = remarksOnPatches.contains(track.finding.rule)
            let appearances = Appearances(
                perState: reports.indices.map { state in
                    if track.states.contains(state) { return .present }
                    if standsForEver {
                        return state < (track.states.min() ?? 0) ? .absent : .present
                    }
                    // Compared with the base already: where there is no such finding, there is no such fault.
                    if track.finding.kind == .series { return .absent }
                    return blindSpots.hide(track.finding.location.file, in: state)
                        ? .unknown : .absent
                })
            add(id: id, track: track, appearances: appearances, options: options)
        }
        if findings.contains(where: \.fails) {
            summary.exit = .findings
        } else if unanalysed.contains(where: { !$0.isOutOfScope }) {
            summary.exit = .notAnalysed
        }
    }

    private mutating func add(
        id: Int, track: Track, appearances: Appearances, options: JudgementOptions
    ) {
        let events = appearances.events
        for event in events {
            if event.isArrival {
                states[event.state].introduced.append(id)
            } else {
                states[event.state].fixed.append(id)
            }
        }
        for state in appearances.states { states[state].findings.append(id) }
        for state in appearances.open { states[state].open.append(id) }

        let fixedIn = events.last.flatMap { $0.isArrival ? nil : $0.state }
        let introducedIn = events.last { $0.isArrival }?.state
        let status: FindingStatus =
            switch (introducedIn, fixedIn) {
            case (nil, nil): .existing
            case (nil, _?): .fixed
            case (_?, nil): .introduced
            case (_?, _?): .transient
            }
        var finding = track.finding
        finding.severity = SeriesReport.severity(of: finding, status: status)
        let fails =
            finding.severity >= options.failOn
            && (!isSeries || status == .introduced || status == .transient
                || (status == .existing && options.failOnExisting))
        findings.append(
            SeriesFinding(
                id: id, finding: finding, states: appearances.states, status: status,
                fingerprint: track.fingerprint, introducedIn: introducedIn, fixedIn: fixedIn,
                fails: fails))
        summary.count(finding.severity, status)
    }

    /// The severity that a finding has in this series.
    private static func severity(of finding: Finding, status: FindingStatus) -> Severity {
        switch status {
        case .existing, .fixed: finding.severity
        case .transient where finding.kind == .completeness: .note
        case .introduced, .transient:
            max(finding.severity, raisedInSeries[finding.rule] ?? finding.severity)
        }
    }

    private static func merge(_ perState: [[Unanalysed]]) -> [SeriesUnanalysed] {
        var states: [Unanalysed: [Int]] = [:]
        for (index, entries) in perState.enumerated() {
            for entry in Set(entries) { states[entry, default: []].append(index) }
        }
        return states.sorted { $0.key < $1.key }.map {
            SeriesUnanalysed(
                file: $0.key.file, reason: $0.key.reason, isOutOfScope: $0.key.isOutOfScope,
                states: $0.value)
        }
    }
}

extension SeriesSummary {
    mutating func count(_ severity: Severity, _ status: FindingStatus) {
        switch (status, severity) {
        case (.fixed, _): fixed += 1
        case (_, .error): error += 1
        case (_, .warning): warning += 1
        case (_, .note): note += 1
        }
    }
}
