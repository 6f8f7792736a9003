internal import Facts

/// Variables of static storage whose value is known because nothing in the unit changes it.
struct Statics {
    private var globals: [String: Global] = [:]
    private var written: Set<String> = []

    init(_ facts: UnitFacts) {
        for global in facts.globals where global.isDefinition { globals[global.name] = global }
        for function in facts.functions {
            for block in function.blocks {
                for instruction in block.instructions { note(instruction.operation) }
                note(block.terminator)
            }
        }
        for global in facts.globals {
            for entry in global.entries { noteAddresses(in: entry.value) }
        }
    }

    /// Whether the variable keeps the value that its definition gives it.
    func isConstant(_ name: String) -> Bool {
        guard let global = globals[name] else { return false }
        return global.isConst || (global.isStatic && !written.contains(name))
    }

    func value(_ region: Region, of name: String, arena: Arena) -> Term? {
        guard isConstant(name), let global = globals[name] else { return nil }
        guard let path = path(region, arena: arena) else { return nil }
        for entry in global.entries.reversed() {
            if entry.path == path { return constant(entry.value, arena: arena) }
            if entry.path.count < path.count, Array(path.prefix(entry.path.count)) == entry.path {
                return nil
            }
        }
        if global.hasInitialiser && global.entries.isEmpty { return nil }
        return arena.zero
    }

    private func constant(_ value: Expression, arena: Arena) -> Term? {
        switch value {
        case .constant(let number, _): arena.constant(number)
        case .function(let name): arena.term(.function(name))
        case .addressOf(.global(let name), _): arena.address(arena.region(.global(name)))
        case .convert(let inner, let type) where type.isPointer: constant(inner, arena: arena)
        default: nil
        }
    }

    private func path(_ region: Region, arena: Arena) -> [InitialiserEntry.Step]? {
        switch arena.node(region) {
        case .global: return []
        case .field(let base, let field):
            return path(base, arena: arena).map { $0 + [.field(field)] }
        case .element(let base, let index):
            guard let number = arena.constantValue(index) else { return nil }
            return path(base, arena: arena).map { $0 + [.index(Int(number))] }
        case .local, .pointee: return nil
        }
    }

    // MARK: who writes

    private mutating func note(_ operation: Operation) {
        switch operation {
        case .store(let place, let value):
            if let name = rootGlobal(place), !keepsNull(name, value) { written.insert(name) }
            noteAddresses(in: value)
            noteAddresses(in: place)
        case .call(let call):
            for argument in call.arguments { noteAddresses(in: argument) }
        case .clobber(let places):
            for place in places { if let name = rootGlobal(place) { written.insert(name) } }
        case .declare, .refresh: break
        }
    }

    /// Whether a store leaves a pointer as it was from the start: NULL.
    private func keepsNull(_ name: String, _ value: Expression) -> Bool {
        guard let global = globals[name], global.type.isPointer, value == .null(value.type) else {
            return false
        }
        return global.entries.allSatisfy { $0.value == .null($0.value.type) }
            && (!global.hasInitialiser || !global.entries.isEmpty)
    }

    private mutating func note(_ terminator: Terminator) {
        if case .return(let value?, _) = terminator { noteAddresses(in: value) }
    }

    /// A variable whose address is taken may be written by whoever gets it.
    private mutating func noteAddresses(in value: Expression) {
        switch value {
        case .addressOf(let place, _):
            if let name = rootGlobal(place) { written.insert(name) }
            noteAddresses(in: place)
        case .load(let place, _): noteAddresses(in: place)
        case .unary(_, let inner, _), .convert(let inner, _): noteAddresses(in: inner)
        case .binary(_, let left, let right, _):
            noteAddresses(in: left)
            noteAddresses(in: right)
        case .constant, .string, .function, .unknown: break
        }
    }

    private mutating func noteAddresses(in place: Place) {
        switch place {
        case .pointee(let pointer): noteAddresses(in: pointer)
        case .field(let base, _): noteAddresses(in: base)
        case .element(let base, let index):
            noteAddresses(in: base)
            noteAddresses(in: index)
        case .local, .global: break
        }
    }

    private func rootGlobal(_ place: Place) -> String? {
        switch place {
        case .global(let name): name
        case .field(let base, _), .element(let base, _): rootGlobal(base)
        case .local, .pointee: nil
        }
    }
}
