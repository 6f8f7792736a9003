internal import BitCollections
internal import Facts

/// Loads and stores. A store through one pointer may change what another pointer shows; what may have changed is unknown again.
///
/// It has no state of its own. It is a class because it is handed to each instruction, and copying one reference is cheap.
final class Memory {
    let arena: Arena
    let constraints: Constraints
    let statics: Statics
    let types: RegionTypes
    /// What a merged value was made of, over all paths and rounds.
    private(set) var components: [Term: Set<Term>] = [:]
    /// Elements that are told apart where an index isn't known.
    var mostElements = 16
    /// Unknown values of the instruction that is being performed.
    var unknowns: Int32 = 0

    init(arena: Arena, constraints: Constraints, statics: Statics, types: RegionTypes) {
        self.arena = arena
        self.constraints = constraints
        self.statics = statics
        self.types = types
    }

    func load(_ region: Region, _ type: CType, in state: inout State) -> Term {
        // A whole struct is not a value of its own: it stands for what its parts hold now.
        if case .record = type { return symbol(.initial(region, version: state.version), type) }
        if let held = state.store[region] { return held }
        let value = picked(region, type, in: &state) ?? initial(region, type, in: state)
        // Bound, so that a test of this value holds for the next load of the same place.
        state.store[region] = value
        return value
    }

    /// What a place holds that nothing on this path was stored to.
    private func initial(_ region: Region, _ type: CType, in state: State) -> Term {
        if isOneOfSeveral(region, in: state) {
            return symbol(.initial(region, version: state.version), type)
        }
        if let shared = sharedBytes(with: region, in: state) { return shared }
        if isPartlyShared(region, in: state) {
            return symbol(.initial(region, version: state.version), type)
        }
        switch effectiveDefault(of: region, in: state) {
        case (.zero, _)?: return arena.zero
        case (.snapshot(let source, let version), let whole)?:
            let original = arena.rebase(region, from: whole, to: source)
            return constant(original) ?? symbol(.initial(original, version: version), type)
        case (.unknown(let version), _)?:
            return symbol(.initial(region, version: version), type)
        case nil:
            if case .local = arena.rootKind(region) {
                return symbol(.uninitialised(region), type)
            }
            return constant(region) ?? symbol(.initial(region, version: state.version), type)
        }
    }

    private func constant(_ region: Region) -> Term? {
        guard case .global(let name) = arena.node(arena.root(region)) else { return nil }
        return statics.value(region, of: name, arena: arena)
    }

    /// The default of the innermost object around a region that has one, and that object.
    private func effectiveDefault(
        of region: Region, in state: State
    ) -> (value: State.Default, whole: Region)? {
        var whole = region
        while true {
            if let value = state.defaults[whole] { return (value, whole) }
            guard let outer = arena.outer(whole) else { return nil }
            whole = outer
        }
    }

    /// An element by an unknown index may be any of those that were stored to.
    private func isOneOfSeveral(_ region: Region, in state: State) -> Bool {
        var part = region
        while let outer = arena.outer(part) {
            if case .element(let array, let index) = arena.node(part),
                arena.constantValue(index) == nil,
                state.store.keys.contains(where: { $0 != array && arena.isPart($0, of: array) })
            {
                return true
            }
            part = outer
        }
        return false
    }

    func symbol(_ symbol: Symbol, _ type: CType) -> Term { arena.term(.symbol(symbol, type)) }

    /// A value that nothing is known of, another one each time.
    func unknown(_ what: String, _ type: CType, at site: Int32, in state: inout State) -> Term {
        unknowns += 1
        let value = symbol(
            .unknown(what, site: arena.number(.unknown(number: unknowns, at: site))), type)
        retire([value], at: site, except: nil, in: &state)
        return value
    }

    func remember(_ values: [Term], in merged: Term) {
        let pointers = values.filter { $0 != merged && isPointer($0) }
        guard !pointers.isEmpty, components[merged]?.count ?? 0 < Self.mostComponents else {
            return
        }
        components[merged, default: []].formUnion(pointers)
    }

