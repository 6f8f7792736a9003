package import Findings
package import SourceText

/// How a finding relates to the series as a whole.
///
/// A finding may come and go more than once; its last stretch of states decides, because that is what the series leaves.
package enum FindingStatus: String, Sendable, CaseIterable {
    /// The base has it and the tip still does. In a `check`, which has one state only, every finding is of this sort.
    case existing
    /// A patch brought it and it is still there at the tip.
    case introduced
    /// A patch brought it and a later one took it away.
    case transient
    /// The base has it and the tip does not.
    case fixed
}

/// One finding with the states of the series that have it.
package struct SeriesFinding: Sendable, Hashable {
    /// Counts from 0 in report order; states refer to findings by it.
    package var id: Int
    /// As the latest state has it, with the severity that it has in this series: a transient completeness finding is a
    /// note, whatever its rule says.
    package var finding: Finding
    /// The states that have it, in rising order; a state that could not be read is none of them.
    package var states: [Int]
    package var status: FindingStatus
    package var fingerprint: Fingerprint
    /// The state that began its last stretch; nil where that was there from the start.
    package var introducedIn: Int?
    /// The state that ended its last stretch; nil where it is still open.
    package var fixedIn: Int?
    /// Whether it makes the run fail.
    package var fails: Bool
}

/// One state of the series: its patch, and the ids of findings that come, go and stay with it.
package struct SeriesState: Sendable, Hashable {
    package var index: Int
    package var label: String
    package var subject: String?
    package var patch: String?
    package var introduced: [Int]
    package var fixed: [Int]
    /// What was seen in it.
    package var findings: [Int]
    /// What is not fixed when it is reached: what was seen, and what was there before and could not be looked at.
    package var open: [Int]
}

/// A file that was not (wholly) analysed, with the states of which that is true.
package struct SeriesUnanalysed: Sendable, Hashable {
    package var file: TreePath
    package var reason: String
    /// Whether it belongs to another architecture, so that its absence does not make the run fail.
    package var isOutOfScope: Bool
    package var states: [Int]
}

/// The counts of a run. Each finding counts once: as fixed, or by the severity that it has in this series.
package struct SeriesSummary: Sendable, Hashable {
    package var error = 0
    package var warning = 0
    package var note = 0
    package var fixed = 0
    /// The most that a contract or inline comments hid in any one state.
    package var suppressed = 0
    /// The most translation units that any one state has.
    package var files = 0
    package var exit = RunStatus.clean
}

/// What is known about a series, or about a single state of a tree, after all states were compared.
package struct SeriesReport: Sendable {
    package var states: [SeriesState]
    /// In report order, which is also the order of their ids.
    package var findings: [SeriesFinding]
    package var unanalysed: [SeriesUnanalysed]
    package var summary: SeriesSummary

    /// Whether there is more than the one state of a `check`.
    package var isSeries: Bool { states.count > 1 }

    /// How many findings have the status.
    package func count(_ status: FindingStatus) -> Int {
        findings.lazy.filter { $0.status == status }.count
    }

    /// The findings that the first state has, be they fixed later or not.
    package var existing: Set<Fingerprint> {
        Set(findings.filter { $0.status == .existing || $0.status == .fixed }.map(\.fingerprint))
    }

    /// Takes these for findings that were there before, although the first state has none of them: another parent of a merge
    /// has.
    ///
    /// - Parameter state: the merge; nil for whichever state brought them.
    package mutating func excuse(_ known: Set<Fingerprint>, in state: Int? = nil) {
        for index in findings.indices
        where findings[index].status == .introduced && known.contains(findings[index].fingerprint)
            && (state == nil || findings[index].introducedIn == state)
        {
            let id = findings[index].id
            for state in states.indices { states[state].introduced.removeAll { $0 == id } }
            findings[index].status = .existing
            findings[index].introducedIn = nil
            findings[index].fails = false
        }
        guard summary.exit == .findings, !findings.contains(where: \.fails) else { return }
        summary.exit = unanalysed.contains { !$0.isOutOfScope } ? .notAnalysed : .clean
    }
}
