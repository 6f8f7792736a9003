package import Facts

/// A value, symbolically: an index into the `Arena` that made it. Equal terms are equal values on one path.
package struct Term: Hashable, Sendable, Numbered {
    let id: Int32
}

/// An object in memory, symbolically.
package struct Region: Hashable, Sendable, Numbered {
    let id: Int32
}

package enum TermNode: Hashable {
    case constant(Int64)
    case symbol(Symbol, CType)
    case address(Region)
    case function(String)
    /// Pointer arithmetic. The offset is kept even where it is 0, since `container_of` may have one of 0.
    case offset(Term, Term)
    /// Comparisons come only as `==` and `<`; the type is that of the operands.
    case operation(BinaryOperator, Term, Term, CType)
    case unary(UnaryOperator, Term, CType)
    case convert(Term, CType)
}

/// A value that is not known, by where it came from.
package enum Symbol: Hashable {
    /// What a place held on entry (0), or after the event at that site that may have changed it.
    case initial(Region, version: Int32)
    case result(String, site: Int32, instance: Int32)
    /// What a function returns that has called itself more often than is followed.
    case recursive(String, site: Int32)
    case uninitialised(Region)
    /// What several paths or rounds of a loop left there; `limited` if a limit made them one.
    case merged(Region, point: Int32, limited: Bool)
    case unknown(String, site: Int32)
}

package enum RegionNode: Hashable {
    case local(LocalID, frame: Int32)
    case global(String)
    case pointee(Term)
    case field(Region, Field)
    case element(Region, Term)
}

/// What an outermost object is, in numbers alone: a node has texts, which are costly to hand out.
enum RootKind: Equatable {
    case local(LocalID, frame: Int32)
    case global
    case pointee(Term)
}

/// A point of a run, for what it makes unknown.
enum Site: Hashable {
    case instruction(Int32, frame: Int32, function: Int32, block: Int32)
    case end(frame: Int32, function: Int32, block: Int32)
    case loop(frame: Int32, block: Int32)
    case join(frame: Int32, block: Int32)
    /// The function that is called there.
    case frame(Int32)
    /// One of several values that are not known.
    case unknown(number: Int32, at: Int32)
    /// An element of an array that is any of them.
    case picked(Int32)
}

