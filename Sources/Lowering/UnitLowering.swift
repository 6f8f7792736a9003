internal import Clang
package import Facts
package import SourceText

/// One translation unit as libclang is to see it: virtual names, arguments, and content that is not on disk.
package struct UnitRequest: Sendable {
    package var path: TreePath
    package var mainFile: String
    package var arguments: [String]
    package var unsaved: [(path: String, contents: [UInt8])]
    /// Maps a name that libclang reports back to the tree; nil for what is not of the tree.
    package var treePath: @Sendable (String) -> TreePath?
    /// The content of a file of the tree, as libclang reads it.
    package var text: @Sendable (TreePath) -> [UInt8]?

    /// Constants whose value was made up: what they are is not known.
    package var assumed: Set<String> = []

    package init(
        path: TreePath, mainFile: String, arguments: [String],
        unsaved: [(path: String, contents: [UInt8])],
        treePath: @escaping @Sendable (String) -> TreePath?,
        text: @escaping @Sendable (TreePath) -> [UInt8]? = { _ in nil }
    ) {
        self.path = path
        self.mainFile = mainFile
        self.arguments = arguments
        self.unsaved = unsaved
        self.treePath = treePath
        self.text = text
    }
}

/// Why there are no facts of a unit at all.
package struct LoweringFailure: Error, CustomStringConvertible {
    package var description: String
}

/// The version text of the libclang that does the parsing. Throws, with the way round, where there is none.
package func libclangVersion() throws(LibraryFailure) -> String {
    do {
        return try Index.libraryVersion()
    } catch {
        throw LibraryFailure(description: "\(error)")
    }
}

/// The file that the version is of, known without loading it; nil if that can't be told.
package var libclangFile: String? { LibClang.expectedFile }

/// Whether the libclang that was loaded is of that file.
package var libclangIsOfFile: Bool { LibClang.isAsExpected }

/// Whether libclang takes a compiler's option without an error.
package func acceptsOption(_ option: String) -> Bool {
    let name = "/ntbcheck/empty.c"
    guard let index = try? Index(),
        let unit = try? TranslationUnit(
            index: index, mainFile: name, arguments: [option, "-nostdinc"],
            unsaved: [UnsavedFile(path: name, contents: [])])
    else { return false }
    return unit.errors(limit: 1).isEmpty
}

/// libclang is missing: the machine's fault, not the input's.
package struct LibraryFailure: Error, CustomStringConvertible {
    package var description: String
}

/// Parses one unit and returns what it says. Errors in the C text are part of the facts, not thrown.
///
/// - Parameter prelude: headers that the unit includes anyhow. The facts are the same without it.
package func lower(
    _ request: UnitRequest, prelude: Prelude? = nil
) throws(LoweringFailure) -> UnitFacts {
    if let prelude, let facts = prelude.facts(of: request) { return facts }
    let unit: TranslationUnit
    do {
        unit = try request.parsed(index: try Index())
    } catch {
        throw LoweringFailure(description: "\(error)")
    }
    return UnitLowering(unit: unit, request: request).collect()
}

extension UnitRequest {
    func parsed(index: Index, isPrecompiled: Bool = false) throws(ParseFailure) -> TranslationUnit {
        let unit = try TranslationUnit(
            index: index, mainFile: mainFile, arguments: arguments,
            unsaved: unsaved.map { UnsavedFile(path: $0.path, contents: $0.contents) },
            isPrecompiled: isPrecompiled)
        unit.source = { [treePath, text] in treePath($0).flatMap(text) }
        return unit
    }
}

/// What is known of the whole unit while its functions are lowered one by one.
final class UnitLowering {
    let unit: TranslationUnit
    let types: TypeLowering
    private let request: UnitRequest
    private var facts: UnitFacts
    private var paths: [String: TreePath?] = [:]
    private var lastPath: (name: String, path: TreePath?)?
    private var errorLines: [TreePath: [(line: Int, message: String)]] = [:]

    /// Definitions that are still to be lowered, and the names of those that were seen.
    private var waiting: [Cursor] = []
    private var seenFunctions: Set<String> = []
    private var seenGlobals: Set<String> = []
    private var literals: [String: Int] = [:]
    private var statics: [String: Int] = [:]
    private var functionsByName: [String: Cursor] = [:]
    private var typeNames: [String: String?] = [:]
    /// What a precompiled header brings to the unit, and whether something was looked for in it that can't be found that way.
    private let prelude: Prelude?
    private(set) var lacksPrelude = false

    /// Whether the value of a constant was made up.
    func isAssumed(_ constant: String) -> Bool { request.assumed.contains(constant) }

    /// The most errors that are read of one unit: beyond it, nothing more is learned from them.
    private static let errorLimit = 200

    /// - Parameter prelude: the precompiled header that the unit uses, where its declarations are not among the unit's children.
    init(unit: TranslationUnit, request: UnitRequest, prelude: Prelude? = nil) {
        self.unit = unit
        self.request = request
        self.prelude = prelude
        facts = UnitFacts(path: request.path)
        types = TypeLowering(unit: unit)
    }

