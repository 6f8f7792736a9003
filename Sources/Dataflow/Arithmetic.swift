internal import Facts

/// The integer arithmetic of C, on numbers. A number is kept as the 64 bits of its value: an unsigned one above the largest
/// signed one is negative here.
enum Arithmetic {
    /// What is left of a number in a type: the low bits, or for a bool whether there is one.
    static func truncated(_ value: Int64, to type: CType) -> Int64 {
        if type == .bool { return value == 0 ? 0 : 1 }
        guard case .integer(let bits, let signed) = type, bits < 64, bits > 0 else { return value }
        let shifted = value << (64 - bits)
        return signed
            ? shifted >> (64 - bits)
            : Int64(bitPattern: UInt64(bitPattern: shifted) >> UInt64(64 - bits))
    }

    static func isSigned(_ type: CType) -> Bool {
        if case .integer(_, let signed) = type { signed } else { false }
    }

    /// - Parameter type: of the result; of the operands for a comparison.
    /// - Returns: nil where C gives the operation no meaning.
    static func result(_ op: BinaryOperator, _ a: Int64, _ b: Int64, _ type: CType) -> Int64? {
        let signed = isSigned(type)
        let (ua, ub) = (UInt64(bitPattern: a), UInt64(bitPattern: b))
        func truth(_ holds: Bool) -> Int64 { holds ? 1 : 0 }
        switch op {
        case .equal: return truth(a == b)
        case .notEqual: return truth(a != b)
        case .less: return truth(signed ? a < b : ua < ub)
        case .lessOrEqual: return truth(signed ? a <= b : ua <= ub)
        case .greater: return truth(signed ? a > b : ua > ub)
        case .greaterOrEqual: return truth(signed ? a >= b : ua >= ub)
        case .add: return truncated(a &+ b, to: type)
        case .subtract: return truncated(a &- b, to: type)
        case .multiply: return truncated(a &* b, to: type)
        case .and: return a & b
        case .or: return a | b
        case .xor: return a ^ b
        case .shiftLeft, .shiftRight:
            guard b >= 0, b < width(type) else { return nil }
            if op == .shiftLeft { return truncated(a << b, to: type) }
            return signed ? a >> b : Int64(bitPattern: ua >> ub)
        case .divide, .remainder:
            guard b != 0 else { return nil }
            if !signed { return Int64(bitPattern: op == .divide ? ua / ub : ua % ub) }
            guard !(a == .min && b == -1) else { return nil }
            return op == .divide ? truncated(a / b, to: type) : a % b
        }
    }

    static func result(_ op: UnaryOperator, _ value: Int64, _ type: CType) -> Int64 {
        switch op {
        case .negate: truncated(0 &- value, to: type)
        case .complement: truncated(~value, to: type)
        case .not: value == 0 ? 1 : 0
        }
    }

    static func width(_ type: CType) -> Int {
        if case .integer(let bits, _) = type { bits } else { 64 }
    }

    /// All that an operation can give on the numbers of two small sets; nil if they are too many, or undefined for one of them.
    static func image(
        _ op: BinaryOperator, _ left: RangeSet, _ right: RangeSet, _ type: CType
    ) -> RangeSet? {
        guard let a = left.elements(most: few), let b = right.elements(most: few),
            a.count * b.count <= mostPairs
        else { return nil }
        var found = RangeSet.empty
        for x in a {
            for y in b {
                guard let value = result(op, x, y, type) else { return nil }
                found = found.union(RangeSet(value, value))
            }
        }
        return found
    }

    private static let few = 32
    private static let mostPairs = 64

