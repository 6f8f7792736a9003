/// A set of 64-bit values as sorted intervals that do not touch. NULL is 0; error pointers are -4095 to -1.
package struct RangeSet: Hashable, Sendable, CustomStringConvertible {
    package struct Interval: Hashable, Sendable {
        package var low: Int64
        package var high: Int64

        /// Whether the two together are one interval.
        fileprivate func touches(_ other: Interval) -> Bool {
            (high == .max || other.low <= high + 1) && (other.high == .max || low <= other.high + 1)
        }
    }
    /// The first interval; the lowest number is above the highest if there is none. Nearly all sets have no other, and need no
    /// memory of their own then.
    private var first: Interval
    private var others: [Interval]

    private var intervals: [Interval] { isEmpty ? [] : [first] + others }

    package static let empty = RangeSet(intervals: [])
    package static let all = RangeSet(.min, .max)
    package static let zero = RangeSet(0, 0)
    package static let nonZero = all.subtracting(zero)
    /// include/linux/err.h: MAX_ERRNO is 4095.
    package static let errorPointers = RangeSet(-4095, -1)
    /// What the address of an object can be.
    package static let objects = nonZero.subtracting(errorPointers)

    package init(_ low: Int64, _ high: Int64) {
        first = low <= high ? Interval(low: low, high: high) : Self.none
        others = []
    }

    private init(intervals: [Interval]) {
        first = intervals.first ?? Self.none
        others = intervals.count > 1 ? Array(intervals[1...]) : []
    }

    private static let none = Interval(low: .max, high: .min)

    private var isOneInterval: Bool { others.isEmpty }
    package var isEmpty: Bool { first.low > first.high }
    package var isAll: Bool { first.low == .min && first.high == .max }
    package var single: Int64? { first.low == first.high && isOneInterval ? first.low : nil }
    package var lowest: Int64? { isEmpty ? nil : first.low }
    package var highest: Int64? { isEmpty ? nil : others.last?.high ?? first.high }

    /// The numbers in the set, lowest first; nil if they are more than `most`.
    package func elements(most: Int) -> [Int64]? {
        var found: [Int64] = []
        for interval in intervals {
            let (width, overflows) = interval.high.subtractingReportingOverflow(interval.low)
            guard !overflows, width < Int64(most - found.count) else { return nil }
            found += Array(interval.low...interval.high)
        }
        return found
    }

    package func contains(_ value: Int64) -> Bool {
        first.low <= value && value <= first.high
            || others.contains { $0.low <= value && value <= $0.high }
    }

    package func intersects(_ other: RangeSet) -> Bool { !intersection(other).isEmpty }

    package func isSubset(of other: RangeSet) -> Bool {
        if isOneInterval, other.isOneInterval {
            return isEmpty || other.first.low <= first.low && first.high <= other.first.high
        }
        return intersection(other) == self
    }

    package func intersection(_ other: RangeSet) -> RangeSet {
        if isAll { return other }
        if other.isAll { return self }
        if isOneInterval, other.isOneInterval {
            return RangeSet(
                max(first.low, other.first.low), min(first.high, other.first.high))
        }
        var found: [Interval] = []
        for a in intervals {
            for b in other.intervals {
                let low = max(a.low, b.low)
                let high = min(a.high, b.high)
                if low <= high { found.append(Interval(low: low, high: high)) }
            }
        }
        return RangeSet(intervals: found.sorted { $0.low < $1.low })
    }

    package func union(_ other: RangeSet) -> RangeSet {
        if isEmpty || other.isAll { return other }
        if other.isEmpty || isAll { return self }
        if isOneInterval, other.isOneInterval, first.touches(other.first) {
            return RangeSet(min(first.low, other.first.low), max(first.high, other.first.high))
        }
        var merged: [Interval] = []
        for next in (intervals + other.intervals).sorted(by: { $0.low < $1.low }) {
            if let last = merged.last, last.high == .max || next.low <= last.high + 1 {
                merged[merged.count - 1].high = max(last.high, next.high)
            } else {
                merged.append(next)
            }
        }
        return RangeSet(intervals: merged)
    }

    package func subtracting(_ other: RangeSet) -> RangeSet { intersection(other.complement) }

    package var complement: RangeSet {
        var found: [Interval] = []
        var next: Int64? = .min
        for interval in intervals {
            if let start = next, start < interval.low {
                found.append(Interval(low: start, high: interval.low - 1))
            }
            next = interval.high == .max ? nil : interval.high + 1
        }
        if let start = next { found.append(Interval(low: start, high: .max)) }
        return RangeSet(intervals: found)
    }

    /// Every value plus `amount`; all values if that wraps around.
    package func shifted(by amount: Int64) -> RangeSet {
        var found: [Interval] = []
        for interval in intervals {
            let (low, a) = interval.low.addingReportingOverflow(amount)
            let (high, b) = interval.high.addingReportingOverflow(amount)
            if a || b { return .all }
            found.append(Interval(low: low, high: high))
        }
        return RangeSet(intervals: found)
    }

    /// The least union of the classes that matter here (errors, zero, the rest below and above) that holds the set.
    /// There are few of these, so that loops settle.
    package var coarse: RangeSet {
        if isAll { return self }
        return Self.classes.reduce(.empty) { $1.intersects(self) ? $0.union($1) : $0 }
    }

    private static let classes = [
        RangeSet(.min, -4096), .errorPointers, .zero, RangeSet(1, .max),
    ]

    /// The values below `bound`, for a signed or an unsigned comparison.
    package static func below(_ bound: Int64, signed: Bool) -> RangeSet {
        if signed { return bound == .min ? .empty : RangeSet(.min, bound - 1) }
        // Unsigned, the negative numbers are the large ones.
        if bound >= 0 { return bound == 0 ? .empty : RangeSet(0, bound - 1) }
        return RangeSet(0, .max).union(bound == .min ? .empty : RangeSet(.min, bound - 1))
    }

    package var description: String {
        intervals.map { $0.low == $0.high ? "\($0.low)" : "\($0.low)...\($0.high)" }
            .joined(separator: ",")
    }
}
