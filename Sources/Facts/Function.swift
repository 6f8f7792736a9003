package import SourceText

/// A function's body as a control-flow graph. Block 0 is the entry.
package struct Function: Hashable, Sendable, Codable {
    package var name: String
    package var location: Location
    package var result: CType
    package var isStatic: Bool
    /// The first locals are the parameters.
    package var parameterCount: Int
    package var locals: [Local]
    package var blocks: [Block]
    /// Why the graph lacks statements of the source (a parse error, say). Nothing may be concluded from what is absent.
    package var incomplete: String?

    package init(
        name: String, location: Location, result: CType, isStatic: Bool, parameterCount: Int,
        locals: [Local], blocks: [Block], incomplete: String? = nil
    ) {
        self.name = name
        self.location = location
        self.result = result
        self.isStatic = isStatic
        self.parameterCount = parameterCount
        self.locals = locals
        self.blocks = blocks
        self.incomplete = incomplete
    }
}

extension Function {
    /// Whether a header has the body, which then belongs to all units that include it.
    package var isOfHeader: Bool { location.file.string.hasSuffix(".h") }
}

/// A parameter, a variable of automatic storage, or a temporary that holds the result of a call or of a `?:`.
package struct Local: Hashable, Sendable, Codable {
    package enum Kind: Hashable, Sendable, Codable { case parameter, variable, temporary }
    package var name: String
    package var type: CType
    package var kind: Kind

    package init(name: String, type: CType, kind: Kind) {
        self.name = name
        self.type = type
        self.kind = kind
    }
}

package struct Block: Hashable, Sendable, Codable {
    package var instructions: [Instruction]
    package var terminator: Terminator

    package init(instructions: [Instruction] = [], terminator: Terminator = .unreachable) {
        self.instructions = instructions
        self.terminator = terminator
    }
}

package struct Instruction: Hashable, Sendable, Codable {
    package var location: Location
    package var operation: Operation

    package init(_ location: Location, _ operation: Operation) {
        self.location = location
        self.operation = operation
    }
}

package enum Operation: Hashable, Sendable, Codable {
    case store(Place, Expression)
    case call(Call)
    /// A variable comes into scope without a value.
    case declare(LocalID)
    /// Inline assembly may have written these places.
    case clobber([Place])
    /// A volatile object is about to be read: what others stored to it in the meantime counts.
    case refresh(Place)
}

package struct Call: Hashable, Sendable, Codable {
    package enum Callee: Hashable, Sendable, Codable {
        case function(String)
        case pointer(Expression)
    }
    /// The temporary that takes the result; nil for void.
    package var result: LocalID?
    package var callee: Callee
    package var arguments: [Expression]
    package var type: CType
    /// The object that the first argument points to, as the source writes it (`&x`, not `void *`).
    package var object: PointedObject?

    package init(
        result: LocalID?, callee: Callee, arguments: [Expression], type: CType,
        object: PointedObject? = nil
    ) {
        self.result = result
        self.callee = callee
        self.arguments = arguments
        self.type = type
        self.object = object
    }
}

/// What is known of an object from the type of the pointer to it.
package struct PointedObject: Hashable, Sendable, Codable {
    /// In bytes.
    package var size: Int
    /// Whether the source names an array, and not its first element.
    package var isArray: Bool

    package init(size: Int, isArray: Bool) {
        self.size = size
        self.isArray = isArray
    }
}

package enum Terminator: Hashable, Sendable, Codable {
    case jump(Int)
    case branch(Expression, then: Int, otherwise: Int, Location)
    case select(Expression, [SwitchCase], otherwise: Int, Location)
    case `return`(Expression?, Location)
    /// A computed goto, to any of these.
    case anyOf([Int])
    case unreachable

    package var location: Location? {
        switch self {
        case .branch(_, _, _, let location), .select(_, _, _, let location),
            .return(_, let location):
            location
        case .jump, .anyOf, .unreachable: nil
        }
    }

    package var successors: [Int] {
        switch self {
        case .jump(let target): [target]
        case .branch(_, let then, let otherwise, _): [then, otherwise]
        case .select(_, let cases, let otherwise, _): cases.map(\.target) + [otherwise]
        case .anyOf(let targets): targets
        case .return, .unreachable: []
        }
    }
}

/// One arm of a `switch`: the values from `first` to `last` (GNU ranges included).
package struct SwitchCase: Hashable, Sendable, Codable {
    package var first: Int64
    package var last: Int64
    package var target: Int

    package init(first: Int64, last: Int64, target: Int) {
        self.first = first
        self.last = last
        self.target = target
    }
}
