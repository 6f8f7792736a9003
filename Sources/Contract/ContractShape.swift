internal import Yams

/// Holds a contract's YAML against the schema, and says where in the file it departs from it.
struct ContractShape {
    private let schema: SchemaNode
    private let file: String
    private var visited = 0
    /// What was found so far, in the order of the file.
    private var found: [ContractError] = []

    /// More than any contract has; aliases could make a short file a very large one.
    private static let mostNodes = 50_000

    init(file: String) throws(ContractError) {
        schema = try SchemaNode.contract()
        self.file = file
    }

    /// Throws all departures at once.
    mutating func check(_ root: Node) throws(ContractError) {
        try check(root, schema, "")
        if !found.isEmpty { throw ContractError(all: found) }
    }

    private mutating func note(_ node: Node, _ path: String, _ text: String) {
        if found.count < Self.mostProblems { found.append(problem(node, path, text)) }
    }

    /// Nobody reads more.
    private static let mostProblems = 100

    private mutating func check(
        _ node: Node, _ given: SchemaNode, _ path: String
    ) throws(ContractError) {
        visited += 1
        if visited > Self.mostNodes { throw problem(node, "", "is too large for a contract") }
        let referred = given.ref?.split(separator: "/").last.map(String.init)
        let rule = referred.flatMap { schema.definitions?[$0] } ?? given
        switch rule.type {
        case .object: try checkMapping(node, rule, path)
        case .array:
            guard let sequence = node.sequence else {
                return note(node, path, "must be a list, not \(Self.kind(of: node))")
            }
            guard let items = rule.items else { return }
            for (index, item) in sequence.enumerated() {
                try check(item, items, "\(path)[\(index)]")
            }
        case .string: checkText(node, rule, path)
        case .integer:
            guard let number = node.int else {
                return note(node, path, "must be a whole number, not \(Self.kind(of: node))")
            }
            if let only = rule.const, number != only {
                note(node, path, "\(number) is not known; this version reads \(only)")
            }
            if let least = rule.minimum, number < least {
                note(node, path, "must be at least \(least), not \(number)")
            }
        case .boolean:
            guard node.bool != nil else {
                return note(node, path, "must be true or false, not \(Self.kind(of: node))")
            }
        case nil: break
        }
    }

    private mutating func checkMapping(
        _ node: Node, _ rule: SchemaNode, _ path: String
    ) throws(ContractError) {
        guard let mapping = node.mapping else {
            return note(node, path, "must hold keys with values, not \(Self.kind(of: node))")
        }
        let known = rule.properties ?? [:]
        var found: Set<String> = []
        for (key, value) in mapping {
            guard let name = key.scalar?.string, let next = known[name] else {
                let name = key.scalar?.string ?? ""
                let meant = Self.nearest(to: name, in: known.keys.sorted())
                // One mistake is not two.
                if let meant { found.insert(meant) }
                let advice =
                    meant.map { "did you mean '\($0)'?" }
                    ?? "known here: \(known.keys.sorted().joined(separator: ", "))"
                note(key, path, "there is no key \(Self.quoted(name)); \(advice)")
                continue
            }
            found.insert(name)
            try check(value, next, path.isEmpty ? name : "\(path).\(name)")
        }
        for name in rule.required ?? [] where !found.contains(name) {
            note(node, path, "the key '\(name)' is missing")
        }
    }

    private mutating func checkText(_ node: Node, _ rule: SchemaNode, _ path: String) {
        guard let scalar = node.scalar, node.null == nil || rule.enum != nil else {
            return note(node, path, "must be text, not \(Self.kind(of: node))")
        }
        let text = scalar.string
        if let choices = rule.enum, !choices.contains(text) {
            let list = choices.joined(separator: ", ")
            note(node, path, "must be one of \(list), not \(Self.kind(of: node))")
        }
        if let least = rule.minLength, text.count < least {
            note(node, path, "must not be empty")
        }
        if let pattern = rule.pattern, let regex = try? Regex(pattern),
            text.firstMatch(of: regex) == nil
        {
            let form = rule.description ?? pattern
            note(node, path, "\(Self.quoted(text)) is not of the form \(form)")
        }
    }

    func problem(_ node: Node, _ path: String, _ text: String) -> ContractError {
        let place = node.mark.map { ":\($0.line):\($0.column)" } ?? ""
        return ContractError("\(file)\(place): \(path.isEmpty ? "" : path + ": ")\(text)")
    }

    // MARK: words

    private static func kind(of node: Node) -> String {
        switch node {
        case .mapping: "keys with values"
        case .sequence: "a list"
        case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : quoted(scalar.string)
        case .alias: "an alias"
        }
    }

    /// What the file says, short and without what could move a cursor.
    private static func quoted(_ text: String) -> String {
        let plain = String.UnicodeScalarView(
            text.unicodeScalars.filter {
                ![.control, .format, .lineSeparator, .paragraphSeparator].contains(
                    $0.properties.generalCategory)
            })
        return "'\(plain.count > 60 ? String(plain.prefix(57)) + "..." : String(plain))'"
    }

    /// The known word that was most likely meant: at most two letters away.
    private static func nearest(to word: String, in known: [String]) -> String? {
        if word.isEmpty || word.count > 40 { return nil }
        let ranked = known.map { ($0, distance(Array(word), Array($0))) }
        return ranked.filter { $0.1 <= 2 && $0.1 < word.count }.min { $0.1 < $1.1 }?.0
    }

    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let change = min(row[j], row[j + 1]) + 1
                (diagonal, row[j + 1]) = (row[j + 1], min(change, diagonal + (x == y ? 0 : 1)))
            }
        }
        return row[b.count]
    }
}
