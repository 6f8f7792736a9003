import Dataflow
import Testing

/// The laws of sets, on all pairs of a sample that has every edge.
@Suite struct RangeSetTests {
    private static let edges: [Int64] = [
        .min, .min + 1, -4096, -4095, -1, 0, 1, 2, .max - 1, .max,
    ]
    private static let sets: [RangeSet] = {
        var sets: [RangeSet] = [.empty, .all, .nonZero, .objects, .errorPointers]
        for low in edges {
            for high in edges where low <= high { sets.append(RangeSet(low, high)) }
        }
        return sets + sets.prefix(20).map(\.complement)
    }()

    @Test func `a set and its complement are all and share nothing`() {
        for set in Self.sets {
            #expect(set.union(set.complement) == .all)
            #expect(set.intersection(set.complement) == .empty)
            #expect(set.complement.complement == set)
        }
    }

    @Test func `membership follows the operations`() {
        for a in Self.sets {
            for b in Self.sets {
                let (both, either, rest) = (a.intersection(b), a.union(b), a.subtracting(b))
                for value in Self.edges {
                    let (inA, inB) = (a.contains(value), b.contains(value))
                    if both.contains(value) != (inA && inB) {
                        Issue.record("\(a) and \(b): \(value)")
                    }
                    if either.contains(value) != (inA || inB) {
                        Issue.record("\(a) or \(b): \(value)")
                    }
                    if rest.contains(value) != (inA && !inB) {
                        Issue.record("\(a) - \(b): \(value)")
                    }
                }
                if a.isSubset(of: b) != rest.isEmpty { Issue.record("\(a) in \(b)") }
            }
        }
    }

    @Test func `a coarse set holds the set`() {
        for set in Self.sets { #expect(set.isSubset(of: set.coarse)) }
    }

    @Test func `below compares as C does`() {
        for bound in Self.edges {
            for value in Self.edges {
                #expect(RangeSet.below(bound, signed: true).contains(value) == (value < bound))
                let unsigned = UInt64(bitPattern: value) < UInt64(bitPattern: bound)
                #expect(RangeSet.below(bound, signed: false).contains(value) == unsigned)
            }
        }
    }
}
