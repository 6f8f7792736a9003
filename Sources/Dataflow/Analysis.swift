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

    /// The calls that a function makes, itself or through others that it enters.
    package func calls(
        in function: Function, where wanted: @escaping (String) -> Bool
    ) -> (calls: [CallOutcome], reached: [Limits.Reached]) {
        let executor = Executor(program, limits: limits)
        executor.enters = domain.enters
        var seen: Set<CallKey> = []
        var found: [CallOutcome] = []
        executor.onCall = { [unowned executor] site in
            guard let name = site.name, wanted(name) else { return }
            let view = StateView(state: site.state, executor: executor)
            let arguments = zip(site.call.arguments, site.arguments).map { written, term in
                written.type.isPointer ? domain.element(of: term, in: view) : nil
            }
            let key = CallKey(name: name, arguments: arguments, location: site.location)
            guard seen.insert(key).inserted else { return }
            found.append(
                CallOutcome(
                    name: name, arguments: arguments, location: site.location,
                    function: site.function.name, chain: site.state.openCalls?.chain ?? []))
        }
        _ = executor.run(function)
        return (found, executor.reached.sorted())
    }

    /// What a function stores to members and variables of pointer type, itself or through others that it enters.
    package func stores(
        in function: Function
    ) -> [(holder: DeviceOrigin.Holder, element: Domain.Element, location: Location)] {
        let executor = Executor(program, limits: limits)
        executor.enters = domain.enters
        var seen: Set<StoreKey> = []
        var found: [(holder: DeviceOrigin.Holder, element: Domain.Element, location: Location)] = []
        executor.onStore = { [unowned executor] store in
            let view = StateView(state: store.state, executor: executor)
            let element = domain.element(of: store.value, in: view)
            let key = StoreKey(holder: store.holder, element: element, location: store.location)
            if seen.insert(key).inserted { found.append((store.holder, element, store.location)) }
        }
        _ = executor.run(function)
        return found
    }

    private struct StoreKey: Hashable {
        var holder: DeviceOrigin.Holder
        var element: Domain.Element
        var location: Location
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
