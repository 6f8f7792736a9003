internal import Contract
internal import Dataflow
internal import Facts
internal import SourceText
internal import Supervision

/// Finds the functions that tables wire as the contract's callback, and what each of them returns.
struct ImplementationFinder: Sendable {
    let contract: Contract
    let units: [UnitFacts]
    /// The tables of each unit, in the order of `units`.
    let tables: [[OpsTable]]

    func implementations(
        knowledge: KernelKnowledge, limits: Limits, _ run: AnalysedState.Runner
    ) -> [Implementation] {
        var wired: [Body: [OpsTable]] = [:]
        for (number, unit) in units.enumerated() {
            for table in tables[number] {
                for name in table.functions(of: contract.member) {
                    wired[body(of: name, wiredIn: unit), default: []].append(table)
                }
            }
        }
        // Large ones first, so that none is left for the end; what comes out is in the order of their names.
        let bodies = wired.map { (body: $0, tables: $1, size: size(of: $0)) }
            .sorted { (-$0.size, $0.body) < (-$1.size, $1.body) }
        let homes = FunctionHomes(units)
        let found = run(bodies.count) { number in
            analysed(bodies[number].body, tables: bodies[number].tables, homes, knowledge, limits)
        }
        return zip(bodies, found).sorted { $0.0.body < $1.0.body }.map(\.1)
    }

    /// How many blocks there are to go through, as far as the unit has them.
    private func size(of body: Body) -> Int {
        guard let number = body.unit else { return 0 }
        let bodies = Dictionary(
            units[number].functions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        guard let start = bodies[body.name] else { return 0 }
        return functions(reachedFrom: start) { bodies[$0] }.reduce(0) { $0 + $1.blocks.count }
    }

    private struct Body: Hashable, Comparable, Sendable {
        var name: String
        /// The unit that has it; nil if none has.
        var unit: Int?

        static func < (a: Body, b: Body) -> Bool {
            (a.name, a.unit ?? -1) < (b.name, b.unit ?? -1)
        }
    }

    /// A static function is the unit's own; any other may be defined in another unit.
    private func body(of name: String, wiredIn unit: UnitFacts) -> Body {
        let home = units.firstIndex { $0.path == unit.path }
        if unit.functions.contains(where: { $0.name == name }) {
            return Body(name: name, unit: home)
        }
        let elsewhere = units.firstIndex {
            $0.functions.contains { $0.name == name && !$0.isStatic }
        }
        return Body(name: name, unit: elsewhere)
    }

    private func analysed(
        _ body: Body, tables: [OpsTable], _ homes: FunctionHomes, _ knowledge: KernelKnowledge,
        _ limits: Limits
    ) -> Implementation {
        let duty = tables.lazy.compactMap { table in
            units.first { $0.path == table.unit }.flatMap { contract.duty(of: $0) }
        }.first
        var result = Implementation(
            function: body.name, location: nil, tables: tables, duty: duty, returns: [],
            gaveUp: [])
        guard let number = body.unit,
            let function = units[number].functions.first(where: { $0.name == body.name })
        else {
            result.gaveUp = ["no analysed unit has its body"]
            return result
        }
        result.location = function.location
        let program = Program(units[number].linked(with: homes), knowledge: knowledge)
        let name = "\(body.name)() in \(units[number].path)"
        let (outcomes, reached) = Risk.run(name) {
            Analysis(program, ReturnDomain(program), limits: limits).returns(of: function)
        } instead: {
            result.failure = $0
            return ([], [])
        }
        if let failure = result.failure { result.gaveUp.append(failure) }
        // Statements that don't compile are missing from the graph: what they would have assigned can't be held against it.
        let gaps = functions(reachedFrom: function, body: program.function).compactMap(\.incomplete)
        // A NULL that the return statement itself spells out stands all the same.
        result.returns = outcomes.filter {
            gaps.isEmpty || !$0.element.nullness.isFault
                || function.returnsConstant(at: $0.location)
        }.map {
            ReturnOutcome(
                nullness: $0.element.nullness, origin: $0.element.origin, location: $0.location,
                witness: $0.witness)
        }
        // Only this limit leaves paths out; what the others blur is unproven by itself where it is returned.
        result.gaveUp = reached.filter { $0 == .steps }.map { "limit reached: \($0.rawValue)" }
        if let reason = gaps.first { result.gaveUp.append(reason) }
        return result
    }
}

extension Function {
    fileprivate func returnsConstant(at place: Location) -> Bool {
        blocks.contains {
            guard case .return(.constant, place) = $0.terminator else { return false }
            return true
        }
    }
}

/// The function and all that it calls, directly or not, as far as their bodies are known.
private func functions(reachedFrom start: Function, body: (String) -> Function?) -> [Function] {
    var found = [start]
    var seen: Set<String> = [start.name]
    var next = 0
    while next < found.count {
        for block in found[next].blocks {
            for case .call(let call) in block.instructions.map(\.operation) {
                guard case .function(let name) = call.callee, seen.insert(name).inserted,
                    let callee = body(name)
                else { continue }
                found.append(callee)
            }
        }
        next += 1
    }
    return found
}

/// Both domains at once, for the value that a callback returns.
private struct ReturnDomain: AbstractDomain {
    struct Element: Hashable {
        var nullness: Nullness
        var origin: DeviceOrigin
    }
    private let nullness: NullnessDomain
    private let origin = DeviceOriginDomain(entering: [])

    init(_ program: Program) { nullness = NullnessDomain(program) }

    func enters(_ function: String) -> Bool { true }

    func isDefinite(_ element: Element) -> Bool { nullness.isDefinite(element.nullness) }

    func doubted(_ element: Element) -> Element {
        Element(nullness: nullness.doubted(element.nullness), origin: element.origin)
    }

    func element(of term: Term, in view: StateView) -> Element {
        Element(
            nullness: nullness.element(of: term, in: view),
            origin: origin.origin(of: term, in: view))
    }
}

extension Contract {
    /// Why the tables of a unit must wire the callback; nil if they need not.
    func duty(of unit: UnitFacts) -> String? {
        for duty in mustWire {
            if let structs = duty.defines,
                unit.globals.contains(where: { global in
                    guard let tag = global.type.recordID?.tag else { return false }
                    return global.isDefinition && structs.contains(tag)
                })
            {
                return duty.reason
            }
            if let calls = duty.calls, unit.calls(anyOf: Set(calls)) { return duty.reason }
        }
        return nil
    }
}

extension UnitFacts {
    fileprivate func calls(anyOf names: Set<String>) -> Bool {
        functions.contains { function in
            function.blocks.contains { block in
                block.instructions.contains {
                    guard case .call(let call) = $0.operation,
                        case .function(let name) = call.callee
                    else { return false }
                    return names.contains(name)
                }
            }
        }
    }
}
