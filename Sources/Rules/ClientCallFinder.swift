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

    func calls() -> [ClientCall] {
        let devices = deviceArguments
        let callees = directCallees()
        let path = functions(reaching: Set(devices.keys), callees)
        guard !path.isEmpty else { return [] }
        let domain = DeviceOriginDomain(entering: path.union(deviceMakers(besides: devices)))
        let analysis = Analysis(program, domain, limits: limits)
        var found: [ClientCall] = []
        for function in program.facts.functions where path.contains(function.name) {
            for call in analysis.calls(in: function, where: { devices[$0] != nil }).calls {
                guard let number = devices[call.name], call.arguments.indices.contains(number)
                else { continue }
                for origin in call.arguments[number] {
                    found.append(
                        ClientCall(
                            name: call.name, origin: origin, location: call.location,
                            function: call.function, chain: call.chain))
                }
            }
        }
        return found
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
