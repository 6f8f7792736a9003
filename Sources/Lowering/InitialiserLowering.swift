internal import Clang
internal import Facts
internal import SourceText

/// Flattens an initialiser to one entry per scalar that it names, in source order.
/// libclang shows the list as written, so designators, positions and elided braces are resolved here (C11, 6.7.9).
struct InitialiserLowering {
    private let lowering: FunctionLowering

    init(_ lowering: FunctionLowering) { self.lowering = lowering }

    func entries(_ initialiser: Cursor, type: ClangType) -> [InitialiserEntry] {
        var found: [InitialiserEntry] = []
        fill(initialiser, type: type, path: [], into: &found)
        return found
    }

    private func fill(
        _ value: Cursor, type: ClangType, path: [InitialiserEntry.Step],
        into found: inout [InitialiserEntry]
    ) {
        let list = strip(value)
        guard list.kind == .initialiserList else {
            found.append(
                InitialiserEntry(
                    path: path, value: lowering.value(value), location: lowering.location(value)))
            return
        }
        if type.kind == .record || type.kind == .array {
            var items = list.children[...]
            fillAggregate(&items, type: type, path: path, braced: true, into: &found)
        } else if let only = list.children.first {
            fill(only, type: type, path: path, into: &found)
        }
    }

    /// Fills the parts of an aggregate from the items of a list: all of them if the braces are its own, else as many as it has parts.
    private func fillAggregate(
        _ items: inout ArraySlice<Cursor>, type: ClangType, path: [InitialiserEntry.Step],
        braced: Bool, into found: inout [InitialiserEntry]
    ) {
        let parts = Parts(type: type, types: lowering.unit.types)
        var next = 0
        while let item = items.first {
            if let (designator, value) = designation(item) {
                // A designator speaks of the innermost braces.
                guard braced else { return }
                items.removeFirst()
                guard let targets = resolve(designator[...], type: type) else {
                    lowering.markIncomplete("an initialiser's designator was not understood")
                    continue
                }
                for target in targets {
                    fill(value, type: target.type, path: path + target.path, into: &found)
                    if let position = target.position { next = position + 1 }
                }
                continue
            }
            guard let part = parts.part(next) else {
                if braced { items = [] }
                return
            }
            next += 1
            let isList = strip(item).kind == .initialiserList
            let takesWhole =
                isList || !part.isAggregate || item.type.isEqualUnqualified(to: part.type)
                || (part.type.kind == .array && strip(item).kind == .stringLiteral)
            if takesWhole {
                items.removeFirst()
                fill(item, type: part.type, path: path + part.steps, into: &found)
            } else {
                fillAggregate(
                    &items, type: part.type, path: path + part.steps, braced: false, into: &found)
            }
        }
    }

    /// The designator nodes and the value, where the item has a designator.
    private func designation(_ item: Cursor) -> (designator: [Cursor], value: Cursor)? {
        guard item.kind == .unexposed, item.type.kind == .void else { return nil }
        let children = item.children
        guard children.count >= 2, let value = children.last else { return nil }
        return (Array(children.dropLast()), value)
    }

    private struct Target {
        var path: [InitialiserEntry.Step]
        var type: ClangType
        /// Where positional items go on, in the outermost aggregate.
        var position: Int?
    }

    private func resolve(_ designator: ArraySlice<Cursor>, type: ClangType) -> [Target]? {
        guard let first = designator.first else { return [Target(path: [], type: type)] }
        let rest = designator.dropFirst()
        if first.kind == .memberReference {
            let fields = lowering.unit.types.fields(type)
            guard let declaration = first.referenced,
                let position = fields.firstIndex(where: {
                    $0.cursor.identity == declaration.identity
                })
            else { return nil }
            let field = fields[position]
            let steps = lowering.unit.types.steps(to: field)
            return resolve(rest, type: field.cursor.type)?.map {
                Target(path: steps + $0.path, type: $0.type, position: position)
            }
        }
        guard type.kind == .array, let index = first.integerValue else { return nil }
        // `[1][2] = x` and `[1 ... 2] = x` look the same; they are told apart by the element's type.
        var last = index
        var remaining = rest
        if let second = rest.first, second.kind != .memberReference, type.element.kind != .array,
            let end = second.integerValue
        {
            last = end
            remaining = rest.dropFirst()
        }
        guard index >= 0, last >= index, last - index < Self.widestRange else { return nil }
        guard let inner = resolve(remaining, type: type.element) else { return nil }
        return (index...last).flatMap { number in
            inner.map {
                Target(
                    path: [.index(Int(number))] + $0.path, type: $0.type, position: Int(number))
            }
        }
    }

    /// A range designator wider than this isn't a table of functions; hostile input could make it fill the memory.
    private static let widestRange: Int64 = 4096

    private func strip(_ cursor: Cursor) -> Cursor {
        var current = cursor
        while current.kind == .unexposed || current.kind == .parenthesis
            || current.kind == .compoundLiteral
        {
            guard current.type.kind != .void, let inner = current.children.last,
                current.kind != .unexposed || current.children.count == 1
            else { break }
            current = inner
        }
        return current
    }
}

/// The parts of an aggregate in the order in which positional items fill them.
private struct Parts {
    struct Part {
        var steps: [InitialiserEntry.Step]
        var type: ClangType
        var isAggregate: Bool { type.kind == .record || type.kind == .array }
    }
    private let fields: [(cursor: Cursor, field: Field)]
    private let type: ClangType
    private let types: TypeLowering

    init(type: ClangType, types: TypeLowering) {
        self.type = type
        self.types = types
        fields = type.kind == .record ? types.fields(type) : []
    }

    func part(_ number: Int) -> Part? {
        if type.kind == .array {
            if let count = type.elementCount, number >= count { return nil }
            return Part(steps: [.index(number)], type: type.element)
        }
        guard fields.indices.contains(number) else { return nil }
        // Of a union only the first is filled.
        if number > 0, fields[number].cursor.semanticParent?.kind == .unionDecl { return nil }
        return Part(steps: types.steps(to: fields[number]), type: fields[number].cursor.type)
    }
}

extension TypeLowering {
    /// How a part of a record is come to: where it has no name, its own parts are those of the record.
    fileprivate func steps(to part: (cursor: Cursor, field: Field)) -> [InitialiserEntry.Step] {
        unnamedRecord(part.cursor) == nil ? [.field(part.field)] : []
    }
}
