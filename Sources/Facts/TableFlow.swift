/// Which functions the members of tables can hold, as far as one function assigns them: on any of its paths, by way of its locals
/// and of pointers to the tables.
struct TableFlow {
    /// A member of a table.
    struct Slot: Hashable {
        var variable: String
        var member: String
    }

    enum Held: Hashable {
        /// What it held before the function.
        case before
        case set(OpsTable.Wiring)
    }

    private struct State: Equatable {
        var slots: [Slot: Set<Held>] = [:]
        /// What function pointers among the locals hold.
        var locals: [LocalID: Set<OpsTable.Wiring.Target>] = [:]

        /// False if it has all of that already.
        mutating func merge(_ other: State) -> Bool {
            let old = self
            for slot in Set(slots.keys).union(other.slots.keys) {
                slots[slot] = (slots[slot] ?? [.before]).union(other.slots[slot] ?? [.before])
            }
            locals.merge(other.locals) { $0.union($1) }
            return self != old
        }
    }

    private let tag: String
    private let function: Function
    private let names: TableNames
    /// What a value that comes from elsewhere can be.
    private let elsewhere: (Expression) -> Set<OpsTable.Wiring.Target>

    init(
        _ function: Function, tag: String, names: TableNames,
        elsewhere: @escaping (Expression) -> Set<OpsTable.Wiring.Target>
    ) {
        self.function = function
        self.tag = tag
        self.names = names
        self.elsewhere = elsewhere
    }

    /// What each slot that the function assigns can hold where the table is handed on, or at the end if it is not.
    func results() -> [Slot: Set<Held>] {
        var entries: [State?] = Array(repeating: nil, count: function.blocks.count)
        entries[0] = State()
        var open = [0]
        while let block = open.popLast() {
            guard var state = entries[block] else { continue }
            for instruction in function.blocks[block].instructions { step(instruction, &state) }
            for next in function.blocks[block].terminator.successors {
                if var known = entries[next] {
                    guard known.merge(state) else { continue }
                    entries[next] = known
                } else {
                    entries[next] = state
                }
                open.append(next)
            }
        }
        return collect(entries)
    }

    private func collect(_ entries: [State?]) -> [Slot: Set<Held>] {
        var atEnd: [Slot: Set<Held>] = [:]
        var handedOn: [Slot: Set<Held>] = [:]
        var slots: Set<Slot> = []
        for entry in entries { slots.formUnion(entry.map { Set($0.slots.keys) } ?? []) }
        for (number, block) in function.blocks.enumerated() {
            guard var state = entries[number] else { continue }
            for instruction in block.instructions {
                let given = variables(handedOnBy: instruction.operation)
                for slot in slots where given.contains(slot.variable) {
                    handedOn[slot, default: []].formUnion(state.slots[slot] ?? [.before])
                }
                step(instruction, &state)
                slots.formUnion(state.slots.keys)
            }
            guard case .return = block.terminator else { continue }
            for slot in slots { atEnd[slot, default: []].formUnion(state.slots[slot] ?? [.before]) }
        }
        // An early way out leaves what was before; that matters only if nothing says where the table is in use.
        return atEnd.merging(handedOn) { end, given in end.subtracting([.before]).union(given) }
    }

    private func step(_ instruction: Instruction, _ state: inout State) {
        switch instruction.operation {
        case .store(.local(let local), let value):
            if case .pointer(.function) = function.locals[local.index].type {
                state.locals[local] = targets(of: value, state)
            }
        case .store(.field(let base, let field), let value) where field.record.tag == tag:
            let held = Set(
                targets(of: value, state).map {
                    Held.set(OpsTable.Wiring(target: $0, location: instruction.location))
                })
            let variables = names.variables(base)
            for variable in variables {
                let slot = Slot(variable: variable, member: field.name)
                // One of several tables is assigned: each may keep what it has.
                let kept = variables.count > 1 ? state.slots[slot] ?? [.before] : []
                state.slots[slot] = held.union(kept)
            }
        case .call(let call):
            if let result = call.result { state.locals[result] = nil }
        default: break
        }
    }

    private func targets(of value: Expression, _ state: State) -> Set<OpsTable.Wiring.Target> {
        switch value {
        case .convert(let inner, _): return targets(of: inner, state)
        case .load(.local(let local), _):
            if let known = state.locals[local], !known.isEmpty { return known }
        default: break
        }
        if let target = OpsTable.Wiring.Target(value) { return [target] }
        let found = elsewhere(value)
        return found.isEmpty ? [.other("an expression")] : found
    }

    /// The tables whose addresses are stored or passed on there.
    private func variables(handedOnBy operation: Operation) -> Set<String> {
        switch operation {
        case .store(.local, _): return []
        case .store(_, let value): return names.tables(in: value)
        case .call(let call):
            return call.arguments.reduce(into: []) { $0.formUnion(names.tables(in: $1)) }
        default: return []
        }
    }
}

/// What tables are called, as a function names them: a variable of static storage by its name, whichever way it is come to.
struct TableNames {
    private let function: Function
    /// What pointers among the locals were set to.
    private var pointers: [LocalID: [Place]] = [:]

