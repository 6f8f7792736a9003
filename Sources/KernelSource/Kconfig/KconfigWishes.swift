/// Switches symbols on together with what they depend on, as somebody would in menuconfig.
struct KconfigWishes {
    private var solver: KconfigSolver
    private var assumed: Set<Int> = []
    private var trail: [Int] = []
    private var visiting: Set<Int> = []
    private var impossible: Set<Int> = []
    private var before: [Int: String?] = [:]

    private init(_ solver: KconfigSolver) { self.solver = solver }

    /// Enables as many of the symbols as the tree's rules allow. What stays off can't be had on this architecture.
    static func grant(_ names: [String], _ solver: inout KconfigSolver) {
        // A grant may need what another one brings: three passes let one lean on the others' results.
        for _ in 0..<3 {
            let open = names.compactMap { solver.model.indices[$0] }.filter { !solver.enabled[$0] }
            if open.isEmpty { return }
            var wishes = KconfigWishes(solver)
            for symbol in open { _ = wishes.enable(symbol, depth: 0) }
            solver = wishes.solver
            solver.solve()
        }
    }

    private mutating func enable(_ symbol: Int, depth: Int) -> Bool {
        let description = solver.model.symbols[symbol]
        if solver.enabled[symbol] || assumed.contains(symbol) { return true }
        guard depth < 24, description.isDefined, description.kind == .bool,
            !impossible.contains(symbol), visiting.insert(symbol).inserted
        else { return false }
        defer { visiting.remove(symbol) }
        let mark = trail.count
        if let choice = description.choice,
            solver.model.choices[choice].members.contains(where: { solver.answers[$0] == "y" })
        {
            return false
        }
        for prompt in description.prompts where satisfy(prompt, depth: depth + 1) {
            assume(symbol, answer: "y")
            return true
        }
        for value in description.defaults where canBeYes(value.value) {
            if satisfy(value.condition, depth: depth + 1) {
                assume(symbol, answer: nil)
                return true
            }
        }
        for (selector, condition) in description.selectedBy {
            if enable(selector, depth: depth + 1), satisfy(condition, depth: depth + 1) {
                assume(symbol, answer: nil)
                return true
            }
        }
        undo(to: mark)
        if depth == 0 { impossible.insert(symbol) }
        return false
    }

    private func canBeYes(_ value: KconfigModel.Value) -> Bool {
        if case .condition(let condition) = value { return solver.holds(condition) }
        return false
    }

    private mutating func satisfy(_ condition: Condition, depth: Int) -> Bool {
        if solver.holds(condition) { return true }
        guard depth < 48 else { return false }
        switch solver.model.arena[condition] {
        case .constant(let value): return value
        case .symbol(let index): return enable(index, depth: depth)
        case .not, .compare: return false
        case .and(let a, let b):
            let mark = trail.count
            if satisfy(a, depth: depth + 1), satisfy(b, depth: depth + 1) { return true }
            undo(to: mark)
            return false
        case .or(let a, let b):
            return satisfy(a, depth: depth + 1) || satisfy(b, depth: depth + 1)
        }
    }

    private mutating func assume(_ symbol: Int, answer: String?) {
        assumed.insert(symbol)
        trail.append(symbol)
        if let answer {
            if before[symbol] == nil { before[symbol] = .some(solver.answers[symbol]) }
            solver.answers[symbol] = answer
        }
    }

    private mutating func undo(to mark: Int) {
        while trail.count > mark {
            let symbol = trail.removeLast()
            assumed.remove(symbol)
            if let old = before[symbol] {
                solver.answers[symbol] = old
                before[symbol] = nil
            }
        }
    }
}
