internal import Facts
internal import SourceText

/// A function's address that is read from an array by an unknown index is one of the array's elements: each of them is a path of
/// its own, since what is called then differs.
extension Executor {
    /// An array of known length and the index by which one of its elements is read.
    struct Lookup {
        var array: Place
        var index: Expression
        var count: Int
    }

    /// The states that take the place of one state before `lookups` are evaluated, one for each element that may be meant.
    func split(
        _ state: State, by lookups: [Lookup], at location: Location, in body: Body,
        block: Int, _ frame: Int32, _ site: Int32
    ) -> [State] {
        lookups.reduce([state]) { states, lookup in
            states.flatMap { split($0, by: lookup, at: location, in: body, block, frame, site) }
        }
    }

    private func split(
        _ state: State, by lookup: Lookup, at location: Location, in body: Body,
        _ block: Int, _ frame: Int32, _ site: Int32
    ) -> [State] {
        var start = state
        let evaluate = evaluator(frame, site)
        let array = evaluate.region(lookup.array, in: &start)
        guard isKnown(array, in: start) else { return [state] }
        let index = evaluate.value(lookup.index, in: &start)
        guard constraints.range(index, in: start).single == nil else { return [state] }
        let states = (0..<Int64(lookup.count)).compactMap { number -> State? in
            var next = start
            guard
                let narrowed = constraints.assume(index, in: RangeSet(number, number), &next)
            else { return nil }
            next.trace = Trace(
                .arm(
                    lookup.index, value: "\(number)", frame: frame, block: block,
                    narrowed: narrowed),
                at: location, in: body, after: next.trace)
            return next
        }
        // An index that is never in bounds is no path that C gives a meaning to; nothing is known of it.
        return states.isEmpty ? [state] : states
    }

    /// Whether something is known of the elements, so that telling them apart is of use.
    private func isKnown(_ array: Region, in state: State) -> Bool {
        switch arena.rootKind(array) {
        case .local: !state.escaped.contains(arena.root(array))
        case .global: program.statics.isConstant(array, arena: arena)
        default: false
        }
    }
}

extension Executor.Lookup {
    /// The lookups of functions in what an instruction or terminator reads.
    static func find(
        in expressions: [Expression], of function: Function, globals: [String: CType], most: Int
    ) -> [Self] {
        var finder = Finder(function: function, globals: globals, most: most)
        for expression in expressions { finder.read(expression) }
        return finder.found
    }

    private struct Finder {
        let function: Function
        let globals: [String: CType]
        let most: Int
        var found: [Executor.Lookup] = []

        mutating func read(_ value: Expression) {
            switch value {
            case .load(let place, let type):
                if type == .pointer(.function) { note(place) }
                read(place)
            case .addressOf(let place, _): read(place)
            case .unary(_, let inner, _), .convert(let inner, _): read(inner)
            case .binary(_, let left, let right, _):
                read(left)
                read(right)
            case .constant, .string, .function, .unknown: break
            }
        }

        private mutating func read(_ place: Place) {
            switch place {
            case .local, .global: break
            case .pointee(let pointer): read(pointer)
            case .field(let base, _): read(base)
            case .element(let base, let index):
                read(base)
                read(index)
            }
        }

        private mutating func note(_ place: Place) {
            switch place {
            case .element(let array, let index):
                if case .constant = index { return note(array) }
                if case .array(_, let count?)? = type(of: array), count <= most {
                    found.append(Executor.Lookup(array: array, index: index, count: count))
                }
                note(array)
            case .field(let base, _): note(base)
            case .local, .global, .pointee: break
            }
        }

        private func type(of place: Place) -> CType? {
            switch place {
            case .local(let local): function.locals[local.index].type
            case .global(let name): globals[name]
            case .field(_, let field): field.type
            case .element(let array, _):
                if case .array(let element, _)? = type(of: array) { element } else { nil }
            case .pointee: nil
            }
        }
    }
}

extension Operation {
    /// What is read before the operation takes effect.
    var expressions: [Expression] {
        switch self {
        case .store(let place, let value): place.expressions + [value]
        case .call(let call):
            if case .pointer(let callee) = call.callee {
                [callee] + call.arguments
            } else {
                call.arguments
            }
        case .declare, .clobber, .refresh: []
        }
    }
}

extension Terminator {
    var expressions: [Expression] {
        switch self {
        case .branch(let value, _, _, _), .select(let value, _, _, _), .return(let value?, _):
            [value]
        case .return(nil, _), .jump, .anyOf, .unreachable: []
        }
    }
}

extension Place {
    fileprivate var expressions: [Expression] {
        switch self {
        case .local, .global: []
        case .pointee(let pointer): [pointer]
        case .field(let base, _): base.expressions
        case .element(let base, let index): base.expressions + [index]
        }
    }
}
