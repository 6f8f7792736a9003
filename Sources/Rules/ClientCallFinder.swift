internal import Contract
internal import Dataflow
internal import Facts
internal import SourceText

/// Finds the DMA API calls of a client unit and where each takes its device from.
struct ClientCallFinder {
    let clients: Contract.Clients
    let helper: String?
    let program: Program
    let limits: Limits
    /// Units that are no part of the program, but may fill members that it reads.
    let others: [UnitFacts]
    let refused: Set<DeviceOrigin.Member>
    let api: DeviceAPI
    let reach: CallReach

    init(
        clients: Contract.Clients, helper: String?, program: Program, others: [UnitFacts],
        limits: Limits
    ) {
        self.clients = clients
        self.helper = helper
        self.program = program
        self.others = others
        self.limits = limits
        refused = Set(clients.refuse.compactMap(DeviceOrigin.Member.init(dotted:)))
        api = DeviceAPI(clients, program.facts)
        reach = CallReach(program.facts, api: api, helper: helper)
    }

    /// How many calls up a device is followed that came in as a parameter.
    private static let deepestChain = 6

    func calls() -> [ClientCall] {
        let path = reach.path
        guard !path.isEmpty else { return [] }
        // Each function is run once by itself; what comes in by parameters is looked up at its callers.
        let makers = deviceMakers().union(reach.storers(of: tags))
        let domain = DeviceOriginDomain(entering: makers.subtracting(path))
        let analysis = Analysis(program, domain, limits: limits)
        var callers: [String: [Caller]] = [:]
        var stores: MemberOrigins.Known = [:]
        var found: [(call: ClientCall, attributes: NumberOrigin)] = []
        for function in program.facts.functions where path.contains(function.name) {
            let effects = analysis.effects(
                of: function, callsOf: { api.device(of: $0) != nil || path.contains($0) },
                through: reach.targets)
            stores[function.name] = effects.stores
            for call in effects.calls {
                if path.contains(call.name) {
                    callers[call.name, default: []].append(
                        Caller(
                            function: call.function, arguments: call.arguments,
                            numbers: call.numbers,
                            step: Step(call.location, "\(call.function)() calls \(call.name)()")))
                } else if let number = api.device(of: call.name),
                    call.arguments.indices.contains(number), let origins = call.arguments[number]
                {
                    let attributes = api.attributes(of: call.name).flatMap {
                        call.numbers.indices.contains($0) ? call.numbers[$0] : nil
                    }
                    found += origins.map { origin in
                        let made = ClientCall(
                            name: call.name, origin: origin, location: call.location,
                            function: call.function, chain: call.chain)
                        return (made, attributes ?? .unknown)
                    }
                }
            }
        }
        let constants = MemberConstants(program.facts)
        let outer = found.flatMap {
            resolved($0.call, $0.attributes, in: $0.call.function, callers, constants, depth: 0)
        }
        let members = MemberOrigins(
            outer, analysis, knowing: stores, others: others, callers: reach.callees)
        return outer.flatMap { call in
            refused.isDisjoint(with: call.origin.written) ? members.resolved(call) : [call]
        }.map { call in
            var call = call
            call.function = call.function.withoutUnits
            if let caller = call.entry?.function { call.entry?.function = caller.withoutUnits }
            return call
        }
    }

    /// Whether it is worth knowing what the members hold that the device came through.
    func isOpen(_ call: ClientCall) -> Bool {
        let settled = refused.union(
            (clients.foreign ?? []).compactMap(DeviceOrigin.Member.init(dotted:)))
        return settled.isDisjoint(with: call.origin.written)
    }

    /// The functions that other units may call to have something mapped for a device of theirs, or to be given one.
    func exports(_ calls: [ClientCall]) -> Set<String> {
        var wanted = deviceMakers().union(reach.storers(of: tags))
        if calls.contains(where: \.origin.isParameter) { wanted.formUnion(reach.path) }
        return Set(
            program.facts.functions.filter {
                !$0.isStatic && !$0.isOfHeader && wanted.contains($0.name)
            }.map(\.name))
    }

    private struct Caller {
        var function: String
        var arguments: [[DeviceOrigin]?]
        var numbers: [NumberOrigin]
        var step: Step
    }

    /// The call as it is, or once for each thing that the callers of its function pass as its device.
    private func resolved(
        _ call: ClientCall, _ attributes: NumberOrigin, in function: String,
        _ callers: [String: [Caller]], _ constants: MemberConstants, depth: Int
    ) -> [ClientCall] {
        var call = call
        switch attributes {
        case .zeros(let bits): call.absentBits = bits
        case .member(let member): call.absentBits = constants.absentBits(of: member)
        case .parameter, .unknown: break
        }
        let deviceIsOpen =
            if case .parameter = call.origin.base {
                refused.isDisjoint(with: call.origin.written)
            } else { false }
        let attributesAreOpen = if case .parameter = attributes { true } else { false }
        // What is refused already needs no caller to say so.
        guard deviceIsOpen || attributesAreOpen, depth < Self.deepestChain,
            let known = callers[function]
        else { return [call] }
        return known.flatMap { caller -> [ClientCall] in
            var passed = attributes
            if case .parameter(let number) = attributes, caller.numbers.indices.contains(number) {
                passed = caller.numbers[number]
            }
            var outer = call
            outer.chain = [caller.step] + call.chain
            guard case .parameter(let number) = call.origin.base, deviceIsOpen else {
                outer.chain = call.chain
                return resolved(
                    outer, passed, in: caller.function, callers, constants, depth: depth + 1)
            }
            guard caller.arguments.indices.contains(number), let origins = caller.arguments[number]
            else { return [call] }
            return origins.flatMap { origin -> [ClientCall] in
                outer.origin = DeviceOrigin(
                    base: origin.base, path: origin.path + call.origin.path,
                    text: call.origin.path.isEmpty ? origin.text : call.origin.text)
                // Who merely hands on the object that holds the device brings nothing in.
                if call.origin.path.isEmpty || !refused.isDisjoint(with: origin.written) {
                    outer.entry = ClientCall.Entry(
                        location: caller.step.location, function: caller.function)
                }
                return resolved(
                    outer, passed, in: caller.function, callers, constants, depth: depth + 1)
            }
        }
    }

    /// The tags of structs by which a device can be come to.
    private var tags: Set<String> {
        Set(["device"] + refused.map(\.record) + ["pci_dev"])
    }

    /// Functions that may hand out a device: they return a pointer, or store one through a parameter.
    func deviceMakers() -> Set<String> {
        var found: Set<String> = []
        for function in program.facts.functions
        where api.device(of: function.name) == nil && function.name != helper {
            let parameters = function.locals.prefix(function.parameterCount)
            let result = function.result.pointee.recordID?.tag ?? ""
            if tags.contains(result)
                || parameters.contains(where: { $0.type.pointee.pointee.recordID?.tag == "device" })
            {
                found.insert(function.name)
            }
        }
        return found
    }
}
