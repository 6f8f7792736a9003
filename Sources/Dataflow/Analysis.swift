package import Facts
package import SourceText

/// Runs the engine for a domain.
package struct Analysis<Domain: AbstractDomain> {
    package let program: Program
    package let domain: Domain
    package let limits: Limits

    package init(_ program: Program, _ domain: Domain, limits: Limits = Limits()) {
        self.program = program
        self.domain = domain
        self.limits = limits
    }

    /// One thing that a function may return, with the path that shows it.
    package struct Outcome {
        package var element: Domain.Element
        package var location: Location
        package var witness: [Step]
    }

    /// One call that a feasible path makes, with what its arguments mean there.
    package struct CallOutcome: Hashable {
        package var name: String
        /// Nil for arguments that are no pointers.
        package var arguments: [Domain.Element?]
        /// What is known of arguments that are no pointers.
        package var numbers: [NumberOrigin]
        package var location: Location
        /// The function whose body holds the call.
        package var function: String
        /// The calls that led there from the function that was run, outermost first.
        package var chain: [Step]
    }

    /// One store of a pointer that a feasible path makes.
    package struct StoreOutcome: Hashable {
        package var holder: DeviceOrigin.Holder
        package var element: Domain.Element
        package var location: Location
    }

    /// What a function can return, each meaning once per place; `reached` names the limits that cut it short.
    ///
    /// A function that takes too many steps is run once more with fewer calls entered. What was found to be returned
    /// until then stands: it lies on feasible paths.
    package func returns(of function: Function) -> (outcomes: [Outcome], reached: [Limits.Reached])
    {
        var found: [Outcome] = []
        var seen: Set<Key> = []
        var next: Limits? = limits
        while let limits = next {
            let executor = Executor(program, limits: limits)
            executor.enters = domain.enters
            let exits = executor.run(function)
            let isWhole = !executor.reached.contains(.steps)
            next = isWhole ? nil : limits.narrower
            for exit in exits {
                guard let value = exit.value else { continue }
                var element = domain.element(
                    of: value, in: StateView(state: exit.state, executor: executor))
                if domain.isDefinite(element) {
                    var numbers = PathNumbers(exit.state, executor.constraints)
                    if case .notFound = numbers.search() { element = domain.doubted(element) }
                }
                guard isWhole || next == nil || domain.isDefinite(element) else { continue }
                let witness = Witness(executor, function, exit).steps()
                // One cause is one outcome, however many paths lead to it.
                let cause = witness.first { $0.isBirth }?.location ?? exit.location
                let key = Key(element: element, location: exit.location, cause: cause)
                guard seen.insert(key).inserted else { continue }
                found.append(Outcome(element: element, location: exit.location, witness: witness))
            }
            if next == nil { return (found, executor.reached.sorted()) }
        }
        return (found, [])
    }

    private struct Key: Hashable {
        var element: Domain.Element
        var location: Location
        var cause: Location
    }

    /// The calls that a function makes and what it stores to members and variables of pointer type, itself or through others that
    /// it enters.
    ///
    /// - Parameters:
    ///   - wanted: the calls that are of interest, by the name of what is called.
    ///   - pointed: what a call through a pointer may be of, where no path says.
    package func effects(
        of function: Function, callsOf wanted: @escaping (String) -> Bool = { _ in false },
        through pointed: @escaping (Call, Function) -> [String] = { _, _ in [] }
    ) -> (calls: [CallOutcome], stores: [StoreOutcome]) {
        let executor = Executor(program, limits: limits)
        executor.enters = domain.enters
        var calls: [CallOutcome] = []
        var seenCalls: Set<CallKey> = []
        executor.onCall = { [unowned executor] site in
            let view = StateView(state: site.state, executor: executor)
            let arguments = zip(site.call.arguments, site.arguments).map { written, term in
                written.type.isPointer ? domain.element(of: term, in: view) : nil
            }
            let numbers = zip(site.call.arguments, site.arguments).map { written, term in
                written.type.isPointer ? .unknown : view.number(term)
            }
            func note(_ name: String, _ arguments: [Domain.Element?], _ numbers: [NumberOrigin]) {
                let key = CallKey(
                    name: name, arguments: arguments, numbers: numbers, location: site.location)
                guard seenCalls.insert(key).inserted else { return }
                calls.append(
                    CallOutcome(
                        name: name, arguments: arguments, numbers: numbers,
                        location: site.location, function: site.function.name,
                        chain: executor.openCall?.chain ?? []))
            }
            let names = site.name.map { [$0] } ?? pointed(site.call, site.function)
            for name in names where wanted(name) { note(name, arguments, numbers) }
            // Who is given a function and a `void *` calls the one with the other.
            for (number, term) in site.arguments.enumerated() {
                guard case .function(let callback) = executor.arena.node(view.representative(term)),
                    wanted(callback), let body = program.function(callback),
                    let data = site.call.data(for: number)
                else { continue }
                let passed = (0..<body.parameterCount).map { place -> Domain.Element? in
                    body.locals[place].type == .pointer(.void) ? arguments[data] : nil
                }
                note(callback, passed, passed.map { _ in .unknown })
            }
        }
        var stores: [StoreOutcome] = []
        var seenStores: Set<StoreOutcome> = []
        executor.onStore = { [unowned executor] store in
            let view = StateView(state: store.state, executor: executor)
            let outcome = StoreOutcome(
                holder: store.holder, element: domain.element(of: store.value, in: view),
                location: store.location)
            if seenStores.insert(outcome).inserted { stores.append(outcome) }
        }
        _ = executor.run(function)
        return (calls, stores)
    }

    /// The calls through function pointers that may be NULL there, as far as the path knows.
    package func unguardedPointerCalls(in function: Function) -> [Location] {
        let executor = Executor(program, limits: limits)
        executor.enters = domain.enters
        var found: Set<Location> = []
        executor.onCall = { [unowned executor] site in
            guard site.isOutermost, site.name == nil, let pointer = site.pointer else { return }
            if executor.constraints.range(pointer, in: site.state).contains(0) {
                found.insert(site.location)
            }
        }
        _ = executor.run(function)
        return found.sorted()
    }

    private struct CallKey: Hashable {
        var name: String
        var arguments: [Domain.Element?]
        var numbers: [NumberOrigin]
        var location: Location
    }
}

