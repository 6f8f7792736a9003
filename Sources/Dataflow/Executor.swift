internal import Contract
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
    /// Told of every store to a member that a feasible path makes.
    var onStore: ((Store) -> Void)?
    /// Whether a function's body is entered where it is called.
    var enters: (String) -> Bool = { _ in true }
    /// The function that each frame runs.
    private(set) var frames: [Int32: Function] = [:]
    package private(set) var reached: Set<Limits.Reached> = []
    let constraints: Constraints
    let memory: Memory
    /// What a merged value was made of, over all paths and rounds.
    private(set) var components: [Term: Set<Term>] = [:]
    private var flows: [String: Flow] = [:]
    private var steps = 0
    private var stack: [String] = []

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

    /// A store to a member as one path makes it.
    struct Store {
        var field: Field
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
        memory = Memory(arena: arena, constraints: constraints, statics: program.statics)
    }

    /// All feasible ways out of a function that is called with unknown arguments.
    package func run(_ function: Function) -> [Exit] {
        steps = 0
        reached = []
        frames = [rootFrame: function]
        var state = State()
        for number in 0..<function.parameterCount {
            let region = arena.region(.local(LocalID(number), frame: rootFrame))
            let type = function.locals[number].type
            state.store[region] = memory.symbol(.initial(region, version: 0), type)
        }
        return execute(function, frame: rootFrame, state)
    }

    package let rootFrame: Int32 = 0

    private func flow(_ function: Function) -> Flow {
        if let known = flows[function.name] { return known }
        let flow = Flow(function)
        flows[function.name] = flow
        return flow
    }

    // MARK: blocks

    private struct Work {
        var block: Int
        var from: Int?
        var state: State
    }

    private func execute(_ function: Function, frame: Int32, _ start: State) -> [Exit] {
        stack.append(function.name)
        defer { stack.removeLast() }
        let flow = flow(function)
        var seen: [Int: [State]] = [:]
        var joined: [Int: State] = [:]
        var exits: [Exit] = []
        var work = [Work(block: 0, from: nil, state: start)]
        while var item = work.popLast() {
            steps += 1
            if steps > limits.stepsPerFunction {
                reached.insert(.steps)
                return exits
            }
            prepare(&item, function, flow, frame)
            // Only where paths meet can a state come again.
            if flow.predecessors[item.block] > 1 {
                guard let state = admit(item, &seen, &joined, frame) else { continue }
                item.state = state
            }
            let block = function.blocks[item.block]
            for state in run(block.instructions, of: function, block: item.block, frame, item.state)
            {
                follow(
                    block.terminator, from: item.block, function, frame, state, &work, &exits)
            }
        }
        return exits
    }

    /// Drops what no longer matters, and widens what a loop changes.
    private func prepare(_ item: inout Work, _ function: Function, _ flow: Flow, _ frame: Int32) {
        let block = item.block
        for region in item.state.store.keys {
            guard case .local(let local, frame) = arena.node(arena.root(region)),
                !flow.isLive(local, atEntryOf: block), !item.state.escaped.contains(region)
            else { continue }
            item.state.store[region] = nil
        }
        if flow.predecessors[block] > 1 { dropDeadConstraints(&item.state) }
        guard flow.loopHeads.contains(block) else { return }
        let key = arena.number("loop \(frame) \(block)")
        guard let from = item.from, flow.isBackEdge(from: from, to: block) else {
            item.state.rounds[key] = State.Round(count: 0, store: item.state.store)
            return
        }
        var round = item.state.rounds[key] ?? State.Round(count: 0, store: item.state.store)
        round.count += 1
        if round.count >= 2 { widen(&item.state, since: round.store, point: key) }
        round.store = item.state.store
        item.state.rounds[key] = round
    }

    /// Replaces what differs from the last round by a value that stands for all rounds.
    private func widen(_ state: inout State, since last: [Region: Term], point: Int32) {
        let changed = state.store.filter { last[$0.key] != nil && last[$0.key] != $0.value }
        for (region, value) in changed.sorted(by: { $0.key.id < $1.key.id }) {
            replace(
                region, by: [value, last[region] ?? value], point: point, limited: false, &state)
        }
    }

    private func replace(
        _ region: Region, by values: [Term], point: Int32, limited: Bool, _ state: inout State
    ) {
        let range = values.reduce(RangeSet.empty) { $0.union(constraints.range($1, in: state)) }
        let type = values.lazy.compactMap(typeOf).first ?? .other
        let merged = memory.symbol(.merged(region, point: point, limited: limited), type)
        remember(values, in: merged)
        forget(merged, except: region, point: point, &state)
        state.store[region] = merged
        let bounds = range.coarse
        if !bounds.isAll { state.constraints[merged] = bounds }
    }

    private func remember(_ values: [Term], in merged: Term) {
        let pointers = values.filter { $0 != merged && typeOf($0)?.isPointer ?? false }
        guard !pointers.isEmpty, components[merged]?.count ?? 0 < Self.mostComponents else {
            return
        }
        components[merged, default: []].formUnion(pointers)
    }

    /// A pointer that had more origins than these is a cursor in a list, not a device.
    private static let mostComponents = 12

    /// A symbol is about to mean something new: nothing that was known of its old meaning may stay.
    private func forget(_ symbol: Term, except region: Region, point: Int32, _ state: inout State) {
        memory.retire(at: point, except: region, in: &state) { $0 == symbol }
    }

    private func dropDeadConstraints(_ state: inout State) {
        guard !state.constraints.isEmpty else { return }
        let live = liveSymbols(state)
        for term in state.constraints.keys where !arena.symbols(of: term).isSubset(of: live) {
            state.constraints[term] = nil
        }
    }

    private func liveSymbols(_ state: State) -> Set<Term> {
        var live: Set<Term> = []
        for (region, value) in state.store {
            live.formUnion(arena.symbols(of: region))
            live.formUnion(arena.symbols(of: value))
        }
        for (term, other) in state.equals where live.contains(term) {
            live.formUnion(arena.symbols(of: other))
        }
        return live
    }

    /// The state to go on with, or nil if it has been seen. Beyond the limit all states of the point become one.
    private func admit(
        _ item: Work, _ seen: inout [Int: [State]], _ joined: inout [Int: State], _ frame: Int32
    ) -> State? {
        let block = item.block
        if let summary = joined[block] {
            let point = arena.number("join \(frame) \(block)")
            let next = join(summary, item.state, point: point)
            if next.isSame(as: summary) { return nil }
            joined[block] = next
            return next
        }
        var states = seen[block] ?? []
        if states.contains(where: { $0.isSame(as: item.state) }) { return nil }
        states.append(item.state)
        seen[block] = states
        if states.count > statesPerPoint {
            reached.insert(.statesPerPoint)
            joined[block] = item.state
        }
        return item.state
    }

    /// Deep in calls, paths are merged earlier: what is far from the return rarely decides it, and costs multiply.
    private var statesPerPoint: Int { max(4, limits.statesPerPoint >> (2 * (stack.count - 1))) }

    private func join(_ a: State, _ b: State, point: Int32) -> State {
        var result = b
        result.constraints = [:]
        result.equals = b.equals.filter { a.equals[$0.key] == $0.value }
        if a.version != b.version {
            memory.retire(at: point, in: &result)
            result.version = point
        }
        result.escaped = a.escaped.union(b.escaped)
        result.defaults = b.defaults.filter { a.defaults[$0.key] == $0.value }
        for place in Set(a.defaults.keys).union(b.defaults.keys) where result.defaults[place] == nil
        {
            result.defaults[place] = .unknown(version: point)
        }
        for (term, range) in b.constraints {
            if let other = a.constraints[term] { result.constraints[term] = range.union(other) }
        }
        var changed: [(Region, RangeSet, CType, [Term])] = []
        for (region, value) in b.store {
            guard let other = a.store[region] else {
                result.store[region] = nil
                continue
            }
            if other == value { continue }
            let range = constraints.range(value, in: b).union(constraints.range(other, in: a))
            changed.append(
                (region, range.coarse, typeOf(value) ?? typeOf(other) ?? .other, [value, other]))
        }
        for (region, range, type, values) in changed.sorted(by: { $0.0.id < $1.0.id }) {
            let merged = memory.symbol(.merged(region, point: point, limited: true), type)
            remember(values, in: merged)
            forget(merged, except: region, point: point, &result)
            result.store[region] = merged
            if !range.isAll { result.constraints[merged] = range }
        }
        return result
    }

    func typeOf(_ term: Term) -> CType? {
        switch arena.node(term) {
        case .symbol(_, let type), .operation(_, _, _, let type), .unary(_, _, let type),
            .convert(_, let type):
            type
        case .address, .function, .offset: .pointer(.other)
        case .constant: nil
        }
    }

    // MARK: instructions

    private func run(
        _ instructions: [Instruction], of function: Function, block: Int, _ frame: Int32,
        _ start: State
    ) -> [State] {
        var states = [start]
        for (number, instruction) in instructions.enumerated() {
            let site = arena.number("\(frame) \(function.name) \(block) \(number)")
            states = states.flatMap {
                run(instruction, of: function, block: block, frame, site, $0)
            }
            if states.isEmpty { return [] }
        }
        return states
    }

    private func evaluator(_ frame: Int32, _ site: Int32) -> Evaluator {
        Evaluator(
            arena: arena, constraints: constraints, memory: memory, frame: frame, site: site)
    }

    private func run(
        _ instruction: Instruction, of function: Function, block: Int, _ frame: Int32,
        _ site: Int32, _ start: State
    ) -> [State] {
        var state = start
        let evaluate = evaluator(frame, site)
        switch instruction.operation {
        case .store(let place, let value):
            let result = evaluate.value(value, in: &state)
            let region = evaluate.region(place, in: &state)
            memory.store(result, to: region, type: value.type, at: site, in: &state)
            if let onStore, value.type.isPointer, case .field(_, let field) = arena.node(region) {
                onStore(
                    Store(
                        field: field, value: result, location: instruction.location, state: state))
            }
            state.trace = Trace(
                .stored(
                    region, result, text: Printer(function).text(place), frame: frame, block: block),
                at: instruction.location, in: function, after: state.trace)
            return [state]
        case .declare(let local):
            memory.declare(arena.region(.local(local, frame: frame)), in: &state)
            return [state]
        case .clobber(let places):
            for place in places {
                let region = evaluate.region(place, in: &state)
                let value = memory.symbol(.unknown("inline assembly", site: site), .other)
                memory.store(value, to: region, type: .other, at: site, in: &state)
            }
            return [state]
        case .call(let call):
            return self.call(
                call, at: instruction.location, in: function, block: block, frame, site, state)
        }
    }

    // MARK: calls

    private func call(
        _ call: Call, at location: Location, in function: Function, block: Int, _ frame: Int32,
        _ site: Int32, _ start: State
    ) -> [State] {
        var state = start
        let evaluate = evaluator(frame, site)
        let arguments = call.arguments.map { evaluate.value($0, in: &state) }
        let (name, pointer) = callee(call, evaluate, &state)
        onCall?(
            CallSite(
                name: name, call: call, arguments: arguments, pointer: pointer, location: location,
                function: function, isOutermost: frame == rootFrame, state: state))
        let known = name.flatMap { program.knowledge[$0] }
        if known?.neverReturns == true || name.map(program.noReturn.contains) == true { return [] }
        func finish(_ result: Term?, _ state: State, entered: Bool) -> State {
            var next = state
            if let target = call.result, let result {
                let region = arena.region(.local(target, frame: frame))
                memory.store(result, to: region, type: call.type, at: site, in: &next)
            }
            if !entered {
                next.trace = Trace(
                    .called(
                        name ?? "a function pointer", result: result, frame: frame, block: block),
                    at: location, in: function, after: next.trace)
            }
            return next
        }
        if let known, known.returns != nil || known.isPure {
            if !known.isPure { memory.forgetReachable(from: arguments, at: site, in: &state) }
            if case .argument(let number) = known.returns, arguments.indices.contains(number) {
                return [finish(arguments[number], state, entered: false)]
            }
            let result = freshResult(name ?? "", call.type, site, &state)
            if let bounds = bounds(known.returns) { state.constraints[result] = bounds }
            return [finish(result, state, entered: false)]
        }
        if let name, let body = program.function(name), enters(name), mayEnter(name) {
            return enter(
                body, arguments, at: location, from: function, block: block, frame, site, state
            )
            .map { finish($0.value, $0.state, entered: true) }
        }
        memory.forgetReachable(from: arguments, at: site, in: &state)
        return [finish(freshResult(name ?? "", call.type, site, &state), state, entered: false)]
    }

    private func callee(
        _ call: Call, _ evaluate: Evaluator, _ state: inout State
    ) -> (name: String?, pointer: Term?) {
        switch call.callee {
        case .function(let name): return (name, nil)
        case .pointer(let value):
            let target = constraints.representative(evaluate.value(value, in: &state), in: state)
            if case .function(let name) = arena.node(target) { return (name, target) }
            return (nil, target)
        }
    }

    private func bounds(_ returns: KernelKnowledge.Returns?) -> RangeSet? {
        switch returns {
        case .object: .objects
        case .objectOrNull: RangeSet.objects.union(.zero)
        case .objectOrError: .nonZero
        case .objectOrErrorOrNull, .argument, nil: nil
        }
    }

    private func freshResult(
        _ name: String, _ type: CType, _ site: Int32, _ state: inout State
    ) -> Term {
        let live = liveSymbols(state)
        // A call in a loop gives a new value each time; the last of them stands for all later ones.
        for instance in Int32(0)..<3 {
            let symbol = memory.symbol(.result(name, site: site, instance: instance), type)
            if !live.contains(symbol) {
                state.constraints[symbol] = nil
                return symbol
            }
        }
        let last = memory.symbol(.result(name, site: site, instance: 2), type)
        let nowhere = arena.region(.global("\"nowhere"))
        forget(last, except: nowhere, point: site, &state)
        return last
    }

    private func mayEnter(_ name: String) -> Bool {
        if stack.count >= limits.callDepth {
            reached.insert(.callDepth)
            return false
        }
        if stack.filter({ $0 == name }).count >= limits.recursion {
            reached.insert(.recursion)
            return false
        }
        return true
    }

    private func enter(
        _ body: Function, _ arguments: [Term], at location: Location, from caller: Function,
        block: Int, _ frame: Int32, _ site: Int32, _ start: State
    ) -> [(value: Term?, state: State)] {
        let inner = arena.number("frame \(site)")
        frames[inner] = body
        var state = start
        for number in 0..<body.parameterCount {
            let region = arena.region(.local(LocalID(number), frame: inner))
            let type = body.locals[number].type
            let value =
                number < arguments.count
                ? arguments[number]
                : memory.symbol(.unknown("missing argument", site: site), type)
            memory.store(value, to: region, type: type, at: site, in: &state)
        }
        state.trace = Trace(
            .entered(body.name, frame: inner, caller: frame), at: location, in: caller,
            after: state.trace)
        let outer = state.openCalls
        state.openCalls = OpenCall(
            Step(location, "\(caller.name)() calls \(body.name)()"), in: outer)
        var results: [(value: Term?, state: State)] = []
        for exit in execute(body, frame: inner, state) {
            var after = exit.state
            after.openCalls = outer
            for region in after.store.keys {
                if case .local(_, inner) = arena.node(arena.root(region)) {
                    after.store[region] = nil
                }
            }
            for region in after.defaults.keys {
                if case .local(_, inner) = arena.node(arena.root(region)) {
                    after.defaults[region] = nil
                }
            }
            after.escaped = after.escaped.filter {
                if case .local(_, inner) = arena.node($0) { false } else { true }
            }
            let same = results.contains { $0.value == exit.value && $0.state.isSame(as: after) }
            if same { continue }
            if results.count >= limits.exitsPerCall {
                reached.insert(.exits)
                merge(exit.value, after, into: &results, site: site, type: body.result)
                continue
            }
            after.trace = Trace(
                .left(body.name, exit.value, frame: inner, block: exit.block), at: exit.location,
                in: body, after: after.trace)
            results.append((exit.value, after))
        }
        return results
    }

    /// One way out more than are told apart: it becomes one with another that returns the same, or with the last.
    private func merge(
        _ value: Term?, _ state: State, into results: inout [(value: Term?, state: State)],
        site: Int32, type: CType
    ) {
        let same = results.lastIndex { $0.value == value }
        let index = same ?? results.count - 1
        let joined = join(results[index].state, state, point: site)
        if same != nil {
            results[index].state = joined
            return
        }
        let nowhere = arena.region(.global("\"exit"))
        let merged = memory.symbol(.merged(nowhere, point: site, limited: true), type)
        remember([value, results[index].value].compactMap(\.self), in: merged)
        results[index] = (type == .void ? nil : merged, joined)
    }

    // MARK: terminators

    private func follow(
        _ terminator: Terminator, from block: Int, _ function: Function, _ frame: Int32,
        _ start: State, _ work: inout [Work], _ exits: inout [Exit]
    ) {
        let site = arena.number("\(frame) \(function.name) \(block) end")
        let evaluate = evaluator(frame, site)
        var state = start
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
            for (truth, target) in [(false, otherwise), (true, then)] {
                guard let (after, narrowed) = constraints.assume(tested, truth, in: state) else {
                    continue
                }
                var next = after
                next.trace = Trace(
                    .decision(
                        condition, taken: truth, frame: frame, block: block, narrowed: narrowed),
                    at: location, in: function, after: next.trace)
                go(target, next)
            }
        case .select(let value, let cases, let otherwise, let location):
            let tested = evaluate.value(value, in: &state)
            var remaining = RangeSet.all
            func take(_ range: RangeSet, _ target: Int, _ text: String) {
                guard let (after, narrowed) = constraints.assume(tested, in: range, state) else {
                    return
                }
                var next = after
                next.trace = Trace(
                    .arm(value, value: text, frame: frame, block: block, narrowed: narrowed),
                    at: location, in: function, after: next.trace)
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
