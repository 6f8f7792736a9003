internal import Cache
internal import Facts
internal import SourceText

// The other half of FactsCoding.swift. What does not fit throws, and the unit is parsed again.

extension ByteReader {
    mutating func place() throws(CorruptData) -> Location {
        Location(file: try path(), line: try int(), column: try int())
    }

    /// - Parameter includes: the files that the unit includes, which the writer leaves out.
    mutating func facts(including includes: [TreePath]) throws(CorruptData) -> UnitFacts {
        var facts = UnitFacts(path: try path())
        facts.functions = try list { reader throws(CorruptData) in try reader.function() }
        facts.prototypes = try list { reader throws(CorruptData) in
            Prototype(
                name: try reader.text(), result: try reader.type(),
                neverReturns: try reader.flag(),
                parameters: try reader.list { reader throws(CorruptData) in try reader.type() },
                header: try reader.optional { reader throws(CorruptData) in try reader.path() })
        }
        facts.globals = try list { reader throws(CorruptData) in try reader.global() }
        facts.records = try list { reader throws(CorruptData) in
            Record(
                id: RecordID(try reader.text()), isUnion: try reader.flag(),
                location: try reader.optional { reader throws(CorruptData) in try reader.place() },
                fields: try reader.list { reader throws(CorruptData) in try reader.field() })
        }
        let enumerators = try list { reader throws(CorruptData) in
            (name: try reader.text(), value: Int64(try reader.int()))
        }
        for entry in enumerators { facts.enumerators[entry.name] = entry.value }
        facts.errors = try list { reader throws(CorruptData) in try reader.parseError() }
        facts.includes = includes
        return facts
    }

    mutating func parseError() throws(CorruptData) -> ParseError {
        ParseError(
            location: try optional { reader throws(CorruptData) in try reader.place() },
            message: try text())
    }

    private mutating func global() throws(CorruptData) -> Global {
        Global(
            name: try text(), type: try type(), location: try place(), isStatic: try flag(),
            isConst: try flag(), isDefinition: try flag(), hasInitialiser: try flag(),
            entries: try list { reader throws(CorruptData) in
                InitialiserEntry(
                    path: try reader.list { reader throws(CorruptData) in
                        switch try reader.byte() {
                        case 0: .field(try reader.field())
                        case 1: .index(try reader.int())
                        default: throw CorruptData()
                        }
                    }, value: try reader.value(), location: try reader.place())
            })
    }

    private mutating func field() throws(CorruptData) -> Field {
        Field(
            record: RecordID(try text()), name: try text(),
            offset: try optional { reader throws(CorruptData) in try reader.int() },
            bits: try optional { reader throws(CorruptData) in try reader.int() },
            type: try type(), inUnion: try flag())
    }

    private mutating func type() throws(CorruptData) -> CType {
        switch try byte() {
        case 0: .void
        case 1: .integer(bits: try int(), signed: try flag())
        case 2: .floating
        case 3: .pointer(try nested { reader throws(CorruptData) in try reader.type() })
        case 4: .record(RecordID(try text()))
        case 5:
            .array(
                try nested { reader throws(CorruptData) in try reader.type() },
                count: try optional { reader throws(CorruptData) in try reader.int() })
        case 6: .function
        case 7: .other
        default: throw CorruptData()
        }
    }

    private mutating func function() throws(CorruptData) -> Function {
        var function = Function(
            name: try text(), location: try place(), result: try type(), isStatic: try flag(),
            parameterCount: try int(), locals: [], blocks: [],
            incomplete: try optional { reader throws(CorruptData) in try reader.text() })
        function.locals = try list { reader throws(CorruptData) in
            Local(name: try reader.text(), type: try reader.type(), kind: try reader.kind())
        }
        function.blocks = try list { reader throws(CorruptData) in
            Block(
                instructions: try reader.list { reader throws(CorruptData) in
                    try reader.instruction()
                }, terminator: try reader.terminator())
        }
        // What the graph refers to by number must be there.
        guard function.parameterCount >= 0, function.parameterCount <= function.locals.count,
            function.blocks.allSatisfy({
                $0.terminator.successors.allSatisfy(function.blocks.indices.contains)
            })
        else { throw CorruptData() }
        return function
    }

    private mutating func kind() throws(CorruptData) -> Local.Kind {
        switch try byte() {
        case 0: .parameter
        case 1: .variable
        case 2: .temporary
        default: throw CorruptData()
        }
    }

    private mutating func instruction() throws(CorruptData) -> Instruction {
        let place = try place()
        switch try byte() {
        case 0: return Instruction(place, .store(try target(), try value()))
        case 1: return Instruction(place, .call(try call()))
        case 2: return Instruction(place, .declare(LocalID(try int())))
        case 3:
            return Instruction(
                place,
                .clobber(try list { reader throws(CorruptData) in try reader.target() }))
        case 4: return Instruction(place, .refresh(try target()))
        default: throw CorruptData()
        }
    }

    private mutating func call() throws(CorruptData) -> Call {
        let result = try optional { reader throws(CorruptData) in LocalID(try reader.int()) }
        let callee: Call.Callee
        switch try byte() {
        case 0: callee = .function(try text())
        case 1: callee = .pointer(try value())
        default: throw CorruptData()
        }
        return Call(
            result: result, callee: callee,
            arguments: try list { reader throws(CorruptData) in try reader.value() },
            type: try type(),
            object: try optional { reader throws(CorruptData) in
                PointedObject(size: try reader.int(), isArray: try reader.flag())
            })
    }

    private mutating func terminator() throws(CorruptData) -> Terminator {
        switch try byte() {
        case 0: return .jump(try int())
        case 1:
            return .branch(try value(), then: try int(), otherwise: try int(), try place())
        case 2:
            return .select(
                try value(),
                try list { reader throws(CorruptData) in
                    SwitchCase(
                        first: try reader.int64(), last: try reader.int64(),
                        target: try reader.int())
                }, otherwise: try int(), try place())
        case 3:
            return .return(
                try optional { reader throws(CorruptData) in try reader.value() }, try place())
        case 4: return .anyOf(try list { reader throws(CorruptData) in try reader.int() })
        case 5: return .unreachable
        default: throw CorruptData()
        }
    }

    private mutating func target() throws(CorruptData) -> Place {
        try nested { reader throws(CorruptData) in
            switch try reader.byte() {
            case 0: .local(LocalID(try reader.int()))
            case 1: .global(try reader.text())
            case 2: .pointee(try reader.value())
            case 3: .field(try reader.target(), try reader.field())
            case 4: .element(try reader.target(), try reader.value())
            default: throw CorruptData()
            }
        }
    }

    private mutating func value() throws(CorruptData) -> Expression {
        try nested { reader throws(CorruptData) in
            switch try reader.byte() {
            case 0: return .constant(try reader.int64(), try reader.type())
            case 1: return .string
            case 2: return .function(try reader.text())
            case 3: return .load(try reader.target(), try reader.type())
            case 4: return .addressOf(try reader.target(), try reader.type())
            case 5:
                guard let operation = UnaryOperator(rawValue: try reader.text()) else {
                    throw CorruptData()
                }
                return .unary(operation, try reader.value(), try reader.type())
            case 6:
                guard let operation = BinaryOperator(rawValue: try reader.text()) else {
                    throw CorruptData()
                }
                return .binary(
                    operation, try reader.value(), try reader.value(), try reader.type())
            case 7: return .convert(try reader.value(), try reader.type())
            case 8: return .unknown(try reader.text(), try reader.type())
            default: throw CorruptData()
            }
        }
    }
}
