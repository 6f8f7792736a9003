internal import Facts

/// New names for functions and variables of static storage.
struct Renaming {
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
