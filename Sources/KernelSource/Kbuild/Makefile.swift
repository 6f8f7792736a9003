import SourceText

/// The variables of a Kbuild Makefile, read as text: assignments and the conditionals around them.
///
/// What Kbuild uses of make's language in subdirectories is small: `:=`, `+=`, `?=`, references to variables and
/// options, `ifdef`/`ifeq`, and a few text functions. A function that isn't known yields nothing.
struct Makefile {
    /// Every assignment as written, those in untaken branches included: they tell which option builds what.
    private(set) var assignments: [(name: String, value: String)] = []
    /// The values of the branches that the configuration takes.
    private(set) var variables: [String: String]

    private let isEnabled: (String) -> Bool

    init(
        _ text: String, variables: [String: String] = [:],
        isEnabled: @escaping (String) -> Bool = { _ in false }
    ) {
        self.variables = variables
        self.isEnabled = isEnabled
        var branches: [(taken: Bool, done: Bool)] = []
        for line in logicalLines(text) where !line.hasPrefix("\t") {
            let code = line.prefix { $0 != "#" }
            let parts = words(code)
            guard let first = parts.first else { continue }
            switch first {
            case "ifdef", "ifndef", "ifeq", "ifneq":
                let taken = test(first, trimmed(code))
                branches.append((taken, taken))
            case "else":
                guard let last = branches.popLast() else { continue }
                let rest = parts.count > 1 ? trimmed(trimmed(code).dropFirst(4)) : ""
                let taken = !last.done && (rest.isEmpty || test(parts[1], rest))
                branches.append((taken, last.done || taken))
            case "endif":
                _ = branches.popLast()
            default:
                assign(String(code), isTaken: branches.allSatisfy(\.taken))
            }
        }
    }

    private mutating func assign(_ line: String, isTaken: Bool) {
        guard let equals = line.firstIndex(of: "=") else { return }
        var left = line[..<equals]
        var assignment: Character = "="
        if let last = left.last, ":+?".contains(last) {
            assignment = last
            left = left.dropLast()
            if left.last == ":" { left = left.dropLast() }
        }
        let name = trimmed(left)
        guard !name.isEmpty, words(name).count == 1 || name.hasPrefix("export ") else { return }
        let value = trimmed(line[line.index(after: equals)...])
        assignments.append((name, value))
        guard isTaken else { return }
        let key = expand(name)
        let expanded = expand(value)
        // `A := $(A)$(A)` doubles; no real list comes near.
        guard expanded.utf8.count + (variables[key]?.utf8.count ?? 0) < 1 << 18 else { return }
        switch assignment {
        case "+": variables[key] = variables[key].map { $0 + " " + expanded } ?? expanded
        case "?": if variables[key] == nil { variables[key] = expanded }
        default: variables[key] = expanded
        }
    }

    private func test(_ keyword: String, _ line: String) -> Bool {
        let rest = trimmed(line.dropFirst(keyword.count))
        switch keyword {
        case "ifdef": return !value(of: rest).isEmpty
        case "ifndef": return value(of: rest).isEmpty
        default:
            guard rest.hasPrefix("("), rest.hasSuffix(")") else { return false }
            let sides = Self.split(String(rest.dropFirst().dropLast()))
            guard sides.count == 2 else { return false }
            let equal = trimmed(expand(sides[0])) == trimmed(expand(sides[1]))
            return keyword == "ifeq" ? equal : !equal
        }
    }

    func expand(_ text: String) -> String { expand(text, depth: 0) }

    private func expand(_ text: String, depth: Int) -> String {
        guard text.utf8.contains(UInt8(ascii: "$")), depth < 20 else { return text }
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            guard let open = rest.first, open == "(" || open == "{",
                let close = Self.closing(rest, open)
            else {
                rest = rest.dropFirst()
                continue
            }
            let inner = String(rest[rest.index(after: rest.startIndex)..<close])
            result += reference(inner, depth: depth + 1)
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    private func reference(_ inner: String, depth: Int) -> String {
        let parts = inner.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return value(of: expand(inner, depth: depth)) }
        let arguments = Self.split(parts[1]).map { expand($0, depth: depth) }
        switch (parts[0], arguments.count) {
        case ("addprefix", 2):
            return words(arguments[1]).map { arguments[0] + $0 }.joined(separator: " ")
        case ("addsuffix", 2):
            return words(arguments[1]).map { $0 + arguments[0] }.joined(separator: " ")
        case ("strip", 1), ("sort", 1): return trimmed(arguments[0])
        case ("if", 2...):
            return trimmed(arguments[0]).isEmpty ? arguments.dropFirst(2).first ?? "" : arguments[1]
        case ("subst", 3):
            return arguments[0].isEmpty
                ? arguments[2] : arguments[2].replacing(arguments[0], with: arguments[1])
        default: return ""
        }
    }

    private func value(of name: String) -> String {
        if let value = variables[name] { return value }
        return name.hasPrefix("CONFIG_") && isEnabled(String(name.dropFirst(7))) ? "y" : ""
    }

    private static func closing(_ text: Substring, _ open: Character) -> Substring.Index? {
        let close: Character = open == "(" ? ")" : "}"
        var depth = 0
        for index in text.indices {
            if text[index] == open { depth += 1 }
            if text[index] == close {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }

    /// Parts of a function's arguments, at commas outside of parentheses.
    private static func split(_ text: String) -> [String] {
        var parts = [""]
        var depth = 0
        for character in text {
            if character == "(" || character == "{" { depth += 1 }
            if character == ")" || character == "}" { depth -= 1 }
            if character == ",", depth == 0 {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts
    }
}