    /// What an operation can give on intervals, where that is less than all of its type. Nil for no such knowledge.
    static func bounds(
        _ op: BinaryOperator, _ left: RangeSet, _ right: RangeSet, _ type: CType
    ) -> RangeSet? {
        guard let lowA = left.lowest, let highA = left.highest, let lowB = right.lowest,
            let highB = right.highest
        else { return nil }
        let (areCounts, signed) = (lowA >= 0 && lowB >= 0, isSigned(type))
        switch op {
        case .add, .subtract, .multiply:
            return corners(op, (lowA, highA), (lowB, highB))
        case .and:
            if lowA >= 0 && lowB >= 0 { return RangeSet(0, min(highA, highB)) }
            if lowB >= 0 { return RangeSet(0, highB) }
            return lowA >= 0 ? RangeSet(0, highA) : nil
        case .or where areCounts: return RangeSet(max(lowA, lowB), ones(above: highA | highB))
        case .xor where areCounts: return RangeSet(0, ones(above: highA | highB))
        case .shiftRight where lowB >= 0 && highB < Int64(width(type)):
            if lowA >= 0 { return RangeSet(lowA >> highB, highA >> lowB) }
            if signed { return RangeSet(lowA >> lowB, max(highA >> lowB, highA >> highB)) }
            return lowB > 0 ? RangeSet(0, Int64(bitPattern: UInt64.max >> UInt64(lowB))) : nil
        case .shiftLeft where lowA >= 0 && lowB >= 0 && highB < 63:
            let (high, overflows) = highA.multipliedReportingOverflow(by: 1 << highB)
            return overflows ? nil : RangeSet(lowA << lowB, high)
        case .divide where lowB > 0 && (lowA >= 0 || signed):
            return corners(op, (lowA, highA), (lowB, highB))
        case .divide where lowB > 1: return RangeSet(0, Int64(UInt64.max / UInt64(lowB)))
        case .remainder where lowB != .min && (signed || lowB >= 0):
            // Whatever the divisor's sign is; one of 0 gives no number at all.
            let most = max(abs(lowB), abs(highB)) - 1
            if !signed, lowA < 0 { return RangeSet(0, max(most, 0)) }
            if lowB > 0, lowA >= 0, highA < lowB { return left }
            return RangeSet(
                lowA >= 0 ? 0 : max(lowA, min(-most, 0)), highA >= 0 ? max(min(highA, most), 0) : 0)
        default: return nil
        }
    }

    /// The hull of what the ends of two intervals give; nil if one of these doesn't fit into 64 bits.
    private static func corners(
        _ op: BinaryOperator, _ a: (Int64, Int64), _ b: (Int64, Int64)
    ) -> RangeSet? {
        var ends: [Int64] = []
        for x in [a.0, a.1] {
            // The two ends of what is subtracted are on the other side.
            for y in [b.0, b.1] {
                let (value, overflows) =
                    switch op {
                    case .add: x.addingReportingOverflow(y)
                    case .subtract: x.subtractingReportingOverflow(y)
                    case .multiply: x.multipliedReportingOverflow(by: y)
                    default: x.dividedReportingOverflow(by: y)
                    }
                if overflows { return nil }
                ends.append(value)
            }
        }
        guard let low = ends.min(), let high = ends.max() else { return nil }
        return RangeSet(low, high)
    }

    /// The least number of the form 0…01…1 that isn't below a count.
    private static func ones(above count: Int64) -> Int64 {
        count <= 0 ? 0 : Int64(bitPattern: UInt64.max >> UInt64(count.leadingZeroBitCount))
    }
}

/// The bits of a number that are known: those that are 0 and those that are 1.
struct KnownBits: Equatable {
    var zeros: UInt64 = 0
    var ones: UInt64 = 0

    init() {}

    init(_ value: Int64) {
        ones = UInt64(bitPattern: value)
        zeros = ~ones
    }

    /// Above the highest bit of a count all are 0.
    init(_ range: RangeSet) {
        guard let low = range.lowest, let high = range.highest else { return }
        if low == high {
            ones = UInt64(bitPattern: low)
            zeros = ~ones
        } else if low >= 0 {
            zeros = ~(UInt64.max >> UInt64(high.leadingZeroBitCount))
        }
    }

    mutating func learn(_ more: KnownBits) {
        zeros |= more.zeros
        ones |= more.ones
    }

    /// What is known of those bits only.
    func within(_ mask: UInt64) -> KnownBits {
        var result = KnownBits()
        (result.zeros, result.ones) = (zeros & mask, ones & mask)
        return result
    }

