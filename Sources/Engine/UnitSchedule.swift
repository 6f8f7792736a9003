internal import Foundation

/// What workers do next: precompiled headers first, then the units that are ready for them. Nobody waits for a header while
/// there is something else that is worth doing.
final class UnitSchedule: @unchecked Sendable {
    enum Job: Sendable {
        case prelude(Int)
        /// Whether the headers of an upgrade can be read before others.
        case trial(PreludeUse.Upgrade)
        /// A unit by its place in the order, and the prelude to read it with.
        case unit(Int, prelude: Int?)
    }

    private let condition = NSCondition()
    /// Only touched with the lock held.
    private var toMake: [Int]
    private var making: Set<Int> = []
    private var isAnyMade = false
    private var pending: [(place: Int, use: PreludeUse?)]
    private var trials: [PreludeUse.Upgrade: Trial] = [:]
    private let isReady: (Int) -> Bool

    private enum Trial { case running, passed, failed }

    /// - Parameters:
    ///   - uses: what the units, in the order in which they are to be done, read their headers from.
    ///   - making: the preludes that have to be made.
    ///   - isReady: whether a prelude was made, or nobody is going to.
    init(_ uses: [PreludeUse?], making: [Int], isReady: @escaping (Int) -> Bool) {
        toMake = making
        pending = uses.enumerated().map { ($0.offset, $0.element) }
        self.isReady = isReady
    }

    /// Waits for a job; nil if there will be none.
    ///
    /// - Parameter isFirst: whether the worker has done nothing yet.
    func next(isFirst: Bool) -> Job? {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if !toMake.isEmpty {
                let number = toMake.removeFirst()
                making.insert(number)
                return .prelude(number)
            }
            if pending.isEmpty { return nil }
            if let job = readyJob() { return job }
            // A unit takes about as long by itself as a prelude: started together, nothing is lost.
            if isFirst, !isAnyMade {
                return .unit(pending.removeFirst().place, prelude: nil)
            }
            condition.wait()
        }
    }

    private func readyJob() -> Job? {
        if let trial = nextTrial() { return trial }
        var best: (index: Int, prelude: Int?, rank: Int)?
        for (index, unit) in pending.enumerated() {
            guard let choice = prelude(for: unit.use) else { continue }
            if choice.rank < best?.rank ?? .max { best = (index, choice.number, choice.rank) }
        }
        guard let best else { return nil }
        return .unit(pending.remove(at: best.index).place, prelude: best.prelude)
    }

    private func nextTrial() -> Job? {
        for unit in pending {
            guard let upgrade = unit.use?.upgrade, trial(of: upgrade) == nil else {
                continue
            }
            // What needs nothing before it needs no smaller prelude either: one trial will do for all of these.
            var alone = upgrade
            alone.base = nil
            if trials[alone] == nil, pending.contains(where: { $0.use?.upgrade == alone }) {
                trials[alone] = .running
                return .trial(alone)
            }
            if trials[alone] == .running || !(upgrade.base.map(isReady) ?? true) { continue }
            trials[upgrade] = .running
            return .trial(upgrade)
        }
        return nil
    }

    private func trial(of upgrade: PreludeUse.Upgrade) -> Trial? {
        var alone = upgrade
        alone.base = nil
        return trials[alone] == .passed ? .passed : trials[upgrade]
    }

    /// What a unit can be read with now, the better the lower; nil if it has to wait.
    private func prelude(for use: PreludeUse?) -> (number: Int?, rank: Int)? {
        guard let use else { return (nil, 0) }
        if let upgrade = use.upgrade {
            switch trial(of: upgrade) {
            case .passed where isReady(upgrade.number): return (upgrade.number, 1)
            // The smaller one will do while the better one is being made.
            case .passed: return use.number.flatMap { isReady($0) ? ($0, 3) : nil }
            case .failed: break
            case .running, nil: return nil
            }
        }
        guard let number = use.number else { return (nil, 0) }
        return isReady(number) ? (number, 2) : nil
    }

    func isDone(_ job: Job, passed: Bool = true) {
        condition.lock()
        defer { condition.unlock() }
        switch job {
        case .prelude(let number):
            making.remove(number)
            isAnyMade = true
        case .trial(let upgrade): trials[upgrade] = passed ? .passed : .failed
        case .unit: return
        }
        condition.broadcast()
    }
}

/// What a unit reads its common headers from.
struct PreludeUse: Sendable {
    /// Nil where nothing serves it but the upgrade.
    var number: Int?
    var upgrade: Upgrade?

    /// A larger prelude, which may be used if headers that change can do without what is in it and not in the smaller one.
    struct Upgrade: Sendable, Hashable {
        var number: Int
        /// Nil where there is no smaller one.
        var base: Int?
        var headers: [String]
    }
}
