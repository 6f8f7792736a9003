package import Facts
package import SourceText

/// Runs a function on all its feasible paths at once, symbolically. Functions with a body are entered where they are called.
///
/// It belongs to one analysis of one unit and isn't Sendable.
package final class Executor {
    package let program: Program
    package let arena = Arena()
    package let limits: Limits
    /// Told of every call that a feasible path makes.
    var onCall: ((CallSite) -> Void)?
    /// Told of every store of a pointer to a member or a variable of static storage that a feasible path makes.
    var onStore: ((Store) -> Void)?
    /// Whether a function's body is entered where it is called.
    var enters: (String) -> Bool = { _ in true }
    let types: RegionTypes
    /// The function that each frame runs.
    var frames: [Int32: Body] { types.frames }
    package internal(set) var reached: Set<Limits.Reached> = []
    let constraints: Constraints
    let memory: Memory
    private var bodies: [String: Body] = [:]
    var avoidances: [Avoidance: Bool] = [:]
    var steps = 0
    var stack: [String] = []
    /// The calls that are open, innermost first.
    var openCall: OpenCall?
    /// What functions that call themselves were found to return so far; absent until one way out is known.
    var recursive: [String: RangeSet] = [:]
    var usedRecursively: Set<String> = []
    /// Functions of which a call took more steps than its share. They are not entered again.
    var tooLarge: Set<String> = []
    /// What each function returned in this run.
    var observed: [String: RangeSet] = [:]

    /// A call as one path makes it.
    package struct CallSite {
        package var name: String?
        package var call: Call
        package var arguments: [Term]
        /// What is called, where it isn't a function's name.
        package var pointer: Term?
        package var location: Location
        package var function: Function
        package var isOutermost: Bool
        var state: State
    }

    /// A store as one path makes it.
    struct Store {
        var holder: DeviceOrigin.Holder
        var value: Term
        var location: Location
        var state: State
    }

    /// A way out of a function.
    package struct Exit {
        package var value: Term?
        package var location: Location
        package var block: Int
        var state: State
    }

    package init(_ program: Program, limits: Limits = Limits()) {
        self.program = program
        self.limits = limits
        constraints = Constraints(arena: arena)
        types = RegionTypes(globals: program.globalTypes, arena: arena)
        memory = Memory(
            arena: arena, constraints: constraints, statics: program.statics, types: types)
        memory.mostElements = limits.arrayElements
    }

    /// All feasible ways out of a function that is called with unknown arguments.
    package func run(_ function: Function) -> [Exit] {
        recursive = [:]
        tooLarge = []
        // A function that calls itself is taken to return, deep down, what it was seen to return; until that is all.
        while true {
            observed = [:]
            usedRecursively = []
            let exits = runOnce(function)
            var isStable = true
            for name in usedRecursively {
                let seen = (observed[name] ?? .empty).coarse
                if seen.isEmpty || recursive[name].map(seen.isSubset) == true { continue }
                recursive[name] = seen.union(recursive[name] ?? .empty)
                isStable = false
            }
            if isStable || reached.contains(.steps) { return exits }
        }
    }

    private func runOnce(_ function: Function) -> [Exit] {
        steps = 0
        reached = []
        let body = body(of: function)
        types.frames = [rootFrame: body]
        var state = State()
        for number in 0..<function.parameterCount {
            let region = arena.region(.local(LocalID(number), frame: rootFrame))
            let type = function.locals[number].type
            state.store[region] = memory.symbol(.initial(region, version: 0), type)
        }
        return execute(body, frame: rootFrame, state) ?? []
    }

    package let rootFrame: Int32 = 0

    func body(of function: Function) -> Body {
        if let known = bodies[function.name] { return known }
        let flow = Flow(
            function, number: Int32(bodies.count), globals: program.globalTypes,
            arrayElements: limits.arrayElements)
        let body = Body(function, flow)
        bodies[function.name] = body
        return body
    }

    // MARK: blocks

    struct Work {
        var block: Int
        var from: Int?
        var state: State
    }

    /// All ways out; nil if a call takes more steps than its share, and then nothing is known of it.
    func execute(_ body: Body, frame: Int32, _ start: State) -> [Exit]? {
        let share = steps + max(limits.stepsPerFunction >> (2 * stack.count), Self.leastShare)
        let isCall = !stack.isEmpty
        stack.append(body.function.name)
        defer { stack.removeLast() }
        let flow = body.flow
        var seen: [[State]] = Array(repeating: [], count: flow.predecessors.count)
        var joined: [Int: State] = [:]
        var exits: [Exit] = []
        var work = [Work(block: 0, from: nil, state: start)]
        while var item = work.popLast() {
            steps += 1
            if isCall, steps > share { return nil }
            if steps > limits.stepsPerFunction {
                reached.insert(.steps)
                return exits
            }
            prepare(&item, flow, frame)
            // Only where paths meet can a state come again.
            if flow.predecessors[item.block] > 1 {
                guard admit(&item, &seen, &joined, frame) else { continue }
            }
            let block = body.function.blocks[item.block]
            // Taken out, not copied.
            var states = [State()]
            swap(&states[0], &item.state)
            run(block.instructions, of: body, block: item.block, frame, &states)
            if let lookups = flow.lookups[item.block]?[block.instructions.count] {
                let site = arena.number(
                    .end(frame: frame, function: flow.number, block: Int32(item.block)))
                let location = block.terminator.location ?? body.function.location
                states = states.flatMap {
                    split(
                        $0, by: lookups, at: location, in: body, block: item.block, frame, site)
                }
            }
            for place in states.indices {
                follow(
                    block.terminator, from: item.block, body, frame, &states[place], &work, &exits)
            }
        }
        return exits
    }

    /// Steps that each call may take, however deep.
    private static let leastShare = 250

    // MARK: instructions

    private func run(
        _ instructions: [Instruction], of body: Body, block: Int, _ frame: Int32,
        _ states: inout [State]
    ) {
        let lookups = body.flow.lookups[block] ?? [:]
        for (number, instruction) in instructions.enumerated() {
            let site = arena.number(
                .instruction(
                    Int32(number), frame: frame, function: body.flow.number, block: Int32(block)))
            if let lookups = lookups[number] {
                states = states.flatMap {
                    split(
                        $0, by: lookups, at: instruction.location, in: body, block: block,
                        frame, site)
                }
            }
            if case .call(let call) = instruction.operation {
                self.call(
                    call, at: instruction.location, in: body, block: block, frame, site, &states)
                if states.isEmpty { return }
            } else {
                for place in states.indices {
                    perform(instruction, of: body, block: block, frame, site, &states[place])
                }
            }
        }
    }

    func evaluator(_ frame: Int32, _ site: Int32) -> Evaluator {
        Evaluator(
            arena: arena, constraints: constraints, memory: memory, frame: frame, site: site)
    }

    /// All instructions but calls, after which there is one state as there was before.
    private func perform(
        _ instruction: Instruction, of body: Body, block: Int, _ frame: Int32, _ site: Int32,
        _ state: inout State
    ) {
        let evaluate = evaluator(frame, site)
        memory.unknowns = 0
        switch instruction.operation {
        case .store(let place, let value):
            let result = evaluate.value(value, in: &state)
            let region = evaluate.region(place, in: &state)
            constraints.dereference(region, in: &state)
            memory.store(result, to: region, type: value.type, at: site, in: &state)
            if let onStore, value.type.isPointer, let holder = holder(region) {
                onStore(
                    Store(
                        holder: holder, value: result, location: instruction.location, state: state)
                )
            }
            state.trace = Trace(
                .stored(region, result, in: place, frame: frame, block: block),
                at: instruction.location, in: body, after: state.trace)
        case .declare(let local):
            memory.declare(arena.region(.local(local, frame: frame)), in: &state)
        case .clobber(let places):
            for place in places {
                let region = evaluate.region(place, in: &state)
                let value = memory.unknown("inline assembly", .other, at: site, in: &state)
                memory.store(value, to: region, type: .other, at: site, in: &state)
            }
        case .refresh(let place):
            memory.refresh(evaluate.region(place, in: &state), at: site, in: &state)
        case .call: break
        }
    }

    private func holder(_ region: Region) -> DeviceOrigin.Holder? {
        switch arena.node(region) {
        case .field(let base, let field):
            if case .field(_, let outer) = arena.node(base) {
                .member(DeviceOrigin.Member(field, in: outer))
            } else {
                .member(DeviceOrigin.Member(field))
            }
        case .global(let name): .global(name)
        case .local, .pointee, .element: nil
        }
    }

    // MARK: terminators

    /// - Parameter state: nobody needs it any more afterwards.
    private func follow(
        _ terminator: Terminator, from block: Int, _ body: Body, _ frame: Int32,
        _ state: inout State, _ work: inout [Work], _ exits: inout [Exit]
    ) {
        let site = arena.number(
            .end(frame: frame, function: body.flow.number, block: Int32(block)))
        let evaluate = evaluator(frame, site)
        func go(_ target: Int, _ state: State) {
            work.append(Work(block: target, from: block, state: state))
        }
        switch terminator {
        case .jump(let target): go(target, state)
        case .anyOf(let targets): for target in targets { go(target, state) }
        case .unreachable: break
        case .return(let value, let location):
            let result = value.map { evaluate.value($0, in: &state) }
            exits.append(Exit(value: result, location: location, block: block, state: state))
        case .branch(let condition, let then, let otherwise, let location):
            let tested = evaluate.value(condition, in: &state)
            func take(_ truth: Bool, _ target: Int, _ next: inout State) {
                guard let narrowed = constraints.assume(tested, truth, in: &next) else { return }
                next.trace = Trace(
                    .decision(
                        condition, taken: truth, frame: frame, block: block, narrowed: narrowed),
                    at: location, in: body, after: next.trace)
                go(target, next)
            }
            var other = state
            take(false, otherwise, &other)
            take(true, then, &state)
        case .select(let value, let cases, let otherwise, let location):
            let tested = evaluate.value(value, in: &state)
            var remaining = RangeSet.all
            let start = state
            func take(_ range: RangeSet, _ target: Int, _ text: String) {
                var next = start
                guard let narrowed = constraints.assume(tested, in: range, &next) else { return }
                next.trace = Trace(
                    .arm(value, value: text, frame: frame, block: block, narrowed: narrowed),
                    at: location, in: body, after: next.trace)
                go(target, next)
            }
            for arm in cases {
                let range = RangeSet(arm.first, arm.last)
                remaining = remaining.subtracting(range)
                take(
                    range, arm.target,
                    arm.first == arm.last ? "\(arm.first)" : "\(arm.first)...\(arm.last)")
            }
            if !remaining.isEmpty { take(remaining, otherwise, "none of the cases") }
        }
    }
}
