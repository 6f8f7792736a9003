internal import Facts
internal import SourceText

/// Picks from a path the steps that a person needs: where the value was born, the decisions without which it would not have
/// been returned, and the calls on the way.
struct Witness {
    private let executor: Executor
    private let function: Function
    private let exit: Executor.Exit
    private var wanted: Set<Int> = []

    /// More steps than these nobody reads; the ones nearest to the return are kept.
    private static let most = 8

    init(_ executor: Executor, _ function: Function, _ exit: Executor.Exit) {
        self.executor = executor
        self.function = function
        self.exit = exit
    }

    func steps() -> [Step] {
        let trace = exit.state.trace?.steps ?? []
        var picker = Picker(executor: executor, trace: trace)
        picker.follow(
            exit.value, from: returned(at: exit.block), frame: executor.rootFrame,
            block: exit.block, before: trace.count)
        let picked = picker.steps(most: Self.most - 1)
        let text = "it is returned here"
        return picked + [Step(exit.location, picked.isEmpty ? "returned here" : text)]
    }

    private func returned(at block: Int) -> Expression? {
        guard case .return(let value, _) = function.blocks[block].terminator else { return nil }
        return value
    }
}

private struct Picker {
    let executor: Executor
    let trace: [Trace]
    /// By place in the trace; nil for a decision, which only gets its words if it is among the last.
    var picked: [Int: Step?] = [:]

    func steps(most: Int) -> [Step] {
        picked.sorted { $0.key < $1.key }.suffix(most).compactMap { place, step in
            step ?? Self.decision(trace[place])
        }
    }

    /// Finds the steps behind `value`, which is in hand at `block` of `frame`, read from `source`.
    mutating func follow(
        _ value: Term?, from source: Expression?, frame: Int32, block: Int, before end: Int
    ) {
        var targets: Set<Int> = [block]
        if let value, mayHaveBirth(value, source) {
            let holder = holder(source, frame)
            for index in stride(from: end - 1, through: 0, by: -1) {
                guard isBirth(of: value, in: holder, trace[index].event, frame) else { continue }
                if let step = birthStep(trace[index]) { picked[index] = step }
                if case .stored(_, _, _, frame, let birth) = trace[index].event {
                    targets.insert(birth)
                    // A store may only pass on what came from a call just before.
                    continueIntoCall(value, frame, before: index)
                } else if case .left(_, _, let inner, let birth) = trace[index].event {
                    follow(
                        value, from: returned(at: birth, inner), frame: inner, block: birth,
                        before: index)
                    pickEntry(inner, before: index)
                }
                break
            }
        }
        decisions(leadingTo: targets, frame: frame, value: value, before: end)
    }

    private func returned(at block: Int, _ frame: Int32) -> Expression? {
        guard let function = executor.frames[frame]?.function,
            function.blocks.indices.contains(block),
            case .return(let value, _) = function.blocks[block].terminator
        else { return nil }
        return value
    }

    /// A constant that is returned as such was born right there.
    private func mayHaveBirth(_ value: Term, _ source: Expression?) -> Bool {
        guard executor.arena.constantValue(value) != nil else { return true }
        if case .constant = source { return false }
        return true
    }

    /// The variable that a value was read from: equal constants are in many places, and only one of them matters.
    private func holder(_ source: Expression?, _ frame: Int32) -> Region? {
        guard case .load(.local(let local), _) = source else { return nil }
        return executor.arena.region(.local(local, frame: frame))
    }

    private func isBirth(
        of value: Term, in holder: Region?, _ event: Trace.Event, _ frame: Int32
    ) -> Bool {
        switch event {
        case .stored(let region, value, _, frame, _):
            if let holder, executor.arena.constantValue(value) != nil, region != holder {
                return false
            }
            if case .local(let local, _) = executor.arena.node(region) {
                return executor.frames[frame]?.function.locals[local.index].kind != .parameter
            }
            return true
        case .called(_, value, frame, _): return true
        case .left(_, value, let inner, _): return inner != frame
        default: return false
        }
    }

