extension Limits {
    /// What users call the limits that they may set, and the most that each may be.
    ///
    /// Calls are followed by recursion, so their depth is bounded by the stack.
    package static let names: [(name: String, most: Int)] = [
        ("states-per-point", 100_000), ("call-depth", 32), ("recursion", 16),
        ("steps-per-function", 100_000_000), ("short-function", 100_000),
        ("counted-rounds", 10_000), ("bound-rounds", 10_000), ("pointer-rounds", 10_000),
        ("array-elements", 10_000), ("exits-per-call", 10_000),
    ]

    /// Sets the limit of that name; false if there is none.
    package mutating func set(_ name: String, to value: Int) -> Bool {
        switch name {
        case "states-per-point": statesPerPoint = value
        case "call-depth": callDepth = value
        case "recursion": recursion = value
        case "steps-per-function": stepsPerFunction = value
        case "short-function": shortFunction = value
        case "counted-rounds": countedRounds = value
        case "bound-rounds": boundRounds = value
        case "pointer-rounds": pointerRounds = value
        case "array-elements": arrayElements = value
        case "exits-per-call": exitsPerCall = value
        default: return false
        }
        return true
    }
}
