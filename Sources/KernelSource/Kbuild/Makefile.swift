import SourceText

/// A makefile, read as text: its assignments, the conditionals around them, and its rules. Nothing is run.
///
/// It is make's own language as far as Kbuild uses it: both flavours of variables, `define`, `include`, conditionals, and the
/// functions that work on text (`MakeFunctions`). What only a program could answer (`$(shell ...)`) is empty, and a question to
/// the compiler is answered by `Environment.accepts`.
struct Makefile {
    /// What a makefile can ask of the world outside of it.
    struct Environment: Sendable {
        /// The value of `CONFIG_X`, by X; nil where the option is off.
        var option: @Sendable (String) -> String? = { _ in nil }
        /// The text of a file of the tree that is included; nil where there is none.
        var text: @Sendable (String) -> String? = { _ in nil }
        /// Whether a path of the tree is there, for `$(wildcard ...)`.
        var has: @Sendable (String) -> Bool = { _ in false }
        /// Whether the compiler takes an option, for `$(call cc-option,...)`.
        var accepts: @Sendable (String) -> Bool = { _ in true }
    }

    struct Rule: Sendable {
        /// As written, nothing expanded.
        var targets: String
        var prerequisites: String
        var recipe: [String] = []
    }

    struct Variable: Sendable {
        var value: String
        /// Expanded when it is used, not when it was set.
        var isRecursive: Bool
    }

    /// An assignment as written, nothing expanded.
    struct Assignment: Sendable {
        var name: String
        var value: String
        /// The options that the conditionals around it ask to be on.
        var options: [String] = []
    }

    /// Every assignment, those in untaken branches included: they tell which option builds what.
    private(set) var assignments: [Assignment] = []
    /// Those of the branches that the configuration takes.
    private(set) var rules: [Rule] = []
    var set: [String: Variable] = [:]
    let environment: Environment
    /// What is left of the work that one makefile may cause, in expansions: a few nested references could double without end.
    var budget = 200_000
    /// What the file can't assign to, as if it had been given on make's command line.
    private let fixed: Set<String>
    private var branches: [(taken: Bool, done: Bool, option: String?)] = []
    private var includeDepth = 0
    private var includeCount = 0

    /// No value of a real makefile comes near.
    static let longestValue = 1 << 18

    init(
        _ text: String, variables: [String: String] = [:], fixed: [String: String] = [:],
        _ environment: Environment = .init()
    ) {
        self.environment = environment
        self.fixed = Set(fixed.keys)
        for (name, value) in variables.merging(fixed, uniquingKeysWith: { $1 }) {
            set[name] = Variable(value: value, isRecursive: false)
        }
        read(text)
    }

    init(
        _ text: String, variables: [String: String] = [:],
        isEnabled: @escaping @Sendable (String) -> Bool
    ) {
        self.init(
            text, variables: variables, Environment(option: { isEnabled($0) ? "y" : nil }))
    }

    /// The expanded value of a variable; empty where it was not set.
    func value(_ name: String) -> String {
        var copy = self
        return copy.lookUp(name, depth: 0)
    }

    func expand(_ text: String) -> String {
        var copy = self
        return copy.expand(text, depth: 0)
    }

    // MARK: lines

    mutating func read(_ text: String) {
        var define: (name: String, lines: [String])?
        var isAfterRule = false
        for line in logicalLines(text) {
            if let open = define {
                if trimmed(line).hasPrefix("endef") {
                    if isTaken {
                        set[open.name] = Variable(
                            value: open.lines.joined(separator: "\n"), isRecursive: true)
                    }
                    define = nil
                } else {
                    define?.lines.append(line)
                }
                continue
            }
            if line.utf8.first == UInt8(ascii: "\t"), isAfterRule {
                if isTaken, !rules.isEmpty { rules[rules.count - 1].recipe.append(trimmed(line)) }
                continue
            }
            let code = Self.withoutComment(line)
            guard let keyword = words(code).first else { continue }
            if keyword == "define" {
                let name = words(code).dropFirst().first ?? ""
                define = (expandedIfTaken(name), [])
                continue
            }
            if condition(keyword, code) { continue }
            isAfterRule = statement(keyword, code)
        }
    }

    private var isTaken: Bool { branches.allSatisfy(\.taken) }

    private mutating func expandedIfTaken(_ text: String) -> String {
        isTaken ? expand(text, depth: 0) : text
    }

    /// A `#` that no backslash is in front of begins a comment.
    private static func withoutComment(_ line: String) -> String {
        guard line.utf8.contains(UInt8(ascii: "#")) else { return line }
        var kept: [UInt8] = []
        for byte in line.utf8 {
            if byte == UInt8(ascii: "#") {
                guard kept.last == UInt8(ascii: "\\") else { break }
                kept.removeLast()
            }
            kept.append(byte)
        }
        return String(decoding: kept, as: UTF8.self)
    }

    /// False for a line that is no conditional.
    private mutating func condition(_ keyword: String, _ code: String) -> Bool {
        switch keyword {
        case "ifdef", "ifndef", "ifeq", "ifneq":
            let taken = isTaken && test(keyword, trimmed(code))
            branches.append((taken, taken, Self.option(askedBy: keyword, code)))
        case "else":
            guard let last = branches.popLast() else { return true }
            let rest = trimmed(trimmed(code).dropFirst(4))
            let keyword = words(rest).first ?? ""
            let taken = isTaken && !last.done && (rest.isEmpty || test(keyword, rest))
            branches.append((taken, last.done || taken, Self.option(askedBy: keyword, rest)))
        case "endif":
            _ = branches.popLast()
        default:
            return false
        }
        return true
    }