    func allow(_ value: Int64) -> Bool {
        let bits = UInt64(bitPattern: value)
        return bits & zeros == 0 && ~bits & ones == 0
    }

    /// What the numbers with these bits are between.
    var range: RangeSet {
        // Where the sign is known, the other bits count upwards.
        if (zeros | ones) >> 63 == 1 {
            return RangeSet(Int64(bitPattern: ones), Int64(bitPattern: ~zeros))
        }
        return ones == 0 ? .all : .nonZero
    }

    func applying(_ op: BinaryOperator, _ other: KnownBits) -> KnownBits {
        var result = KnownBits()
        switch op {
        case .and:
            result.zeros = zeros | other.zeros
            result.ones = ones & other.ones
        case .or:
            result.zeros = zeros & other.zeros
            result.ones = ones | other.ones
        case .xor:
            result.zeros = (zeros & other.zeros) | (ones & other.ones)
            result.ones = (zeros & other.ones) | (ones & other.zeros)
        case .add: return sum(other, carry: 0)
        // `a - b` is `a + ~b + 1`.
        case .subtract: return sum(other.complement, carry: 1)
        case .multiply:
            let low = min(63, (~zeros).trailingZeroBitCount + (~other.zeros).trailingZeroBitCount)
            result.zeros = (1 << UInt64(low)) - 1
            // The lowest bits of a product depend on the lowest of its factors only.
            let known = min(
                (~(zeros | ones)).trailingZeroBitCount,
                (~(other.zeros | other.ones)).trailingZeroBitCount)
            if known > 0, known < 64 {
                result.learn(
                    KnownBits(Int64(bitPattern: ones &* other.ones)).within(
                        (1 << UInt64(known)) - 1))
            }
        default: break
        }
        return result
    }

    /// What is known of a sum: a bit of which both are known, and the carry into it.
    private func sum(_ other: KnownBits, carry: UInt64) -> KnownBits {
        let most = ~zeros &+ ~other.zeros &+ carry
        let least = ones &+ other.ones &+ carry
        let carryIsZero = ~(most ^ zeros ^ other.zeros)
        let carryIsOne = least ^ ones ^ other.ones
        let known = (zeros | ones) & (other.zeros | other.ones) & (carryIsZero | carryIsOne)
        var result = KnownBits()
        result.zeros = ~most & known
        result.ones = least & known
        return result
    }

    func shifted(left amount: Int64) -> KnownBits {
        guard amount >= 0, amount < 64 else { return KnownBits() }
        var result = KnownBits()
        result.ones = ones << UInt64(amount)
        result.zeros = zeros << UInt64(amount) | ((1 << UInt64(amount)) - 1)
        return result
    }

    func shifted(right amount: Int64, signed: Bool) -> KnownBits {
        guard amount >= 0, amount < 64 else { return KnownBits() }
        var result = KnownBits()
        if signed {
            result.ones = UInt64(bitPattern: Int64(bitPattern: ones) >> amount)
            result.zeros = UInt64(bitPattern: Int64(bitPattern: zeros) >> amount)
        } else {
            result.ones = ones >> UInt64(amount)
            result.zeros = zeros >> UInt64(amount) | ~(UInt64.max >> UInt64(amount))
        }
        return result
    }

    var complement: KnownBits {
        var result = KnownBits()
        (result.zeros, result.ones) = (ones, zeros)
        return result
    }

    /// In a type of so many bits, of which the others are copies of the highest or 0.
    func truncated(to type: CType) -> KnownBits {
        guard case .integer(let bits, let signed) = type, bits > 0, bits < 64 else { return self }
        if type == .bool { return KnownBits(RangeSet(0, 1)) }
        let mask = (UInt64(1) << UInt64(bits)) - 1
        var result = KnownBits()
        result.zeros = zeros & mask
        result.ones = ones & mask
        let top = UInt64(1) << UInt64(bits - 1)
        if !signed || zeros & top != 0 { result.zeros |= ~mask }
        if signed, ones & top != 0 { result.ones |= ~mask }
        return result
    }
}