    private func isPointer(_ term: Term) -> Bool {
        arena.constantValue(term) == nil && type(of: term).isPointer
    }

    /// A pointer that had more origins than these is a cursor in a list, not a device.
    private static let mostComponents = 12

    /// - Parameter site: tells what becomes unknown here from what becomes unknown elsewhere.
    func store(
        _ stored: Term, to region: Region, type: CType, at site: Int32, in state: inout State
    ) {
        if case .pointee(let pointer) = arena.rootKind(region) {
            for object in arena.addressed(by: pointer) { blur(object, at: site, in: &state) }
        }
        if reachesBeyond(region, type) {
            escape(stored, in: &state)
            return blur(arena.root(region), at: site, in: &state)
        }
        let value = partly(stored, type, region, at: site, &state)
        var source: Contents?
        if case .record = type,
            case .symbol(.initial(let other, let version), _) = arena.node(value)
        {
            // What is copied onto itself stays as it is.
            if other == region { return }
            // Another view of the same bytes says nothing of what they are in this one.
            if !overlapInUnion(other, region) { source = contents(of: other, version, in: state) }
        }
        forgetParts(of: region, in: &state)
        forgetElements(around: region, at: site, in: &state)
        forgetAliases(of: region, type: type, at: site, in: &state)
        noteEscape(of: value, into: region, in: &state)
        if case .record = type {
            assignRecord(value, source, to: region, at: site, in: &state)
        } else if case .array = type {
            state.defaults[region] = value == arena.zero ? .zero : .unknown(version: site)
        } else {
            state.store[region] = value
        }
    }

    // MARK: accesses that don't fit their object

    /// Whether an object has a type, and that is none of an array.
    func isNoArray(_ region: Region) -> Bool {
        switch types.type(of: region) {
        case .array?, .other?, .void?, nil: false
        default: true
        }
    }

    /// Whether an access goes to what stands beside the object that it names, or to more than that.
    private func reachesBeyond(_ region: Region, _ type: CType) -> Bool {
        if let own = types.type(of: region) {
            if let width = RegionTypes.width(own), let wanted = RegionTypes.width(type),
                wanted > width
            {
                return true
            }
            if case .record(let id) = type, !id.name.isEmpty, own != type { return true }
        }
        var part = region
        while let outer = arena.outer(part) {
            if case .element(_, let index) = arena.node(part) {
                if isNoArray(outer) { return true }
                if case .array(_, let count?)? = types.type(of: outer), count > 1,
                    let number = arena.constantValue(index), number < 0 || number >= Int64(count)
                {
                    return true
                }
            }
            part = outer
        }
        return false
    }

    /// What an object holds of which a part was replaced.
    private func partly(
        _ value: Term, _ type: CType, _ region: Region, at site: Int32, _ state: inout State
    ) -> Term {
        guard let own = types.type(of: region), let width = RegionTypes.width(own),
            let stored = RegionTypes.width(type), stored < width
        else { return value }
        if value == arena.zero, state.store[region] == arena.zero { return value }
        return unknown("an object of which a part was replaced", own, at: site, in: &state)
    }

    /// An element by an index that isn't known is one of those that it can be. What all of them are, it is; otherwise it can be
    /// what any of them can be.
    private func picked(_ region: Region, _ type: CType, in state: inout State) -> Term? {
        guard let element = openElement(around: region),
            case .element(let array, let index) = arena.node(element), isFollowed(array, in: state),
            case .array(_, let count?)? = types.type(of: array),
            let numbers = constraints.range(index, in: state).intersection(
                RangeSet(0, Int64(count) - 1)
            ).elements(most: mostElements), !numbers.isEmpty
        else { return nil }
        var values: [Term] = []
        for number in numbers {
            let one = arena.region(.element(array, arena.constant(number)))
            let place = arena.rebase(region, from: element, to: one)
            values.append(state.store[place] ?? initial(place, type, in: state))
        }
        if values.allSatisfy({ $0 == values[0] }) { return values[0] }
        let value = symbol(.initial(region, version: state.version), type)
        let range = values.reduce(RangeSet.empty) { $0.union(constraints.range($1, in: state)) }
        retire([value], at: arena.number(.picked(region.id)), except: nil, in: &state)
        if !range.isAll { state.constraints[value] = range }
        remember(values, in: value)
        return value
    }

