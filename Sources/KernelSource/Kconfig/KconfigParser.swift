import SourceText

/// Reads all Kconfig files that the root one sources (Documentation/kbuild/kconfig-language.rst).
struct KconfigParser {
    private let snapshot: Snapshot
    private var macros: KconfigMacros
    private(set) var model = KconfigModel()
    /// The files read, for whoever wants to know what a configuration depends on.
    private(set) var files: [String] = []
    /// Files that should have been there.
    private(set) var missing: [String] = []
    private var scopes: [Scope] = []
    private var entry = Entry.none
    private var depth = 0

    private struct Scope {
        var condition = Condition.yes
        var visibility = Condition.yes
        var choice: Int?
    }

    /// What the attribute lines that follow belong to.
    private enum Entry {
        case none
        case symbol(Definition)
        case scope
    }

    private struct Definition {
        var symbol: Int
        var dependency = Condition.yes
        var prompt: Condition?
        var defaults: [KconfigModel.Default] = []
        var selects: [(Int, Condition)] = []
        var implies: [(Int, Condition)] = []
    }

    init(_ snapshot: Snapshot, arch: Arch, _ compiler: CompilerProbe) {
        self.snapshot = snapshot
        macros = KconfigMacros(
            arch: arch, kernelVersion: snapshot.kernelVersion ?? "",
            compiler: compiler)
    }

    mutating func parse(_ path: String) {
        guard depth < 64, files.count < 10_000 else { return }
        guard let bytes = snapshot.bytes(path) else {
            missing.append(path)
            return
        }
        files.append(path)
        depth += 1
        defer { depth -= 1 }
        bytes.withUnsafeBufferPointer { read($0, in: path) }
    }

    mutating func finish() {
        finishEntry()
        scopes = []
    }

