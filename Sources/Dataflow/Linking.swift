package import Facts
internal import SourceText

/// Which of some units have the body of a function that any unit may call, by its name.
package struct FunctionHomes: Sendable {
    private var units: [String: [UnitFacts]] = [:]

    package init(_ all: [UnitFacts]) {
        for unit in all {
            for function in unit.functions
            where !function.isStatic && function.location.file == unit.path {
                units[function.name, default: []].append(unit)
            }
        }
    }

    /// The one unit apart from another that has it. Two units that define a name are never one program.
    func home(of name: String, besides other: TreePath) -> UnitFacts? {
        guard let homes = units[name] else { return nil }
        let rest = homes.filter { $0.path != other }
        return rest.count == 1 ? rest[0] : nil
    }
}

extension UnitFacts {
    /// The unit together with those others that have the bodies of functions which it calls, directly or not.
    ///
    /// A name that means something else in another unit (a static function, say) gets that unit's path in front, which
    /// ``Swift/String/withoutUnits`` takes away again for readers.
    package func linked(with homes: FunctionHomes) -> UnitFacts {
        var result = self
        var known = Set(functions.map(\.name))
        var linked: Set<TreePath> = []
        var open = functions
        while let function = open.popLast() {
            for name in function.callees where !known.contains(name) {
                guard let home = homes.home(of: name, besides: path),
                    linked.insert(home.path).inserted
                else { continue }
                let added = home.renamed(besides: result)
                result.functions += added.functions
                result.globals += added.globals
                let mine = Set(prototypes.map(\.name))
                result.prototypes += added.prototypes.filter { !mine.contains($0.name) }
                known.formUnion(added.functions.map(\.name))
                open += added.functions
            }
        }
        return result
    }

    /// What the unit adds to another one, under names that mean nothing else there.
    private func renamed(besides other: UnitFacts) -> UnitFacts {
        let theirs = Dictionary(
            other.functions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let variables = Set(other.globals.map(\.name))
        var renaming = Renaming()
        var result = self
        // Inline functions of a header are the same in both.
        result.functions = functions.filter { theirs[$0.name] != $0 }
        for function in result.functions where theirs[function.name] != nil {
            renaming.functions[function.name] = .name(function.name, of: path)
        }
        for global in globals where variables.contains(global.name) && global.isStatic {
            renaming.globals[global.name] = .name(global.name, of: path)
        }
        result.functions = result.functions.map(renaming.applied)
        result.globals = globals.filter { !variables.contains($0.name) || $0.isStatic }
            .map(renaming.applied)
        return result
    }
}

extension Function {
    fileprivate var callees: [String] {
        blocks.flatMap(\.instructions).compactMap {
            guard case .call(let call) = $0.operation, case .function(let name) = call.callee else {
                return nil
            }
            return name
        }
    }
}

extension String {
    private static let openingByte: UInt8 = 1
    private static let opening = Character(Unicode.Scalar(openingByte))
    private static let closing: Character = "\u{2}"

    static func name(_ name: String, of unit: TreePath) -> String {
        "\(opening)\(unit)\(closing)\(name)"
    }

    /// The text with names of linked units as their sources write them.
    package var withoutUnits: String {
        // Nearly all names are plain, and to look at them character by character takes long.
        guard utf8.contains(Self.openingByte) else { return self }
        var result = ""
        var isName = true
        for character in self {
            switch character {
            case Self.opening: isName = false
            case Self.closing: isName = true
            default: if isName { result.append(character) }
            }
        }
        return result
    }
}
