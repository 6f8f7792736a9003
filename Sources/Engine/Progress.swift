internal import Synchronization

/// What a run is at, for whoever tells the user meanwhile.
package final class Progress: Sendable {
    /// One moment of a run.
    package struct Moment: Sendable, Equatable {
        /// Of the series; 0 for a check.
        package var patches = 0
        /// The commit that they go on, abbreviated; nil for files on disk.
        package var base: String?
        /// The state whose units are being read: 0 is the base.
        package var state = 0
        /// Units of that state which have to be parsed, and those of them that have been.
        package var units = 0
        package var parsed = 0

        package init() {}
    }

    private struct Counts {
        var moment = Moment()
        /// Parsed units by state; some belong to states to come.
        var parsed: [Int: Int] = [:]
    }

    private let counts = Mutex(Counts())
    private let changed: @Sendable (Moment) -> Void

    /// - Parameter changed: is called on any thread, after each step.
    package init(changed: @escaping @Sendable (Moment) -> Void) { self.changed = changed }

    func begin(patches: Int, base: String?) {
        update { counts in
            counts = Counts()
            counts.moment.patches = patches
            counts.moment.base = base
        }
    }

    /// Some units of a state are going to be parsed, or were begun with an earlier state.
    func expect(_ units: Int, of state: Int) {
        update { counts in
            if counts.moment.state != state { counts.moment.units = 0 }
            counts.moment.state = state
            counts.moment.units += units
        }
    }

    func parsed(unitOf state: Int) {
        update { counts in counts.parsed[state, default: 0] += 1 }
    }

    private func update(_ change: (inout Counts) -> Void) {
        let moment = counts.withLock { counts in
            change(&counts)
            counts.moment.parsed = min(
                counts.parsed[counts.moment.state] ?? 0, counts.moment.units)
            return counts.moment
        }
        changed(moment)
    }
}

extension Progress.Moment {
    /// `3 patches on 0c7c1e80d - patch 2/3 - 11/16 units`.
    package func words(separator: String = " - ") -> String {
        var parts: [String] = []
        if patches > 0 {
            let series = "\(patches) \(patches == 1 ? "patch" : "patches")"
            parts.append(base.map { "\(series) on \($0)" } ?? series)
            parts.append(state == 0 ? "base" : "patch \(state)/\(patches)")
        }
        parts.append(units == 0 ? "reading the tree" : "\(parsed)/\(units) units")
        return parts.joined(separator: separator)
    }
}

/// When a line about progress is due, in seconds of a run. A terminal's is written anew in its place; a log gets a line now and
/// then, so that whoever reads it knows that the run is alive.
package struct ProgressPace: Sendable {
    private var last: Double?
    private let first: Double
    private let interval: Double

    package init(isTerminal: Bool) {
        first = isTerminal ? 0.5 : 10
        interval = isTerminal ? 0.1 : 10
    }

    /// How long to wait before the next line may be written.
    package func wait(at now: Double) -> Double {
        max(0, last.map { $0 + interval } ?? first) - now
    }

    package mutating func wrote(at now: Double) { last = now }
}
