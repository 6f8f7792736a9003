/// What the Kconfig files of a tree say, without any decision taken yet.
///
/// `m` is treated as `y` throughout (everything is built in): a unit is parsed either way, and
/// `IS_ENABLED` can't tell the two apart.
struct KconfigModel: Sendable {
    enum Kind: Sendable { case unknown, bool, int, hex, string }

    enum Value: Sendable {
        case condition(Condition)
        case text(Operand)
    }

    struct Default: Sendable {
        var value: Value
        var condition: Condition
    }

    struct Symbol: Sendable {
        var name: String
        var kind = Kind.unknown
        /// Where the user may choose, one for each definition with a prompt.
        var prompts: [Condition] = []
        var defaults: [Default] = []
        /// Any of its definitions' `depends on`; `no` until it is defined.
        var dependency = Condition.no
        var selectedBy: [(selector: Int, condition: Condition)] = []
        var impliedBy: [(selector: Int, condition: Condition)] = []
        var choice: Int?
        var isDefined = false
    }

    struct Choice: Sendable {
        var members: [Int] = []
        var defaults: [(member: Int, condition: Condition)] = []
        var dependency = Condition.yes
        var isOptional = false
    }

    var arena = ConditionArena()
    var symbols: [Symbol] = []
    var choices: [Choice] = []
    private(set) var indices: [String: Int] = [:]

    /// The symbol's index; an unknown name becomes an undefined symbol, whose value is `n`.
    mutating func intern(_ name: String) -> Int {
        if let index = indices[name] { return index }
        indices[name] = symbols.count
        symbols.append(Symbol(name: name))
        return symbols.count - 1
    }
}