    /// The one element around a place whose index isn't known; nil if there are several.
    private func openElement(around region: Region) -> Region? {
        var found: Region?
        var part = region
        while let outer = arena.outer(part) {
            if case .element(_, let index) = arena.node(part), arena.constantValue(index) == nil {
                if found != nil { return nil }
                found = part
            }
            part = outer
        }
        return found
    }

    /// Whether nobody but the function changes an array.
    private func isFollowed(_ array: Region, in state: State) -> Bool {
        switch arena.rootKind(array) {
        case .local: !state.escaped.contains(arena.root(array))
        case .global: isConstant(array)
        case .pointee: false
        }
    }

    /// A whole struct is stored: its parts are zero, or those of the struct that it was read from.
    private func assignRecord(
        _ value: Term, _ source: Contents?, to region: Region, at site: Int32, in state: inout State
    ) {
        if value == arena.zero {
            state.defaults[region] = .zero
        } else if let source {
            for (part, held) in source.store {
                state.store[arena.rebase(part, from: source.region, to: region)] = held
            }
            for (part, value) in source.defaults {
                state.defaults[arena.rebase(part, from: source.region, to: region)] = value
            }
            state.defaults[region] = source.rest
        } else {
            retire(at: site, in: &state)
            state.defaults[region] = .unknown(version: site)
        }
    }

    /// What a struct holds before it is copied, perhaps to a place that it is a part of.
    private struct Contents {
        var region: Region
        var store: [(Region, Term)]
        var defaults: [(Region, State.Default)]
        var rest: State.Default
    }

    private func contents(of region: Region, _ version: Int32, in state: State) -> Contents {
        Contents(
            region: region, store: state.store.filter { arena.isPart($0.0, of: region) },
            defaults: state.defaults.filter { arena.isPart($0.0, of: region) },
            rest: copied(region, version, in: state))
    }

    /// What the parts of a copy hold: what those of the source held when it was made.
    private func copied(_ source: Region, _ version: Int32, in state: State) -> State.Default {
        switch effectiveDefault(of: source, in: state) {
        case (.zero, _)?: .zero
        case (.unknown(let version), _)?: .snapshot(of: source, version: version)
        case (.snapshot(let first, let version), let whole)?:
            .snapshot(of: arena.rebase(source, from: whole, to: first), version: version)
        case nil: .snapshot(of: source, version: version)
        }
    }

    func declare(_ region: Region, in state: inout State) {
        forgetParts(of: region, in: &state)
    }

    private func forgetParts(of region: Region, in state: inout State) {
        state.store.removeAll { part, _ in arena.isPart(part, of: region) }
        state.defaults.removeAll { part, _ in arena.isPart(part, of: region) }
        // A value kept for the whole struct is no longer the whole truth.
        var outer = region
        while case .field(let base, _) = arena.node(outer) {
            state.store[base] = nil
            outer = base
        }
    }

    /// A store by an unknown index may be to any element, those that nothing is known of included.
    private func forgetElements(around region: Region, at site: Int32, in state: inout State) {
        var part = region
        while let outer = arena.outer(part) {
            if case .element(let array, let index) = arena.node(part),
                arena.constantValue(index) == nil, effectiveDefault(of: array, in: state) != nil
            {
                state.defaults[array] = .unknown(version: site)
            }
            part = outer
        }
    }

