internal import Cache
internal import Contract
internal import Dataflow
internal import Facts
internal import Rules
internal import SourceText

// What a unit does as a client, as bytes. Whoever changes these types changes this file with them.

extension ByteWriter {
    mutating func write(_ client: ClientFacts) {
        write(client.calls) { writer, call in
            writer.write(call.name)
            writer.write(call.origin)
            writer.write(call.location)
            writer.write(call.function)
            writer.write(call.chain) { writer, step in
                writer.write(step.location)
                writer.write(step.text)
                writer.write(step.isBirth)
            }
            writer.write(optional: call.entry) { writer, entry in
                writer.write(entry.location)
                writer.write(entry.function)
            }
            writer.write(Int64(bitPattern: call.absentBits))
        }
        write(client.buffers) { writer, use in
            writer.write(use.name)
            writer.write(use.effect.rawValue)
            writer.write(use.location)
            writer.write(use.function)
            writer.write(Array(use.places)) { $0.write($1) }
            writer.write(optional: use.attributes) { $0.write($1) }
            writer.write(use.program)
        }
        write(client.mismatches) { writer, mismatch in
            for end in [mismatch.made, mismatch.ended] {
                writer.write(end.name)
                writer.write(end.device)
                writer.write(end.location)
                writer.write(end.function)
            }
        }
        write(Array(client.ties.exports)) { $0.write($1) }
        write(Array(client.ties.imports)) { $0.write($1) }
        write(Array(client.ties.reads)) { $0.write($1) }
        write(Array(client.ties.fills)) { $0.write($1) }
    }

    private mutating func write(_ origin: DeviceOrigin) {
        switch origin.base {
        case .parameter(let number):
            write(UInt8(0))
            write(number)
        case .result(let name):
            write(UInt8(1))
            write(name)
        case .global(let name):
            write(UInt8(2))
            write(name)
        case .unknown: write(UInt8(3))
        }
        write(origin.path) { $0.write($1) }
        write(origin.text)
    }

    private mutating func write(_ member: DeviceOrigin.Member) {
        write(member.record)
        write(member.name)
        write(member.within)
    }

    private mutating func write(_ holder: DeviceOrigin.Holder) {
        switch holder {
        case .member(let member):
            write(UInt8(0))
            write(member)
        case .global(let name):
            write(UInt8(1))
            write(name)
        }
    }

    private mutating func write(_ node: ValueFlow.Node) {
        switch node {
        case .local(let function, let local):
            write(UInt8(0))
            write(function)
            write(local.index)
        case .result(let name):
            write(UInt8(1))
            write(name)
        case .member(let record, let name):
            write(UInt8(2))
            write(record)
            write(name)
        case .global(let name):
            write(UInt8(3))
            write(name)
        }
    }
}

extension ByteReader {
    mutating func client() throws(CorruptData) -> ClientFacts {
        var client = ClientFacts()
        client.calls = try list { reader throws(CorruptData) in
            ClientCall(
                name: try reader.text(), origin: try reader.origin(), location: try reader.place(),
                function: try reader.text(),
                chain: try reader.list { reader throws(CorruptData) in
                    Step(try reader.place(), try reader.text(), isBirth: try reader.flag())
                },
                entry: try reader.optional { reader throws(CorruptData) in
                    ClientCall.Entry(location: try reader.place(), function: try reader.text())
                }, absentBits: UInt64(bitPattern: try reader.int64()))
        }
        client.buffers = try list { reader throws(CorruptData) in
            let name = try reader.text()
            guard let effect = Contract.DeviceCall.Effect(rawValue: try reader.text()) else {
                throw CorruptData()
            }
            return BufferUse(
                name: name, effect: effect, location: try reader.place(),
                function: try reader.text(),
                places: Set(try reader.list { reader throws(CorruptData) in try reader.node() }),
                attributes: try reader.optional { reader throws(CorruptData) in
                    try reader.int64()
                }, program: try reader.path())
        }
        client.mismatches = try list { reader throws(CorruptData) in
            Mismatch(made: try reader.end(), ended: try reader.end())
        }
        client.ties.exports = Set(
            try list { reader throws(CorruptData) in try reader.text() })
        client.ties.imports = Set(
            try list { reader throws(CorruptData) in try reader.text() })
        client.ties.reads = Set(
            try list { reader throws(CorruptData) in try reader.holder() })
        client.ties.fills = Set(
            try list { reader throws(CorruptData) in try reader.holder() })
        return client
    }

    private mutating func end() throws(CorruptData) -> Mismatch.End {
        Mismatch.End(
            name: try text(), device: try text(), location: try place(), function: try text())
    }

    private mutating func origin() throws(CorruptData) -> DeviceOrigin {
        let base: DeviceOrigin.Base
        switch try byte() {
        case 0: base = .parameter(try int())
        case 1: base = .result(try text())
        case 2: base = .global(try text())
        case 3: base = .unknown
        default: throw CorruptData()
        }
        return DeviceOrigin(
            base: base, path: try list { reader throws(CorruptData) in try reader.member() },
            text: try text())
    }

    private mutating func member() throws(CorruptData) -> DeviceOrigin.Member {
        DeviceOrigin.Member(record: try text(), name: try text(), within: try text())
    }

    private mutating func holder() throws(CorruptData) -> DeviceOrigin.Holder {
        switch try byte() {
        case 0: .member(try member())
        case 1: .global(try text())
        default: throw CorruptData()
        }
    }

    private mutating func node() throws(CorruptData) -> ValueFlow.Node {
        switch try byte() {
        case 0: .local(function: try text(), LocalID(try int()))
        case 1: .result(try text())
        case 2: .member(record: try text(), name: try text())
        case 3: .global(try text())
        default: throw CorruptData()
        }
    }
}
