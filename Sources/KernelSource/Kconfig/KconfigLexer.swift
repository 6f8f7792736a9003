/// A word, string or operator of a Kconfig line (scripts/kconfig/lexer.l).
enum KconfigToken: Equatable {
    case word(String)
    case quoted(String)
    case symbol(String)

    var text: String {
        switch self {
        case .word(let text), .quoted(let text), .symbol(let text): text
        }
    }
}

func kconfigTokens(_ line: Substring.UTF8View) -> [KconfigToken] {
    line.withContiguousStorageIfAvailable { kconfigTokens(in: $0) }
        ?? Array(line).withUnsafeBufferPointer { kconfigTokens(in: $0) }
}

private func kconfigTokens(in line: UnsafeBufferPointer<UInt8>) -> [KconfigToken] {
    var tokens: [KconfigToken] = []
    var at = line.startIndex
    let end = line.endIndex
    func text(_ from: Int, _ to: Int) -> String {
        String(decoding: line[from..<to], as: UTF8.self)
    }
    while at < end {
        let byte = line[at]
        switch byte {
        case 0x20, 0x09, 0x0d:
            at = line.index(after: at)
        case UInt8(ascii: "#"):
            return tokens
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            var value: [UInt8] = []
            at = line.index(after: at)
            while at < end, line[at] != byte {
                if line[at] == 0x5c {
                    at = line.index(after: at)
                    if at == end { break }
                }
                value.append(line[at])
                at = line.index(after: at)
            }
            if at < end { at = line.index(after: at) }
            tokens.append(.quoted(String(decoding: value, as: UTF8.self)))
        case UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "!"), UInt8(ascii: "="),
            UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: ")"):
            let next = line.index(after: at)
            var stop = next
            if next < end {
                switch (byte, line[next]) {
                case (UInt8(ascii: "&"), UInt8(ascii: "&")), (UInt8(ascii: "|"), UInt8(ascii: "|")),
                    (UInt8(ascii: "!"), UInt8(ascii: "=")), (UInt8(ascii: "<"), UInt8(ascii: "=")),
                    (UInt8(ascii: ">"), UInt8(ascii: "=")):
                    stop = line.index(after: next)
                default: break
                }
            }
            tokens.append(.symbol(text(at, stop)))
            at = stop
        default:
            var stop = at
            while stop < end, isWordByte(line[stop]) || "-./+:,@".utf8.contains(line[stop]) {
                stop = line.index(after: stop)
            }
            if stop == at {
                at = line.index(after: at)
            } else {
                tokens.append(.word(text(at, stop)))
                at = stop
            }
        }
    }
    return tokens
}

/// Reads one condition out of tokens, by the precedence of scripts/kconfig/parser.y: comparison, `!`, `&&`, `||`.
struct ConditionReader {
    private var tokens: ArraySlice<KconfigToken>
    /// Open parentheses and negations: bounded, since each takes some of the stack.
    private var depth = 0

    init(tokens: ArraySlice<KconfigToken>) { self.tokens = tokens }

    mutating func condition(_ model: inout KconfigModel) -> Condition {
        var left = conjunction(&model)
        while tokens.first == .symbol("||") {
            tokens.removeFirst()
            let right = conjunction(&model)
            left = model.arena.or(left, right)
        }
        return left
    }

    private mutating func conjunction(_ model: inout KconfigModel) -> Condition {
        var left = term(&model)
        while tokens.first == .symbol("&&") {
            tokens.removeFirst()
            let right = term(&model)
            left = model.arena.and(left, right)
        }
        return left
    }

    private mutating func term(_ model: inout KconfigModel) -> Condition {
        depth += 1
        defer { depth -= 1 }
        guard depth < 200, let first = tokens.popFirst() else { return .no }
        switch first {
        case .symbol("!"):
            let inner = term(&model)
            return model.arena.not(inner)
        case .symbol("("):
            let inner = condition(&model)
            if tokens.first == .symbol(")") { tokens.removeFirst() }
            return inner
        case .symbol:
            return .no
        case .word, .quoted:
            if case .symbol(let name) = tokens.first, let comparison = Self.comparisons[name] {
                tokens.removeFirst()
                guard let second = tokens.popFirst() else { return .no }
                let left = Self.operand(first, &model)
                let right = Self.operand(second, &model)
                return model.arena.add(.compare(left, comparison, right))
            }
            switch Self.operand(first, &model) {
            case .literal(let text): return text == "y" || text == "m" ? .yes : .no
            case .symbol(let index): return model.arena.add(.symbol(index))
            }
        }
    }

    private static let comparisons: [String: Comparison] = [
        "=": .equal, "!=": .unequal, "<": .less, "<=": .lessOrEqual, ">": .greater,
        ">=": .greaterOrEqual,
    ]

    static func operand(_ token: KconfigToken, _ model: inout KconfigModel) -> Operand {
        switch token {
        case .quoted(let text), .symbol(let text): return .literal(text)
        case .word(let text):
            let bytes = text.utf8
            if text == "y" || text == "n" || text == "m" { return .literal(text) }
            if let first = bytes.first, isDigit(first) || first == UInt8(ascii: "-"),
                bytes.allSatisfy(isDigit) || first == UInt8(ascii: "-")
                    || bytes.dropFirst().first == 0x78
            {
                return .literal(text)
            }
            return .symbol(model.intern(text))
        }
    }
}
