/// What the Kconfig files of a tree say for an architecture.
package struct KconfigRules: Sendable {
    let arch: Arch
    let model: KconfigModel
    /// Files that a `source` line names and the tree has not, sorted: not all rules are known then.
    let missing: [String]

    package init(_ snapshot: Snapshot, arch: Arch, _ compiler: CompilerProbe = .willing) {
        self.arch = arch
        var parser = KconfigParser(snapshot, arch: arch, compiler)
        parser.parse("Kconfig")
        parser.finish()
        model = parser.model
        missing = Set(parser.missing).sorted()
    }
}

/// The settled options of a kernel: what `.config` would hold.
package struct Configuration: Sendable {
    /// The symbols that are on.
    private(set) var enabled: Set<String> = []
    /// The values of int, hex and string symbols.
    private(set) var values: [String: (text: String, isString: Bool, isHex: Bool)] = [:]

    init() {}

    /// One that was settled by Kconfig itself.
    init(assignments: [(name: String, value: String)]) {
        for (name, value) in assignments where value != "n" {
            if value == "y" { enabled.insert(name) } else { values[name] = (value, false, false) }
        }
    }

    /// Settles the tree's own default configuration for an architecture, with some more symbols switched on.
    init(_ snapshot: Snapshot, _ rules: KconfigRules, wanted: [String]) {
        var solver = KconfigSolver(rules.model)
        let traits = rules.arch.traits
        let files = traits.configurations.first(where: snapshot.has).map { [$0] } ?? []
        for file in files + traits.fragments {
            for (name, value) in Self.assignments(snapshot.text(file) ?? "") {
                if let symbol = rules.model.indices[name] { solver.answers[symbol] = value }
            }
        }
        solver.solve()
        KconfigWishes.grant(wanted, &solver)
        for (index, symbol) in solver.model.symbols.enumerated() where symbol.isDefined {
            if solver.enabled[index] { enabled.insert(symbol.name) }
            if let text = solver.texts[index] {
                values[symbol.name] = (text, symbol.kind == .string, symbol.kind == .hex)
            }
        }
    }

    /// As makefiles see it (include/config/auto.conf); nil for what is off.
    func makeValue(_ symbol: String) -> String? {
        isEnabled(symbol) ? "y" : values[symbol]?.text
    }

    func isEnabled(_ symbol: String) -> Bool { enabled.contains(symbol) }

    func number(_ symbol: String) -> Int? {
        guard let text = values[symbol]?.text else { return nil }
        return text.hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16) : Int(text)
    }

    /// `CONFIG_NAME=value` lines, with `m` as `y` (see ``KconfigModel``) and `is not set` as `n`.
    static func assignments(_ text: String) -> [(name: String, value: String)] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            if line.hasPrefix("# CONFIG_"), line.hasSuffix(" is not set") {
                return (String(line.dropFirst(9).dropLast(11)), "n")
            }
            guard line.hasPrefix("CONFIG_"), let equals = line.firstIndex(of: "=") else {
                return nil
            }
            let name = String(line[..<equals].dropFirst(7))
            var value = trimmed(line[line.index(after: equals)...])
            if value == "m" { value = "y" }
            if value.hasPrefix("\""), value.hasSuffix("\""), value.count >= 2 {
                value = String(value.dropFirst().dropLast())
            }
            return (name, value)
        }
    }

    /// Kconfig files may leave the 0x of a hex value out.
    private func hex(_ text: String) -> String {
        text.hasPrefix("0x") || text.hasPrefix("0X") ? text : "0x" + text
    }

    /// include/generated/autoconf.h, as print_symbol of scripts/kconfig/confdata.c writes it.
    var header: String {
        var lines = enabled.map { "#define CONFIG_\($0) 1" }
        for (name, value) in values {
            if value.isString {
                let escaped = value.text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
                lines.append("#define CONFIG_\(name) \"\(String(escaped))\"")
            } else if !value.text.isEmpty {
                lines.append("#define CONFIG_\(name) \(value.isHex ? hex(value.text) : value.text)")
            }
        }
        return lines.sorted().joined(separator: "\n") + "\n"
    }
}
