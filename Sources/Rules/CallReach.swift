internal import Facts

/// From which functions of a unit calls of the API are reached: directly, through pointers to its functions, or as callbacks.
struct CallReach: Sendable {
    /// By function, what it calls or hands on.
    let callees: [String: Set<String>]
    /// The functions from which a call of the API is reached; its own inline functions aren't among them.
    let path: Set<String>
    private let functions: [Function]
    private let pointers: PointerTargets?

    init(_ facts: UnitFacts, api: DeviceAPI, helper: String?) {
        functions = facts.functions
        let targets = api.names
        var callees: [String: Set<String>] = [:]
        var mentioned: Set<String> = []
        for function in facts.functions {
            var reader = MentionReader()
            for block in function.blocks {
                for instruction in block.instructions { reader.read(instruction.operation) }
            }
            callees[function.name] = reader.called.union(reader.mentioned)
            if !function.isOfHeader { mentioned.formUnion(reader.mentioned) }
        }
        for entry in facts.globals.flatMap(\.entries) {
            if case .function(let name)? = Optional(entry.value) { mentioned.insert(name) }
        }
        var found: Set<String> = []
        // A pointer can only lead to the API, or to what reaches it, where something takes such an address.
        var pointers: PointerTargets?
        func close() {
            var changed = true
            while changed {
                changed = false
                for (name, called) in callees
                where !found.contains(name) && !targets.contains(name) && name != helper
                    && (!called.isDisjoint(with: targets) || !called.isDisjoint(with: found))
                {
                    found.insert(name)
                    changed = true
                }
            }
        }
        close()
        if !mentioned.isDisjoint(with: targets.union(found)) {
            let all = PointerTargets(facts)
            pointers = all
            for function in facts.functions where !function.isOfHeader {
                for case .call(let call) in function.blocks.flatMap(\.instructions).map(\.operation)
                {
                    callees[function.name, default: []].formUnion(Self.targets(call, function, all))
                }
            }
            close()
        }
        self.callees = callees
        self.pointers = pointers
        path = found
    }

    /// What a call through a pointer may be of.
    func targets(of call: Call, in function: Function) -> [String] {
        guard let pointers, !function.isOfHeader else { return [] }
        return Self.targets(call, function, pointers).sorted()
    }

    private static func targets(
        _ call: Call, _ function: Function, _ pointers: PointerTargets
    ) -> Set<String> {
        guard case .pointer(let callee) = call.callee else { return [] }
        return Set(
            pointers.targets(of: callee, in: function).compactMap {
                if case .function(let name) = $0 { name } else { nil }
            })
    }

    /// Functions that keep a pointer to a struct of such a tag which they are given, or hand it on to one that does.
    func storers(of tags: Set<String>) -> Set<String> {
        func isWanted(_ type: CType) -> Bool {
            type.pointee.recordID.map { tags.contains($0.tag) } == true
        }
        let given = functions.filter { function in
            !function.isOfHeader
                && function.locals.prefix(function.parameterCount).contains { isWanted($0.type) }
        }
        var found = Set(
            given.filter { function in
                function.blocks.contains { block in
                    block.instructions.contains {
                        guard case .store(let place, let value) = $0.operation, place.isLasting
                        else { return false }
                        return isWanted(value.type)
                    }
                }
            }.map(\.name))
        for _ in 0..<Self.deepest {
            let more = given.map(\.name).filter {
                !found.contains($0) && callees[$0]?.isDisjoint(with: found) == false
            }
            if more.isEmpty { break }
            found.formUnion(more)
        }
        return found
    }

    /// So often may a pointer be handed on before it is kept.
    private static let deepest = 4
}

/// Collects the functions that a body calls by name, and those whose addresses it takes.
private struct MentionReader {
    var called: Set<String> = []
    var mentioned: Set<String> = []

    mutating func read(_ operation: Operation) {
        switch operation {
        case .call(let call):
            switch call.callee {
            case .function(let name): called.insert(name)
            case .pointer(let value): read(value)
            }
            for argument in call.arguments { read(argument) }
        case .store(_, let value): read(value)
        case .declare, .clobber, .refresh: break
        }
    }

    private mutating func read(_ value: Expression) {
        switch value {
        case .function(let name): mentioned.insert(name)
        case .convert(let inner, _), .unary(_, let inner, _): read(inner)
        case .binary(_, let left, let right, _):
            read(left)
            read(right)
        case .constant, .string, .load, .addressOf, .unknown: break
        }
    }
}

extension Place {
    /// Whether it is still there when the function has returned.
    fileprivate var isLasting: Bool {
        switch self {
        case .local: false
        case .global, .pointee: true
        case .field(let base, _), .element(let base, _): base.isLasting
        }
    }
}
