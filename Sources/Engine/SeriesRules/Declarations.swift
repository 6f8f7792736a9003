/// A name that a file declares where others can see it, or at least the rest of the file.
struct DeclaredSymbol: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case function, macro, type, constant, variable
        /// Of a struct or union; of an unnamed one if the tag is empty.
        case member(of: String, isCallback: Bool)
    }

    var name: String
    var kind: Kind
    /// `static`: of no use to other files, unless the file is a header.
    var isStatic: Bool

    var isMember: Bool {
        if case .member = kind { true } else { false }
    }
}

/// Reads what the file scope of C text declares.
///
/// No preprocessor runs, so both branches of a condition count. What it does not understand it steps over.
struct Declarations {
    /// With the line of the first declaration.
    private(set) var symbols: [DeclaredSymbol: Int] = [:]

    private let tokens: [CToken]
    private var at = 0

    init(_ text: CText) {
        tokens = text.tokens.filter { !$0.isDirective }
        readMacros(text.tokens)
        readFileScope()
    }

    var names: Set<String> { Set(symbols.keys.map(\.name)) }

    private mutating func declare(
        _ name: CToken, _ kind: DeclaredSymbol.Kind, isStatic: Bool = false
    ) {
        let symbol = DeclaredSymbol(name: name.text, kind: kind, isStatic: isStatic)
        symbols[symbol] = symbols[symbol] ?? name.line
    }

    private mutating func readMacros(_ tokens: [CToken]) {
        for (index, token) in tokens.enumerated()
        where token.isDirective && token.text == "define" && index > 0 && index + 1 < tokens.count {
            if tokens[index - 1].text == "#", tokens[index + 1].isIdentifier {
                declare(tokens[index + 1], .macro)
            }
        }
    }

    // MARK: the file scope

    private mutating func readFileScope() {
        var head: [CToken] = []
        var parentheses = 0
        while at < tokens.count {
            let token = tokens[at]
            switch token.text {
            case "(", "[": parentheses += 1
            case ")", "]": parentheses = max(0, parentheses - 1)
            case ";" where parentheses == 0:
                readDeclaration(head)
                head = []
                at += 1
                continue
            case "{":
                let body = block()
                parentheses = 0
                if head.contains(where: { $0.text == "=" }) {
                    // An initialiser; the declaration goes on to its semicolon.
                    continue
                }
                if let keyword = aggregate(head) {
                    readAggregate(keyword, head: head, body: body)
                    head =
                        [
                            CToken(
                                text: "}", line: token.line, isDirective: false, isIdentifier: false
                            )
                        ]
                        + (head.first?.text == "typedef" ? [head[0]] : [])
                } else {
                    if let name = functionName(head) {
                        declare(name, .function, isStatic: isStatic(head))
                    }
                    head = []
                }
                continue
            default: break
            }
            head.append(token)
            at += 1
        }
    }

    /// The tokens of the braces that start here, without them; leaves them behind.
    private mutating func block() -> ArraySlice<CToken> {
        let start = at + 1
        var depth = 0
        while at < tokens.count {
            if tokens[at].text == "{" { depth += 1 }
            if tokens[at].text == "}" { depth -= 1 }
            at += 1
            if depth == 0 { return tokens[start..<(at - 1)] }
        }
        return tokens[min(start, tokens.count)...]
    }

    private func isStatic(_ head: [CToken]) -> Bool { head.contains { $0.text == "static" } }

    /// Where the head of a block ends in `struct tag`; nil if the block is a function's.
    private func aggregate(_ head: [CToken]) -> Int? {
        guard
            let keyword = head.lastIndex(where: { ["struct", "union", "enum"].contains($0.text) })
        else { return nil }
        // `struct a *f(void) {` has its parentheses after the tag; `struct __aligned(8) a {` before.
        let rest = head[(keyword + 1)...]
        guard let last = rest.last else { return keyword }
        return last.isIdentifier && !rest.contains { $0.text == "*" } ? keyword : nil
    }

    private mutating func readAggregate(
        _ keyword: Int, head: [CToken], body: ArraySlice<CToken>
    ) {
        let tag = head[(keyword + 1)...].last { $0.isIdentifier }
        if let tag { declare(tag, .type) }
        if head[keyword].text == "enum" {
            var isName = true
            var depth = 0
            for token in body {
                if token.text == "(" { depth += 1 }
                if token.text == ")" { depth -= 1 }
                if isName, token.isIdentifier { declare(token, .constant) }
                isName = token.text == "," && depth == 0
            }
        } else {
            readMembers(Array(body), of: tag?.text ?? "")
        }
    }

