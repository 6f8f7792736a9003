internal import Dataflow
internal import Facts
internal import SourceText

/// What the functions of a unit store to the members that devices were loaded from.
struct MemberOrigins {
    private struct Store {
        var origin: DeviceOrigin
        var location: Location
    }
    private var stores: [DeviceOrigin.Member: [Store]] = [:]

    /// A member that was filled from a member that was filled from a member: further nobody would look.
    private static let deepest = 4

    init(_ calls: [ClientCall], _ analysis: Analysis<DeviceOriginDomain>, own functions: [Function])
    {
        let wanted = Set(calls.flatMap(\.origin.path))
        guard !wanted.isEmpty else { return }
        for function in functions where Self.mayStore(to: wanted, function) {
            for store in analysis.stores(in: function) {
                let member = DeviceOrigin.Member(
                    record: store.field.record.tag, name: store.field.name)
                guard wanted.contains(member) else { continue }
                stores[member, default: []] += store.element.map {
                    Store(origin: $0, location: store.location)
                }
            }
        }
    }

    private static func mayStore(to members: Set<DeviceOrigin.Member>, _ function: Function) -> Bool
    {
        function.blocks.contains { block in
            block.instructions.contains {
                guard case .store(.field(_, let field), _) = $0.operation else { return false }
                return members.contains(
                    DeviceOrigin.Member(record: field.record.tag, name: field.name))
            }
        }
    }

    /// The call as it is, and once for each thing that a member on its device's way is set to.
    func resolved(_ call: ClientCall) -> [ClientCall] {
        resolved(call, depth: 0)
    }

    private func resolved(_ call: ClientCall, depth: Int) -> [ClientCall] {
        let path = call.origin.path
        guard depth < Self.deepest, let index = path.lastIndex(where: { stores[$0] != nil }) else {
            return [call]
        }
        var found: [ClientCall] = []
        for store in stores[path[index]] ?? [] where store.origin.path != path {
            var next = call
            next.origin = DeviceOrigin(
                base: store.origin.base, path: store.origin.path + path[(index + 1)...],
                text: call.origin.text)
            let what = "'\(path[index].name)' is set to '\(store.origin.text)' here"
            next.chain.append(Step(store.location, what))
            found += resolved(next, depth: depth + 1)
        }
        return found.isEmpty ? [call] : found
    }
}
