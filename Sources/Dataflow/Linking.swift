package import Facts
internal import SourceText

extension UnitFacts {
    /// The unit together with those others that have the bodies of functions which it calls, directly or not.
    ///
    /// A name that means something else in another unit (a static function, say) gets that unit's path in front.
    package func linked(with others: [UnitFacts]) -> UnitFacts {
        var result = self
        var homes: [String: [UnitFacts]] = [:]
        for unit in others where unit.path != path {
            for function in unit.functions
            where !function.isStatic && function.location.file == unit.path {
                homes[function.name, default: []].append(unit)
            }
        }
        guard !homes.isEmpty else { return self }
        var known = Set(functions.map(\.name))
        var linked: Set<TreePath> = []
        var open = functions
        while let function = open.popLast() {
            for name in function.callees where !known.contains(name) {
                // Two units that define a name are never one program.
                guard let home = homes[name], home.count == 1, linked.insert(home[0].path).inserted
                else { continue }
                let added = home[0].renamed(besides: result)
                result.functions += added.functions
                result.globals += added.globals
                let mine = Set(prototypes.map(\.name))
                result.prototypes += added.prototypes.filter { !mine.contains($0.name) }
                known.formUnion(added.functions.map(\.name))
                open += added.functions
            }
        }
        return result
    }

    /// What the unit adds to another one, under names that mean nothing else there.
    private func renamed(besides other: UnitFacts) -> UnitFacts {
        let theirs = Dictionary(
            other.functions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let variables = Set(other.globals.map(\.name))
        var renaming = Renaming()
        var result = self
        // Inline functions of a header are the same in both.
        result.functions = functions.filter { theirs[$0.name] != $0 }
        for function in result.functions where theirs[function.name] != nil {
            renaming.functions[function.name] = "\(path):\(function.name)"
        }
        for global in globals where variables.contains(global.name) && global.isStatic {
            renaming.globals[global.name] = "\(path):\(global.name)"
        }
        result.functions = result.functions.map(renaming.applied)
        result.globals = globals.filter { !variables.contains($0.name) || $0.isStatic }
            .map(renaming.applied)
        return result
    }
}

extension Function {
    fileprivate var callees: [String] {
        blocks.flatMap(\.instructions).compactMap {
            guard case .call(let call) = $0.operation, case .function(let name) = call.callee else {
                return nil
            }
            return name
        }
    }
}

/// New names for functions and variables of static storage.
private struct Renaming {
    var functions: [String: String] = [:]
    var globals: [String: String] = [:]

    func applied(_ function: Function) -> Function {
        if functions.isEmpty && globals.isEmpty { return function }
        var result = function
        result.name = functions[function.name] ?? function.name
        result.blocks = function.blocks.map { block in
            Block(
                instructions: block.instructions.map {
                    Instruction($0.location, applied($0.operation))
                }, terminator: applied(block.terminator))
        }
        return result
    }

    func applied(_ global: Global) -> Global {
        var result = global
        result.name = globals[global.name] ?? global.name
        result.entries = global.entries.map { entry in
            var renamed = entry
            renamed.value = applied(entry.value)
            return renamed
        }
        return result
    }

    private func applied(_ operation: Operation) -> Operation {
        switch operation {
        case .store(let place, let value): return .store(applied(place), applied(value))
        case .call(var call):
            switch call.callee {
            case .function(let name): call.callee = .function(functions[name] ?? name)
            case .pointer(let value): call.callee = .pointer(applied(value))
            }
            call.arguments = call.arguments.map(applied)
            return .call(call)
        case .declare: return operation
        case .clobber(let places): return .clobber(places.map(applied))
        case .refresh(let place): return .refresh(applied(place))
        }
    }

    private func applied(_ terminator: Terminator) -> Terminator {
        switch terminator {
        case .branch(let value, let then, let otherwise, let location):
            .branch(applied(value), then: then, otherwise: otherwise, location)
        case .select(let value, let cases, let otherwise, let location):
            .select(applied(value), cases, otherwise: otherwise, location)
        case .return(let value, let location): .return(value.map(applied), location)
        case .jump, .anyOf, .unreachable: terminator
        }
    }

    private func applied(_ value: Expression) -> Expression {
        switch value {
        case .constant, .string, .unknown: value
        case .function(let name): .function(functions[name] ?? name)
        case .load(let place, let type): .load(applied(place), type)
        case .addressOf(let place, let type): .addressOf(applied(place), type)
        case .unary(let op, let inner, let type): .unary(op, applied(inner), type)
        case .binary(let op, let left, let right, let type):
            .binary(op, applied(left), applied(right), type)
        case .convert(let inner, let type): .convert(applied(inner), type)
        }
    }

    private func applied(_ place: Place) -> Place {
        switch place {
        case .local: place
        case .global(let name): .global(globals[name] ?? name)
        case .pointee(let pointer): .pointee(applied(pointer))
        case .field(let base, let field): .field(applied(base), field)
        case .element(let base, let index): .element(applied(base), applied(index))
        }
    }
}
