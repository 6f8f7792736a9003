package import Findings
import SourceText

/// One finding followed through the states, before anything is judged.
struct Track {
    var fingerprint: Fingerprint
    /// As the latest state has it.
    var finding: Finding
    var states: Set<Int>
}

extension StateReport {
    /// The state's findings by fingerprint.
    ///
    /// Findings that are equal in all but place are numbered in report order, so that two equal calls in one function stay
    /// two. One that came up twice (a header's, say, once for each unit that includes it) counts once.
    package var fingerprinted: [(fingerprint: Fingerprint, finding: Finding)] {
        struct Identity: Hashable {
            var rule: String
            var location: Location
            var function: String?
            var table: String?
            var key: String
            var message: String
        }
        var seen: Set<Identity> = []
        var occurrences: [Fingerprint: Int] = [:]
        var result: [(fingerprint: Fingerprint, finding: Finding)] = []
        for finding in findings.sorted(by: Finding.reportOrder) {
            let identity = Identity(
                rule: finding.rule, location: finding.location, function: finding.function,
                table: finding.table, key: finding.key, message: finding.message)
            guard seen.insert(identity).inserted else { continue }
            let plain = Fingerprint(finding)
            let occurrence = occurrences[plain, default: 0]
            occurrences[plain] = occurrence + 1
            result.append((Fingerprint(finding, occurrence: occurrence), finding))
        }
        return result
    }
}

/// Every finding of any state, followed through all of them, in report order.
func tracks(of states: [StateReport]) -> [Track] {
    var byFingerprint: [Fingerprint: Track] = [:]
    for (index, state) in states.enumerated() {
        for (fingerprint, finding) in state.fingerprinted {
            byFingerprint[
                fingerprint, default: Track(fingerprint: fingerprint, finding: finding, states: [])
            ].states.insert(index)
            byFingerprint[fingerprint]?.finding = finding
        }
    }
    return byFingerprint.values.sorted { a, b in
        if Finding.reportOrder(a.finding, b.finding) { return true }
        if Finding.reportOrder(b.finding, a.finding) { return false }
        return a.fingerprint < b.fingerprint
    }
}
