internal import Contract
internal import Facts
internal import SourceText

/// Calls: known functions by what is known of them, functions with a body by entering it, all others as able to do anything.
extension Executor {
    /// Makes a call in each of some states. There are as many afterwards as there are ways back from it.
    func call(
        _ call: Call, at location: Location, in body: Body, block: Int, _ frame: Int32,
        _ site: Int32, _ states: inout [State]
    ) {
        func back(_ state: inout State) -> [State]? {
            self.back(from: call, at: location, in: body, block: block, frame, site, &state)
        }
        // Nearly always there is one before and one after, and that need not be copied.
        if states.count == 1 {
            if let several = back(&states[0]) { states = several }
            return
        }
        var after: [State] = []
        for place in states.indices {
            if let several = back(&states[place]) {
                after += several
            } else {
                after.append(states[place])
            }
        }
        states = after
    }

    /// The states after a call; nil where it is one, which takes the place of `state`.
    private func back(
        from call: Call, at location: Location, in body: Body, block: Int, _ frame: Int32,
        _ site: Int32, _ state: inout State
    ) -> [State]? {
        let evaluate = evaluator(frame, site)
        memory.unknowns = 0
        let arguments = call.arguments.map { evaluate.value($0, in: &state) }
        let (name, pointer) = callee(call, evaluate, &state)
        onCall?(
            CallSite(
                name: name, call: call, arguments: arguments, pointer: pointer, location: location,
                function: body.function, isOutermost: frame == rootFrame, state: state))
        let known = name.flatMap { program.knowledge[$0] }
        if known?.neverReturns == true || name.map(program.noReturn.contains) == true { return [] }
        func finish(_ result: Term?, _ next: inout State, entered: Bool = false) {
            if let target = call.result, let result {
                let region = arena.region(.local(target, frame: frame))
                memory.store(result, to: region, type: call.type, at: site, in: &next)
            }
            if !entered {
                next.trace = Trace(
                    .called(
                        name ?? "a function pointer", result: result, frame: frame, block: block),
                    at: location, in: body, after: next.trace)
            }
        }
        if let writes = known?.writes, let target = arguments.first {
            if !write(writes, arguments, to: call.object, at: site, in: &state) {
                writePart(of: target, at: site, in: &state)
            }
            finish(target, &state)
            return nil
        }
        if let name, let result = number(of: name, call, arguments, site, &state) {
            finish(result, &state)
            return nil
        }
        if let known, known.returns != nil || known.isPure {
            if !known.isPure { memory.forgetReachable(from: arguments, at: site, in: &state) }
            if case .argument(let number) = known.returns, arguments.indices.contains(number) {
                finish(arguments[number], &state)
                return nil
            }
            let result = freshResult(name ?? "", call.type, site, &state)
            if let bounds = neverFails(known, arguments, state) ? .objects : bounds(known.returns) {
                state.constraints[result] = bounds
            }
            if known.isZeroed { state.defaults[arena.region(.pointee(result))] = .zero }
            finish(result, &state)
            return nil
        }
        if let name, let callee = program.function(name), enters(name), matters(callee, arguments),
            mayEnter(name),
            var exits = enter(
                self.body(of: callee), arguments, at: location, from: body, block: block, frame,
                site, state)
        {
            for place in exits.indices {
                finish(exits[place].value, &exits[place].state, entered: true)
                if case .record = callee.result {
                    memory.declare(carrier(site), in: &exits[place].state)
                }
            }
            return exits.map(\.state)
        }
        if let name, program.function(name) == nil, call.givesArgumentBack(named: name) {
            finish(arguments[0], &state)
            return nil
        }
        memory.forgetReachable(from: arguments, at: site, in: &state)
        if let name, isTooDeep(name), program.function(name) != nil {
            usedRecursively.insert(name)
            guard let range = recursive[name] else { return [] }
            let result = memory.symbol(.recursive(name, site: site), call.type)
            memory.retire([result], at: site, except: nil, in: &state)
            if !range.isAll { state.constraints[result] = range }
            finish(result, &state)
            return nil
        }
        if let name, tooLarge.contains(name) {
            let what =
                "the result of \(name.withoutUnits)(), too large to follow (limit: \(Limits.Reached.steps.rawValue))"
            let result = memory.symbol(.unknown(what, site: site), call.type)
            memory.retire([result], at: site, except: nil, in: &state)
            finish(result, &state)
            return nil
        }
        finish(freshResult(name ?? "", call.type, site, &state), &state)
        return nil
    }

