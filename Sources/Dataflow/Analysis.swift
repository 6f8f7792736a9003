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
                let element = domain.element(
                    of: value, in: StateView(state: exit.state, executor: executor))
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
    /// - Parameter wanted: the calls that are of interest, by the name of what is called.
    package func effects(
        of function: Function, callsOf wanted: @escaping (String) -> Bool = { _ in false }
    ) -> (calls: [CallOutcome], stores: [StoreOutcome]) {
        let executor = Executor(program, limits: limits)
        executor.enters = domain.enters
        var calls: [CallOutcome] = []
        var seenCalls: Set<CallKey> = []
        executor.onCall = { [unowned executor] site in
            guard let name = site.name, wanted(name) else { return }
            let view = StateView(state: site.state, executor: executor)
            let arguments = zip(site.call.arguments, site.arguments).map { written, term in
                written.type.isPointer ? domain.element(of: term, in: view) : nil
            }
            let key = CallKey(name: name, arguments: arguments, location: site.location)
            guard seenCalls.insert(key).inserted else { return }
            calls.append(
                CallOutcome(
                    name: name, arguments: arguments, location: site.location,
                    function: site.function.name, chain: executor.openCall?.chain ?? []))
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
        var location: Location
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
