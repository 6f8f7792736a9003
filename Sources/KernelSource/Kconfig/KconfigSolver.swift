/// Values for all symbols of a tree, as `make defconfig` would settle them.
///
/// The order of precedence is that of sym_calc_value in scripts/kconfig/symbol.c: the user's value where the prompt is
/// visible, else the first default that applies, else what an `imply` suggests; a `select` then forces a symbol on
/// whatever its dependencies are. Values are computed in rounds until nothing changes.
struct KconfigSolver: Sendable {
    let model: KconfigModel
    /// What a user answered: "y", "n", a number or a text.
    var answers: [Int: String] = [:]
    private(set) var enabled: [Bool]
    private(set) var texts: [Int: String] = [:]
    private var chosen: [Int?]

    /// A tree whose symbols contradict each other would never settle; real ones take less than twenty rounds.
    private static let rounds = 60

    init(_ model: KconfigModel) {
        self.model = model
        enabled = Array(repeating: false, count: model.symbols.count)
        chosen = Array(repeating: nil, count: model.choices.count)
    }

    mutating func solve() {
        for _ in 0..<Self.rounds where !round() { return }
    }

    private mutating func round() -> Bool {
        var changed = false
        for index in model.choices.indices {
            let member = choose(model.choices[index])
            if member != chosen[index] {
                chosen[index] = member
                changed = true
            }
        }
        for index in model.symbols.indices where model.symbols[index].isDefined {
            switch model.symbols[index].kind {
            case .bool:
                let value = boolean(index)
                if value != enabled[index] {
                    enabled[index] = value
                    changed = true
                }
            case .unknown: continue
            case .int, .hex, .string:
                let value = text(index)
                if value != texts[index] {
                    texts[index] = value
                    changed = true
                }
            }
        }
        return changed
    }

    private func boolean(_ index: Int) -> Bool {
        if let choice = model.symbols[index].choice { return chosen[choice] == index }
        if model.symbols[index].selectedBy.contains(where: {
            enabled[$0.selector] && holds($0.condition)
        }) {
            return true
        }
        if let answer = answers[index], isVisible(index) { return answer == "y" }
        for value in model.symbols[index].defaults where holds(value.condition) {
            switch value.value {
            case .condition(let condition):
                if holds(condition) { return true }
            case .text(let operand):
                if string(operand) == "y" { return true }
            }
            break
        }
        return holds(model.symbols[index].dependency)
            && model.symbols[index].impliedBy.contains {
                enabled[$0.selector] && holds($0.condition)
            }
    }

    private func text(_ index: Int) -> String? {
        if let answer = answers[index], isVisible(index) { return answer }
        for value in model.symbols[index].defaults where holds(value.condition) {
            switch value.value {
            case .text(let operand): return string(operand)
            case .condition(let condition): return holds(condition) ? "y" : "n"
            }
        }
        guard holds(model.symbols[index].dependency) else { return nil }
        return model.symbols[index].kind == .string
            ? "" : model.symbols[index].prompts.isEmpty ? nil : "0"
    }

    private func choose(_ choice: KconfigModel.Choice) -> Int? {
        guard holds(choice.dependency) else { return nil }
        let visible = choice.members.filter(isVisible)
        if let answered = visible.last(where: { answers[$0] == "y" }) { return answered }
        for value in choice.defaults where holds(value.condition) && visible.contains(value.member)
        {
            return value.member
        }
        return choice.isOptional ? nil : visible.first
    }

    // MARK: conditions

    func isVisible(_ index: Int) -> Bool { model.symbols[index].prompts.contains(where: holds) }

    func holds(_ condition: Condition) -> Bool {
        switch model.arena[condition] {
        case .constant(let value): value
        case .symbol(let index): enabled[index]
        case .not(let inner): !holds(inner)
        case .and(let a, let b): holds(a) && holds(b)
        case .or(let a, let b): holds(a) || holds(b)
        case .compare(let left, let comparison, let right):
            compare(string(left), comparison, string(right))
        }
    }

    private func string(_ operand: Operand) -> String {
        switch operand {
        case .literal(let text): text
        case .symbol(let index):
            switch model.symbols[index].kind {
            case .bool: enabled[index] ? "y" : "n"
            case .unknown: model.symbols[index].isDefined ? "n" : model.symbols[index].name
            case .int, .hex, .string: texts[index] ?? ""
            }
        }
    }

    private func compare(_ left: String, _ comparison: Comparison, _ right: String) -> Bool {
        let order: Int
        if let a = number(left), let b = number(right) {
            order = a < b ? -1 : a == b ? 0 : 1
        } else {
            // "y < m" and the like don't occur; texts are only tested for equality.
            order = left == right || (left == "m" && right == "y") ? 0 : left < right ? -1 : 1
        }
        switch comparison {
        case .equal: return order == 0
        case .unequal: return order != 0
        case .less: return order < 0
        case .lessOrEqual: return order <= 0
        case .greater: return order > 0
        case .greaterOrEqual: return order >= 0
        }
    }

    private func number(_ text: String) -> Int? {
        if text.hasPrefix("0x") || text.hasPrefix("0X") { return Int(text.dropFirst(2), radix: 16) }
        return Int(text)
    }
}
