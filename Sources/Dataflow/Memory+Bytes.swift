internal import Facts

/// Places that share bytes: members of a union, and one object seen as two types.
extension Memory {
    func overlapInUnion(_ a: Region, _ b: Region) -> Bool {
        guard arena.isInUnion(a), arena.isInUnion(b) else { return false }
        for outer in unionMembers(a) {
            for other in unionMembers(b)
            where outer.base == other.base && outer.field != other.field
                && outer.field.overlaps(other.field)
            {
                return true
            }
        }
        return false
    }

    private func unionMembers(_ region: Region) -> [(base: Region, field: Field)] {
        switch arena.node(region) {
        case .field(let base, let field):
            unionMembers(base) + (field.inUnion ? [(base, field)] : [])
        case .element(let base, _): unionMembers(base)
        case .local, .global, .pointee: []
        }
    }

    /// Whether two places in one object share bits, where it is seen as two structs. Within one, only unions can.
    func overlapInBytes(_ a: Region, _ b: Region) -> Bool {
        guard areTwoViews(a, b) else { return false }
        guard let first = extent(of: a), let second = extent(of: b) else { return true }
        return first.overlaps(second)
    }

    /// What another place holds whose bytes are just those of this one: another member of a union, or the same object seen as
    /// another struct.
    func sharedBytes(with region: Region, in state: State) -> Term? {
        guard case .field(_, let field) = arena.node(region) else { return nil }
        let own = isPointerSized(field.type) ? extent(of: region) : nil
        return state.store.keys.filter { other in
            if shareBytes(other, region) { return true }
            guard let own, case .field(_, let field) = arena.node(other),
                isPointerSized(field.type), areTwoViews(other, region)
            else { return false }
            return extent(of: other) == own
        }
        .min { $0.id < $1.id }.flatMap { state.store[$0] }
    }

    /// Whether a place shares bytes with what was stored to as a part of another struct.
    func isPartlyShared(_ region: Region, in state: State) -> Bool {
        state.store.keys.contains { $0 != region && overlapInBytes($0, region) }
    }

    func shareBytes(_ a: Region, _ b: Region) -> Bool {
        guard case .field(let x, let f) = arena.node(a), case .field(let y, let g) = arena.node(b),
            x == y, f != g, f.inUnion, g.inUnion, f.offset == g.offset
        else { return false }
        return isPointerSized(f.type) && isPointerSized(g.type)
    }

    private func isPointerSized(_ type: CType) -> Bool {
        switch type {
        case .pointer, .integer(64, _): true
        default: false
        }
    }

    // MARK: bits of an object

    private struct Extent: Equatable {
        var start: Int
        var bits: Int

        func overlaps(_ other: Extent) -> Bool {
            start < other.start &+ other.bits && other.start < start &+ bits
        }
    }

    /// Whether two places are in one object, whose outermost members are of two structs.
    private func areTwoViews(_ a: Region, _ b: Region) -> Bool {
        guard arena.root(a) == arena.root(b), let f = outermostField(a), let g = outermostField(b)
        else { return false }
        return f.record != g.record
    }

    private func outermostField(_ region: Region) -> Field? {
        var found: Field?
        var part = region
        while let outer = arena.outer(part) {
            // Elements on the way are another matter: which one is not always known.
            guard case .field(_, let field) = arena.node(part) else { return nil }
            found = field
            part = outer
        }
        return found
    }

    /// Where a member is in its object; nil where the layout is unknown.
    private func extent(of region: Region) -> Extent? {
        guard case .field(_, let last) = arena.node(region), let bits = last.bits else {
            return nil
        }
        var start = 0
        var part = region
        while let outer = arena.outer(part) {
            guard case .field(_, let field) = arena.node(part), let offset = field.offset,
                case (let sum, false) = start.addingReportingOverflow(offset)
            else { return nil }
            start = sum
            part = outer
        }
        return Extent(start: start, bits: bits)
    }
}