    init(_ function: Function) {
        self.function = function
        var copies: [(from: LocalID, to: LocalID)] = []
        for case .store(.local(let local), let value) in function.blocks.lazy.flatMap(
            \.instructions
        )
        .map(\.operation) {
            switch value {
            case .addressOf(let target, _):
                if pointers[local]?.contains(target) != true {
                    pointers[local, default: []].append(target)
                }
            case .load(.local(let source), .pointer): copies.append((source, local))
            default: break
            }
        }
        // Twice is enough for a `?:` that is kept in a variable.
        for (from, to) in copies + copies {
            for target in pointers[from] ?? [] where pointers[to]?.contains(target) != true {
                pointers[to, default: []].append(target)
            }
        }
    }

    /// The objects that a place can be.
    func variables(_ place: Place) -> [String] { variables(place, depth: 0) }

    private func variables(_ place: Place, depth: Int) -> [String] {
        guard depth < 8 else { return [] }
        switch place {
        case .global(let name): return [name]
        case .field(let base, let field):
            return variables(base, depth: depth + 1).map { $0 + "." + field.name }
        case .element(let base, .constant(let index, _)):
            return variables(base, depth: depth + 1).map { $0 + "[\(index)]" }
        case .pointee(.load(.local(let local), _)):
            if let targets = pointers[local] {
                return targets.flatMap { variables($0, depth: depth + 1) }
            }
        default: break
        }
        return ["\(Printer(function).text(place)) in \(function.name)()"]
    }

    /// The variables whose addresses a value is made of.
    func tables(in value: Expression) -> Set<String> {
        switch value {
        case .addressOf(let place, _): return Set(variables(place))
        case .convert(let inner, _): return tables(in: inner)
        case .load(.local(let local), _):
            return Set((pointers[local] ?? []).flatMap { variables($0) })
        default: return []
        }
    }
}

/// What function pointers of a unit can hold that are no locals of the function which reads them: parameters, results, members and
/// variables of static storage.
package struct PointerTargets: Sendable {
    private let unit: UnitFacts
    /// A chain of more hands than these is not followed.
    private static let deepest = 6

    package init(_ unit: UnitFacts) { self.unit = unit }

    package func targets(of value: Expression, in function: Function) -> Set<OpsTable.Wiring.Target>
    {
        targets(of: value, in: function, depth: 0)
    }

    private func targets(
        of value: Expression, in function: Function, depth: Int
    ) -> Set<OpsTable.Wiring.Target> {
        guard depth < Self.deepest else { return [] }
        func follow(_ value: Expression, _ function: Function) -> Set<OpsTable.Wiring.Target> {
            if let target = OpsTable.Wiring.Target(value) { return [target] }
            return targets(of: value, in: function, depth: depth + 1)
        }
        var found: Set<OpsTable.Wiring.Target> = []
        switch value {
        case .convert(let inner, _): return follow(inner, function)
        case .load(.local(let local), _):
            for operation in function.blocks.lazy.flatMap(\.instructions).map(\.operation) {
                switch operation {
                case .store(.local(local), let stored): found.formUnion(follow(stored, function))
                case .call(let call) where call.result == local:
                    guard case .function(let name) = call.callee else { break }
                    for callee in unit.functions where callee.name == name {
                        for case .return(let result?, _) in callee.blocks.map(\.terminator) {
                            found.formUnion(follow(result, callee))
                        }
                    }
                default: break
                }
            }
            guard local.index < function.parameterCount else { return found }
            for caller in unit.functions {
                for case .call(let call) in caller.blocks.lazy.flatMap(\.instructions).map(
                    \.operation)
                where call.callee == .function(function.name)
                    && call.arguments.indices.contains(local.index)
                {
                    found.formUnion(follow(call.arguments[local.index], caller))
                }
            }
        case .load(let place, _):
            guard let holder = Self.holder(place) else { return [] }
            for other in unit.functions {
                for case .store(let target, let stored) in other.blocks.lazy.flatMap(\.instructions)
                    .map(\.operation)
                where Self.holder(target) == holder { found.formUnion(follow(stored, other)) }
            }
            for global in unit.globals {
                for entry in global.entries {
                    let part: Holder =
                        if case .field(let field) = entry.path.last {
                            .member(field)
                        } else {
                            .global(global.name)
                        }
                    if part == holder, let target = OpsTable.Wiring.Target(entry.value) {
                        found.insert(target)
                    }
                }
            }
        default: break
        }
        return found
    }

    private enum Holder: Hashable {
        case member(Field)
        case global(String)
    }

    private static func holder(_ place: Place) -> Holder? {
        switch place {
        case .field(_, let field): .member(field)
        case .global(let name): .global(name)
        case .element(let base, _): holder(base)
        case .local, .pointee: nil
        }
    }
}

extension OpsTable.Wiring.Target {
    /// What a value is by itself; nil where that depends on what was stored elsewhere.
    init?(_ value: Expression) {
        switch value {
        case .function(let name), .convert(.function(let name), _): self = .function(name)
        case .constant(0, _): self = .null
        default: return nil
        }
    }
}
