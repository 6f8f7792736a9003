internal import Contract
internal import Facts
internal import Findings
internal import KernelSource
internal import Rules
internal import SourceText

/// Judges the series as such: in which order its patches use what they bring, and whether anything uses it at all.
struct SeriesRemarks {
    /// A state that a patch made; the base is not among them.
    struct State {
        var number: Int
        var subject: String
        var symbols: PatchSymbols
    }

    let contract: Contract
    let base: Snapshot
    let states: [State]
    /// Whether all patches of the series are among the states.
    let isWhole: Bool

    /// - Parameter states: the base first.
    init(contract: Contract, states: [(snapshot: Snapshot, subject: String?)], isWhole: Bool) {
        self.contract = contract
        base = states[0].snapshot
        self.isWhole = isWhole
        self.states = zip(states, states.dropFirst()).enumerated().map { index, pair in
            State(
                number: index + 1, subject: pair.1.subject ?? "",
                symbols: PatchSymbols(from: pair.0.snapshot, to: pair.1.snapshot))
        }
    }

    // MARK: order

    /// What a state does not compile for, although a later patch of the series brings it.
    ///
    /// - Parameter errors: those that the base does not have.
    func usesBeforeIntroduction(in state: Int, errors: [ParseError]) -> [Finding] {
        var seen: Set<String> = []
        return errors.compactMap { error -> Finding? in
            guard let location = error.location else { return nil }
            for name in Self.names(in: error.message) {
                guard let (later, place) = provider(of: name, after: state) else { continue }
                guard seen.insert(name).inserted else { return nil }
                return Finding(
                    rule: SeriesRules.useBeforeIntroduction, location: location,
                    message:
                        "'\(name)' is used here, and only patch \(later.number) (\"\(later.subject)\") "
                        + "introduces it: that patch has to come first",
                    witness: [
                        WitnessStep(place, "patch \(later.number) introduces '\(name)' here")
                    ],
                    key: name)
            }
            return nil
        }
    }

    private func provider(of name: String, after state: Int) -> (State, Location)? {
        for later in states where later.number > state {
            if let found = later.symbols.introduced.first(where: { $0.symbol.name == name }) {
                return (later, found.location)
            }
            let header = later.symbols.newHeaders.first {
                name.hasSuffix(".h") && ($0.string == name || $0.string.hasSuffix("/" + name))
            }
            if let header { return (later, Location(file: header, line: 1, column: 1)) }
        }
        return nil
    }

    /// The names that clang puts between quotes; of a quoted type, each word.
    private static func names(in message: String) -> [String] {
        let parts = message.split(separator: "'", omittingEmptySubsequences: false)
        return parts.indices.filter { $0 % 2 == 1 }.flatMap { index in
            parts[index].split { !($0.isLetter || $0.isNumber || "_./-".contains($0)) }.map(
                String.init)
        }
    }

    // MARK: use at all

    /// The callbacks and helpers that the series adds to the contract's header and that nothing in it uses.
    ///
    /// - Parameter wired: the callbacks that tables of some state of the series wire.
    func unusedInterfaces(wired: Set<String>) -> [(state: Int, finding: Finding)] {
        guard isWhole else { return [] }
        var result: [(state: Int, finding: Finding)] = []
        for state in states {
            for introduced in state.symbols.introduced
            where introduced.location.file.string == contract.header {
                let name = introduced.symbol.name
                let what: String
                switch introduced.symbol.kind {
                case .member(contract.struct, isCallback: true):
                    if wired.contains(name) { continue }
                    what = "no driver in the series wires the callback '\(name)'"
                case .function:
                    if isUsed(function: introduced) { continue }
                    what = "nothing in the series calls \(name)()"
                default: continue
                }
                result.append(
                    (
                        state.number,
                        Finding(
                            rule: SeriesRules.apiWithoutUser, location: introduced.location,
                            message: what + ", which this patch adds", key: name)
                    ))
            }
        }
        return result
    }

    /// Its own definition, and its export, are no uses.
    private func isUsed(function: PatchSymbols.Introduction) -> Bool {
        let name = function.symbol.name
        return states.contains { state in
            (state.symbols.uses[name] ?? []).contains { use in
                let file = use.location.file
                // A header's inline function that calls it is one more that needs a user.
                return file.string != contract.header
                    && state.symbols.declared[file]?.contains(name) != true
            }
        }
    }
}