    private func birthStep(_ step: Trace) -> Step? {
        switch step.event {
        case .stored(_, let value, let place, _, _):
            let text = Printer(step.body.function).text(place)
            // Temporaries have no name in the source.
            if text.hasPrefix("%") { return nil }
            return Step(
                step.location, "'\(text)' is set to \(executor.describe(value)) here", isBirth: true
            )
        case .called(let name, _, _, _):
            return Step(step.location, "the value comes from \(name)()", isBirth: true)
        case .left(let name, let value, _, _):
            let what = value.map(executor.describe) ?? "it"
            return Step(step.location, "\(name)() returns \(what) here", isBirth: true)
        default: return nil
        }
    }

    private mutating func continueIntoCall(_ value: Term, _ frame: Int32, before end: Int) {
        for index in stride(from: end - 1, through: max(0, end - 3), by: -1) {
            switch trace[index].event {
            case .called(_, value, frame, _):
                if let step = birthStep(trace[index]) { picked[index] = step }
                return
            case .left(_, value, let inner, let birth) where inner != frame:
                if let step = birthStep(trace[index]) { picked[index] = step }
                follow(
                    value, from: returned(at: birth, inner), frame: inner, block: birth,
                    before: index)
                pickEntry(inner, before: index)
                return
            default: continue
            }
        }
    }

    private mutating func pickEntry(_ inner: Int32, before end: Int) {
        for index in stride(from: end - 1, through: 0, by: -1) {
            if case .entered(let name, inner, _) = trace[index].event {
                picked[index] = Step(trace[index].location, "calls \(name)()")
                return
            }
        }
    }

    /// The decisions of a frame that could have gone another way and then missed the target.
    private mutating func decisions(
        leadingTo targets: Set<Int>, frame: Int32, value: Term?, before end: Int
    ) {
        guard let body = executor.frames[frame] else { return }
        var needed = targets
        for index in stride(from: end - 1, through: 0, by: -1) {
            let step = trace[index]
            switch step.event {
            case .entered(_, frame, _): return
            case .decision(_, _, frame, let block, let narrowed):
                let decides = needed.contains { executor.avoids($0, from: block, in: body) }
                guard decides || value.map(narrowed.contains) == true else { continue }
                needed.insert(block)
                picked[index] = .some(nil)
            case .arm(_, _, frame, let block, _):
                guard needed.contains(where: { executor.avoids($0, from: block, in: body) }) else {
                    continue
                }
                needed.insert(block)
                picked[index] = .some(nil)
            default: continue
            }
        }
    }

    private static func decision(_ step: Trace) -> Step? {
        let printer = Printer(step.body.function, showsTemporaries: false)
        switch step.event {
        case .decision(let condition, let taken, _, _, _):
            return Step(step.location, text(condition, taken, printer))
        case .arm(let value, let text, _, _, _):
            return Step(step.location, "'\(printer.text(value))' is \(text)")
        default: return nil
        }
    }

    private static func text(_ condition: Expression, _ taken: Bool, _ printer: Printer) -> String {
        switch condition {
        case .load(_, .pointer), .addressOf:
            return "'\(printer.text(condition))' is \(taken ? "not NULL" : "NULL")"
        case .binary(let op, let left, .constant(0, .pointer), _)
        where op == .equal || op == .notEqual:
            let isNull = (op == .equal) == taken
            return "'\(printer.text(left))' is \(isNull ? "NULL" : "not NULL")"
        default: return "'\(printer.text(condition))' is \(taken ? "true" : "false")"
        }
    }
}

extension Executor {
    /// A question about a function's graph that many paths ask.
    struct Avoidance: Hashable {
        var function: Int32
        var block: Int
        var target: Int
    }

    /// Whether some way on from `block` never comes to `target`.
    fileprivate func avoids(_ target: Int, from block: Int, in body: Body) -> Bool {
        if block == target { return false }
        let question = Avoidance(function: body.flow.number, block: block, target: target)
        if let known = avoidances[question] { return known }
        let found = Self.avoids(target, from: block, in: body.function)
        avoidances[question] = found
        return found
    }

    private static func avoids(_ target: Int, from block: Int, in function: Function) -> Bool {
        for start in function.blocks[block].terminator.successors where start != target {
            var seen: Set<Int> = [start]
            var stack = [start]
            while let next = stack.popLast() {
                let terminator = function.blocks[next].terminator
                if case .return = terminator { return true }
                for successor in terminator.successors
                where successor != target && seen.insert(successor).inserted {
                    stack.append(successor)
                }
            }
        }
        return false
    }
}
