/// include/generated/timeconst.h: conversions between ticks and other units (kernel/time/timeconst.bc).
enum TimeConstants {
    static func header(ticksPerSecond hz: UInt64) -> String {
        guard hz >= 2, hz <= 1_000_000 else { return "" }
        var lines = ["#include <linux/param.h>", "#include <linux/types.h>"]
        for (unit, rate) in [("MSEC", UInt64(1000)), ("USEC", 1_000_000)] {
            lines += factors("HZ_TO_\(unit)", rate, hz) + factors("\(unit)_TO_HZ", hz, rate)
        }
        for (unit, rate) in [("MSEC", UInt64(1000)), ("USEC", 1_000_000), ("NSEC", 1_000_000_000)] {
            let common = divisor(hz, rate)
            lines += [
                "#define HZ_TO_\(unit)_NUM \(rate / common)",
                "#define HZ_TO_\(unit)_DEN \(hz / common)",
                "#define \(unit)_TO_HZ_NUM \(hz / common)",
                "#define \(unit)_TO_HZ_DEN \(rate / common)",
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func factors(_ name: String, _ n: UInt64, _ d: UInt64) -> [String] {
        // The smallest shift whose multiplier fills 32 bits; 2^s * n / d needs more than 64 bits in between.
        for shift in UInt64(0)..<63 {
            let product = (UInt64(1) << shift).multipliedFullWidth(by: n)
            guard product.high < d else { break }
            let (quotient, remainder) = d.dividingFullWidth(product)
            let multiplier = remainder == 0 ? quotient : quotient + 1
            guard multiplier >= 1 << 31 else { continue }
            let reduced = d / divisor(n, d)
            let excess = (UInt64(1) << shift).multipliedFullWidth(by: reduced - 1)
            let adjust = reduced.dividingFullWidth(excess).quotient
            return [
                "#define \(name)_MUL32 U64_C(0x\(String(multiplier, radix: 16)))",
                "#define \(name)_ADJ32 U64_C(0x\(String(adjust, radix: 16)))",
                "#define \(name)_SHR32 \(shift)",
            ]
        }
        return []
    }

    private static func divisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
        b == 0 ? a : divisor(b, a % b)
    }
}
