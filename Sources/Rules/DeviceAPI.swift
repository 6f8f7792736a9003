internal import Contract
internal import Dataflow
internal import Facts
internal import SourceText

/// What a unit knows of the DMA API: what the contract lists, and what the tree's own headers declare.
struct DeviceAPI {
    private var devices: [String: Int] = [:]
    private var shapes: [String: Contract.DeviceCall] = [:]

    init(_ clients: Contract.Clients, _ facts: UnitFacts) {
        let headers = Set((clients.deviceHeaders ?? []).compactMap(TreePath.init))
        func isMapping(_ name: String) -> Bool {
            !(clients.notMapping ?? []).contains(where: name.hasPrefix)
        }
        func takesDevice(_ type: CType?) -> Bool { type?.pointee.recordID?.tag == "device" }
        for prototype in facts.prototypes {
            guard let header = prototype.header, headers.contains(header),
                takesDevice(prototype.parameters.first), isMapping(prototype.name)
            else { continue }
            devices[prototype.name] = 0
        }
        for function in facts.functions {
            guard headers.contains(function.location.file), function.parameterCount > 0,
                takesDevice(function.locals.first?.type), isMapping(function.name)
            else { continue }
            devices[function.name] = 0
        }
        for call in clients.deviceCalls {
            for name in call.names {
                devices[name] = call.device
                shapes[name] = call
            }
        }
    }

    var names: Set<String> { Set(devices.keys) }

    /// Which argument is the device.
    func device(of name: String) -> Int? { devices[name] }

    /// What a function makes or ends, and for which argument's device.
    func role(of name: String) -> (role: PairRole, device: Int)? {
        guard let device = devices[name] else { return nil }
        let shape = shapes[name]
        switch shape?.does {
        case .allocate?, .map?: return (.makesResult, device)
        case .free?, .unmap?: return shape?.buffer.map { (.ends($0), device) }
        // A scatter list is the same before and after.
        case nil: return name.contains("_map_sg") ? (.makesArgument(1), device) : nil
        }
    }

    func attributes(of name: String) -> Int? { shapes[name]?.attributes }
}
