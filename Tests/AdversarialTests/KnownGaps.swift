/// What the analysis gets wrong today, with what it says instead. Each entry is asserted: once the analysis does better,
/// the test of that case fails until its entry is removed here (and from docs/trust.md).
let knownGaps: [String: [String]] = [:]
