package import Facts
internal import SourceText

/// Where values can get to within a unit, whatever the path: from variables, parameters, results and members to others.
///
/// It answers whether two places may hold the same buffer (or a pointer into it), which no single path can show when one
/// function fills a member and another one reads it.
package struct ValueFlow {
    package enum Node: Hashable, Sendable {
        case local(function: String, LocalID)
        case result(String)
        case member(record: String, name: String)
        case global(String)
    }

    private var targets: [Node: Set<Node>] = [:]

    package init(_ facts: UnitFacts) {
        // Helpers of headers are shared by all callers; they pass on what they are given, each caller its own.
        let own = Set(facts.functions.filter { !$0.isOfHeader }.map(\.name))
        let shared = Set(facts.functions.map(\.name)).subtracting(own)
        for function in facts.functions {
            for block in function.blocks {
                for instruction in block.instructions {
                    add(instruction.operation, in: function, own: own, shared: shared)
                }
                if case .return(let value?, _) = block.terminator {
                    connect(Self.sources(of: value, in: function), to: .result(function.name))
                }
            }
        }
    }

    /// All that a value in `start` may get to, itself included.
    package func reachable(from start: Node) -> Set<Node> {
        var found: Set<Node> = [start]
        var stack = [start]
        while let node = stack.popLast() {
            for next in targets[node] ?? [] where found.insert(next).inserted { stack.append(next) }
        }
        return found
    }

    /// The places that an expression reads its value from.
    package static func sources(of value: Expression, in function: Function) -> Set<Node> {
        switch value {
        case .load(let place, _): return node(of: place, in: function).map { [$0] } ?? []
        case .unary(_, let inner, _), .convert(let inner, _):
            return sources(of: inner, in: function)
        case .binary(let op, let left, let right, _):
            if op.isComparison { return [] }
            return sources(of: left, in: function).union(sources(of: right, in: function))
        // A pointer into what a pointer points to is a pointer into the same buffer.
        case .addressOf(let place, _): return addressed(place, in: function)
        case .constant, .string, .function, .unknown: return []
        }
    }

    private static func addressed(_ place: Place, in function: Function) -> Set<Node> {
        switch place {
        case .pointee(let pointer): sources(of: pointer, in: function)
        case .field(let base, _), .element(let base, _): addressed(base, in: function)
        case .local, .global: []
        }
    }

    private static func node(of place: Place, in function: Function) -> Node? {
        switch place {
        case .local(let local): .local(function: function.name, local)
        case .global(let name): .global(name)
        case .field(_, let field): .member(record: field.record.name, name: field.name)
        case .element(let base, _): node(of: base, in: function)
        case .pointee: nil
        }
    }

    private mutating func add(
        _ operation: Operation, in function: Function, own: Set<String>, shared: Set<String>
    ) {
        switch operation {
        case .store(let place, let value):
            guard let target = Self.node(of: place, in: function) else { return }
            connect(Self.sources(of: value, in: function), to: target)
        case .call(let call):
            guard case .function(let name) = call.callee else { return }
            if shared.contains(name), let result = call.result {
                for argument in call.arguments {
                    connect(
                        Self.sources(of: argument, in: function),
                        to: .local(function: function.name, result))
                }
            }
            guard own.contains(name) else { return }
            for (number, argument) in call.arguments.enumerated() {
                connect(
                    Self.sources(of: argument, in: function),
                    to: .local(function: name, LocalID(number)))
            }
            if let result = call.result {
                connect([.result(name)], to: .local(function: function.name, result))
            }
        case .declare, .clobber, .refresh: break
        }
    }

    private mutating func connect(_ sources: Set<Node>, to target: Node) {
        for source in sources { targets[source, default: []].insert(target) }
    }
}
