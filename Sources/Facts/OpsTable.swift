package import SourceText

/// A table of callbacks: a variable (or a part of one) of an ops struct, and what each of its members is set to.
package struct OpsTable: Hashable, Sendable {
    package var structTag: String
    package var variable: String
    package var unit: TreePath
    package var location: Location
    /// By member; a member that is absent was never set, and so is NULL.
    package var members: [String: Wiring]
    /// By member: all that it can hold, on some path of what assigns it.
    package var possible: [String: Set<Wiring>] = [:]
    /// False if a parse error may have hidden what the table sets.
    package var isComplete: Bool

    package struct Wiring: Hashable, Sendable {
        package enum Target: Hashable, Sendable {
            case function(String)
            case null
            /// Something else than a function's name.
            case other(String)
        }
        package var target: Target
        package var location: Location
    }
}

extension UnitFacts {
    /// The tables of the struct with that tag: initialised variables, parts of variables, and what functions assign to.
    package func tables(of tag: String) -> [OpsTable] {
        var collector = TableCollector(tag: tag, unit: self)
        for global in globals { collector.add(global) }
        for function in functions { collector.add(assignmentsIn: function) }
        collector.addPossible()
        return collector.tables.values.sorted {
            ($0.location, $0.variable) < ($1.location, $1.variable)
        }
    }
}

extension OpsTable {
    /// The functions that a member can hold, sorted.
    package func functions(of member: String) -> [String] {
        let targets =
            [members[member]?.target].compactMap(\.self)
            + (possible[member] ?? []).map(\.target)
        return Set(
            targets.compactMap { target in
                if case .function(let name) = target { name } else { nil }
            }
        ).sorted()
    }
}

private struct TableCollector {
    let tag: String
    let unit: UnitFacts
    var tables: [String: OpsTable] = [:]
    /// What initialisers set.
    private var initialised: [TableFlow.Slot: OpsTable.Wiring] = [:]

    mutating func add(_ global: Global) {
        let isTable = global.type.recordID?.tag == tag
        if isTable, global.isDefinition { open(global.name, at: global.location) }
        for entry in global.entries {
            guard
                let depth = entry.path.firstIndex(where: {
                    if case .field(let field) = $0 { field.record.tag == tag } else { false }
                }), case .field(let field) = entry.path[depth]
            else {
                copyWhole(entry, of: global)
                continue
            }
            let variable = global.name + name(entry.path[..<depth])
            open(variable, at: depth == 0 ? global.location : entry.location)
            set(field.name, of: variable, to: entry.value, at: entry.location)
            initialised[TableFlow.Slot(variable: variable, member: field.name)] =
                tables[variable]?.members[field.name]
        }
    }

    init(tag: String, unit: UnitFacts) {
        self.tag = tag
        self.unit = unit
    }

    /// `static struct ops copy = base;`
    private mutating func copyWhole(_ entry: InitialiserEntry, of global: Global) {
        guard case .load(.global(let source), .record(let id)) = entry.value, id.tag == tag,
            let base = tables[source]
        else { return }
        let variable = global.name + name(entry.path[...])
        open(variable, at: entry.location)
        tables[variable]?.members = base.members
    }

    mutating func add(assignmentsIn function: Function) {
        guard Self.concerns(function, tag) else { return }
        let names = TableNames(function)
        for block in function.blocks {
            for instruction in block.instructions {
                guard case .store(let place, let value) = instruction.operation else { continue }
                if case .field(let base, let field) = place, field.record.tag == tag {
                    for variable in names.variables(base) {
                        open(variable, at: instruction.location)
                        set(field.name, of: variable, to: value, at: instruction.location)
                    }
                } else if case .load(let source, .record(let id)) = value, id.tag == tag,
                    let name = names.variables(source).first(where: { tables[$0] != nil }),
                    let base = tables[name]
                {
                    for variable in names.variables(place) {
                        open(variable, at: instruction.location)
                        tables[variable]?.members.merge(base.members) { _, new in new }
                    }
                    // A literal that was copied has no life of its own.
                    if case .local(let local) = source,
                        function.locals[local.index].kind == .temporary
                    {
                        tables[base.variable] = nil
                    }
                }
            }
        }
    }

    /// What members can hold where functions assign them: that may be another thing on each path.
    mutating func addPossible() {
        let (unit, tag, pointers) = (unit, tag, PointerTargets(unit))
        var assigned: Set<TableFlow.Slot> = []
        var keepsInitialiser: Set<TableFlow.Slot> = []
        for function in unit.functions where Self.concerns(function, tag) {
            let flow = TableFlow(function, tag: tag, names: TableNames(function)) {
                pointers.targets(of: $0, in: function)
            }
            for (slot, held) in flow.results() {
                assigned.insert(slot)
                for case .set(let wiring) in held {
                    tables[slot.variable]?.possible[slot.member, default: []].insert(wiring)
                }
                if held.contains(.before) { keepsInitialiser.insert(slot) }
            }
        }
        for slot in assigned where keepsInitialiser.contains(slot) {
            guard let wiring = initialised[slot] else { continue }
            tables[slot.variable]?.possible[slot.member, default: []].insert(wiring)
        }
    }

    private static func concerns(_ function: Function, _ tag: String) -> Bool {
        function.blocks.contains { block in
            block.instructions.contains {
                switch $0.operation {
                case .store(.field(_, let field), _) where field.record.tag == tag: true
                case .store(_, .load(_, .record(let id))): id.tag == tag
                default: false
                }
            }
        }
    }

    private mutating func open(_ variable: String, at location: Location) {
        guard tables[variable] == nil else { return }
        tables[variable] = OpsTable(
            structTag: tag, variable: variable, unit: unit.path, location: location, members: [:],
            isComplete: !unit.errors.contains {
                $0.location == nil || $0.location?.file == location.file
            })
    }

    private mutating func set(
        _ member: String, of variable: String, to value: Expression, at location: Location
    ) {
        let target: OpsTable.Wiring.Target =
            switch value {
            case .function(let name): .function(name)
            case .constant(0, _): .null
            case .convert(.function(let name), _): .function(name)
            case .load(.global(let name), _): .other(name)
            default: .other("an expression")
            }
        tables[variable]?.members[member] = OpsTable.Wiring(target: target, location: location)
    }

    private func name(_ path: ArraySlice<InitialiserEntry.Step>) -> String {
        path.map {
            switch $0 {
            case .field(let field): "." + field.name
            case .index(let index): "[\(index)]"
            }
        }.joined()
    }
}
