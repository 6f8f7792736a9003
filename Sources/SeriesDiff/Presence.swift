import Findings
import SourceText

/// What one state of a series says about one finding.
enum Presence {
    case present
    case absent
    /// The state's file could not be read, so that nothing follows from not seeing the finding there.
    case unknown
}

/// Where in a series one finding was seen, and what can be said of the states where it was not.
struct Appearances {
    let perState: [Presence]

    /// The state of each change, oldest first. States that know nothing are stepped over; and where nothing was known
    /// before the first sight of a finding, no patch is blamed for it.
    var events: [(state: Int, isArrival: Bool)] {
        var events: [(state: Int, isArrival: Bool)] = []
        var before = Presence.unknown
        for (state, now) in perState.enumerated() {
            switch (before, now) {
            case (.absent, .present): events.append((state, true))
            case (.present, .absent): events.append((state, false))
            default: break
            }
            if now != .unknown { before = now }
        }
        return events
    }

    /// The states that have it, or that follow one that has and could not see.
    var open: [Int] {
        var before = Presence.unknown
        return perState.indices.filter { state in
            if perState[state] != .unknown { before = perState[state] }
            return before == .present
        }
    }

    var states: [Int] { perState.indices.filter { perState[$0] == .present } }
}

/// What the states of a series could not see: patches that did not apply and files that did not parse.
struct BlindSpots {
    private var wholeStates: Set<Int> = []
    private var files: [Int: Set<TreePath>] = [:]

    /// A state whose patch does not apply was never there, and where a header does not compile, any unit may be the
    /// poorer for it: then nothing is concluded from what is absent in that state.
    init(_ states: [StateReport]) {
        for (index, state) in states.enumerated() {
            files[index] = Set(state.unanalysed.map(\.file))
            for finding in state.findings {
                let file = finding.location.file
                switch finding.rule {
                case "patch-apply": wholeStates.insert(index)
                case "patch-parse":
                    files[index, default: []].insert(file)
                    if file.string.hasSuffix(".h") { wholeStates.insert(index) }
                default: break
                }
            }
        }
    }

    func hide(_ file: TreePath, in state: Int) -> Bool {
        wholeStates.contains(state) || files[state]?.contains(file) == true
    }
}