    /// What a function gives that is arithmetic by another name.
    private func number(
        of name: String, _ call: Call, _ arguments: [Term], _ site: Int32, _ state: inout State
    ) -> Term? {
        if let function = BitFunction(name), arguments.count == 1 {
            let width = Arithmetic.width(call.arguments[0].type)
            let value = constraints.range(arguments[0], in: state).single.flatMap {
                function.value($0, width: width)
            }
            if let value { return arena.constant(value) }
            let result = freshResult(name, call.type, site, &state)
            let range = function.range(width: width)
            if !range.isAll { state.constraints[result] = range }
            return result
        }
        guard let function = OverflowFunction(name), arguments.count == 3,
            let a = constraints.range(arguments[0], in: state).single,
            let b = constraints.range(arguments[1], in: state).single,
            case .integer = call.arguments[2].type.pointee
        else { return nil }
        let type = call.arguments[2].type.pointee
        let (stored, overflows) = function.result(
            (a, call.arguments[0].type), (b, call.arguments[1].type), in: type)
        memory.store(
            arena.constant(stored), to: arena.region(.pointee(arguments[2])), type: type, at: site,
            in: &state)
        return arena.constant(overflows ? 1 : 0)
    }

    /// Whether an allocation has a flag that keeps it from failing.
    private func neverFails(
        _ known: KernelKnowledge.Entry, _ arguments: [Term], _ state: State
    ) -> Bool {
        guard let number = known.flags, arguments.indices.contains(number) else { return false }
        let bits = constraints.bits(of: arguments[number], in: state)
        return bits.ones & UInt64(bitPattern: program.noFail) != 0
    }

    /// memset() and memcpy() of a whole object. False if it isn't known to be whole.
    private func write(
        _ writes: KernelKnowledge.Writes, _ arguments: [Term], to object: PointedObject?,
        at site: Int32, in state: inout State
    ) -> Bool {
        guard arguments.count == 3, let object,
            let size = constraints.range(arguments[2], in: state).single, size == object.size
        else { return false }
        func region(_ pointer: Term) -> Region {
            let target = arena.region(.pointee(pointer))
            guard object.isArray, case .element(let array, let index) = arena.node(target),
                arena.constantValue(index) == 0
            else { return target }
            return array
        }
        let bytes = CType.record(RecordID(""))
        switch writes {
        case .fill:
            let isZero = constraints.range(arguments[1], in: state) == .zero
            let value =
                isZero
                ? arena.zero : memory.symbol(.unknown("memory that was filled", site: site), bytes)
            memory.store(value, to: region(arguments[0]), type: bytes, at: site, in: &state)
        case .copy:
            let source = region(arguments[1])
            memory.store(
                memory.symbol(.initial(source, version: state.version), bytes),
                to: region(arguments[0]), type: bytes, at: site, in: &state)
        }
        return true
    }

    /// memset() and memcpy() of some bytes: what is at the pointer, and around it, is unknown.
    private func writePart(of target: Term, at site: Int32, in state: inout State) {
        let objects = arena.addressed(by: target)
        if objects.isEmpty { return memory.forgetReachable(from: [target], at: site, in: &state) }
        for object in objects { memory.blur(object, at: site, in: &state) }
    }

    /// Holds a struct on its way from the function that returns it to where it is stored.
    private func carrier(_ site: Int32) -> Region { arena.region(.global("\"result \(site)")) }

