internal import Contract
internal import Dataflow
internal import Facts
internal import SourceText

extension ClientCallFinder {
    /// What paths free or unmap for another device than it was made for, as far as both are known.
    func mismatches() -> [Mismatch] {
        let foreign = Set((clients.foreign ?? []).compactMap(DeviceOrigin.Member.init(dotted:)))
        var limits = limits
        limits.stepsPerFunction = min(limits.stepsPerFunction, Self.stepsForPairs)
        let analysis = Analysis(
            program, DeviceOriginDomain(entering: deviceMakers().union(reach.path)), limits: limits)
        var found: [Mismatch] = []
        for function in program.facts.functions
        where !function.isOfHeader && reach.path.contains(function.name) && hasBothEnds(function) {
            let pairs = analysis.pairs(of: function) { api.role(of: $0) }
            for pair in pairs where !pair.isSame {
                let made = Set(
                    pair.made.device.map { DeviceKind($0, refused: refused, foreign: foreign) })
                let ended = Set(
                    pair.ended.device.map { DeviceKind($0, refused: refused, foreign: foreign) })
                guard !made.isEmpty, !ended.isEmpty, !made.union(ended).contains(.unknown),
                    made.isDisjoint(with: ended)
                else { continue }
                let mismatch = Mismatch(made: Self.end(pair.made), ended: Self.end(pair.ended))
                if !found.contains(mismatch) { found.append(mismatch) }
            }
        }
        return found
    }

    private static let stepsForPairs = 4000

    private static func end(_ end: DevicePair<[DeviceOrigin]>.End) -> Mismatch.End {
        Mismatch.End(
            name: end.name, device: end.device.map(\.text).first ?? "?", location: end.location,
            function: end.function.withoutUnits)
    }

    /// Whether a function reaches calls that make something, and such that end it.
    private func hasBothEnds(_ function: Function) -> Bool {
        var (makes, ends) = (false, false)
        var seen: Set<String> = [function.name]
        var open = [function.name]
        while let next = open.popLast() {
            for name in reach.callees[next] ?? [] where seen.insert(name).inserted {
                switch api.role(of: name)?.role {
                case .ends?: ends = true
                case .makesResult?, .makesArgument?: makes = true
                case nil: if reach.path.contains(name) { open.append(name) }
                }
            }
        }
        return makes && ends
    }
}
