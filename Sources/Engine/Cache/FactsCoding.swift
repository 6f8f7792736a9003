internal import Cache
internal import Facts
internal import SourceText

// The facts of a unit as bytes. Whoever changes a type of Facts changes this file with it, and `factsFormat`.

extension ByteWriter {
    mutating func write(_ path: TreePath) { write(run: path.string) }

    mutating func write(_ place: Location) {
        write(place.file)
        write(place.line)
        write(place.column)
    }

    mutating func write(_ facts: UnitFacts) {
        write(facts.path)
        write(facts.functions) { $0.write($1) }
        write(facts.prototypes) { writer, prototype in
            writer.write(prototype.name)
            writer.write(prototype.result)
            writer.write(prototype.neverReturns)
            writer.write(prototype.parameters) { $0.write($1) }
            writer.write(optional: prototype.header) { $0.write($1) }
        }
        write(facts.globals) { $0.write($1) }
        write(facts.records) { writer, record in
            writer.write(record.id.name)
            writer.write(record.isUnion)
            writer.write(optional: record.location) { $0.write($1) }
            writer.write(record.fields) { $0.write($1) }
        }
        write(facts.enumerators.sorted { $0.key < $1.key }) { writer, entry in
            writer.write(entry.key)
            writer.write(entry.value)
        }
        write(facts.errors) { $0.write($1) }
    }

    mutating func write(_ error: ParseError) {
        write(optional: error.location) { $0.write($1) }
        write(error.message)
    }

    private mutating func write(_ global: Global) {
        write(global.name)
        write(global.type)
        write(global.location)
        write(global.isStatic)
        write(global.isConst)
        write(global.isDefinition)
        write(global.hasInitialiser)
        write(global.entries) { writer, entry in
            writer.write(entry.path) { writer, step in
                switch step {
                case .field(let field):
                    writer.write(UInt8(0))
                    writer.write(field)
                case .index(let index):
                    writer.write(UInt8(1))
                    writer.write(index)
                }
            }
            writer.write(entry.value)
            writer.write(entry.location)
        }
    }

    private mutating func write(_ field: Field) {
        write(field.record.name)
        write(field.name)
        write(optional: field.offset) { $0.write($1) }
        write(optional: field.bits) { $0.write($1) }
        write(field.type)
        write(field.inUnion)
    }

    private mutating func write(_ type: CType) {
        switch type {
        case .void: write(UInt8(0))
        case .integer(let bits, let signed):
            write(UInt8(1))
            write(bits)
            write(signed)
        case .floating: write(UInt8(2))
        case .pointer(let to):
            write(UInt8(3))
            write(to)
        case .record(let id):
            write(UInt8(4))
            write(id.name)
        case .array(let element, let count):
            write(UInt8(5))
            write(element)
            write(optional: count) { $0.write($1) }
        case .function: write(UInt8(6))
        case .other: write(UInt8(7))
        }
    }

    private mutating func write(_ function: Function) {
        write(function.name)
        write(function.location)
        write(function.result)
        write(function.isStatic)
        write(function.parameterCount)
        write(optional: function.incomplete) { $0.write($1) }
        write(function.locals) { writer, local in
            writer.write(local.name)
            writer.write(local.type)
            switch local.kind {
            case .parameter: writer.write(UInt8(0))
            case .variable: writer.write(UInt8(1))
            case .temporary: writer.write(UInt8(2))
            }
        }
        write(function.blocks) { writer, block in
            writer.write(block.instructions) { $0.write($1) }
            writer.write(block.terminator)
        }
    }

    private mutating func write(_ instruction: Instruction) {
        write(instruction.location)
        switch instruction.operation {
        case .store(let place, let value):
            write(UInt8(0))
            write(place)
            write(value)
        case .call(let call):
            write(UInt8(1))
            write(call)
        case .declare(let local):
            write(UInt8(2))
            write(local.index)
        case .clobber(let places):
            write(UInt8(3))
            write(places) { $0.write($1) }
        case .refresh(let place):
            write(UInt8(4))
            write(place)
        }
    }

    private mutating func write(_ call: Call) {
        write(optional: call.result) { $0.write($1.index) }
        switch call.callee {
        case .function(let name):
            write(UInt8(0))
            write(name)
        case .pointer(let value):
            write(UInt8(1))
            write(value)
        }
        write(call.arguments) { $0.write($1) }
        write(call.type)
        write(optional: call.object) { writer, object in
            writer.write(object.size)
            writer.write(object.isArray)
        }
    }

    private mutating func write(_ terminator: Terminator) {
        switch terminator {
        case .jump(let target):
            write(UInt8(0))
            write(target)
        case .branch(let condition, let then, let otherwise, let place):
            write(UInt8(1))
            write(condition)
            write(then)
            write(otherwise)
            write(place)
        case .select(let value, let cases, let otherwise, let place):
            write(UInt8(2))
            write(value)
            write(cases) { writer, item in
                writer.write(item.first)
                writer.write(item.last)
                writer.write(item.target)
            }
            write(otherwise)
            write(place)
        case .return(let value, let place):
            write(UInt8(3))
            write(optional: value) { $0.write($1) }
            write(place)
        case .anyOf(let targets):
            write(UInt8(4))
            write(targets) { $0.write($1) }
        case .unreachable: write(UInt8(5))
        }
    }

    private mutating func write(_ place: Place) {
        switch place {
        case .local(let local):
            write(UInt8(0))
            write(local.index)
        case .global(let name):
            write(UInt8(1))
            write(name)
        case .pointee(let value):
            write(UInt8(2))
            write(value)
        case .field(let base, let field):
            write(UInt8(3))
            write(base)
            write(field)
        case .element(let base, let index):
            write(UInt8(4))
            write(base)
            write(index)
        }
    }

    private mutating func write(_ value: Expression) {
        switch value {
        case .constant(let number, let type):
            write(UInt8(0))
            write(number)
            write(type)
        case .string: write(UInt8(1))
        case .function(let name):
            write(UInt8(2))
            write(name)
        case .load(let place, let type):
            write(UInt8(3))
            write(place)
            write(type)
        case .addressOf(let place, let type):
            write(UInt8(4))
            write(place)
            write(type)
        case .unary(let operation, let operand, let type):
            write(UInt8(5))
            write(operation.rawValue)
            write(operand)
            write(type)
        case .binary(let operation, let left, let right, let type):
            write(UInt8(6))
            write(operation.rawValue)
            write(left)
            write(right)
            write(type)
        case .convert(let operand, let type):
            write(UInt8(7))
            write(operand)
            write(type)
        case .unknown(let what, let type):
            write(UInt8(8))
            write(what)
            write(type)
        }
    }
}
