package import Facts

/// A value, symbolically: an index into the `Arena` that made it. Equal terms are equal values on one path.
package struct Term: Hashable, Sendable {
    let id: Int32
}

/// An object in memory, symbolically.
package struct Region: Hashable, Sendable {
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

/// Makes terms and regions, each structure once, so that comparing them is comparing numbers.
package final class Arena {
    private var termNodes: [TermNode] = []
    private var termIDs: [TermNode: Term] = [:]
    private var regionNodes: [RegionNode] = []
    private var regionIDs: [RegionNode: Region] = [:]
    private var numbers: [String: Int32] = [:]
    private var symbolsOfTerms: [Term: Set<Term>] = [:]
    private var symbolsOfRegions: [Region: Set<Term>] = [:]
    let zero: Term
    let one: Term

    init() {
        termNodes = [.constant(0), .constant(1)]
        zero = Term(id: 0)
        one = Term(id: 1)
        termIDs = [.constant(0): zero, .constant(1): one]
    }

    package func node(_ term: Term) -> TermNode { termNodes[Int(term.id)] }
    package func node(_ region: Region) -> RegionNode { regionNodes[Int(region.id)] }

    func term(_ node: TermNode) -> Term {
        if let known = termIDs[node] { return known }
        let term = Term(id: Int32(termNodes.count))
        termNodes.append(node)
        termIDs[node] = term
        return term
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
        return region
    }

    func constant(_ value: Int64) -> Term { term(.constant(value)) }

    func address(_ region: Region) -> Term {
        if case .pointee(let pointer) = node(region) { return pointer }
        return term(.address(region))
    }

    /// A small number for a text (a call site, say), the same each time.
    func number(_ text: String) -> Int32 {
        if let known = numbers[text] { return known }
        let next = Int32(numbers.count + 1)
        numbers[text] = next
        return next
    }

    /// A term as another one and a number that is added to it; a constant is the number alone.
    func linear(_ term: Term) -> (base: Term?, offset: Int64) {
        switch node(term) {
        case .constant(let value): (nil, value)
        case .operation(.add, let base, let amount, _):
            constantValue(amount).map { (base, $0) } ?? (term, 0)
        default: (term, 0)
        }
    }

    package func constantValue(_ term: Term) -> Int64? {
        if case .constant(let value) = node(term) { return value }
        return nil
    }

    /// The object that a region is directly a part of.
    func outer(_ region: Region) -> Region? {
        switch node(region) {
        case .field(let base, _), .element(let base, _): base
        case .local, .global, .pointee: nil
        }
    }

    /// The outermost object that a region is a part of.
    package func root(_ region: Region) -> Region {
        switch node(region) {
        case .field(let base, _), .element(let base, _): root(base)
        case .local, .global, .pointee: region
        }
    }

    /// Whether a region starts where its root starts.
    func isAtStart(_ region: Region) -> Bool {
        switch node(region) {
        case .field(let base, let field): field.offset == 0 && isAtStart(base)
        case .element(let base, let index): constantValue(index) == 0 && isAtStart(base)
        case .local, .global, .pointee: true
        }
    }

    func isPart(_ region: Region, of whole: Region) -> Bool {
        if region == whole { return true }
        switch node(region) {
        case .field(let base, _), .element(let base, _): return isPart(base, of: whole)
        case .local, .global, .pointee: return false
        }
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

    /// The symbols that a term is made of, those in the addresses of its loads included.
    func symbols(of term: Term) -> Set<Term> {
        if let known = symbolsOfTerms[term] { return known }
        let found: Set<Term> =
            switch node(term) {
            case .constant, .function: []
            case .symbol(.initial(let region, _), _): symbols(of: region).union([term])
            case .symbol: [term]
            case .address(let region): symbols(of: region)
            case .offset(let a, let b), .operation(_, let a, let b, _):
                symbols(of: a).union(symbols(of: b))
            case .unary(_, let a, _), .convert(let a, _): symbols(of: a)
            }
        symbolsOfTerms[term] = found
        return found
    }

    func symbols(of region: Region) -> Set<Term> {
        if let known = symbolsOfRegions[region] { return known }
        let found: Set<Term> =
            switch node(region) {
            case .local, .global: []
            case .pointee(let pointer): symbols(of: pointer)
            case .field(let base, _): symbols(of: base)
            case .element(let base, let index): symbols(of: base).union(symbols(of: index))
            }
        symbolsOfRegions[region] = found
        return found
    }
}