    /// Gives every place that a store to `region` may also have changed an unknown value.
    private func forgetAliases(
        of region: Region, type: CType, at site: Int32, in state: inout State
    ) {
        let changed = state.store.keys.filter { $0 != region && mayAlias($0, region, type, state) }
        guard !changed.isEmpty else { return }
        retire(at: site, in: &state)
        for other in changed { state.store[other] = nil }
        for other in changed where !shareBytes(other, region) {
            // A local that a pointer may have reached must not look uninitialised.
            if case .local = arena.rootKind(other) {
                state.defaults[other] = .unknown(version: site)
            } else if state.defaults[other] == nil {
                state.defaults[other] = .unknown(version: site)
            }
        }
    }

    private func mayAlias(_ a: Region, _ b: Region, _ type: CType, _ state: State) -> Bool {
        if arena.isPart(a, of: b) || arena.isPart(b, of: a) { return false }
        if overlapInUnion(a, b) { return true }
        let (x, y) = (arena.root(a), arena.root(b))
        if x == y { return differOnlyInIndex(a, b) || overlapInBytes(a, b) }
        if isInto(y, x) || isInto(x, y) { return true }
        switch (arena.rootKind(x), arena.rootKind(y)) {
        case (.pointee(let p), .pointee(let q)):
            let (f, g) = (arena.innermostField(a), arena.innermostField(b))
            guard f == g || ((f == nil || g == nil) && sameType(a, type, state)) else {
                return false
            }
            return !distinct(p, q, in: state)
        case (.local, .pointee), (.pointee, .local):
            let local = if case .local = arena.rootKind(x) { x } else { y }
            return state.escaped.contains(local) && sameType(a, type, state)
        case (.global, .pointee), (.pointee, .global):
            return arena.innermostField(a) == arena.innermostField(b) && sameType(a, type, state)
        default: return false
        }
    }

    /// Whether a place was come to by moving a pointer that pointed into an object: where in it, is not known.
    private func isInto(_ object: Region, _ place: Region) -> Bool {
        guard case .pointee(let pointer) = arena.rootKind(place) else { return false }
        switch arena.rootKind(object) {
        case .local, .global: return arena.addressed(by: pointer).contains(object)
        case .pointee(let other):
            let (a, b) = (arena.addressed(by: pointer), arena.addressed(by: other))
            return !a.isEmpty && a.contains(where: b.contains)
        }
    }

    private func distinct(_ p: Term, _ q: Term, in state: State) -> Bool {
        if constraints.range(
            arena.term(.operation(.equal, p, q, .pointer(.void))), in: state) == .zero
        {
            return true
        }
        // Two allocations are two objects, and a new one is nothing that was there before.
        if case .symbol(.result(_, let a, let i), _) = arena.node(p) {
            if case .symbol(.result(_, let b, let j), _) = arena.node(q) {
                return a != b || i != j
            }
        }
        return false
    }

    private func sameType(_ region: Region, _ type: CType, _ state: State) -> Bool {
        guard let held = state.store[region] else { return true }
        switch arena.node(held) {
        case .symbol(_, let other), .operation(_, _, _, let other), .convert(_, let other),
            .unary(_, _, let other):
            return other.isPointer == type.isPointer
        case .address, .function, .offset: return type.isPointer
        case .constant: return true
        }
    }

    private func differOnlyInIndex(_ a: Region, _ b: Region) -> Bool {
        switch (arena.node(a), arena.node(b)) {
        case (.element(let x, let i), .element(let y, let j)):
            guard x == y || differOnlyInIndex(x, y) else { return false }
            if let m = arena.constantValue(i), let n = arena.constantValue(j) {
                return m == n && x != y
            }
            return true
        case (.field(let x, let f), .field(let y, let g)):
            return f == g && x != y && differOnlyInIndex(x, y)
        default: return false
        }
    }

    private func isConstant(_ region: Region) -> Bool { statics.isConstant(region, arena: arena) }

    // MARK: what others may do

