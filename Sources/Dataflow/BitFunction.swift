internal import Facts

/// A function of one number that a processor has an instruction for: the compiler's own, and those of the kernel that are written
/// in assembly (include/asm-generic/bitops, arch/x86/include/asm/bitops.h).
enum BitFunction {
    /// The place of the lowest bit, from 1; 0 for none.
    case firstSet
    /// The place of the lowest bit, from 0; nothing is said of none.
    case lowest
    /// The place of the highest bit, from 1; 0 for none.
    case lastSet
    /// The place of the highest bit, from 0; nothing is said of none.
    case highest
    case leadingZeros
    case count
    case swap

    init?(_ name: String) {
        switch name {
        case "__builtin_ffs", "__builtin_ffsl", "__builtin_ffsll", "ffs", "variable_ffs":
            self = .firstSet
        case "__builtin_ctz", "__builtin_ctzl", "__builtin_ctzll", "__ffs", "__ffs64",
            "variable__ffs":
            self = .lowest
        case "fls", "fls64": self = .lastSet
        case "__fls": self = .highest
        case "__builtin_clz", "__builtin_clzl", "__builtin_clzll": self = .leadingZeros
        case "__builtin_popcount", "__builtin_popcountl", "__builtin_popcountll": self = .count
        case "__builtin_bswap16", "__builtin_bswap32", "__builtin_bswap64", "__arch_swab32",
            "__arch_swab64":
            self = .swap
        default: return nil
        }
    }

    /// - Parameter width: in bits.
    func value(_ number: Int64, width: Int) -> Int64? {
        guard width > 0, width <= 64 else { return nil }
        let bits = (UInt64(bitPattern: number) << UInt64(64 - width)) >> UInt64(64 - width)
        switch self {
        case .firstSet: return bits == 0 ? 0 : Int64(bits.trailingZeroBitCount + 1)
        case .lowest: return bits == 0 ? nil : Int64(bits.trailingZeroBitCount)
        case .lastSet: return Int64(64 - bits.leadingZeroBitCount)
        case .highest: return bits == 0 ? nil : Int64(63 - bits.leadingZeroBitCount)
        case .leadingZeros: return bits == 0 ? nil : Int64(bits.leadingZeroBitCount - 64 + width)
        case .count: return Int64(bits.nonzeroBitCount)
        case .swap: return Int64(bitPattern: bits.byteSwapped >> UInt64(64 - width))
        }
    }

    func range(width: Int) -> RangeSet {
        switch self {
        case .firstSet, .lastSet, .count: RangeSet(0, Int64(width))
        case .lowest, .highest, .leadingZeros: RangeSet(0, Int64(width) - 1)
        case .swap: .all
        }
    }
}

/// `__builtin_add_overflow()` and its like, of which `check_add_overflow()` is made.
enum OverflowFunction {
    case add, subtract, multiply

    init?(_ name: String) {
        switch name {
        case "__builtin_add_overflow": self = .add
        case "__builtin_sub_overflow": self = .subtract
        case "__builtin_mul_overflow": self = .multiply
        default: return nil
        }
    }

    /// What is stored, and whether it is not the whole result.
    func result(
        _ a: (value: Int64, type: CType), _ b: (value: Int64, type: CType), in type: CType
    ) -> (stored: Int64, overflows: Bool) {
        let (x, y) = (Self.whole(a.value, a.type), Self.whole(b.value, b.type))
        let exact =
            switch self {
            case .add: x + y
            case .subtract: x - y
            // Of 64 bits each, so that 128 hold it.
            case .multiply: x &* y
            }
        let stored = Arithmetic.truncated(Int64(truncatingIfNeeded: exact), to: type)
        return (stored, Self.whole(stored, type) != exact)
    }

    private static func whole(_ value: Int64, _ type: CType) -> Int128 {
        Arithmetic.isSigned(type) ? Int128(value) : Int128(UInt64(bitPattern: value))
    }
}
