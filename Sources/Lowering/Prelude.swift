internal import Clang
package import Facts
internal import SourceText

/// Headers that many units include, parsed once and kept as a precompiled header.
package struct Prelude: Sendable {
    /// The precompiled header as libclang sees it.
    package var file: String
    /// What the headers say, and which files they are.
    package var facts: UnitFacts

    package init(file: String, facts: UnitFacts) {
        self.file = file
        self.facts = facts
    }

    /// Parses a header and saves it. Nil if anything is wrong with it: units are then read without.
    ///
    /// - Parameters:
    ///   - request: the header, with the arguments of the units that are going to use it.
    ///   - saved: where the precompiled header goes on disk; `file` is how libclang will see it.
    package init?(_ request: UnitRequest, saved: String, file: String) {
        var request = request
        request.arguments = ["-x", "c-header"] + request.arguments
        guard let index = try? Index(),
            let unit = try? request.parsed(index: index, isPrecompiled: true),
            unit.errors(limit: 1).isEmpty
        else { return nil }
        facts = UnitLowering(unit: unit, request: request).collect()
        facts.includes.removeAll { $0 == request.path }
        self.file = file
        do { try unit.save(to: saved) } catch { return nil }
    }

    /// The facts of a unit that includes all of these headers. Nil if it must be parsed without them.
    func facts(of request: UnitRequest) -> UnitFacts? {
        var request = request
        request.arguments = Self.arguments(request.arguments) + ["-include-pch", file]
        guard let found = facts(of: request, listing: false) else { return nil }
        // A name in a cleanup attribute was not found: then it is looked for among all declarations, which takes long.
        return found.lacksPrelude ? facts(of: request, listing: true)?.facts : found.facts
    }

    private func facts(
        of request: UnitRequest, listing: Bool
    ) -> (facts: UnitFacts, lacksPrelude: Bool)? {
        guard let index = try? Index(listsPrecompiled: listing),
            let unit = try? request.parsed(index: index), unit.errors(limit: 1).isEmpty
        else { return nil }
        let lowering = UnitLowering(unit: unit, request: request, prelude: listing ? nil : self)
        var facts = lowering.collect()
        if listing { facts.includes = merged(facts.includes, self.facts.includes) }
        return (facts, lowering.lacksPrelude)
    }

    /// A function that the headers declare, by its name; nil if they don't, as far as can be told.
    ///
    /// What is in a precompiled header is found by being mentioned, which takes far less time than to list it all.
    ///
    /// - Parameter request: a unit that is parsed with these headers.
    func function(named name: String, for request: UnitRequest) -> Cursor? {
        let mentioned = mention(name, for: request) {
            "static __typeof__(\($0)) *mention = \($0);\n"
        }
        guard let function = mentioned?.initialiser?.referenced, function.kind == .functionDecl
        else { return nil }
        return function
    }

    /// What a type's name stands for that the headers declare.
    func meaning(ofType name: String, for request: UnitRequest) -> String? {
        guard let mentioned = mention(name, for: request, in: { "static \($0) *mention;\n" }) else {
            return nil
        }
        // A type is the unit's, which goes with the last of its cursors.
        return withExtendedLifetime(mentioned) { mentioned.type.pointee.spelling }
    }

    /// The variable that is declared by a text with a name in it.
    private func mention(
        _ name: String, for request: UnitRequest, in text: (String) -> String
    ) -> Cursor? {
        guard name.utf8.allSatisfy({ $0.isIdentifierPart }),
            name.utf8.first.map({ $0 > 57 }) == true
        else { return nil }
        var request = request
        request.mainFile = file + ".mention.c"
        request.unsaved.append((path: request.mainFile, contents: Array(text(name).utf8)))
        guard let index = try? Index(listsPrecompiled: false),
            let unit = try? request.parsed(index: index), unit.errors(limit: 1).isEmpty
        else { return nil }
        return unit.cursor.children.last
    }

    /// The headers that arguments include by themselves are in the precompiled one.
    fileprivate static func arguments(_ arguments: [String]) -> [String] {
        var kept: [String] = []
        var rest = arguments[...]
        while let next = rest.popFirst() {
            if next == "-include" {
                _ = rest.popFirst()
            } else {
                kept.append(next)
            }
        }
        return kept
    }
}

extension UInt8 {
    fileprivate var isIdentifierPart: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

extension UnitRequest {
    /// Whether a header has no errors with what a prelude has before it, and nothing else.
    package func isComplete(after prelude: Prelude?) -> Bool {
        var request = self
        if let prelude {
            request.arguments =
                Prelude.arguments(request.arguments) + ["-include-pch", prelude.file]
        }
        request.arguments = ["-x", "c"] + request.arguments
        guard let index = try? Index(listsPrecompiled: false),
            let unit = try? request.parsed(index: index)
        else { return false }
        return unit.errors(limit: 1).isEmpty
    }
}
