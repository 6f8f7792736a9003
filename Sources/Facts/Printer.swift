extension CType {
    package var text: String {
        switch self {
        case .void: "void"
        case .integer(let bits, let signed): (signed ? "i" : "u") + String(bits)
        case .floating: "float"
        case .pointer(let to): to.text + "*"
        case .record(let id): id.name
        case .array(let element, let count): "\(element.text)[\(count.map(String.init) ?? "")]"
        case .function: "fn"
        case .other: "?"
        }
    }
}

/// Writes IR as text. Expressions look like the C they came from; conversions are left out, as C leaves them implicit.
package struct Printer {
    package let function: Function

    private let showsTemporaries: Bool

    /// - Parameter showsTemporaries: true for IR that is read as such; messages to users name the calls instead.
    package init(_ function: Function, showsTemporaries: Bool = true) {
        self.function = function
        self.showsTemporaries = showsTemporaries
    }

    package func text() -> String {
        let parameters = function.locals.prefix(function.parameterCount).map {
            "\($0.name): \($0.type.text)"
        }
        var lines = [
            "\(function.name)(\(parameters.joined(separator: ", "))) -> \(function.result.text)"
        ]
        if let reason = function.incomplete { lines.append("  incomplete: \(reason)") }
        for (number, block) in function.blocks.enumerated() {
            lines.append("b\(number):")
            lines += block.instructions.map { "  " + text($0.operation) }
            lines.append("  " + text(block.terminator))
        }
        return lines.joined(separator: "\n")
    }

    package func text(_ operation: Operation) -> String {
        switch operation {
        case .store(let place, let value): "\(text(place)) = \(text(value))"
        case .declare(let local): "declare \(name(local))"
        case .refresh(let place): "refresh " + text(place)
        case .clobber(let places): "clobber " + places.map(text).joined(separator: ", ")
        case .call(let call):
            (call.result.map { name($0) + " = " } ?? "") + text(call)
        }
    }

    package func text(_ call: Call) -> String {
        let callee =
            switch call.callee {
            case .function(let name): name
            case .pointer(let value): "(*\(text(value)))"
            }
        return "\(callee)(\(call.arguments.map(text).joined(separator: ", ")))"
    }

    package func text(_ terminator: Terminator) -> String {
        switch terminator {
        case .jump(let target): "jump b\(target)"
        case .branch(let condition, let then, let otherwise, _):
            "if \(text(condition)) b\(then) else b\(otherwise)"
        case .select(let value, let cases, let otherwise, _):
            "switch \(text(value)) ["
                + cases.map {
                    ($0.first == $0.last ? "\($0.first)" : "\($0.first)...\($0.last)")
                        + ": b\($0.target)"
                }.joined(separator: ", ") + "] else b\(otherwise)"
        case .return(let value, _): "return" + (value.map { " " + text($0) } ?? "")
        case .anyOf(let targets): "goto one of " + targets.map { "b\($0)" }.joined(separator: ", ")
        case .unreachable: "unreachable"
        }
    }

    package func text(_ value: Expression) -> String {
        switch value {
        case .constant(0, .pointer): "NULL"
        case .constant(let number, _): String(number)
        case .string: "\"...\""
        case .function(let name): "&" + name
        case .load(.local(let local), _): definition(of: local) ?? name(local)
        case .load(let place, _): text(place)
        case .addressOf(let place, _): "&" + text(place)
        case .unary(let op, let operand, _): op.rawValue + grouped(operand)
        case .binary(let op, let left, let right, _):
            "\(grouped(left)) \(op.rawValue) \(grouped(right))"
        case .convert(let inner, _): text(inner)
        case .unknown(let what, _): "<\(what)>"
        }
    }

    package func text(_ place: Place) -> String {
        switch place {
        case .local(let local): name(local)
        case .global(let name): name
        case .pointee(let pointer): "*" + grouped(pointer)
        case .field(.pointee(let pointer), let field): grouped(pointer) + "->" + field.name
        case .field(let base, let field): text(base) + "." + field.name
        case .element(.pointee(let pointer), let index): "\(grouped(pointer))[\(text(index))]"
        case .element(let base, let index): "\(text(base))[\(text(index))]"
        }
    }

    /// A temporary has no name in the source: what it was computed by says more. Nil where the IR itself is wanted.
    private func definition(of local: LocalID) -> String? {
        guard !showsTemporaries, function.locals.indices.contains(local.index),
            function.locals[local.index].kind == .temporary
        else { return nil }
        for block in function.blocks {
            for instruction in block.instructions {
                switch instruction.operation {
                case .call(let call) where call.result == local: return text(call)
                case .store(.local(local), let value):
                    // A loop of temporaries can't be, but text that doubles each time can.
                    if case .constant = value { return "a condition" }
                    if case .load(.local, _) = value { return "a value" }
                    return text(value)
                default: continue
                }
            }
        }
        return nil
    }

    private func grouped(_ value: Expression) -> String {
        switch value {
        case .binary: "(" + text(value) + ")"
        case .convert(let inner, _): grouped(inner)
        default: text(value)
        }
    }

    private func name(_ local: LocalID) -> String {
        guard function.locals.indices.contains(local.index) else { return "?" }
        let entry = function.locals[local.index]
        return entry.kind == .temporary ? "%\(local.index)" : entry.name
    }
}
