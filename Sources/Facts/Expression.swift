/// A value that is computed without side effects. Calls, assignments and `?:` are instructions and branches.
package indirect enum Expression: Hashable, Sendable, Codable {
    /// An integer constant; a null pointer constant is 0 of a pointer type.
    case constant(Int64, CType)
    case string
    /// The address of a function.
    case function(String)
    /// The value that a place holds.
    case load(Place, CType)
    case addressOf(Place, CType)
    case unary(UnaryOperator, Expression, CType)
    case binary(BinaryOperator, Expression, Expression, CType)
    /// A conversion that may change the value's meaning (width, sign, integer to pointer and back).
    case convert(Expression, CType)
    /// Something that was not understood. Nothing is concluded from it.
    case unknown(String, CType)

    package static func null(_ type: CType) -> Expression { .constant(0, type) }

    package var type: CType {
        switch self {
        case .constant(_, let type), .load(_, let type), .addressOf(_, let type),
            .unary(_, _, let type), .binary(_, _, _, let type), .convert(_, let type),
            .unknown(_, let type):
            type
        case .string: .pointer(.integer(bits: 8, signed: true))
        case .function: .pointer(.function)
        }
    }
}

package enum UnaryOperator: String, Hashable, Sendable, Codable {
    case negate = "-"
    case complement = "~"
    case not = "!"
}

package enum BinaryOperator: String, Hashable, Sendable, Codable {
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
    case add = "+"
    case subtract = "-"
    case shiftLeft = "<<"
    case shiftRight = ">>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "=="
    case notEqual = "!="
    case and = "&"
    case or = "|"
    case xor = "^"

    package var isComparison: Bool {
        switch self {
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: true
        default: false
        }
    }
}

/// An object in memory, as an access path: `ntb->epf` is the field `epf` of what `ntb` points to.
package indirect enum Place: Hashable, Sendable, Codable {
    case local(LocalID)
    case global(String)
    case pointee(Expression)
    case field(Place, Field)
    case element(Place, Expression)
}

/// Numbers a function's parameters, variables and temporaries; an index into `Function.locals`.
package struct LocalID: Hashable, Sendable, Codable, Comparable {
    package var index: Int

    package init(_ index: Int) { self.index = index }

    package static func < (a: LocalID, b: LocalID) -> Bool { a.index < b.index }
}