/// What an argument that is a number is, as far as one function knows.
package enum NumberOrigin: Hashable, Sendable {
    /// These bits are 0 in it.
    case zeros(UInt64)
    case parameter(Int)
    case member(DeviceOrigin.Member)
    case unknown
}

extension StateView {
    func number(_ term: Term) -> NumberOrigin {
        let zeros = executor.constraints.bits(of: term, in: state).zeros
        if case .symbol(.initial(let region, _), _) = arena.node(representative(term)),
            zeros != .max
        {
            switch arena.node(region) {
            case .local(let local, executor.rootFrame): return .parameter(local.index)
            case .field(_, let field): return .member(DeviceOrigin.Member(field))
            default: break
            }
        }
        return zeros == 0 ? .unknown : .zeros(zeros)
    }
}

extension Call {
    /// Which argument is handed to the function that is argument `number`: the first pointer after it that is no text, or the last
    /// before it.
    fileprivate func data(for number: Int) -> Int? {
        func isData(_ place: Int) -> Bool {
            let type = arguments[place].type
            return type.isPointer && type.pointee != .function
                && type.pointee != .integer(bits: 8, signed: true)
        }
        return arguments.indices.dropFirst(number + 1).first(where: isData)
            ?? arguments.indices.prefix(number).last(where: isData)
    }
}

/// One step of a path, in words.
package struct Step: Hashable, Sendable {
    package var location: Location
    package var text: String
    /// Whether this is where the value came to be.
    package var isBirth: Bool

    package init(_ location: Location, _ text: String, isBirth: Bool = false) {
        self.location = location
        self.text = text.withoutUnits
        self.isBirth = isBirth
    }
}
