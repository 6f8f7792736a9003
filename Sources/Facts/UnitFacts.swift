package import SourceText

/// All that one translation unit says, as plain values. It depends only on the unit's content, what it includes, and its flags.
package struct UnitFacts: Hashable, Sendable, Codable {
    package var path: TreePath
    /// Functions with a body: the unit's own, and those of its headers that they call, directly or not.
    package var functions: [Function]
    /// Functions that are only declared, but called.
    package var prototypes: [Prototype]
    /// The unit's own file-scope variables and local statics.
    package var globals: [Global]
    /// The records that functions and globals mention.
    package var records: [Record]
    /// What those enumerators stand for that the analyses ask for by name, as far as the unit mentions them.
    package var enumerators: [String: Int64]
    /// Errors that libclang reported, with the place where it did.
    package var errors: [ParseError]
    /// The files of the tree that the unit read, itself included, sorted.
    package var includes: [TreePath]

    package init(path: TreePath) {
        self.path = path
        functions = []
        prototypes = []
        globals = []
        records = []
        enumerators = [:]
        errors = []
        includes = []
    }
}

extension UnitFacts {
    /// include/linux/gfp_types.h: an allocation with this bit never fails.
    package static let noFailBit = "___GFP_NOFAIL_BIT"
    package static let wantedEnumerators: Set<String> = [noFailBit]
}

package struct ParseError: Hashable, Sendable, Codable {
    /// Nil where the text is not of the tree (a generated header, the command line).
    package var location: Location?
    package var message: String

    package init(location: Location?, message: String) {
        self.location = location
        self.message = message
    }
}

package struct Prototype: Hashable, Sendable, Codable {
    package var name: String
    package var result: CType
    package var neverReturns: Bool
    package var parameters: [CType]
    /// Where it is declared.
    package var header: TreePath?

    package init(
        name: String, result: CType, neverReturns: Bool, parameters: [CType] = [],
        header: TreePath? = nil
    ) {
        self.name = name
        self.result = result
        self.neverReturns = neverReturns
        self.parameters = parameters
        self.header = header
    }
}

/// A variable of static storage, with its initialiser flattened to the scalars that it names.
package struct Global: Hashable, Sendable, Codable {
    package var name: String
    package var type: CType
    package var location: Location
    package var isStatic: Bool
    package var isConst: Bool
    /// False for `extern` and for initialisers that were lost to a parse error.
    package var isDefinition: Bool
    package var hasInitialiser: Bool
    /// In source order: a later entry for the same path replaces an earlier one.
    package var entries: [InitialiserEntry]

    package init(
        name: String, type: CType, location: Location, isStatic: Bool, isConst: Bool,
        isDefinition: Bool, hasInitialiser: Bool, entries: [InitialiserEntry]
    ) {
        self.name = name
        self.type = type
        self.location = location
        self.isStatic = isStatic
        self.isConst = isConst
        self.isDefinition = isDefinition
        self.hasInitialiser = hasInitialiser
        self.entries = entries
    }
}

package struct InitialiserEntry: Hashable, Sendable, Codable {
    package var path: [Step]
    package var value: Expression
    package var location: Location

    package enum Step: Hashable, Sendable, Codable {
        case field(Field)
        case index(Int)
    }

    package init(path: [Step], value: Expression, location: Location) {
        self.path = path
        self.value = value
        self.location = location
    }
}
