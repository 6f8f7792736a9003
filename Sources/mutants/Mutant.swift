import Foundation
import SourceText

/// One way to change the sources, and what has to be said of the result.
///
/// A harmful change marks each line that must be reported with `/* !! RULE */`, in the text that it puts there; where no
/// comment can stand, `expects` names the line. A harmless change has neither.
struct Mutant: Sendable {
    /// What is done, in words; unique.
    let kind: String
    let edits: [Edit]
    var expects: [Place] = []
    /// Rules that may speak up besides, of warning or above: the same fault seen from another side.
    var also: Set<String> = []
    /// How many notes of a rule more or fewer than before.
    var notes: [String: Int] = [:]
    var isHarmful = false

    init(
        _ kind: String, _ edits: Edit..., expects: [Place] = [], also: Set<String> = [],
        notes: [String: Int] = [:]
    ) {
        self.kind = kind
        self.edits = edits
        self.expects = expects
        self.also = also
        self.notes = notes
    }
}

/// The line of a changed file at which a rule has to report something.
struct Place: Sendable {
    let rule: String
    let file: TreePath
    /// Matches that line, and no other of the file.
    let line: String

    init(_ rule: String, _ file: TreePath, line: String) {
        self.rule = rule
        self.file = file
        self.line = line
    }
}

/// Replaces what a regular expression finds. It has to find something, and just once: an operator that does not know the
/// sources any more has to say so.
struct Edit: Sendable {
    let file: TreePath
    /// The function to look in; nil for the whole file.
    var function: String?
    let pattern: String
    /// `$1` stands for the first group.
    let replacement: String
    var everywhere = false

    init(
        _ file: TreePath, in function: String? = nil, _ pattern: String, _ replacement: String,
        everywhere: Bool = false
    ) {
        self.file = file
        self.function = function
        self.pattern = pattern
        self.replacement = replacement
        self.everywhere = everywhere
    }

    func applied(to text: String) throws(MutantError) -> String {
        var scope = NSRange(text.startIndex..., in: text)
        if let function {
            let definition = #"^[a-z][^\n;]*\b\#(function)\([^;{]*\)\n\{\n(?s:.*?)^\}"#
            let found = try Self.matches(of: definition, in: text, scope)
            guard found.count == 1 else { throw .noFunction(function, file) }
            scope = found[0]
        }
        let found = try Self.matches(of: pattern, in: text, scope)
        guard found.count == 1 || (everywhere && !found.isEmpty) else {
            throw .noMatch(pattern, count: found.count, function: function, file)
        }
        do {
            let expression = try NSRegularExpression(
                pattern: pattern, options: [.anchorsMatchLines])
            return expression.stringByReplacingMatches(
                in: text, range: scope, withTemplate: replacement)
        } catch { throw .badPattern(pattern) }
    }

    static func matches(
        of pattern: String, in text: String, _ scope: NSRange
    ) throws(MutantError) -> [NSRange] {
        do {
            return try NSRegularExpression(pattern: pattern, options: [.anchorsMatchLines])
                .matches(in: text, range: scope).map(\.range)
        } catch { throw .badPattern(pattern) }
    }
}

enum MutantError: Error, CustomStringConvertible {
    case badPattern(String)
    case noFile(TreePath)
    case noFunction(String, TreePath)
    case noMatch(String, count: Int, function: String?, TreePath)
    case unmarked

    var description: String {
        switch self {
        case .unmarked: return "a harmful change marks a line, a harmless one none; correct it"
        case .badPattern(let pattern): return "'\(pattern)' is no regular expression; correct it"
        case .noFile(let file): return "\(file) is not there; name the file that replaced it"
        case .noFunction(let name, let file):
            return "\(file) does not define \(name)() just once; name another function"
        case .noMatch(let pattern, let count, let function, let file):
            let place = function.map { "\($0)() of \(file)" } ?? "\(file)"
            return "'\(pattern)' matches \(count) times in \(place); find a better anchor"
        }
    }
}
