/// What units take from headers that a build makes by means that are not known, made up so that the units can be read.
///
/// An assumption is only ever made of what no file of the tree says, and it says as little as the use allows: an object whose
/// value nobody knows before a constant, since what hangs on a value that was made up is not shown to be so.
package struct Assumptions: Sendable, Hashable {
    /// What a name was assumed to be, the least that was tried first.
    package enum Kind: Int, Sendable, Hashable, Comparable {
        /// An object of an integer type, its value unknown.
        case value
        /// A constant that a size or a `case` can be made of.
        case constant
        /// A table: an array of unknown size and values.
        case array
        /// A function that gives an integer.
        case function
        /// A function that gives a pointer.
        case pointerFunction
        case type
        case enumeration
        case union
        case structure
        /// A header with nothing in it.
        case header

        package static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }

        /// In words, for a report.
        package var words: String {
            switch self {
            case .value: "an object of unknown value"
            case .constant: "a constant"
            case .array: "a table of unknown values"
            case .function: "a function that returns an integer"
            case .pointerFunction: "a function that returns a pointer"
            case .type: "an integer type"
            case .enumeration: "an enumeration"
            case .union: "a union"
            case .structure: "a structure"
            case .header: "an empty header"
            }
        }
    }

    /// By name; headers by the name that they are included by.
    package var names: [String: Kind] = [:]

    package init() {}

    package var isEmpty: Bool { names.isEmpty }

    /// The names whose value was made up.
    package var constants: Set<String> {
        Set(names.lazy.filter { $0.value == .constant }.map(\.key))
    }

    /// Takes what an error asks for; false if that brings nothing new.
    package mutating func add(_ name: String, _ kind: Kind) -> Bool {
        if let known = names[name], known >= kind { return false }
        names[name] = kind
        return true
    }

    /// Where the declarations are, below a generated include directory.
    package static let file = "generated/ntbcheck-assumed.h"

    /// The declarations. Each constant has a number of its own, lest two of them meet in one `switch`.
    var declarations: String {
        var number = 0
        var lines: [String] = []
        if names.values.contains(.array) {
            // Of which type its members are is not known, and a pointer to any of them is as good as to another.
            lines.append("#pragma clang diagnostic ignored \"-Wincompatible-pointer-types\"")
        }
        for (name, kind) in names.sorted(by: { $0.key < $1.key }) {
            switch kind {
            case .value: lines.append("extern const unsigned long \(name);")
            case .constant:
                number += 1
                lines.append("enum { \(name) = \(number) };")
            case .array: lines.append("extern const unsigned int \(name)[1];")
            case .function: lines.append("extern long \(name)();")
            case .pointerFunction: lines.append("extern void *\(name)();")
            case .type: lines.append("typedef unsigned long \(name);")
            case .enumeration: lines.append("enum \(name) { ntbcheck_assumed_\(name) };")
            case .union: lines.append("union \(name) { unsigned long ntbcheck_assumed; };")
            case .structure: lines.append("struct \(name) { unsigned long ntbcheck_assumed; };")
            case .header: continue
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }
}

extension ArchBuild {
    /// The same build with the declarations in front of every unit.
    mutating func assume(_ assumptions: Assumptions) {
        guard !assumptions.isEmpty else { return }
        let directory = "\(arch.rawValue)/include/"
        put(GeneratedFile(directory + Assumptions.file, assumptions.declarations))
        for (name, kind) in assumptions.names where kind == .header {
            put(GeneratedFile(directory + name, ""))
        }
        generated.sort { $0.path < $1.path }
        let place = Self.directory(arch) + "/include/" + Assumptions.file
        include(place)
        self.assumptions = assumptions
    }
}
