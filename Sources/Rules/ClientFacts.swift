package import Contract
package import Dataflow
internal import Facts
package import SourceText

/// What a client unit does with the DMA API, as far as the rules need it.
package struct ClientFacts: Sendable, Hashable {
    package var calls: [ClientCall] = []
    package var buffers: [BufferUse] = []
    /// Memory that a path frees or unmaps for another device than it made it for.
    package var mismatches: [Mismatch] = []
    /// What ties the unit to other clients.
    package var ties = ClientTies()

    package init(
        calls: [ClientCall] = [], buffers: [BufferUse] = [], mismatches: [Mismatch] = [],
        ties: ClientTies = ClientTies()
    ) {
        self.calls = calls
        self.buffers = buffers
        self.mismatches = mismatches
        self.ties = ties
    }
}

/// The two ends of what a path does with some memory, where their devices differ.
package struct Mismatch: Sendable, Hashable {
    package struct End: Sendable, Hashable {
        package var name: String
        package var device: String
        package var location: Location
        package var function: String

        package init(name: String, device: String, location: Location, function: String) {
            self.name = name
            self.device = device
            self.location = location
            self.function = function
        }
    }
    package var made: End
    package var ended: End

    package init(made: End, ended: End) {
        self.made = made
        self.ended = ended
    }
}

/// A DMA API call seen as something that happens to a buffer.
package struct BufferUse: Sendable, Hashable {
    package var name: String
    package var effect: Contract.DeviceCall.Effect
    package var location: Location
    package var function: String
    /// For an allocation: where the buffer can get to. For others: where it came from.
    package var places: Set<ValueFlow.Node>
    /// The attributes, where the call has such an argument and its value is known.
    package var attributes: Int64?
    /// The unit in whose analysis it was seen; the places mean nothing outside of that.
    package var program: TreePath

    package init(
        name: String, effect: Contract.DeviceCall.Effect, location: Location, function: String,
        places: Set<ValueFlow.Node>, attributes: Int64?, program: TreePath
    ) {
        self.name = name
        self.effect = effect
        self.location = location
        self.function = function
        self.places = places
        self.attributes = attributes
        self.program = program
    }
}

/// Collects the buffers of a unit.
struct BufferFinder {
    let clients: Contract.Clients
    let facts: UnitFacts

    func buffers() -> [BufferUse] {
        var known: [String: Contract.DeviceCall] = [:]
        for call in clients.deviceCalls where call.does != nil {
            for name in call.names { known[name] = call }
        }
        let own = facts.functions.filter { !$0.isOfHeader }
        var flow: ValueFlow?
        var found: [BufferUse] = []
        for function in own {
            for block in function.blocks {
                for instruction in block.instructions {
                    guard case .call(let call) = instruction.operation,
                        case .function(let name) = call.callee, let shape = known[name],
                        let effect = shape.does
                    else { continue }
                    let values = flow ?? ValueFlow(facts)
                    flow = values
                    found.append(
                        BufferUse(
                            name: name, effect: effect, location: instruction.location,
                            function: function.name.withoutUnits,
                            places: places(call, shape, in: function, values),
                            attributes: attributes(call, shape), program: facts.path))
                }
            }
        }
        return found
    }

    private func places(
        _ call: Call, _ shape: Contract.DeviceCall, in function: Function, _ flow: ValueFlow
    ) -> Set<ValueFlow.Node> {
        if shape.does == .allocate {
            guard let result = call.result else { return [] }
            return flow.reachable(from: .local(function: function.name, result))
        }
        guard let number = shape.buffer, call.arguments.indices.contains(number) else { return [] }
        return ValueFlow.sources(of: call.arguments[number], in: function)
    }

    private func attributes(_ call: Call, _ shape: Contract.DeviceCall) -> Int64? {
        guard let number = shape.attributes else { return 0 }
        guard call.arguments.indices.contains(number),
            case .constant(let bits, _) = call.arguments[number]
        else { return nil }
        return bits
    }
}
