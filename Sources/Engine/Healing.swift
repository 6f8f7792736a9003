internal import Facts
internal import KernelSource
internal import SourceText

/// Finds out from the errors of units what they take from headers that a build makes by unknown means.
///
/// What the tree itself defines somewhere is not among it: that a unit does not see it is then a fault of the unit, or of the
/// configuration, and stays an error.
struct Healing {
    let snapshot: Snapshot
    let arch: Arch

    /// What one error asks for.
    struct Request: Hashable {
        var name: String
        var kind: Assumptions.Kind
    }

    /// The generated headers of which only the name is known, as units include them.
    let stubs: Set<String>

    /// More rounds than these bring nothing that a reader could believe.
    static let rounds = 5

    /// Adds what the errors of some units ask for; false if there is nothing to add.
    func extend(_ assumptions: inout Assumptions, for units: [UnitFacts]) -> Bool {
        var requests: [(unit: TreePath, request: Request)] = []
        for unit in units {
            let own = unit.errors.flatMap { self.requests(of: $0, assumptions, unit.path) }
            // What a missing file of the tree would say is nobody's to make up.
            if own.contains(where: { $0.kind == .header && !canBeMade($0.name, for: unit) }) {
                continue
            }
            if !own.contains(where: { $0.kind == .header }), !readsWhatIsUnknown(unit) { continue }
            let isConstant = unit.errors.contains(where: Self.wantsConstant)
            requests += own.map { request in
                let isMore = isConstant && request.kind == .value
                return (unit.path, isMore ? Request(name: request.name, kind: .constant) : request)
            }
            if isConstant {
                // Which of them stands where a constant is due can't be told from the error.
                requests += assumptions.names.filter { $0.value == .value }.map {
                    (unit.path, Request(name: $0.key, kind: .constant))
                }
            }
        }
        let known = Set(assumptions.names.keys)
        let fresh = requests.filter { !known.contains($0.request.name) }
        let search = DefinitionSearch(snapshot)
        let paths = Set(fresh.map(\.unit)).sorted()
        let names = Set(fresh.lazy.filter { $0.request.kind != .header }.map(\.request.name))
        let defined = names.isEmpty ? [] : search.defined(names, arch, near: paths)
        var isExtended = false
        for (_, request) in requests {
            if defined.contains(request.name) { continue }
            if assumptions.add(request.name, request.kind) { isExtended = true }
        }
        return isExtended
    }

    // MARK: what a build can have made

    /// Whether a header that is missing can be one that a build makes, or one of the compiler's own: what is made is included from
    /// `generated/`, or is named by the Makefile of the unit's directory; the compiler's have no directory.
    private func canBeMade(_ name: String, for unit: UnitFacts) -> Bool {
        if DefinitionSearch(snapshot).hasHeader(name, arch, near: [unit.path]) { return false }
        if name.hasPrefix("generated/") { return true }
        let isPlain = !name.utf8.contains(UInt8(ascii: "/"))
        if isPlain, isAngled(name, in: unit) { return true }
        // At the top all headers are named by their place below a generated directory.
        if isNamed("/" + name, in: "") { return true }
        let last = name.split(separator: "/").last.map(String.init) ?? name
        var directory = unit.path.parent
        while let place = directory {
            if isNamed(last, in: place.string + "/") { return true }
            directory = place.parent
        }
        return false
    }

    /// Whether the Makefile of a directory says a text.
    private func isNamed(_ text: String, in directory: String) -> Bool {
        ["Makefile", "Kbuild"].contains { file in
            guard let path = TreePath(directory + file),
                let bytes = (try? snapshot.contents(of: path)) ?? nil
            else { return false }
            return String(decoding: bytes, as: UTF8.self).contains(text)
        }
    }

    private func isAngled(_ name: String, in unit: UnitFacts) -> Bool {
        unit.errors.contains { error in
            error.message.hasPrefix("'\(name)' file not found")
                && line(at: error.location)?.contains("<\(name)>") ?? false
        }
    }

    /// Whether the unit, or a header that it reads, includes a header of which nothing is known.
    private func readsWhatIsUnknown(_ unit: UnitFacts) -> Bool {
        if stubs.isEmpty { return false }
        let names = stubs
        return unit.includes.contains { file in
            guard let bytes = (try? snapshot.contents(of: file)) ?? nil else { return false }
            return IncludeNames.all(in: bytes).contains(where: names.contains)
        }
    }

    // MARK: clang's messages

    private func requests(
        of error: ParseError, _ assumptions: Assumptions, _ unit: TreePath
    ) -> [Request] {
        let message = error.message
        if message.hasSuffix("' file not found"), let name = Self.quoted(message) {
            return TreePath(name)?.string == name ? [Request(name: name, kind: .header)] : []
        }
        for (beginning, kind) in Self.beginnings where message.hasPrefix(beginning) {
            if let name = Self.quoted(message), Self.isIdentifier(name) {
                let others = kind == .value ? alike(name, at: error.location) : []
                return [Request(name: name, kind: kind)]
                    + others.map { Request(name: $0, kind: kind) }
            }
        }
        if let request = Self.incompleteType(message) { return [request] }
        let words = words(on: error.location)
        if message.hasPrefix("called object type"), let name = words.at,
            assumptions.names[name] != nil
        {
            return [Request(name: name, kind: .function)]
        }
        if message.hasPrefix("subscripted value is not an array") {
            return Self.tables(words.all, assumptions)
        }
        if message.contains("integer to pointer conversion") {
            if let name = words.at, assumptions.names[name] == .function {
                return [Request(name: name, kind: .pointerFunction)]
            }
            return Self.tables(words.all, assumptions)
        }
        return []
    }

