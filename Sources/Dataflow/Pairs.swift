package import Facts
package import SourceText

/// A call that makes something for a device, and one on the same path that ends just that.
package struct DevicePair<Element: Hashable & Sendable>: Hashable, Sendable {
    package struct End: Hashable, Sendable {
        package var name: String
        package var device: Element
        package var location: Location
        package var function: String
    }
    package var made: End
    package var ended: End
    /// Whether both name the same device, whatever it is.
    package var isSame: Bool
}

/// What a call does to a thing that belongs to a device, and how the thing is known again.
package enum PairRole: Hashable, Sendable {
    /// It is the result.
    case makesResult
    case makesArgument(Int)
    case ends(Int)
}

private struct Making<Element> {
    var name: String
    /// Nil if it is the result.
    var thing: Term?
    var device: Term
    var element: Element
    var function: String
}

extension Analysis where Domain.Element: Sendable {
    /// What each path makes and ends, itself or in functions that it enters.
    ///
    /// - Parameters:
    ///   - role: what a function does, and which argument is its device; nil for one that is of no interest.
    package func pairs(
        of function: Function, role: @escaping (String) -> (role: PairRole, device: Int)?
    ) -> [DevicePair<Domain.Element>] {
        let executor = Executor(program, limits: limits)
        executor.enters = domain.enters
        // The step that comes after a point of a path is the call that was seen there.
        var makings: [ObjectIdentifier: Making<Domain.Element>] = [:]
        var kept: [Trace] = []
        var found: [DevicePair<Domain.Element>] = []
        var seen: Set<DevicePair<Domain.Element>> = []
        let start = Trace(
            .called("", result: nil, frame: -1, block: 0), at: function.location,
            in: executor.body(of: function), after: nil)
        executor.onCall = { [unowned executor] site in
            guard let name = site.name, let (role, number) = role(name),
                site.arguments.indices.contains(number)
            else { return }
            let view = StateView(state: site.state, executor: executor)
            let device = view.representative(site.arguments[number])
            let element = domain.element(of: device, in: view)
            let here = site.state.trace ?? start
            switch role {
            case .makesResult, .makesArgument:
                var thing: Term?
                if case .makesArgument(let place) = role {
                    guard site.arguments.indices.contains(place) else { return }
                    thing = view.representative(site.arguments[place])
                }
                kept.append(here)
                makings[ObjectIdentifier(here)] = Making(
                    name: name, thing: thing, device: device, element: element,
                    function: site.function.name)
            case .ends(let place):
                guard site.arguments.indices.contains(place) else { return }
                let thing = view.representative(site.arguments[place])
                var next = site.state.trace
                while let step = next {
                    next = step.previous
                    guard case .called(_, let result, _, _) = step.event,
                        let making = makings[ObjectIdentifier(step.previous ?? start)],
                        making.thing == thing
                            || (making.thing == nil && result.map(view.representative) == thing)
                    else { continue }
                    let pair = DevicePair(
                        made: .init(
                            name: making.name, device: making.element, location: step.location,
                            function: making.function),
                        ended: .init(
                            name: name, device: element, location: site.location,
                            function: site.function.name),
                        isSame: view.representative(making.device) == device)
                    if seen.insert(pair).inserted { found.append(pair) }
                    return
                }
            }
        }
        _ = executor.run(function)
        return found
    }
}
