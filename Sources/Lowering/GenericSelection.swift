internal import Clang

extension FunctionLowering {
    /// The arm of `_Generic` that is compiled. libclang doesn't say: it is the one of the whole's type if only one is, else the one
    /// whose type is written as the operand's.
    func chosenAssociation(_ cursor: Cursor) -> Cursor? {
        let children = cursor.children.filter { $0.kind != .typeReference }
        guard let operand = children.first else { return nil }
        let arms = children.dropFirst()
        let exact = arms.filter { $0.type.isEqual(to: cursor.type) }
        let fitting =
            exact.isEmpty ? arms.filter { $0.type.isEqualUnqualified(to: cursor.type) } : exact
        if fitting.count == 1 { return fitting.first }
        if arms.count == 1 { return arms.first }
        guard let types = GenericTypes.written(cursor.sourceText(limit: GenericTypes.longest)),
            types.count == arms.count,
            let index = GenericTypes.index(
                of: operand.type.spelling, in: types, meaning: unit.meaning(ofType:))
        else { return nil }
        return arms[arms.startIndex + index]
    }
}

/// The types of the associations of a `_Generic` as they are written.
enum GenericTypes {
    /// How far one may reach; longer ones are not read.
    static let longest = 16384

    /// Token by token; nil if the text is no `_Generic`.
    static func written(_ text: [UInt8]) -> [[String]]? {
        var scanner = CScanner(text)
        guard scanner.word() == "_Generic", scanner.symbol() == UInt8(ascii: "(") else {
            return nil
        }
        var found: [[String]] = []
        /// What stands before the colon of an association; nil in the operand and behind the colon.
        var type: [String]?
        var depth = 0
        while let token = scanner.nextText() {
            switch token {
            case "(", "[", "{": depth += 1
            case ")" where depth == 0: return found
            case ")", "]", "}": depth -= 1
            case "," where depth == 0:
                type = []
                continue
            case ":" where depth == 0:
                if let whole = type { found.append(whole) }
                type = nil
                continue
            default: break
            }
            type?.append(token)
        }
        return nil
    }

    /// The association for a type as clang spells it; that for `default` if no other fits. Nil where one of the types has a
    /// name that only a declaration explains.
    ///
    /// - Parameter meaning: what the name of a `typedef` stands for.
    static func index(
        of type: String, in written: [[String]], meaning: (String) -> String? = { _ in nil }
    ) -> Int? {
        guard let wanted = plain(tokens(of: type)) else { return nil }
        let known = written.map { type -> [String]? in
            if type == ["default"] { return type }
            if let plain = plain(type) { return plain }
            return plain(type.flatMap { word in meaning(word).map(tokens) ?? [word] })
        }
        guard !known.contains(nil) else { return nil }
        return known.firstIndex(of: wanted) ?? known.firstIndex(of: ["default"])
    }

    private static func tokens(of type: String) -> [String] {
        var scanner = CScanner(Array(type.utf8))
        var tokens: [String] = []
        while let token = scanner.nextText() { tokens.append(token) }
        return tokens
    }

    /// One spelling for each type: `long` for `signed long int`. Nil if a word is not C's own and no tag.
    private static func plain(_ tokens: [String]) -> [String]? {
        var counts: [String: Int] = [:]
        var rest: [String] = []
        var isTag = false
        for token in tokens {
            switch token {
            case "signed": counts["int", default: 0] += 0
            case "int", "unsigned", "long", "short": counts[token, default: 0] += 1
            case "struct", "union", "enum", "const", "volatile", "*", "char", "void", "_Bool",
                "float", "double":
                rest.append(token)
            default:
                guard isTag else { return nil }
                rest.append(token)
            }
            isTag = ["struct", "union", "enum"].contains(token)
        }
        guard !counts.isEmpty else { return rest }
        let isSized = counts["long"] != nil || counts["short"] != nil || rest.contains("char")
        let integer =
            (counts["unsigned"] != nil ? ["unsigned"] : [])
            + Array(repeating: "long", count: counts["long"] ?? 0)
            + (counts["short"] != nil ? ["short"] : []) + (isSized ? [] : ["int"])
        return integer + rest
    }
}
