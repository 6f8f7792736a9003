/// Switches symbols on together with what they depend on, as somebody would in menuconfig.
struct KconfigWishes {
    private var solver: KconfigSolver
    private var assumed: Set<Int> = []
    private var trail: [Int] = []
    private var visiting: Set<Int> = []
    private var impossible: Set<Int> = []
    private var before: [Int: String?] = [:]
    /// Whether another member of a choice may be taken than the one that the configuration has.
    private var mayChoose = false

    /// What says how wide the machine is, and what it follows from: the target of the compiler goes with it.
    private let width: [Int]

    private init(_ solver: KconfigSolver) {
        self.solver = solver
        width =
            solver.model.indices["64BIT"].map { symbol in
                let description = solver.model.symbols[symbol]
                return [symbol] + description.selectedBy.map(\.selector)
                    + description.defaults.flatMap { value in
                        var sources = solver.model.arena.symbols(in: value.condition)
                        if case .condition(let condition) = value.value {
                            sources += solver.model.arena.symbols(in: condition)
                        }
                        return sources
                    }
            } ?? []
    }

    /// Enables as many of the symbols as the tree's rules allow. What stays off can't be had on this architecture.
    ///
    /// First what leaves every choice as the default configuration has it. What asks for another member of a choice goes one by
    /// one after that, and is granted where nothing is lost by it that was granted before, nor the width of the machine.
    static func grant(_ names: [String], _ solver: inout KconfigSolver) {
        let symbols = names.compactMap { solver.model.indices[$0] }
        // A grant may need what another one brings: three passes let one lean on the others' results.
        for _ in 0..<3 {
            let open = symbols.filter { !solver.enabled[$0] }
            if open.isEmpty { return }
            var wishes = KconfigWishes(solver)
            for symbol in open { _ = wishes.enable(symbol, depth: 0) }
            if wishes.assumed.isEmpty { break }
            var other = wishes.solver
            other.solve()
            if wishes.isOtherWidth(other) { break }
            solver = other
        }
        var tries = 0
        for symbol in symbols where !solver.enabled[symbol] && tries < mostChoices {
            var wishes = KconfigWishes(solver)
            wishes.mayChoose = true
            guard wishes.enable(symbol, depth: 0) else { continue }
            tries += 1
            var other = wishes.solver
            other.solve()
            let isKept = symbols.allSatisfy { other.enabled[$0] || !solver.enabled[$0] }
            if isKept, !wishes.isOtherWidth(other), other.enabled[symbol] { solver = other }
        }
    }

    /// How often the configuration is worked out anew for another member of a choice.
    private static let mostChoices = 64

    private mutating func enable(_ symbol: Int, depth: Int) -> Bool {
        let description = solver.model.symbols[symbol]
        if solver.enabled[symbol] || assumed.contains(symbol) { return true }
        guard depth < 24, description.isDefined, description.kind == .bool,
            !impossible.contains(symbol), !isWider(symbol), visiting.insert(symbol).inserted
        else { return false }
        defer { visiting.remove(symbol) }
        let mark = trail.count
        if let choice = description.choice {
            let members = solver.model.choices[choice].members
            if members.contains(where: assumed.contains) { return false }
            if !mayChoose, members.contains(where: { solver.enabled[$0] }) { return false }
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

    private func isOtherWidth(_ other: KconfigSolver) -> Bool {
        width.first.map { other.enabled[$0] != solver.enabled[$0] } ?? false
    }

    private func isWider(_ symbol: Int) -> Bool {
        guard let first = width.first, !solver.enabled[first] else { return false }
        return width.contains(symbol)
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

    private mutating func assume(_ symbol: Int, answer text: String?) {
        assumed.insert(symbol)
        trail.append(symbol)
        guard let text else { return }
        answer(symbol, text)
        guard let choice = solver.model.symbols[symbol].choice else { return }
        for other in solver.model.choices[choice].members
        where other != symbol && solver.answers[other] == "y" {
            trail.append(other)
            answer(other, "n")
        }
    }

    private mutating func answer(_ symbol: Int, _ text: String) {
        if before[symbol] == nil { before[symbol] = .some(solver.answers[symbol]) }
        solver.answers[symbol] = text
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