    /// The option that has to be on for a branch: of `ifdef CONFIG_X`, `ifeq ($(CONFIG_X),y)`, `ifneq ($(CONFIG_X),)`.
    private static func option(askedBy keyword: String, _ code: String) -> String? {
        guard let start = code.firstRange(of: "CONFIG_") else { return nil }
        let name = code[start.upperBound...].utf8.prefix(while: isWordByte)
        let rest = code.filter { !$0.isWhitespace }
        let asks: Bool
        switch keyword {
        case "ifdef": asks = true
        case "ifeq": asks = [",y)", ",m)"].contains { rest.hasSuffix($0) }
        case "ifneq": asks = rest.hasSuffix(",)") || rest.hasSuffix(",n)")
        default: asks = false
        }
        return asks ? String(name) : nil
    }

    private mutating func test(_ keyword: String, _ line: String) -> Bool {
        let rest = trimmed(line.dropFirst(keyword.count))
        switch keyword {
        case "ifdef", "ifndef":
            let name = expand(rest, depth: 0)
            // A variable that was set to nothing is as one that was not set.
            let isSet = !(set[name]?.value ?? option(name) ?? "").isEmpty
            return keyword == "ifdef" ? isSet : !isSet
        default:
            guard let sides = Self.sides(rest) else { return false }
            let equal =
                trimmed(expand(sides.left, depth: 0)) == trimmed(expand(sides.right, depth: 0))
            return keyword == "ifeq" ? equal : !equal
        }
    }

    /// `(a,b)`, `"a" "b"` or `'a' 'b'`.
    private static func sides(_ text: String) -> (left: String, right: String)? {
        if text.hasPrefix("("), text.hasSuffix(")") {
            let parts = MakeText.arguments(Array(text.utf8.dropFirst().dropLast()), most: 2)
            return parts.count == 2 ? (parts[0], parts[1]) : nil
        }
        let parts = text.split(whereSeparator: { $0 == "\"" || $0 == "'" })
            .map(String.init).filter { !trimmed($0).isEmpty }
        let quotes = text.utf8.count(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") })
        guard quotes == 4 else { return nil }
        return (parts.first ?? "", parts.count > 1 ? parts[1] : "")
    }

    /// Whether what follows may be a recipe.
    private mutating func statement(_ keyword: String, _ code: String) -> Bool {
        switch keyword {
        case "include", "-include", "sinclude":
            if isTaken {
                include(expand(trimmed(trimmed(code).dropFirst(keyword.count)), depth: 0))
            }
            return false
        case "export", "unexport", "override", "private":
            let rest = trimmed(trimmed(code).dropFirst(keyword.count))
            if keyword != "unexport", assign(rest) != nil { return false }
            return false
        default: break
        }
        if let isRule = assign(code) { return isRule }
        guard isTaken else { return false }
        if code.utf8.first == UInt8(ascii: "$"), MakeText.ruleColon(code) == nil {
            _ = expand(code, depth: 0)  // $(eval ...) and the like
            return false
        }
        guard let colon = MakeText.ruleColon(code) else { return false }
        let after = code[code.utf8.index(after: colon)...]
        let rest = after.drop { $0 == ":" }.split(separator: ";", maxSplits: 1)
        rules.append(
            Rule(targets: trimmed(code[..<colon]), prerequisites: trimmed(rest.first ?? "")))
        return true
    }

    private mutating func include(_ names: String) {
        for name in words(names) where includeDepth < 16 && includeCount < 400 {
            guard let text = environment.text(name) else { continue }
            includeDepth += 1
            includeCount += 1
            read(text)
            includeDepth -= 1
        }
    }

    /// Nil for a line that is no assignment; true for a rule's own variable (`target: NAME := value`).
    private mutating func assign(_ line: String) -> Bool? {
        guard let mark = MakeText.assignment(line) else { return nil }
        var name = trimmed(line[..<mark.name])
        let value = trimmed(line[mark.value...])
        if name.hasPrefix("override ") { name = trimmed(name.dropFirst(9)) }
        guard !name.isEmpty else { return nil }
        if let colon = MakeText.ruleColon(name) {
            if isTaken {
                rules.append(
                    Rule(
                        targets: trimmed(name[..<colon]),
                        prerequisites: trimmed(line[line.utf8.index(after: colon)...])))
            }
            return true
        }
        guard words(name).count == 1 || name.hasPrefix("$") else { return nil }
        assignments.append(
            Assignment(name: name, value: value, options: branches.compactMap(\.option)))
        guard isTaken else { return false }
        store(expand(name, depth: 0), mark.kind, value)
        return false
    }

    private mutating func store(_ name: String, _ kind: MakeText.Assignment, _ value: String) {
        let known = set[name]
        switch kind {
        case .recursive: keep(name, Variable(value: value, isRecursive: true))
        case .simple:
            keep(name, Variable(value: expand(value, depth: 0), isRecursive: false))
        case .ifUnset:
            if known == nil { keep(name, Variable(value: value, isRecursive: true)) }
        case .append:
            guard let known else {
                return keep(name, Variable(value: value, isRecursive: true))
            }
            let more = known.isRecursive ? value : expand(value, depth: 0)
            let whole = known.value.isEmpty ? more : known.value + " " + more
            keep(name, Variable(value: whole, isRecursive: known.isRecursive))
        }
    }

    private mutating func keep(_ name: String, _ variable: Variable) {
        // `A := $(A)$(A)` doubles; no real list comes near.
        guard variable.value.utf8.count < Self.longestValue, !fixed.contains(name) else { return }
        set[name] = variable
    }

    func option(_ name: String) -> String? {
        guard name.hasPrefix("CONFIG_") else { return nil }
        return environment.option(String(name.dropFirst(7)))
    }
}
