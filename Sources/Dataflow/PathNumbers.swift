internal import Facts

/// Looks for numbers that meet all that a path asks of them.
///
/// Ranges and bits decide nearly every condition of real code at once. What hangs on sums, remainders or shifts of several unknown
/// numbers they can't always refute; then a path counts as one that can be taken only if such numbers are found.
struct PathNumbers {
    /// What came of the search.
    enum Answer {
        /// There are such numbers, or nothing on the path is in doubt.
        case found
        case notFound
        /// There is too much to look through.
        case unknown
    }

    private struct Condition {
        /// What has to be in the range; nil for two numbers that have to be equal.
        var allowed: RangeSet?
        /// The places of the terms.
        var left: Int
        var right: Int
        /// The places of the symbols that it hangs on.
        var symbols: [Int]
    }

    /// How a term is worked out of others, which have lower places.
    private enum Step {
        case constant(Int64)
        case symbol
        case operation(BinaryOperator, Int, Int, CType)
        case unary(UnaryOperator, Int, CType)
        case convert(Int, CType)
    }

    private let arena: Arena
    /// All terms that the conditions are made of, each after its parts.
    private var terms: [Term] = []
    private var steps: [Step] = []
    private var places: [Term: Int] = [:]
    private var conditions: [Condition] = []
    /// The places of those that can be chosen.
    private var symbols: [Int] = []
    /// What is tried for each symbol, by place.
    private var candidates: [Int: [Int64]] = [:]
    private var random = Mixer()
    private var isTooLarge = false
    private var isInDoubt = false

    private static let mostTerms = 400
    private static let mostConditions = 80
    private static let mostSymbols = 16
    private static let mostStarts = 12
    private static let mostSteps = 40

    init(_ state: State, _ constraints: Constraints) {
        arena = constraints.arena
        for term in state.constraints.keys {
            guard let range = state.constraints[term] else { continue }
            add(term, range)
        }
        for term in state.equals.keys {
            guard let other = state.equals[term], let left = place(of: term),
                let right = place(of: other)
            else { continue }
            conditions.append(Condition(allowed: nil, left: left, right: right, symbols: []))
            if case .symbol = arena.node(other) { continue }
            isInDoubt = true
        }
        for number in conditions.indices {
            let condition = conditions[number]
            let known =
                arena.symbols(of: terms[condition.left])
                + arena.symbols(of: terms[condition.right])
            conditions[number].symbols = Set(known.compactMap { places[$0] }).sorted()
        }
        for place in symbols {
            candidates[place] = numbers(for: terms[place], in: constraints, state)
        }
    }

    private mutating func add(_ term: Term, _ range: RangeSet) {
        guard let place = place(of: term) else { return }
        conditions.append(Condition(allowed: range, left: place, right: place, symbols: []))
        if case .symbol = arena.node(term) { return }
        isInDoubt = true
    }

    /// Where a term is among those that are worked out; nil if it is made of more than numbers.
    private mutating func place(of term: Term) -> Int? {
        if let known = places[term] { return known }
        // What a term is made of was made before it, so the way down has an end; it is short, or the search is given up.
        guard !isTooLarge, terms.count < Self.mostTerms, depth < Self.deepest else {
            isTooLarge = true
            return nil
        }
        depth += 1
        defer { depth -= 1 }
        let step: Step
        switch arena.node(term) {
        case .constant(let value): step = .constant(value)
        case .symbol(_, .integer): step = .symbol
        case .operation(let op, let a, let b, let type):
            guard let left = place(of: a), let right = place(of: b) else { return nil }
            step = .operation(op, left, right, type)
        case .unary(let op, let a, let type):
            guard let inner = place(of: a) else { return nil }
            step = .unary(op, inner, type)
        case .convert(let a, let type):
            guard let inner = place(of: a) else { return nil }
            step = .convert(inner, type)
        case .symbol, .address, .function, .offset: return nil
        }
        places[term] = terms.count
        if case .symbol = step { symbols.append(terms.count) }
        terms.append(term)
        steps.append(step)
        return terms.count - 1
    }

    private var depth = 0
    private static let deepest = 100

    /// What is likely to matter for a symbol: small numbers, the ends of what it can be, and what the code compares with.
    private func numbers(for symbol: Term, in constraints: Constraints, _ state: State) -> [Int64] {
        let range = constraints.range(symbol, in: state)
        var found = Array(Int64(-4)...18) + [range.lowest, range.highest].compactMap(\.self)
        for bit in 4..<Int64(33) { found += [1 << bit, (1 << bit) - 1, -(1 << bit)] }
        for term in terms {
            guard let constant = arena.constantValue(term) else { continue }
            found += [constant, constant &+ 1, constant &- 1, 0 &- constant]
        }
        return Set(found.filter(range.contains)).sorted()
    }

    // MARK: the search

    mutating func search() -> Answer {
        if isTooLarge || conditions.count > Self.mostConditions { return .unknown }
        if !isInDoubt { return .found }
        if symbols.count > Self.mostSymbols { return .unknown }
        var values = [Int64?](repeating: nil, count: terms.count)
        for start in 0..<Self.mostStarts {
            for place in symbols {
                let tried = candidates[place] ?? []
                if tried.isEmpty { return .notFound }
                values[place] =
                    start == 0
                    ? tried.min { $0.magnitude < $1.magnitude } : tried[random.below(tried.count)]
            }
            if climb(&values) { return .found }
        }
        return .notFound
    }

    /// Changes one symbol at a time, so that more conditions hold.
    private mutating func climb(_ values: inout [Int64?]) -> Bool {
        for _ in 0..<Self.mostSteps {
            let broken = broken(&values)
            if broken.isEmpty { return true }
            let wanted = conditions[broken[random.below(broken.count)]].symbols
            if wanted.isEmpty { return false }
            var best: [(place: Int, value: Int64)] = []
            var fewest = Int.max
            for place in wanted {
                let before = values[place]
                for value in candidates[place] ?? [] where value != before {
                    values[place] = value
                    let count = self.broken(&values).count
                    if count < fewest { (fewest, best) = (count, []) }
                    if count == fewest { best.append((place, value)) }
                }
                values[place] = before
            }
            if best.isEmpty { return false }
            let (place, value) = best[random.below(best.count)]
            values[place] = value
        }
        return false
    }

    /// The conditions that the symbols' values do not meet.
    private func broken(_ values: inout [Int64?]) -> [Int] {
        for place in steps.indices {
            switch steps[place] {
            case .constant(let value): values[place] = value
            case .symbol: break
            case .operation(let op, let a, let b, let type):
                values[place] = values[a].flatMap { left in
                    values[b].flatMap { Arithmetic.result(op, left, $0, type) }
                }
            case .unary(let op, let inner, let type):
                values[place] = values[inner].map { Arithmetic.result(op, $0, type) }
            case .convert(let inner, let type):
                values[place] = values[inner].map { Arithmetic.truncated($0, to: type) }
            }
        }
        return conditions.indices.filter { number in
            let condition = conditions[number]
            guard let left = values[condition.left], let right = values[condition.right] else {
                return true
            }
            return !(condition.allowed?.contains(left) ?? (left == right))
        }
    }
}

/// Numbers without a pattern, the same in each run.
private struct Mixer {
    private var state: UInt64 = 0x9e37_79b9_7f4a_7c15

    mutating func below(_ count: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(count))
    }
}