    func callee(
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

    func bounds(_ returns: KernelKnowledge.Returns?) -> RangeSet? {
        switch returns {
        case .object: .objects
        case .objectOrNull: RangeSet.objects.union(.zero)
        case .objectOrError: .nonZero
        case .objectOrErrorOrNull, .argument, nil: nil
        }
    }

    func freshResult(
        _ name: String, _ type: CType, _ site: Int32, _ state: inout State
    ) -> Term {
        let live = liveSymbols(state)
        // A call in a loop gives a new value each time; the last of them stands for all later ones.
        for instance in Int32(0)..<3 {
            let symbol = memory.symbol(.result(name, site: site, instance: instance), type)
            if !live.contains(Int(symbol.id)) {
                state.constraints[symbol] = nil
                return symbol
            }
        }
        let last = memory.symbol(.result(name, site: site, instance: 2), type)
        let nowhere = arena.region(.global("\"nowhere"))
        forget(last, except: nowhere, point: site, &state)
        return last
    }

    /// Whether what a function does can decide what is returned: it gives a pointer, or is given a place to put one, or is
    /// short enough to be a test of its arguments. The effects of others are unknown, which proves less and accuses nobody.
    private func matters(_ body: Function, _ arguments: [Term]) -> Bool {
        if body.result.isPointer { return true }
        if body.blocks.count <= limits.shortFunction {
            if limits.entersForEffect || body.result != .void { return true }
        }
        if case .record = body.result { return true }
        return arguments.contains { argument in
            guard case .address(let target) = arena.node(argument) else { return false }
            if case .local = arena.rootKind(target) { return true }
            return false
        }
    }

    func mayEnter(_ name: String) -> Bool {
        if stack.count >= limits.callDepth {
            reached.insert(.callDepth)
            return false
        }
        return !isTooDeep(name) && !tooLarge.contains(name)
    }

    private func isTooDeep(_ name: String) -> Bool {
        stack.count { $0 == name } >= limits.recursion
    }

    func enter(
        _ callee: Body, _ arguments: [Term], at location: Location, from caller: Body,
        block: Int, _ frame: Int32, _ site: Int32, _ start: State
    ) -> [(value: Term?, state: State)]? {
        let inner = arena.number(.frame(site))
        let body = callee.function
        types.frames[inner] = callee
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
        let outer = openCall
        openCall = OpenCall(at: location, from: caller.function.name, to: body.name, in: outer)
        defer { openCall = outer }
        var results: [(value: Term?, state: State)] = []
        guard var exits = execute(callee, frame: inner, state) else {
            tooLarge.insert(body.name)
            return nil
        }
        for place in exits.indices {
            var value = exits[place].value
            // Taken out, not copied: nobody needs it there.
            var after = State()
            swap(&after, &exits[place].state)
            let range = value.map { constraints.range($0, in: after) } ?? .all
            observed[body.name] = range.union(observed[body.name] ?? .empty)
            if let held = value, case .record = body.result {
                memory.store(held, to: carrier(site), type: body.result, at: site, in: &after)
                value = memory.symbol(
                    .initial(carrier(site), version: after.version), body.result)
            }
            func isGone(_ region: Region) -> Bool {
                if case .local(_, inner) = arena.rootKind(region) { true } else { false }
            }
            after.store.removeAll { region, _ in isGone(region) }
            after.defaults.removeAll { region, _ in isGone(region) }
            if after.escaped.contains(where: isGone) {
                after.escaped = after.escaped.filter { !isGone($0) }
            }
            let same = results.contains { $0.value == value && $0.state.isSame(as: after) }
            if same { continue }
            if results.count >= limits.exitsPerCall {
                reached.insert(.exits)
                merge(value, after, into: &results, site: site, type: body.result)
                continue
            }
            after.trace = Trace(
                .left(body.name, value, frame: inner, block: exits[place].block),
                at: exits[place].location, in: callee, after: after.trace)
            results.append((value, after))
        }
        return results
    }
}

extension Call {
    /// Whether it takes a reference to its argument and gives that back, as `get_device()` and `pci_dev_get()` do: the kernel has
    /// one for each object that is counted, of the object's type or named by that.
    fileprivate func givesArgumentBack(named name: String) -> Bool {
        guard arguments.count == 1, let tag = type.pointee.recordID?.tag, !tag.isEmpty,
            arguments[0].type == type
        else { return false }
        return name.hasSuffix("_get") || name == "get_" + tag || name.hasSuffix("_get_" + tag)
    }
}
