/// References and functions (GNU make's manual, chapters 6 and 8).
extension Makefile {
    /// Deeper nesting than this is not meant to be read.
    private static let deepest = 40

    mutating func lookUp(_ name: String, depth: Int) -> String {
        guard let variable = set[name] else { return option(name) ?? "" }
        return variable.isRecursive ? expand(variable.value, depth: depth + 1) : variable.value
    }

    mutating func expand(_ text: String, depth: Int) -> String {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
        guard depth < Self.deepest, budget > 0 else { return "" }
        let bytes = Array(text.utf8)[...]
        var result: [UInt8] = []
        var at = 0
        while at < bytes.count {
            guard bytes[at] == UInt8(ascii: "$"), at + 1 < bytes.count else {
                result.append(bytes[at])
                at += 1
                continue
            }
            let next = bytes[at + 1]
            if next == UInt8(ascii: "$") {
                result.append(next)
                at += 2
                continue
            }
            guard next == UInt8(ascii: "(") || next == UInt8(ascii: "{") else {
                result += lookUp(String(decoding: [next], as: UTF8.self), depth: depth + 1).utf8
                at += 2
                continue
            }
            guard let close = MakeText.closing(bytes, from: at + 1) else { break }
            budget -= 1
            result += reference(bytes[(at + 2)..<close], depth: depth + 1).utf8
            at = close + 1
            if result.count > Self.longestValue { return "" }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private mutating func reference(_ inner: ArraySlice<UInt8>, depth: Int) -> String {
        let name = inner.prefix { !isSpace($0) && $0 != UInt8(ascii: ",") && $0 != 0x3a }
        if name.endIndex < inner.endIndex, isSpace(inner[name.endIndex]) {
            let function = String(decoding: name, as: UTF8.self)
            let rest = inner[name.endIndex...].drop(while: isSpace)
            if let result = call(function, rest, depth: depth) { return result }
        }
        let text = String(decoding: inner, as: UTF8.self)
        // $(NAME:a=b), where the colon is not inside of another reference.
        if let colon = MakeText.ruleColon(text), let equals = text[colon...].firstIndex(of: "=") {
            let value = lookUp(expand(String(text[..<colon]), depth: depth), depth: depth)
            let old = expand(String(text[text.index(after: colon)..<equals]), depth: depth)
            let new = expand(String(text[text.index(after: equals)...]), depth: depth)
            let pattern = old.contains("%") ? old : "%" + old
            return MakeFunctions.patsubst(pattern, old.contains("%") ? new : "%" + new, value)
        }
        return lookUp(expand(text, depth: depth), depth: depth)
    }

    /// Nil for a name that is no function.
    private mutating func call(_ name: String, _ rest: ArraySlice<UInt8>, depth: Int) -> String? {
        switch name {
        case "if", "or", "and": return logic(name, rest, depth: depth)
        case "foreach": return forEach(MakeText.arguments(rest, most: 3), depth: depth)
        case "call": return callMacro(MakeText.arguments(rest), depth: depth)
        case "value":
            return set[expand(String(decoding: rest, as: UTF8.self), depth: depth)]?.value
                ?? ""
        case "eval":
            read(expand(String(decoding: rest, as: UTF8.self), depth: depth))
            return ""
        case "wildcard":
            let paths = words(expand(String(decoding: rest, as: UTF8.self), depth: depth))
            return paths.filter(environment.has).joined(separator: " ")
        // Programs are not run, and messages are nobody's.
        case "shell", "error", "warning", "info", "file", "guile": return ""
        case "origin":
            return set[String(decoding: rest, as: UTF8.self)] == nil ? "undefined" : "file"
        case "flavor": return "recursive"
        default: break
        }
        guard let count = MakeFunctions.arguments[name] else { return nil }
        let arguments = MakeText.arguments(rest, most: count).map { expand($0, depth: depth) }
        return MakeFunctions.apply(name, arguments)
    }

    private mutating func logic(_ name: String, _ rest: ArraySlice<UInt8>, depth: Int) -> String {
        let parts = MakeText.arguments(rest)
        if name == "if" {
            let holds = !trimmed(expand(trimmed(parts[0]), depth: depth)).isEmpty
            let chosen = holds ? parts.dropFirst().first : parts.dropFirst(2).first
            return chosen.map { expand($0, depth: depth) } ?? ""
        }
        var last = ""
        for part in parts {
            last = trimmed(expand(part, depth: depth))
            if last.isEmpty == (name == "and") { return last }
        }
        return last
    }

    private mutating func forEach(_ parts: [String], depth: Int) -> String {
        guard parts.count == 3 else { return "" }
        let name = trimmed(expand(parts[0], depth: depth))
        let outer = set[name]
        var results: [String] = []
        for word in words(expand(parts[1], depth: depth)) where budget > 0 {
            budget -= 1
            set[name] = Variable(value: word, isRecursive: false)
            results.append(expand(parts[2], depth: depth))
        }
        set[name] = outer
        return results.joined(separator: " ")
    }

    private mutating func callMacro(_ parts: [String], depth: Int) -> String {
        let name = trimmed(expand(parts[0], depth: depth))
        var arguments = parts.dropFirst().map { expand($0, depth: depth) }
        if let answer = probe(name, arguments) { return answer }
        guard let macro = set[name] else { return "" }
        var outer: [(String, Variable?)] = []
        // A macro that is called with fewer arguments does not see those of the one around it.
        while arguments.count < 9 { arguments.append("") }
        for (number, argument) in arguments.enumerated() {
            let parameter = String(number + 1)
            outer.append((parameter, set[parameter]))
            set[parameter] = Variable(value: argument, isRecursive: false)
        }
        let result = expand(macro.value, depth: depth + 1)
        for (parameter, value) in outer { set[parameter] = value }
        return result
    }

    /// The answers to what Kbuild asks compilers and linkers (scripts/Makefile.compiler, scripts/Kbuild.include); nil for what is
    /// no such question.
    private func probe(_ name: String, _ arguments: [String]) -> String? {
        let first = trimmed(arguments.first ?? "")
        let second = arguments.dropFirst().first.map(trimmed) ?? ""
        switch name {
        case "cc-option", "cc-option-5": return environment.accepts(first) ? first : second
        case "cc-option-yn": return environment.accepts(first) ? "y" : "n"
        case "cc-ifversion", "gcc-min-version", "rustc-min-version", "rustc-option": return ""
        case "clang-min-version", "test-ge", "test-gt", "ld-ifversion": return "y"
        case "cc-disable-warning", "as-option", "ld-option", "ld-option-yn": return ""
        case "as-instr", "try-run", "__cc-option":
            return second
        case "cc-cross-prefix", "cmd", "if_changed", "if_changed_rule", "if_changed_dep", "filechk":
            return ""
        default: return nil
        }
    }
}