    /// How messages begin that name what is missing in their first quotes.
    private static let beginnings: [(String, Assumptions.Kind)] = [
        ("use of undeclared identifier", .value),
        ("call to undeclared function", .function),
        ("call to undeclared library function", .function),
        ("implicit declaration of function", .function),
        ("unknown type name", .type),
    ]

    /// `field has incomplete type 'enum mdp_bpc'`, `array has incomplete element type 'const struct x'`.
    private static func incompleteType(_ message: String) -> Request? {
        let type: String?
        if message.hasSuffix("' is incomplete") {
            type = quoted(message)
        } else {
            let ranges = ["incomplete type '", "incomplete element type '"].compactMap {
                message.firstRange(of: $0)
            }
            type = ranges.first.flatMap { quoted(String(message[$0.lowerBound...])) }
        }
        guard let type else { return nil }
        let words = type.split(separator: " ").drop { $0 == "const" || $0 == "volatile" }
        guard words.count == 2, let tag = words.first, let name = words.last.map(String.init),
            let kind = tags[String(tag)], isIdentifier(name)
        else { return nil }
        return Request(name: name, kind: kind)
    }

    private static let tags: [String: Assumptions.Kind] = [
        "struct": .structure, "union": .union, "enum": .enumeration,
    ]

    /// What was taken for a number and is used as a pointer or by index.
    private static func tables(_ names: [String], _ assumptions: Assumptions) -> [Request] {
        names.filter { assumptions.names[$0] == .value || assumptions.names[$0] == .constant }
            .map { Request(name: $0, kind: .array) }
    }

    private static func wantsConstant(_ error: ParseError) -> Bool {
        [
            "integer constant expression", "compile-time constant", "constant size",
            "variable length array", "variably modified", "constant expression",
        ].contains { error.message.contains($0) }
    }

    private static func quoted(_ message: String) -> String? {
        let parts = message.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count == 3 ? String(parts[1]) : nil
    }

    private static func isIdentifier(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return name.utf8.allSatisfy {
            $0 == 0x5f || (0x30...0x39).contains($0) || (0x61...0x7a).contains($0 | 0x20)
        }
    }

    private func line(at location: Location?) -> String? {
        guard let location, let bytes = (try? snapshot.contents(of: location.file)) ?? nil else {
            return nil
        }
        let lines = bytes.split(
            separator: 0x0a, maxSplits: location.line, omittingEmptySubsequences: false)
        guard location.line >= 1, lines.count >= location.line else { return nil }
        return String(decoding: lines[location.line - 1], as: UTF8.self)
    }

    /// The names that stand behind one in the same list of initializers, written as it is: `[A] = 1, [B] = 2` or
    /// `NAME(A), NAME(B)`. Clang skips a list after the first designator that it can't read.
    private func alike(_ name: String, at location: Location?) -> [String] {
        guard let location, let line = line(at: location),
            let place = line.firstRange(of: name),
            let before = line[..<place.lowerBound].last,
            let after = line[place.upperBound...].first,
            before == "[" && after == "]" || before == "(" && after == ")"
        else { return [] }
        let isWord: (Character) -> Bool = { $0 == "_" || $0.isLetter || $0.isNumber }
        let caller = line[..<place.lowerBound].dropLast().reversed().prefix(while: isWord)
        let shape = String(caller.reversed()) + String(before)
        var names: [String] = []
        for number in location.line..<location.line + Self.longestList {
            guard let text = self.line(at: Location(file: location.file, line: number, column: 1))
            else { break }
            for part in text.split(separator: shape, omittingEmptySubsequences: false).dropFirst() {
                let word = String(part.prefix(while: isWord))
                if part.dropFirst(word.count).first == after, Self.isIdentifier(word), word != name
                {
                    names.append(word)
                }
            }
            if text.contains("}") { break }
        }
        return names
    }

    /// In lines.
    private static let longestList = 64

    /// The identifiers of a place's line, and the one that stands at the place.
    private func words(on location: Location?) -> (at: String?, all: [String]) {
        guard let location, let line = line(at: location) else { return (nil, []) }
        let isWord: (UInt8) -> Bool = {
            $0 == 0x5f || (0x30...0x39).contains($0) || (0x61...0x7a).contains($0 | 0x20)
        }
        let bytes = Array(line.utf8)
        let all = bytes.split(whereSeparator: { !isWord($0) })
            .map { String(decoding: $0, as: UTF8.self) }.filter(Self.isIdentifier)
        let at = bytes.dropFirst(max(0, location.column - 1)).prefix(while: isWord)
        let name = String(decoding: at, as: UTF8.self)
        return (Self.isIdentifier(name) ? name : nil, all)
    }
}
