/// What the engine stops at. Whatever is reached makes the result `unproven`, and is named there.
package struct Limits: Sendable {
    package var statesPerPoint = 64
    package var callDepth = 12
    package var recursion = 4
    package var stepsPerFunction = 30_000
    /// In blocks; longer functions that return no pointer are not entered.
    package var shortFunction = 24
    /// Whether functions without a result are entered that are not given the address of a local.
    var entersForEffect = true
    /// How many rounds of a loop its counter keeps its exact value.
    package var countedRounds = 9
    /// For how many rounds after these its bounds are looked for among the numbers that it may be compared with.
    package var boundRounds = 8
    /// How many rounds of a loop a pointer to a known object keeps its exact value.
    package var pointerRounds = 16
    /// Elements of an array that are told apart where the index isn't known.
    package var arrayElements = 16
    package var exitsPerCall = 8

    package init() {}

    /// The same with less to follow: calls that can hardly decide what is returned are not entered. Nil where that is
    /// the least already.
    var narrower: Limits? {
        var next = self
        next.entersForEffect = false
        next.shortFunction = entersForEffect ? min(shortFunction, 8) : 0
        return next.shortFunction == shortFunction && !entersForEffect ? nil : next
    }

    package enum Reached: String, Sendable, Hashable, Comparable {
        case statesPerPoint = "states per point"
        case callDepth = "call depth"
        case steps = "steps per function"
        case exits = "ways out of a call"

        package static func < (a: Reached, b: Reached) -> Bool { a.rawValue < b.rawValue }
    }
}
