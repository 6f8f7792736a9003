/// The preprocessor directives of a file.
struct DirectiveScan: Sendable {
    struct Include: Hashable, Sendable {
        var name: String
        var isQuoted: Bool
        /// Whether it holds whatever is defined: it is outside of every condition but an include guard.
        var isCertain: Bool
        /// Whether it holds if the file's ``DirectiveScan/option`` is on.
        var isCertainWithOption = false
    }

    /// The option without which there is nothing in the file, or in its first part: it is what the first directive asks for.
    private(set) var option: String?

    /// In the order of the text.
    private(set) var includes: [Include] = []
    /// The macros that are defined or undefined before the last include, under a condition or not.
    private(set) var definedBefore: Set<String> = []

    /// All macros that are defined or undefined, but for the include guard.
    private(set) var defined: Set<String> = []
    /// The words of all conditions, but for the include guard's.
    private(set) var conditionWords: Set<String> = []
    /// Whether it holds what this reader does not follow: a pragma, an include that a macro names, a directive under another
    /// name or in another spelling. Nothing is concluded then from what was not found.
    private(set) var isUnclear = false

    private var depth = 0
    /// The depth at which nothing but the guard is a condition.
    private var plain = 0
    private var guardName: String?
    private var isWithinOption = false
    private var count = 0

    /// Whether its conditions are about what is configured and nothing that another header could define.
    var asksForConfigurationOnly: Bool {
        let known: Set<String> = [
            "defined", "IS_ENABLED", "IS_REACHABLE", "IS_BUILTIN", "IS_MODULE", "__KERNEL__",
        ]
        return conditionWords.allSatisfy {
            $0.hasPrefix("CONFIG_") || known.contains($0) || $0.utf8.first.map(isDigit) == true
        }
    }

    init(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { scan($0) }
    }

    /// The operator for pragmas, and the other spellings of `#`.
    private static let otherSpellings = ["_Pragma", "%:", "??="].map { Array($0.utf8) }

    private mutating func scan(_ text: UnsafeBufferPointer<UInt8>) {
        isUnclear = Self.otherSpellings.contains { ByteSearch.contains($0, in: text) }
        var at = 0
        var isLineStart = true
        while at < text.count {
            switch text[at] {
            case 0x0a:
                isLineStart = true
                at += 1
            case 0x20, 0x09, 0x0d, 0x0c: at += 1
            case UInt8(ascii: "/") where at + 1 < text.count && text[at + 1] == UInt8(ascii: "*"):
                at = Self.end(ofComment: at + 2, in: text)
            case UInt8(ascii: "#") where isLineStart:
                at = directive(at + 1, text)
                isLineStart = true
            default:
                isLineStart = false
                at = Self.end(ofLine: at, in: text)
            }
        }
    }

    private static func end(ofComment start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
        var at = start
        while at + 1 < text.count {
            if text[at] == UInt8(ascii: "*"), text[at + 1] == UInt8(ascii: "/") { return at + 2 }
            at += 1
        }
        return text.count
    }

    /// The end of a line of code, with the comments that start on it; a line that is continued is one.
    private static func end(ofLine start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
        var at = start
        var quote: UInt8?
        while at < text.count, text[at] != 0x0a {
            switch text[at] {
            case UInt8(ascii: "\\"): at += at + 1 < text.count ? 1 : 0
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                quote = quote == nil ? text[at] : quote == text[at] ? nil : quote
            case UInt8(ascii: "/") where quote == nil && at + 1 < text.count:
                if text[at + 1] == UInt8(ascii: "*") {
                    at = end(ofComment: at + 2, in: text)
                    continue
                }
                if text[at + 1] == UInt8(ascii: "/") {
                    while at < text.count, text[at] != 0x0a { at += 1 }
                    return at
                }
            default: break
            }
            at += 1
        }
        return min(at, text.count)
    }

    /// - Returns: the end of the directive.
    private mutating func directive(_ start: Int, _ text: UnsafeBufferPointer<UInt8>) -> Int {
        let end = Self.end(ofLine: start, in: text)
        var at = start
        func word() -> String {
            while at < end, text[at] == 0x20 || text[at] == 0x09 { at += 1 }
            let first = at
            while at < end, isWordByte(text[at]) { at += 1 }
            return String(decoding: text[first..<at], as: UTF8.self)
        }
        count += 1
        switch word() {
        case "ifndef":
            depth += 1
            if count == 1 { guardName = word() } else { conditionWords.insert(word()) }
        case "ifdef":
            depth += 1
            addConditionWords(at, end, text)
            if count == 1 {
                let name = word()
                // A name that goes on after a line splice is another one.
                if at == end || text[at] != UInt8(ascii: "\\") { openOption(name) }
            }
        case "if":
            depth += 1
            addConditionWords(at, end, text)
        case "error", "warning": break
        case "endif":
            depth -= 1
            if depth == 0 { isWithinOption = false }
        case "define":
            let name = word()
            if count == 2, name == guardName {
                plain = 1
            } else {
                defined.insert(name)
            }
        case "undef": defined.insert(word())
        case "elif":
            addConditionWords(at, end, text)
            if depth == plain { plain = 0 }
            if depth == 1 { isWithinOption = false }
        case "else":
            // What follows is not the guarded part.
            if depth == plain { plain = 0 }
            if depth == 1 { isWithinOption = false }
        case "include":
            while at < end, text[at] == 0x20 || text[at] == 0x09 { at += 1 }
            definedBefore.formUnion(defined)
            guard at < end else {
                isUnclear = true
                break
            }
            let isQuoted = text[at] == UInt8(ascii: "\"")
            guard isQuoted || text[at] == UInt8(ascii: "<") else {
                isUnclear = true
                break
            }
            let mark = isQuoted ? UInt8(ascii: "\"") : UInt8(ascii: ">")
            let first = at + 1
            guard let last = (first..<end).first(where: { text[$0] == mark }) else { break }
            includes.append(
                Include(
                    name: String(decoding: text[first..<last], as: UTF8.self), isQuoted: isQuoted,
                    isCertain: depth == plain, isCertainWithOption: isWithinOption && depth == 1))
        default: isUnclear = true
        }
        return end
    }

    private mutating func openOption(_ name: String) {
        guard name.hasPrefix("CONFIG_") else { return }
        option = name
        isWithinOption = true
    }

    private mutating func addConditionWords(
        _ start: Int, _ end: Int, _ text: UnsafeBufferPointer<UInt8>
    ) {
        for word in text[start..<end].split(whereSeparator: { !isWordByte($0) }) {
            conditionWords.insert(String(decoding: word, as: UTF8.self))
        }
    }
}
