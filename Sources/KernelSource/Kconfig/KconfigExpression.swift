/// A condition of a Kconfig file, kept as an index into the arena that all conditions of a tree share.
///
/// Tens of thousands of them are evaluated some ten times over: an arena makes that a walk over one array.
struct Condition: Hashable, Sendable {
    var index: Int32

    static let yes = Condition(index: 0)
    static let no = Condition(index: 1)
}

/// One side of a comparison.
enum Operand: Hashable, Sendable {
    case symbol(Int)
    case literal(String)
}

enum Comparison: Sendable {
    case equal, unequal, less, lessOrEqual, greater, greaterOrEqual
}

enum ConditionNode: Sendable {
    case constant(Bool)
    case symbol(Int)
    case not(Condition)
    case and(Condition, Condition)
    case or(Condition, Condition)
    case compare(Operand, Comparison, Operand)
}

/// All conditions of a configuration language tree.
struct ConditionArena: Sendable {
    private(set) var nodes: [ConditionNode] = [.constant(true), .constant(false)]
    private var depths: [Int32] = [0, 0]

    /// Deeper than any real condition, and not deep enough to exhaust the stack of who evaluates it.
    private static let deepest: Int32 = 1000

    subscript(condition: Condition) -> ConditionNode { nodes[Int(condition.index)] }

    mutating func add(_ node: ConditionNode) -> Condition {
        let depth: Int32 =
            switch node {
            case .constant, .symbol, .compare: 1
            case .not(let a): depths[Int(a.index)] + 1
            case .and(let a, let b), .or(let a, let b):
                max(depths[Int(a.index)], depths[Int(b.index)]) + 1
            }
        if depth > Self.deepest { return .no }
        nodes.append(node)
        depths.append(depth)
        return Condition(index: Int32(nodes.count - 1))
    }

    mutating func and(_ a: Condition, _ b: Condition) -> Condition {
        if a == .yes || b == .no { return b }
        if b == .yes || a == .no || a == b { return a }
        return add(.and(a, b))
    }

    mutating func or(_ a: Condition, _ b: Condition) -> Condition {
        if a == .yes || b == .no { return a }
        if b == .yes || a == .no || a == b { return b }
        return add(.or(a, b))
    }

    mutating func not(_ a: Condition) -> Condition {
        if a == .yes { return .no }
        if a == .no { return .yes }
        return add(.not(a))
    }

    /// Those that help to make it true.
    func symbols(in condition: Condition) -> [Int] {
        var found: [Int] = []
        var open = [condition]
        while let next = open.popLast() {
            switch self[next] {
            case .symbol(let index): found.append(index)
            case .and(let a, let b), .or(let a, let b): open += [a, b]
            case .constant, .not, .compare: break
            }
        }
        return found
    }
}
