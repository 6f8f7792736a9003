internal import Dataflow
internal import Facts
internal import SourceText

/// What the functions of a program store to the members and variables that devices were loaded from.
struct MemberOrigins {
    private struct Store {
        var origin: DeviceOrigin
        var location: Location
    }
    private var stores: [DeviceOrigin.Holder: [Store]] = [:]

    /// A member that was filled from a member that was filled from a member: further nobody would look.
    private static let deepest = 4

    /// What functions store, by their names.
    typealias Known = [String: [Analysis<DeviceOriginDomain>.StoreOutcome]]

    /// - Parameters:
    ///   - known: of functions that `analysis` has run already.
    ///   - others: units apart from the program of `analysis` whose stores count too, where both mean the same by it.
    ///   - callees: what each function calls: what is handed to one that stores it is seen at its callers.
    init(
        _ calls: [ClientCall], _ analysis: Analysis<DeviceOriginDomain>, knowing known: Known,
        others: [UnitFacts], callers callees: [String: Set<String>]
    ) {
        let wanted = Set(calls.flatMap(\.origin.holders))
        guard !wanted.isEmpty else { return }
        let program = analysis.program
        add(
            wanted, by: analysis, of: program.facts.functions.filter { !$0.isOfHeader },
            knowing: known, callees: callees)
        for unit in others {
            let apart = Analysis(
                Program(unit, knowledge: program.knowledge), analysis.domain,
                limits: analysis.limits)
            add(
                Self.shared(wanted, of: unit, program.facts), by: apart,
                of: unit.functions.filter { !$0.isOfHeader })
        }
    }

    private mutating func add(
        _ wanted: Set<DeviceOrigin.Holder>, by analysis: Analysis<DeviceOriginDomain>,
        of functions: [Function], knowing known: Known = [:], callees: [String: Set<String>] = [:]
    ) {
        var storing = Set(functions.filter { Self.mayStore(to: wanted, $0) }.map(\.name))
        for _ in 0..<Self.deepest {
            for function in functions
            where callees[function.name]?.isDisjoint(with: storing) == false {
                storing.insert(function.name)
            }
        }
        for function in functions where storing.contains(function.name) {
            let made = known[function.name] ?? analysis.effects(of: function).stores
            for store in made where wanted.contains(store.holder) {
                stores[store.holder, default: []] += store.element.map {
                    Store(origin: $0, location: store.location)
                }
            }
        }
        // What a function is given to store is what its callers give, where these are seen.
        for (holder, made) in stores {
            let settled = Set(made.filter { !$0.origin.isParameter }.map(\.location))
            stores[holder] = made.filter {
                !$0.origin.isParameter || !settled.contains($0.location)
            }
        }
    }

    /// Without the variables that only share their name with another unit's.
    private static func shared(
        _ holders: Set<DeviceOrigin.Holder>, of unit: UnitFacts, _ other: UnitFacts
    ) -> Set<DeviceOrigin.Holder> {
        let statics = Set((unit.globals + other.globals).filter(\.isStatic).map(\.name))
        return holders.subtracting(statics.map(DeviceOrigin.Holder.global))
    }

    private static func mayStore(to wanted: Set<DeviceOrigin.Holder>, _ function: Function) -> Bool
    {
        function.blocks.contains { block in
            block.instructions.contains {
                $0.operation.filled.map(wanted.contains) == true
            }
        }
    }

    /// The call as it is, and once for each thing that a member on its device's way is set to.
    func resolved(_ call: ClientCall) -> [ClientCall] {
        resolved(call, depth: 0)
    }

    private func resolved(_ call: ClientCall, depth: Int) -> [ClientCall] {
        let holders = call.origin.holders
        guard depth < Self.deepest, let index = holders.firstIndex(where: { stores[$0] != nil })
        else { return [call] }
        let holder = holders[index]
        // From the holder on, the way stays the same.
        let rest = call.origin.path.suffix(index)
        var found: [ClientCall] = []
        for store in stores[holder] ?? [] where store.origin.holders != holders {
            var next = call
            next.origin = DeviceOrigin(
                base: store.origin.base, path: store.origin.path + rest, text: call.origin.text)
            let what = "'\(holder.name)' is set to '\(store.origin.text)' here"
            next.chain.append(Step(store.location, what))
            found += resolved(next, depth: depth + 1)
        }
        return found.isEmpty ? [call] : found
    }
}

extension DeviceOrigin.Holder {
    fileprivate var name: String {
        switch self {
        case .member(let member): member.name
        case .global(let name): name
        }
    }
}

extension Operation {
    /// The member or variable that it stores a pointer to.
    var filled: DeviceOrigin.Holder? {
        guard case .store(let place, let value) = self, value.type.isPointer else { return nil }
        switch place {
        case .field(.field(_, let outer), let field):
            return .member(DeviceOrigin.Member(field, in: outer))
        case .field(_, let field): return .member(DeviceOrigin.Member(field))
        case .global(let name): return .global(name)
        case .local, .pointee, .element: return nil
        }
    }
}