    /// A volatile object is read: unless it can't be seen by others, it may hold something new each time.
    func refresh(_ region: Region, at site: Int32, in state: inout State) {
        switch arena.node(arena.root(region)) {
        case .local where !state.escaped.contains(arena.root(region)): return
        case .global where isConstant(region): return
        default: break
        }
        retire(at: site, in: &state)
        forgetParts(of: region, in: &state)
        state.defaults[region] = .unknown(version: site)
    }

    private func noteEscape(of value: Term, into region: Region, in state: inout State) {
        guard !arena.addressed(by: value).isEmpty else { return }
        if case .local = arena.rootKind(region), !state.escaped.contains(arena.root(region)) {
            return
        }
        escape(value, in: &state)
    }

    /// An address becomes known where it can't be followed: the object may be changed from there, and so may those whose addresses
    /// it holds.
    func escape(_ value: Term, in state: inout State) {
        for object in arena.addressed(by: value) {
            guard case .local = arena.rootKind(object), state.escaped.insert(object).inserted else {
                continue
            }
            for (part, held) in state.store where arena.root(part) == object {
                escape(held, in: &state)
            }
        }
    }

    /// What an object holds may be anything now.
    func blur(_ object: Region, at site: Int32, in state: inout State) {
        retire(at: site, in: &state)
        state.store.removeAll { region, _ in
            arena.root(region) == object || isInto(object, arena.root(region))
        }
        state.defaults.removeAll { region, _ in arena.root(region) == object }
        state.defaults[object] = .unknown(version: site)
    }

    /// A function that isn't known was called with these arguments: what it can reach may have changed.
    func forgetReachable(from arguments: [Term], at site: Int32, in state: inout State) {
        for argument in arguments { escape(argument, in: &state) }
        retire(at: site, in: &state)
        state.version = site
        let escaped = state.escaped
        state.store.removeAll { region, _ in
            switch arena.rootKind(region) {
            case .pointee: true
            case .global: !isConstant(region)
            case .local: escaped.contains(arena.root(region))
            }
        }
        state.defaults.removeAll { region, _ in
            switch arena.rootKind(region) {
            case .pointee, .global: true
            case .local: escaped.contains(arena.root(region))
            }
        }
        for local in state.escaped { state.defaults[local] = .unknown(version: site) }
    }

    // MARK: values that come again

    /// The event at this site happens once more (in a loop): values that it made unknown the last time are other values.
    func retire(at site: Int32, in state: inout State) {
        retire(arena.initials(version: site), at: site, except: nil, in: &state)
    }

    /// Symbols are about to mean something new: nothing that was known of their old meaning may stay.
    func retire(_ old: [Term], at point: Int32, except kept: Region?, in state: inout State) {
        if old.isEmpty { return }
        let ids = BitSet(old.map { Int($0.id) })
        func isAnyOld(_ symbols: [Term]) -> Bool { symbols.contains { ids.contains(Int($0.id)) } }
        func mentions(_ term: Term) -> Bool { isAnyOld(arena.symbols(of: term)) }
        func mentions(_ region: Region) -> Bool { isAnyOld(arena.symbols(of: region)) }
        state.constraints.removeAll { term, _ in mentions(term) }
        state.equals.removeAll { term, other in mentions(term) || mentions(other) }
        state.store.removeAll { region, _ in mentions(region) }
        state.defaults.removeAll { region, _ in mentions(region) }
        for (region, value) in state.store where region != kept && mentions(value) {
            let stale = symbol(.merged(region, point: point, limited: false), type(of: value))
            state.store[region] = ids.contains(Int(stale.id)) ? nil : stale
            state.constraints[stale] = nil
        }
    }

    func type(of term: Term) -> CType {
        switch arena.node(term) {
        case .symbol(_, let type), .operation(_, _, _, let type), .unary(_, _, let type),
            .convert(_, let type):
            type
        case .address, .function, .offset: .pointer(.other)
        case .constant: .other
        }
    }
}