    func collect() -> UnitFacts {
        types.locate = { [unowned self] in location($0.position) }
        for error in unit.errors(limit: Self.errorLimit) {
            let place = location(error.location)
            facts.errors.append(ParseError(location: place, message: error.message))
            if let place { errorLines[place.file, default: []].append((place.line, error.message)) }
        }
        facts.includes = Set(unit.includedFiles().compactMap(treePath)).sorted()
        for cursor in unit.cursor.children { visit(cursor) }
        while let next = waiting.popLast() { lowerFunction(next) }
        if let prelude { add(prelude.facts) }
        sortFunctions()
        facts.globals.sort { ($0.location, $0.name) < ($1.location, $1.name) }
        facts.prototypes.sort { $0.name < $1.name }
        facts.records = types.records.merging(
            (prelude?.facts.records ?? []).map { ($0.id, $0) }, uniquingKeysWith: { own, _ in own }
        ).values.sorted { $0.id < $1.id }
        return facts
    }

    /// By place and name. Functions are large, so their numbers are sorted.
    private func sortFunctions() {
        let keys = facts.functions.map { ($0.location, $0.name) }
        let order = keys.indices.sorted { keys[$0] < keys[$1] }
        facts.functions = order.map { facts.functions[$0] }
    }

    /// What would have been seen in the headers, had they been read with the unit.
    private func add(_ headers: UnitFacts) {
        facts.includes = merged(facts.includes, headers.includes)
        facts.enumerators.merge(headers.enumerators) { own, _ in own }
        let functions = Set(facts.functions.map(\.name))
        let prototypes = Set(facts.prototypes.map(\.name)).union(functions)
        facts.functions += headers.functions.filter { !functions.contains($0.name) }
        facts.prototypes.removeAll { own in headers.functions.contains { $0.name == own.name } }
        facts.prototypes += headers.prototypes.filter { !prototypes.contains($0.name) }
        let initialised = Set(facts.globals.filter(\.hasInitialiser).map(\.name))
        facts.globals += headers.globals.filter { !initialised.contains($0.name) }
    }

    private func visit(_ cursor: Cursor) {
        switch cursor.kind {
        case .functionDecl:
            if cursor.isDefinition, cursor.position?.file == request.mainFile { want(cursor) }
        case .variableDecl:
            let inMainFile = cursor.position?.file == request.mainFile
            // Of headers' variables, tables matter, and constants that conditions are made of.
            let matters = cursor.type.kind == .record || cursor.type.isConst
            if inMainFile || (matters && cursor.initialiser != nil) {
                addGlobal(cursor, name: cursor.spelling)
            }
        case .structDecl where cursor.isDefinition:
            // The contract's struct must be known even where no function touches it.
            types.noteDeclaration(cursor)
        default: break
        }
    }

    private func want(_ definition: Cursor) {
        if seenFunctions.insert(definition.spelling).inserted { waiting.append(definition) }
    }

    private func lowerFunction(_ cursor: Cursor) {
        guard let place = location(cursor.position) else { return }
        var function = FunctionLowering(cursor: cursor, location: place, unit: self).lower()
        if let lines = cursor.lines, let file = treePath(lines.file),
            let error = errorLines[file]?.first(where: {
                $0.line >= lines.first && $0.line <= lines.last
            })
        {
            function.incomplete = function.incomplete ?? "line \(error.line): \(error.message)"
        }
        facts.functions.append(function)
    }

    // MARK: what functions ask for

    func note(enumerator cursor: Cursor) {
        let name = cursor.spelling
        if UnitFacts.wantedEnumerators.contains(name) {
            facts.enumerators[name] = cursor.enumConstantValue
        }
    }

    /// A function is called or its address is taken: its body is wanted where there is one, else its prototype.
    func reference(function cursor: Cursor) -> String {
        let name = Self.withoutCounter(cursor.spelling)
        guard !seenFunctions.contains(name) else { return name }
        if let definition = cursor.definition {
            want(definition)
        } else if seenFunctions.insert(name).inserted {
            let type = cursor.type
            facts.prototypes.append(
                Prototype(
                    name: name, result: types.type(type.result),
                    neverReturns: neverReturns(type),
                    parameters: cursor.arguments.map { types.type($0.type) },
                    // A builtin is declared nowhere; libclang names the place that uses it first.
                    header: name.hasPrefix("__builtin_") ? nil : location(cursor.position)?.file))
        }
        return name
    }

    /// A function of the unit by its name: cleanup attributes name theirs in no other way.
    func function(named name: String) -> Cursor? {
        if functionsByName.isEmpty {
            for cursor in unit.cursor.children where cursor.kind == .functionDecl {
                functionsByName[cursor.spelling] = cursor
            }
        }
        if functionsByName[name] == nil, let prelude {
            let found = prelude.function(named: name, for: request)
            functionsByName[name] = found
            lacksPrelude = lacksPrelude || found == nil
        }
        return functionsByName[name]
    }

