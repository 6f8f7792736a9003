internal import Dataflow
internal import Facts

/// What members that are numbers hold, where a unit only ever stores constants to them.
struct MemberConstants {
    private var values: [DeviceOrigin.Member: [Int64]] = [:]
    private var open: Set<DeviceOrigin.Member> = []

    init(_ facts: UnitFacts) {
        func note(_ field: Field, _ value: Expression) {
            let member = DeviceOrigin.Member(field)
            switch value {
            case .constant(let number, _), .convert(.constant(let number, _), _):
                values[member, default: []].append(number)
            default: open.insert(member)
            }
        }
        for function in facts.functions where !function.isOfHeader {
            for block in function.blocks {
                for case .store(.field(_, let field), let value) in block.instructions.map(
                    \.operation)
                where !field.type.isPointer { note(field, value) }
            }
        }
        for entry in facts.globals.flatMap(\.entries) {
            if case .field(let field)? = entry.path.last { note(field, entry.value) }
        }
    }

    /// The bits that none of the constants has; none if something else is stored, or nothing.
    func absentBits(of member: DeviceOrigin.Member) -> UInt64 {
        guard !open.contains(member), let known = values[member] else { return 0 }
        return ~known.reduce(0) { $0 | UInt64(bitPattern: $1) }
    }
}