/// Makes terms and regions, each structure once, so that comparing them is comparing numbers.
package final class Arena {
    private var termNodes: [TermNode] = []
    private var termIDs: [TermNode: Term] = [:]
    private var termParts: [TermParts] = []
    private var regionNodes: [RegionNode] = []
    private var regionIDs: [RegionNode: Region] = [:]
    private var regionParts: [RegionParts] = []
    private var fields: [Field: Int32] = [:]
    private var numbers: [Site: Int32] = [:]
    private var versions: [Int32: [Term]] = [:]
    /// What was spent on the question that is being answered.
    let effort = Effort()
    private var masked: [Term: [Term]] = [:]
    private var converted: [Term: [Term]] = [:]
    let zero = Term(id: 0)
    let one = Term(id: 1)

    /// What is asked of terms all the time.
    private struct TermParts {
        var constant: Int64?
        /// Sorted.
        var symbols: [Term]
        /// The named objects whose addresses the value was computed from; sorted.
        var addressed: [Region]
    }

    /// What is asked of regions all the time.
    private struct RegionParts {
        var outer: Region?
        var root: Region
        var rootKind: RootKind
        var isAtStart: Bool
        /// The innermost field, by number.
        var field: Int32?
        var isInUnion: Bool
        /// Sorted.
        var symbols: [Term]
    }

    init() {
        _ = term(.constant(0))
        _ = term(.constant(1))
    }

    package func node(_ term: Term) -> TermNode { termNodes[Int(term.id)] }
    package func node(_ region: Region) -> RegionNode { regionNodes[Int(region.id)] }

    func term(_ node: TermNode) -> Term {
        if let known = termIDs[node] { return known }
        let term = Term(id: Int32(termNodes.count))
        termNodes.append(node)
        termIDs[node] = term
        termParts.append(parts(of: node, term))
        if case .operation(.and, let whole, let mask, _) = node, constantValue(mask) != nil {
            masked[whole, default: []].append(term)
        }
        if case .convert(let inner, let type) = node, type != .bool, case .integer = type {
            converted[inner, default: []].append(term)
        }
        return term
    }

    private func parts(of node: TermNode, _ term: Term) -> TermParts {
        var parts = TermParts(constant: nil, symbols: [], addressed: [])
        switch node {
        case .constant(let value): parts.constant = value
        case .function: break
        case .symbol(.initial(let region, let version), _):
            // The newest of all terms.
            parts.symbols = symbols(of: region) + [term]
            versions[version, default: []].append(term)
        case .symbol: parts.symbols = [term]
        case .address(let region):
            parts.symbols = symbols(of: region)
            parts.addressed = addressed(by: region)
        case .offset(let a, let b), .operation(_, let a, let b, _):
            parts.symbols = Self.union(symbols(of: a), symbols(of: b))
            if case .operation(let op, _, _, _) = node, op.isComparison { break }
            parts.addressed = Self.union(addressed(by: a), addressed(by: b))
        case .unary(.not, let a, _): parts.symbols = symbols(of: a)
        case .unary(_, let a, _), .convert(let a, _):
            parts.symbols = symbols(of: a)
            parts.addressed = addressed(by: a)
        }
        return parts
    }

    /// What a pointer into a region is a pointer into: a named object, or what another pointer was computed from.
    private func addressed(by region: Region) -> [Region] {
        if case .pointee(let pointer) = rootKind(region) { return addressed(by: pointer) }
        return [root(region)]
    }

    /// The named objects whose addresses a value was computed from.
    func addressed(by term: Term) -> [Region] { termParts[Int(term.id)].addressed }

    private static func union<Element: Numbered>(_ a: [Element], _ b: [Element]) -> [Element] {
        if a.isEmpty || a == b { return b }
        if b.isEmpty { return a }
        return Set(a).union(b).sorted { $0.id < $1.id }
    }

    func region(_ node: RegionNode) -> Region {
        // What a pointer to an object points to is that object.
        if case .pointee(let pointer) = node, case .address(let target) = self.node(pointer) {
            return target
        }
        if let known = regionIDs[node] { return known }
        let region = Region(id: Int32(regionNodes.count))
        regionNodes.append(node)
        regionIDs[node] = region
        regionParts.append(parts(of: node, region))
        return region
    }

    private func parts(of node: RegionNode, _ region: Region) -> RegionParts {
        var parts = RegionParts(
            outer: nil, root: region, rootKind: .global, isAtStart: true, field: nil,
            isInUnion: false, symbols: [])
        switch node {
        case .local(let local, let frame): parts.rootKind = .local(local, frame: frame)
        case .global: break
        case .pointee(let pointer):
            parts.rootKind = .pointee(pointer)
            parts.symbols = symbols(of: pointer)
        case .field(let base, let field):
            parts = regionParts[Int(base.id)]
            parts.outer = base
            parts.isAtStart = parts.isAtStart && field.offset == 0
            parts.field = number(field)
            parts.isInUnion = parts.isInUnion || field.inUnion
        case .element(let base, let index):
            parts = regionParts[Int(base.id)]
            parts.outer = base
            parts.isAtStart = parts.isAtStart && constantValue(index) == 0
            parts.symbols = Self.union(parts.symbols, symbols(of: index))
        }
        return parts
    }

    private func number(_ field: Field) -> Int32 {
        if let known = fields[field] { return known }
        let next = Int32(fields.count)
        fields[field] = next
        return next
    }

    func constant(_ value: Int64) -> Term { term(.constant(value)) }

    func address(_ region: Region) -> Term {
        if case .pointee(let pointer) = node(region) { return pointer }
        return term(.address(region))
    }

    /// A small number for a point, the same each time, and never 0.
    func number(_ site: Site) -> Int32 {
        if let known = numbers[site] { return known }
        let next = Int32(numbers.count + 1)
        numbers[site] = next
        return next
    }

    /// What places held after the event at that site, as far as it was asked.
    func initials(version: Int32) -> [Term] { versions[version] ?? [] }

    /// Where some bits of a number were asked for: `x & mask`.
    func masks(of term: Term) -> [Term] { masked[term] ?? [] }

    /// A number in other types; a bool is none of its bits.
    func conversions(of term: Term) -> [Term] { converted[term] ?? [] }

    /// A term as another one and a number that is added to it; a constant is the number alone.
    func linear(_ term: Term) -> (base: Term?, offset: Int64) {
        switch node(term) {
        case .constant(let value): (nil, value)
        case .operation(.add, let base, let amount, _):
            constantValue(amount).map { (base, $0) } ?? (term, 0)
        default: (term, 0)
        }
    }

    package func constantValue(_ term: Term) -> Int64? { termParts[Int(term.id)].constant }

    /// The object that a region is directly a part of.
    func outer(_ region: Region) -> Region? { regionParts[Int(region.id)].outer }

    /// The outermost object that a region is a part of.
    package func root(_ region: Region) -> Region { regionParts[Int(region.id)].root }

    func rootKind(_ region: Region) -> RootKind { regionParts[Int(region.id)].rootKind }

    /// Whether a region starts where its root starts.
    func isAtStart(_ region: Region) -> Bool { regionParts[Int(region.id)].isAtStart }

    /// The innermost field of which a region is a part, by a number of its own.
    func innermostField(_ region: Region) -> Int32? { regionParts[Int(region.id)].field }

    /// Whether a region is a part of a member of a union.
    func isInUnion(_ region: Region) -> Bool { regionParts[Int(region.id)].isInUnion }

    func isPart(_ region: Region, of whole: Region) -> Bool {
        var part = region
        // What is a part of another was made after it.
        while part.id > whole.id, let next = outer(part) { part = next }
        return part == whole
    }

    /// The same part of another object.
    func rebase(_ region: Region, from old: Region, to new: Region) -> Region {
        if region == old { return new }
        switch node(region) {
        case .field(let base, let field):
            return self.region(.field(rebase(base, from: old, to: new), field))
        case .element(let base, let index):
            return self.region(.element(rebase(base, from: old, to: new), index))
        case .local, .global, .pointee: return region
        }
    }

    /// The symbols that a term is made of, those in the addresses of its loads included; sorted.
    func symbols(of term: Term) -> [Term] { termParts[Int(term.id)].symbols }

    func symbols(of region: Region) -> [Term] { regionParts[Int(region.id)].symbols }
}