    // MARK: lines

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, in path: String) {
        var at = 0
        var helpIndent: Int?
        var inHelp = false
        while at < bytes.count {
            var end = at
            while end < bytes.count, bytes[end] != 0x0a { end += 1 }
            var start = at
            var indent = 0
            while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 {
                indent = bytes[start] == 0x09 ? (indent / 8 + 1) * 8 : indent + 1
                start += 1
            }
            var next = end + 1
            if start == end || bytes[start] == 0x0d {
                at = next
                continue
            }
            if inHelp {
                // A help text ends at the first line that is indented less than its first one.
                let first = helpIndent ?? indent
                if indent >= first, indent > 0 {
                    helpIndent = first
                    at = next
                    continue
                }
                inHelp = false
            }
            if bytes[start] == UInt8(ascii: "#") {
                at = next
                continue
            }
            var line = String(decoding: bytes[start..<end], as: UTF8.self)
            while line.utf8.last == 0x5c, next < bytes.count {
                line.removeLast()
                var stop = next
                while stop < bytes.count, bytes[stop] != 0x0a { stop += 1 }
                line += " " + String(decoding: bytes[next..<stop], as: UTF8.self)
                next = stop + 1
            }
            at = next
            let keyword = line.utf8.prefix { isWordByte($0) || $0 == 0x2d }
            let word = String(decoding: keyword, as: UTF8.self)
            if word == "help" || word == "---help---" {
                inHelp = true
                helpIndent = nil
                continue
            }
            take(word, line, in: path)
        }
    }

    private mutating func take(_ keyword: String, _ whole: String, in path: String) {
        if defineMacro(keyword, whole) { return }
        let line = whole.utf8.contains(UInt8(ascii: "$")) ? macros.expand(whole) : whole
        let rest = Substring(line.utf8.dropFirst(keyword.utf8.count))
        switch keyword {
        case "config", "menuconfig":
            finishEntry()
            let name = trimmed(Substring(rest.utf8.prefix { $0 != UInt8(ascii: "#") }))
            guard !name.isEmpty else { return }
            entry = .symbol(Definition(symbol: model.intern(name)))
        case "if":
            finishEntry()
            scopes.append(Scope(condition: condition(kconfigTokens(rest.utf8)[...])))
        case "menu":
            finishEntry()
            scopes.append(Scope())
            entry = .scope
        case "choice":
            finishEntry()
            model.choices.append(KconfigModel.Choice())
            scopes.append(Scope(choice: model.choices.count - 1))
            entry = .scope
        case "endif", "endmenu", "endchoice":
            finishEntry()
            if let scope = scopes.last, let choice = scope.choice {
                model.choices[choice].dependency = currentCondition()
            }
            _ = scopes.popLast()
        case "comment", "mainmenu":
            finishEntry()
            scopes.append(Scope())
            entry = .none
            scopes.removeLast()
        case "source", "rsource", "osource", "orsource":
            finishEntry()
            let relative = keyword.hasPrefix("r") || keyword.hasPrefix("or")
            let name = kconfigTokens(rest.utf8).first?.text ?? ""
            let directory = path.split(separator: "/").dropLast().joined(separator: "/")
            let files = matches(relative ? directory + "/" + name : name)
            if files.isEmpty, !keyword.hasPrefix("o") { missing.append(name) }
            for file in files where !keyword.hasPrefix("o") || snapshot.has(file) { parse(file) }
        default:
            attribute(keyword, kconfigTokens(rest.utf8))
        }
    }

    private mutating func defineMacro(_ name: String, _ line: String) -> Bool {
        guard !name.isEmpty else { return line.hasPrefix("$(") }
        // By bytes, since it is asked of every line.
        let after = line.utf8.dropFirst(name.utf8.count).drop(while: isSpace)
        guard let first = after.first, ":+=".utf8.contains(first) else { return false }
        let rest = trimmed(Substring(after))
        for assignment in [":=", "+=", "="] where rest.hasPrefix(assignment) {
            macros.define(name, assignment, trimmed(rest.dropFirst(assignment.count)))
            return true
        }
        return false
    }

    /// `source` takes shell patterns; a `*` for whole parts of names is what trees use.
    private func matches(_ pattern: String) -> [String] {
        guard pattern.contains("*"), let path = TreePath(pattern) else { return [pattern] }
        var found = [""]
        for part in path.string.split(separator: "/") {
            found = found.flatMap { base -> [String] in
                let prefix = base.isEmpty ? "" : base + "/"
                guard part.contains("*") else { return [prefix + part] }
                let sides = part.split(
                    separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
                let names = TreePath(base).map { snapshot.entries(of: $0) } ?? []
                return names.filter { $0.hasPrefix(sides[0]) && $0.hasSuffix(sides[1]) }.map {
                    prefix + $0
                }
            }
        }
        return found
    }

    // MARK: attributes

    private mutating func attribute(_ keyword: String, _ tokens: [KconfigToken]) {
        switch entry {
        case .none: return
        case .scope: scopeAttribute(keyword, tokens)
        case .symbol(var definition):
            // Held by nobody else while it is changed, so that its arrays are not copied.
            entry = .none
            symbolAttribute(keyword, tokens, &definition)
            entry = .symbol(definition)
        }
    }

    private mutating func scopeAttribute(_ keyword: String, _ tokens: [KconfigToken]) {
        guard let last = scopes.indices.last else { return }
        switch keyword {
        case "depends":
            let read = condition(tokens.dropFirst())
            scopes[last].condition = model.arena.and(scopes[last].condition, read)
        case "visible":
            let read = condition(tokens.dropFirst())
            scopes[last].visibility = model.arena.and(scopes[last].visibility, read)
        case "default":
            guard let choice = scopes[last].choice, let name = tokens.first else { return }
            let (_, read) = split(tokens)
            model.choices[choice].defaults.append((model.intern(name.text), read))
        case "optional":
            if let choice = scopes[last].choice { model.choices[choice].isOptional = true }
        default: return
        }
    }

    private mutating func symbolAttribute(
        _ keyword: String, _ tokens: [KconfigToken], _ definition: inout Definition
    ) {
        switch keyword {
        case "bool", "tristate", "int", "hex", "string":
            setKind(keyword, of: definition.symbol)
            if !tokens.isEmpty, tokens.first != .word("if") {
                definition.prompt = split(tokens).condition
            }
        case "prompt":
            definition.prompt = split(tokens).condition
        case "def_bool", "def_tristate":
            setKind("bool", of: definition.symbol)
            addDefault(tokens, &definition)
        case "default":
            addDefault(tokens, &definition)
        case "depends":
            let read = condition(tokens.dropFirst())
            definition.dependency = model.arena.and(definition.dependency, read)
        case "select", "imply":
            guard let name = tokens.first else { return }
            let read = split(tokens).condition
            let target = (model.intern(name.text), read)
            if keyword == "select" {
                definition.selects.append(target)
            } else {
                definition.implies.append(target)
            }
        default: return
        }
    }

    private mutating func setKind(_ keyword: String, of symbol: Int) {
        model.symbols[symbol].kind =
            switch keyword {
            case "int": .int
            case "hex": .hex
            case "string": .string
            default: .bool
            }
    }

    private mutating func addDefault(_ tokens: [KconfigToken], _ definition: inout Definition) {
        let (value, read) = split(tokens)
        guard let first = value.first else { return }
        let kind = model.symbols[definition.symbol].kind
        if kind == .bool || kind == .unknown {
            definition.defaults.append(.init(value: .condition(condition(value)), condition: read))
        } else {
            let operand = ConditionReader.operand(first, &model)
            definition.defaults.append(.init(value: .text(operand), condition: read))
        }
    }

    /// `VALUE if CONDITION`: both halves.
    private mutating func split(
        _ tokens: [KconfigToken]
    ) -> (value: ArraySlice<KconfigToken>, condition: Condition) {
        guard let at = tokens.firstIndex(of: .word("if")) else { return (tokens[...], .yes) }
        return (tokens[..<at], condition(tokens[(at + 1)...]))
    }

    private mutating func condition(_ tokens: ArraySlice<KconfigToken>) -> Condition {
        var reader = ConditionReader(tokens: tokens)
        return reader.condition(&model)
    }

    // MARK: the end of an entry

    private mutating func currentCondition() -> Condition {
        var all = Condition.yes
        for scope in scopes { all = model.arena.and(all, scope.condition) }
        return all
    }

    private mutating func finishEntry() {
        guard case .symbol(let definition) = entry else {
            entry = .none
            return
        }
        entry = .none
        let scope = currentCondition()
        let dependency = model.arena.and(scope, definition.dependency)
        let symbol = definition.symbol
        model.symbols[symbol].isDefined = true
        model.symbols[symbol].dependency = model.arena.or(
            model.symbols[symbol].dependency, dependency)
        if let prompt = definition.prompt {
            var visible = model.arena.and(prompt, dependency)
            for scope in scopes { visible = model.arena.and(visible, scope.visibility) }
            model.symbols[symbol].prompts.append(visible)
        }
        for var value in definition.defaults {
            value.condition = model.arena.and(value.condition, dependency)
            model.symbols[symbol].defaults.append(value)
        }
        for (target, condition) in definition.selects {
            model.symbols[target].selectedBy.append((symbol, condition))
        }
        for (target, condition) in definition.implies {
            model.symbols[target].impliedBy.append((symbol, condition))
        }
        if let choice = scopes.last(where: { $0.choice != nil })?.choice {
            model.symbols[symbol].choice = choice
            if !model.choices[choice].members.contains(symbol) {
                model.choices[choice].members.append(symbol)
            }
            if model.symbols[symbol].kind == .unknown { model.symbols[symbol].kind = .bool }
        }
    }
}