    private mutating func readMembers(_ body: [CToken], of tag: String) {
        var statement: [CToken] = []
        var index = 0
        while index < body.count {
            let token = body[index]
            if token.text == "{" {
                var inner: [CToken] = []
                var depth = 0
                while index < body.count {
                    if body[index].text == "{" { depth += 1 }
                    if body[index].text == "}" { depth -= 1 }
                    if depth == 0 { break }
                    inner.append(body[index])
                    index += 1
                }
                if statement.contains(where: { $0.text == "enum" }) {
                    for token in inner where token.isIdentifier { declare(token, .constant) }
                } else {
                    readMembers(Array(inner.dropFirst()), of: tag)
                }
                statement = []
            } else if token.text == ";" {
                readMember(statement, of: tag)
                statement = []
            } else {
                statement.append(token)
            }
            index += 1
        }
    }

    private mutating func readMember(_ statement: [CToken], of tag: String) {
        // `struct device *(*get_dma_dev)(struct ntb_dev *ntb)`
        for (index, token) in statement.enumerated() where token.text == "(" {
            var next = index + 1
            while next < statement.count, statement[next].text == "*" { next += 1 }
            if next > index + 1, next < statement.count, statement[next].isIdentifier {
                declare(statement[next], .member(of: tag, isCallback: true))
                return
            }
        }
        var name: CToken?
        var isOver = false
        var depth = 0
        for token in statement {
            if token.text == "(" || token.text == "[" { depth += 1 }
            if token.text == "[" || token.text == ":" { isOver = true }
            if token.text == ")" || token.text == "]" { depth -= 1 }
            if token.text == ",", depth == 0 {
                if let name { declare(name, .member(of: tag, isCallback: false)) }
                (name, isOver) = (nil, false)
            } else if token.isIdentifier, depth == 0, !isOver, !token.text.hasPrefix("__") {
                name = token
            }
        }
        if let name, statement.count > 1 {
            declare(name, .member(of: tag, isCallback: false))
        }
    }

    // MARK: declarations

    private mutating func readDeclaration(_ head: [CToken]) {
        if head.contains(where: { $0.text == "typedef" }) {
            // `typedef int (*name)(void)`
            let star = head.indices.first { index in
                head[index].text == "(" && index + 2 < head.count && head[index + 1].text == "*"
                    && head[index + 2].isIdentifier
            }
            if let name = star.map({ head[$0 + 2] }) ?? head.last(where: \.isIdentifier),
                name.text != "typedef"
            {
                declare(name, .type)
            }
            return
        }
        // Before an initialiser.
        let left = Array(head.prefix { $0.text != "=" })
        if head.count == left.count, let name = functionName(left) {
            declare(name, .function, isStatic: isStatic(left))
        } else {
            let end = left.firstIndex { $0.text == "(" || $0.text == "[" } ?? left.endIndex
            // `MODULE_LICENSE(...)`, `static DEFINE_MUTEX(...)`: what a macro declares is not in sight.
            if end < left.endIndex, left[end].text == "(", end > 0,
                !left[end - 1].text.hasPrefix("__")
            {
                return
            }
            guard
                let name = left[..<end].lastIndex(where: {
                    $0.isIdentifier && !$0.text.hasPrefix("__")
                }),
                name > 0, !["struct", "union", "enum"].contains(left[name - 1].text)
            else { return }
            declare(left[name], .variable, isStatic: isStatic(left))
        }
    }

    /// The identifier before the first parenthesis that is no attribute's. A lone macro call, `MODULE_LICENSE(...)`,
    /// declares nothing that we could name.
    private func functionName(_ head: [CToken]) -> CToken? {
        var depth = 0
        var candidates: [Int] = []
        for (index, token) in head.enumerated() {
            if token.text == "(" {
                if depth == 0, index > 0, head[index - 1].isIdentifier {
                    candidates.append(index - 1)
                }
                depth += 1
            }
            if token.text == ")" { depth -= 1 }
        }
        let plain = candidates.first { index in
            index > 0 && !head[index].text.hasPrefix("__")
                && head[index].text != head[index].text.uppercased()
        }
        return plain.map { head[$0] }
    }
}
