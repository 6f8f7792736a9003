internal import Contract
internal import Facts

/// Variables of static storage, or parts of them, whose value is known because nothing in the unit changes it.
struct Statics {
    private var globals: [String: Global] = [:]
    /// The parts of each variable that something writes, or may write.
    private var written: [String: [[Part]]] = [:]
    private let knowledge: KernelKnowledge

    /// A step to a part; nil for an element of which it isn't known which.
    private typealias Part = InitialiserEntry.Step?

    init(_ facts: UnitFacts, knowledge: KernelKnowledge) {
        self.knowledge = knowledge
        for global in facts.globals where global.isDefinition { globals[global.name] = global }
        for function in facts.functions {
            for block in function.blocks {
                for instruction in block.instructions { note(instruction.operation) }
                note(block.terminator)
            }
        }
        for global in facts.globals {
            for entry in global.entries {
                // What points to itself is a list that is empty, say: whoever gets that gets the member.
                if case .addressOf(let place, _) = entry.value, let (name, path) = part(place),
                    name == global.name
                {
                    write(name, Array(path.prefix(1)))
                } else {
                    noteAddresses(in: entry.value)
                }
            }
        }
    }

    /// Whether a place keeps the value that the definition of its variable gives it.
    func isConstant(_ region: Region, arena: Arena) -> Bool {
        guard case .global(let name) = arena.node(arena.root(region)), let global = globals[name]
        else { return false }
        if global.isConst { return true }
        guard global.isStatic else { return false }
        guard let writes = written[name] else { return true }
        let path = parts(region, arena: arena)
        return !writes.contains { Self.overlap($0[...], path[...]) }
    }

    /// Whether one of two places is a part of the other, or shares bytes with it.
    private static func overlap(_ a: ArraySlice<Part>, _ b: ArraySlice<Part>) -> Bool {
        guard let x = a.first, let y = b.first else { return true }
        switch (x, y) {
        case (.field(let f)?, .field(let g)?) where f != g:
            return f.inUnion && g.inUnion && f.overlaps(g)
        case (.index(let i)?, .index(let j)?) where i != j: return false
        default: return overlap(a.dropFirst(), b.dropFirst())
        }
    }

    func value(_ region: Region, of name: String, arena: Arena) -> Term? {
        guard isConstant(region, arena: arena), let global = globals[name] else { return nil }
        let path = parts(region, arena: arena).compactMap(\.self)
        guard path.count == parts(region, arena: arena).count else { return nil }
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
        case .addressOf(let place, _): region(place, arena: arena).map(arena.address)
        case .convert(let inner, let type) where type.isPointer: constant(inner, arena: arena)
        default: nil
        }
    }

    /// An object of static storage that an initialiser names.
    private func region(_ place: Place, arena: Arena) -> Region? {
        switch place {
        case .global(let name): arena.region(.global(name))
        case .field(let base, let field):
            region(base, arena: arena).map { arena.region(.field($0, field)) }
        case .element(let base, .constant(let index, _)):
            region(base, arena: arena).map { arena.region(.element($0, arena.constant(index))) }
        case .local, .pointee, .element: nil
        }
    }

    private func parts(_ region: Region, arena: Arena) -> [Part] {
        switch arena.node(region) {
        case .field(let base, let field): parts(base, arena: arena) + [.field(field)]
        case .element(let base, let index):
            parts(base, arena: arena) + [arena.constantValue(index).map { .index(Int($0)) }]
        case .global, .local, .pointee: []
        }
    }

    // MARK: who writes

    private mutating func note(_ operation: Operation) {
        switch operation {
        case .store(let place, let value):
            if let (name, path) = part(place), !keepsNull(name, path, value) { write(name, path) }
            noteAddresses(in: value)
            noteAddresses(in: place)
        case .call(let call):
            // What is known to change nothing of the caller's may have any address.
            if case .function(let name) = call.callee, let known = knowledge[name], known.isPure {
                guard case .argument = known.returns else { return }
            }
            for argument in call.arguments { noteAddresses(in: argument) }
        case .clobber(let places):
            for place in places { if let (name, path) = part(place) { write(name, path) } }
        case .declare, .refresh: break
        }
    }

    private mutating func write(_ name: String, _ path: [Part]) {
        if written[name]?.contains(path) == true { return }
        written[name, default: []].append(path)
    }

    /// Whether a store leaves a pointer as it was from the start: NULL.
    private func keepsNull(_ name: String, _ path: [Part], _ value: Expression) -> Bool {
        guard let global = globals[name], value.type.isPointer, value == .null(value.type) else {
            return false
        }
        return global.entries.allSatisfy { entry in
            entry.value == .null(entry.value.type)
                || !Self.overlap(entry.path.map(Optional.some)[...], path[...])
        } && (!global.hasInitialiser || !global.entries.isEmpty)
    }

    private mutating func note(_ terminator: Terminator) {
        if case .return(let value?, _) = terminator { noteAddresses(in: value) }
    }

    /// What has its address taken may be written by whoever gets it.
    ///
    /// - Parameter moves: whether the pointer is computed with, and may get to any part of the variable.
    private mutating func noteAddresses(in value: Expression, moves: Bool = false) {
        switch value {
        case .addressOf(let place, _):
            if let (name, path) = part(place) { write(name, moves ? [] : reach(place, path)) }
            noteAddresses(in: place)
        case .load(let place, _): noteAddresses(in: place)
        case .unary(_, let inner, _), .convert(let inner, _):
            noteAddresses(in: inner, moves: moves)
        case .binary(let op, let left, let right, _):
            for side in [left, right] {
                if op.isComparison, case .addressOf(let place, _) = side {
                    noteAddresses(in: place)
                } else {
                    noteAddresses(in: side, moves: true)
                }
            }
        case .constant, .string, .function, .unknown: break
        }
    }

    /// What can be written by the address of a place: all of an array by that of an element; and by that of a struct within another
    /// one the whole, since that is how `container_of` is used.
    private func reach(_ place: Place, _ path: [Part]) -> [Part] {
        switch place {
        case .element(let array, _): return reach(array, Array(path.dropLast()))
        case .field(_, let field):
            if case .record = field.type { return [] }
            return path
        case .local, .global, .pointee: return []
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

    /// The variable of static storage that a place is a part of, and which.
    private func part(_ place: Place) -> (name: String, path: [Part])? {
        switch place {
        case .global(let name): (name, [])
        case .field(let base, let field): part(base).map { ($0.name, $0.path + [.field(field)]) }
        case .element(let base, let index):
            part(base).map { outer in
                guard case .constant(let number, _) = index else {
                    return (outer.name, outer.path + [nil])
                }
                return (outer.name, outer.path + [.index(Int(number))])
            }
        case .local, .pointee: nil
        }
    }
}
