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
    private let refused: Set<DeviceOrigin.Member>

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
    }

    /// How many calls up a device is followed that came in as a parameter.
    private static let deepestChain = 6

    func calls() -> [ClientCall] {
        let devices = deviceArguments
        let path = functions(reaching: Set(devices.keys), directCallees())
        guard !path.isEmpty else { return [] }
        // Each function is run once by itself; what comes in by parameters is looked up at its callers.
        let domain = DeviceOriginDomain(entering: deviceMakers(besides: devices).subtracting(path))
        let analysis = Analysis(program, domain, limits: limits)
        var callers: [String: [Caller]] = [:]
        var stores: MemberOrigins.Known = [:]
        var found: [ClientCall] = []
        for function in program.facts.functions where path.contains(function.name) {
            let effects = analysis.effects(of: function) {
                devices[$0] != nil || path.contains($0)
            }
            stores[function.name] = effects.stores
            for call in effects.calls {
                if path.contains(call.name) {
                    callers[call.name, default: []].append(
                        Caller(
                            function: call.function, arguments: call.arguments,
                            step: Step(call.location, "\(call.function)() calls \(call.name)()")))
                } else if let number = devices[call.name], call.arguments.indices.contains(number),
                    let origins = call.arguments[number]
                {
                    found += origins.map { origin in
                        ClientCall(
                            name: call.name, origin: origin, location: call.location,
                            function: call.function, chain: call.chain)
                    }
                }
            }
        }
        let outer = found.flatMap { resolved($0, in: $0.function, callers, depth: 0) }
        let members = MemberOrigins(outer, analysis, knowing: stores, others: others)
        return outer.flatMap { call in
            refused.isDisjoint(with: call.origin.written) ? members.resolved(call) : [call]
        }.map { call in
            var call = call
            call.function = call.function.withoutUnits
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
        let devices = deviceArguments
        var wanted = deviceMakers(besides: devices)
        if calls.contains(where: \.origin.isParameter) {
            wanted.formUnion(functions(reaching: Set(devices.keys), directCallees()))
        }
        return Set(
            program.facts.functions.filter {
                !$0.isStatic && !$0.isOfHeader && wanted.contains($0.name)
            }.map(\.name))
    }

    private struct Caller {
        var function: String
        var arguments: [[DeviceOrigin]?]
        var step: Step
    }

    /// The call as it is, or once for each thing that the callers of its function pass as its device.
    private func resolved(
        _ call: ClientCall, in function: String, _ callers: [String: [Caller]], depth: Int
    ) -> [ClientCall] {
        // What is refused already needs no caller to say so.
        guard refused.isDisjoint(with: call.origin.written),
            case .parameter(let number) = call.origin.base, depth < Self.deepestChain,
            let known = callers[function]
        else { return [call] }
        return known.flatMap { caller -> [ClientCall] in
            guard caller.arguments.indices.contains(number),
                let origins = caller.arguments[number]
            else { return [call] }
            return origins.flatMap { passed -> [ClientCall] in
                var outer = call
                outer.origin = DeviceOrigin(
                    base: passed.base, path: passed.path + call.origin.path,
                    text: call.origin.path.isEmpty ? passed.text : call.origin.text)
                outer.chain = [caller.step] + call.chain
                return resolved(outer, in: caller.function, callers, depth: depth + 1)
            }
        }
    }

    /// Which argument is the device, by function.
    private var deviceArguments: [String: Int] {
        var found: [String: Int] = [:]
        for call in clients.deviceCalls {
            for name in call.names { found[name] = call.device }
        }
        return found
    }

    /// Functions that may hand out a device: they return a pointer, or store one through a parameter.
    private func deviceMakers(besides api: [String: Int]) -> Set<String> {
        var found: Set<String> = []
        for function in program.facts.functions
        where api[function.name] == nil && function.name != helper {
            let parameters = function.locals.prefix(function.parameterCount)
            if function.result.pointee.recordID?.tag == "device"
                || parameters.contains(where: { $0.type.pointee.pointee.recordID?.tag == "device" })
            {
                found.insert(function.name)
            }
        }
        return found
    }

    private func directCallees() -> [String: Set<String>] {
        var found: [String: Set<String>] = [:]
        for function in program.facts.functions {
            for block in function.blocks {
                for instruction in block.instructions {
                    guard case .call(let call) = instruction.operation,
                        case .function(let name) = call.callee
                    else { continue }
                    found[function.name, default: []].insert(name)
                }
            }
        }
        return found
    }

    /// The functions from which a call of interest is reached; the API's own inline functions aren't among them.
    private func functions(
        reaching targets: Set<String>, _ callees: [String: Set<String>]
    ) -> Set<String> {
        var found: Set<String> = []
        var changed = true
        while changed {
            changed = false
            for (name, called) in callees
            where !found.contains(name) && !targets.contains(name) && name != helper {
                if !called.isDisjoint(with: targets) || !called.isDisjoint(with: found) {
                    found.insert(name)
                    changed = true
                }
            }
        }
        return found
    }
}
