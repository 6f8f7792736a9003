package import Facts
package import SourceText

/// What is known at a point of one path: what places hold, and what must be so for the path to be taken.
package struct State {
    var store = NumberMap<Region, Term>()
    var defaults = NumberMap<Region, Default>()
    var constraints = NumberMap<Term, RangeSet>()
    /// A term that is known to equal another one stands for it.
    var equals = NumberMap<Term, Term>()
    /// The site of the last event that may have changed memory which others can reach; 0 on entry.
    var version: Int32 = 0
    /// Locals whose address is known outside of the function's own variables.
    var escaped: Set<Region> = []
    /// How often loop heads were passed, and what the store was the last time; not part of a state's identity.
    var rounds: [Int32: Round] = [:]
    var trace: Trace?

    /// What the parts of an object hold that nothing was stored to.
    enum Default: Hashable {
        case zero
        /// What the same parts of another object held at that version of the memory.
        case snapshot(of: Region, version: Int32)
        case unknown(version: Int32)
    }

    struct Round {
        var count: Int
        var store: NumberMap<Region, Term>
    }

    /// Whether two states allow the same continuations.
    func isSame(as other: State) -> Bool {
        store == other.store && constraints == other.constraints && defaults == other.defaults
            && equals == other.equals && version == other.version && escaped == other.escaped
    }
}

/// A call that was entered and not yet left.
final class OpenCall {
    private let location: Location
    private let caller: String
    private let callee: String
    private let outer: OpenCall?

    init(at location: Location, from caller: String, to callee: String, in outer: OpenCall?) {
        self.location = location
        self.caller = caller
        self.callee = callee
        self.outer = outer
    }

    /// Outermost first.
    var chain: [Step] {
        (outer?.chain ?? []) + [Step(location, "\(caller)() calls \(callee)()")]
    }
}

/// The steps that a path took, newest first.
package final class Trace {
    package enum Event {
        case decision(Expression, taken: Bool, frame: Int32, block: Int, narrowed: [Term])
        case arm(Expression, value: String, frame: Int32, block: Int, narrowed: [Term])
        case stored(Region, Term, in: Place, frame: Int32, block: Int)
        case called(String, result: Term?, frame: Int32, block: Int)
        case entered(String, frame: Int32, caller: Int32)
        case left(String, Term?, frame: Int32, block: Int)
    }
    package let event: Event
    package let location: Location
    let body: Body
    let previous: Trace?

    init(_ event: Event, at location: Location, in body: Body, after previous: Trace?) {
        self.event = event
        self.location = location
        self.body = body
        self.previous = previous
    }

    /// Oldest first.
    package var steps: [Trace] {
        var found: [Trace] = []
        var next: Trace? = self
        while let step = next {
            found.append(step)
            next = step.previous
        }
        found.reverse()
        return found
    }
}
