package import Dataflow
internal import Facts
internal import SourceText

/// What a client needs of other units, and what it has that they may need.
package struct ClientTies: Sendable, Hashable {
    /// Functions that map memory for others, or hand out devices.
    package var exports: Set<String> = []
    /// Functions that are called and have no body in the unit.
    package var imports: Set<String> = []
    /// Members and variables that devices were loaded from.
    package var reads: Set<DeviceOrigin.Holder> = []
    /// Members and variables of pointer type that are stored to.
    package var fills: Set<DeviceOrigin.Holder> = []
}

extension ClientTies {
    init(of unit: UnitFacts, exports: Set<String>, calls: [ClientCall]) {
        self.exports = exports
        let bodies = Set(unit.functions.map(\.name))
        reads = Set(calls.flatMap(\.origin.holders))
        for function in unit.functions where !function.isOfHeader {
            for block in function.blocks {
                for instruction in block.instructions {
                    if let holder = instruction.operation.filled { fills.insert(holder) }
                    if case .call(let call) = instruction.operation,
                        case .function(let name) = call.callee, !bodies.contains(name)
                    {
                        imports.insert(name)
                    }
                }
            }
        }
    }
}

/// Clients that are spread over several files: one calls another's functions, or fills the members that another reads.
struct ClientLinks {
    private let units: [UnitFacts]
    private let clients: [ClientFacts]
    /// The units that have a function of a name for others to call.
    private let homes: [String: [Int]]

    /// - Parameter clients: one for each unit.
    init(_ units: [UnitFacts], _ clients: [ClientFacts]) {
        self.units = units
        self.clients = clients
        var homes: [String: [Int]] = [:]
        for (number, unit) in units.enumerated() {
            for function in unit.functions where !function.isStatic && !function.isOfHeader {
                homes[function.name, default: []].append(number)
            }
        }
        self.homes = homes
    }

    /// What the units do, each that is tied to others analysed together with them.
    ///
    /// - Parameter analyse: gives the facts of a unit, and of others whose stores count.
    func linked(_ analyse: (UnitFacts, [UnitFacts]) -> ClientFacts) -> [ClientFacts] {
        var result = clients
        for number in clients.indices {
            let others = clients.indices.filter { $0 != number }
            let callees = callees(of: number)
            // Members of the linked units are read by the linked program as well.
            let reads = ([number] + callees).reduce(into: Set<DeviceOrigin.Holder>()) {
                $0.formUnion(clients[$1].ties.reads)
            }
            let fillers = others.filter {
                !callees.contains($0) && !clients[$0].ties.fills.isDisjoint(with: reads)
            }
            if callees.isEmpty && fillers.isEmpty { continue }
            result[number] = analyse(
                units[number].linked(with: FunctionHomes(callees.map { units[$0] })),
                fillers.map { units[$0] })
        }
        return result.indices.map { withoutUnresolved(result[$0], besides: result, $0) }
    }

    /// The units with functions that matter to a client and that it calls, directly or through others of them: those that map
    /// memory for it, and those on the way there.
    private func callees(of number: Int) -> [Int] {
        var callers: [Int: Set<Int>] = [:]
        var matter: Set<Int> = []
        var reached: Set<Int> = [number]
        var open = [number]
        while let next = open.popLast() {
            for name in clients[next].ties.imports {
                for home in homes[name] ?? [] where home != next {
                    callers[home, default: []].insert(next)
                    if clients[home].ties.exports.contains(name) { matter.insert(home) }
                    if reached.insert(home).inserted { open.append(home) }
                }
            }
        }
        open = Array(matter)
        while let next = open.popLast() {
            open += (callers[next] ?? []).filter { matter.insert($0).inserted }
        }
        return matter.subtracting([number]).sorted()
    }

    /// Leaves out a call whose device is a parameter, where the analysis of a caller's unit says what was passed.
    private func withoutUnresolved(
        _ facts: ClientFacts, besides all: [ClientFacts], _ number: Int
    ) -> ClientFacts {
        var facts = facts
        facts.calls.removeAll { call in
            guard call.origin.isParameter else { return false }
            return all.indices.contains { other in
                other != number
                    && all[other].calls.contains {
                        $0.location == call.location && !$0.origin.isParameter
                    }
            }
        }
        return facts
    }
}

extension DeviceOrigin {
    /// Whether it is a parameter itself, and not something that one leads to.
    var isParameter: Bool {
        if case .parameter = base { path.isEmpty } else { false }
    }
}