    /// What the name of a `typedef` stands for, in C's own words; nil if it is none.
    func meaning(ofType name: String) -> String? {
        if let known = typeNames[name] { return known }
        let declared = unit.cursor.children.first {
            $0.kind == .typedefDecl && $0.spelling == name
        }
        let found = declared?.type.spelling ?? prelude?.meaning(ofType: name, for: request)
        typeNames[name] = .some(found)
        return found
    }

    /// The attribute has no cursor; it stands at the end of how libclang spells the type.
    /// The types of parameters may have the word as well, which says nothing of the function.
    func neverReturns(_ type: ClangType) -> Bool {
        let spelling = type.spelling
        guard spelling.utf8.contains(word: "noreturn") else { return false }
        var text = spelling[...]
        while text.hasSuffix("))"), let start = text.ranges(of: "__attribute__((").last {
            let words = text[start.upperBound...].dropLast(2)
            if words.contains(")") { return false }
            if words.contains("noreturn") { return true }
            text = text[..<start.lowerBound]
            while text.last == " " { text.removeLast() }
        }
        return false
    }

    /// A variable of static storage, file-scope or local.
    func addGlobal(_ cursor: Cursor, name: String) {
        guard let place = location(cursor.position) else { return }
        let isDefinition = cursor.storage != .extern || cursor.initialiser != nil
        guard isDefinition, cursor.initialiser != nil || seenGlobals.insert(name).inserted else {
            return
        }
        if cursor.initialiser != nil {
            // A tentative definition may have come before the one that has the initialiser.
            facts.globals.removeAll { $0.name == name && !$0.hasInitialiser }
            seenGlobals.insert(name)
        }
        var entries: [InitialiserEntry] = []
        if let initialiser = cursor.initialiser {
            entries = constantEntries(initialiser, of: cursor, type: cursor.type, name, place)
        }
        facts.globals.append(
            Global(
                name: name, type: types.type(cursor.type), location: place,
                isStatic: cursor.storage == .static, isConst: cursor.type.isConst,
                isDefinition: isDefinition, hasInitialiser: cursor.initialiser != nil,
                entries: entries))
    }

    private func constantEntries(
        _ initialiser: Cursor, of variable: Cursor, type: ClangType, _ name: String,
        _ place: Location
    ) -> [InitialiserEntry] {
        let scratch = FunctionLowering(cursor: variable, location: place, unit: self)
        scratch.staticOwner = (variable, name)
        return InitialiserLowering(scratch).entries(initialiser, type: type).map {
            var entry = $0
            entry.value = scratch.constantOnly(entry.value)
            return entry
        }
    }

    /// A compound literal in the initialiser of static storage: an object of its own that has no name in C.
    func addLiteral(_ literal: Cursor, list: Cursor, in owner: (variable: Cursor, name: String))
        -> String
    {
        literals[owner.name, default: 0] += 1
        let name = "\(owner.name) literal \(literals[owner.name, default: 0])"
        guard let place = location(literal.position) ?? location(owner.variable.position) else {
            return name
        }
        let entries = constantEntries(list, of: owner.variable, type: literal.type, name, place)
        facts.globals.append(
            Global(
                name: name, type: types.type(literal.type), location: place, isStatic: true,
                isConst: literal.type.isConst, isDefinition: true, hasInitialiser: true,
                entries: entries))
        return name
    }

    /// The name of a static variable of a function; two of its scopes may have one of the same name.
    func nameOfStatic(_ variable: Cursor, in function: String) -> String {
        let base = "\(function).\(Self.withoutCounter(variable.spelling))"
        let number = statics[base, default: 0] + 1
        statics[base] = number
        return number == 1 ? base : "\(base).\(number)"
    }

    /// Names that macros make with `__COUNTER__` (include/linux/compiler.h) differ with the order of the headers, and mean nothing.
    static func withoutCounter(_ name: String) -> String {
        guard name.hasPrefix("__UNIQUE_ID_") || name.hasPrefix("__compiletime_assert_") else {
            return name
        }
        return String(name[..<(name.lastIndex { !$0.isNumber } ?? name.startIndex)])
    }

    func location(_ position: Position?) -> Location? {
        guard let position, let file = treePath(position.file) else { return nil }
        return Location(file: file, line: position.line, column: position.column)
    }

    private func treePath(_ name: String) -> TreePath? {
        // Most nodes are in the file of the one before.
        if let lastPath, lastPath.name == name { return lastPath.path }
        let path = paths[name] ?? request.treePath(name)
        paths[name] = path
        lastPath = (name, path)
        return path
    }
}

/// Two sorted lists in one, what both have once.
func merged(_ first: [TreePath], _ second: [TreePath]) -> [TreePath] {
    var all: [TreePath] = []
    all.reserveCapacity(first.count + second.count)
    var rest = second[...]
    for path in first {
        while let next = rest.first, next < path { all.append(rest.removeFirst()) }
        if rest.first == path { rest.removeFirst() }
        all.append(path)
    }
    return all + rest
}
