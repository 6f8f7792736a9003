internal import Cache
internal import Foundation

/// What workers do next: precompiled headers first, then the units that are ready for them. Nobody waits for a header while
/// there is something else that is worth doing.
final class UnitSchedule: @unchecked Sendable {
    enum Job: Sendable {
        case prelude(Int)
        case trial(PreludeUse.Trial)
        /// A unit by its place in the order, and the prelude to read it with.
        case unit(Int, prelude: Int?)
    }

    private let condition = NSCondition()
    /// Only touched with the lock held.
    private var toMake: [Int]
    private var making: Set<Int> = []
    private var isAnyMade = false
    private var pending: [(place: Int, use: PreludeUse?)]
    private var trials: [PreludeUse.Trial: Outcome] = [:]
    private let state: (Int) -> PreludeState
    /// Trials that settle others.
    private let alone: Set<PreludeUse.Trial>
    /// Preludes that nobody needs unless such a trial fails.
    private var spare: [Int]

    private enum Outcome { case running, passed, failed }

    /// - Parameters:
    ///   - uses: what the units, in the order in which they are to be done, read their headers from.
    ///   - making: the preludes that have to be made.
    ///   - state: what became of a prelude.
    init(_ uses: [PreludeUse?], making: [Int], state: @escaping (Int) -> PreludeState) {
        let alone = Set(uses.compactMap { $0?.upgrade?.trial }.filter { $0.base == nil })
        let needed = Set(
            uses.compactMap(\.self).flatMap { use in
                // One that failed before this began tells nobody that the smaller one is needed.
                guard let upgrade = use.upgrade,
                    making.contains(upgrade.number) || state(upgrade.number) != .failed
                else { return [use.number, use.upgrade?.trial.base] }
                return alone.contains(upgrade.trial.alone)
                    ? [upgrade.number] : [upgrade.number, use.number, upgrade.trial.base]
            })
        toMake = making.filter(needed.contains)
        spare = making.filter { !needed.contains($0) }
        pending = uses.enumerated().map { ($0.offset, $0.element) }
        self.state = state
        self.alone = alone
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
            guard let trial = unit.use?.upgrade?.trial, outcome(of: trial) == nil else { continue }
            if alone.contains(trial.alone), trials[trial.alone] != .failed {
                if trials[trial.alone] == .running { continue }
                trials[trial.alone] = .running
                return .trial(trial.alone)
            }
            guard trial.base.map({ state($0) != .open }) ?? true else { continue }
            trials[trial] = .running
            return .trial(trial)
        }
        return nil
    }

    private func outcome(of trial: PreludeUse.Trial) -> Outcome? {
        trials[trial.alone] == .passed ? .passed : trials[trial]
    }

    /// What a unit can be read with now, the better the lower; nil if it has to wait.
    private func prelude(for use: PreludeUse?) -> (number: Int?, rank: Int)? {
        guard let use else { return (nil, 0) }
        if let upgrade = use.upgrade {
            switch outcome(of: upgrade.trial) {
            case .passed where state(upgrade.number) == .made: return (upgrade.number, 1)
            // The smaller one will do while the better one is being made.
            case .passed where state(upgrade.number) == .open:
                return use.number.flatMap { state($0) == .open ? nil : ($0, 3) }
            case .passed, .failed: break
            case .running, nil: return nil
            }
        }
        guard let number = use.number else { return (nil, 0) }
        return state(number) == .open ? nil : (number, 2)
    }

    func isDone(_ job: Job, passed: Bool = true) {
        condition.lock()
        defer { condition.unlock() }
        switch job {
        case .prelude(let number):
            making.remove(number)
            isAnyMade = true
            if state(number) == .failed { makeSpare() }
        case .trial(let trial):
            trials[trial] = passed ? .passed : .failed
            if !passed { makeSpare() }
        case .unit: return
        }
        condition.broadcast()
    }

    private func makeSpare() {
        toMake += spare
        spare = []
    }
}

enum PreludeState: Sendable {
    case open, made
    /// Nobody is going to make it any more.
    case failed
}

/// What a unit reads its common headers from.
struct PreludeUse: Sendable {
    /// Nil where nothing serves it but the upgrade.
    var number: Int?
    var upgrade: Upgrade?

    /// All preludes that it may come to.
    var numbers: [Int] { [number, upgrade?.number, upgrade?.trial.base].compactMap(\.self) }

    /// A larger prelude, which may be used if headers that change can do without what is in it and not in the smaller one.
    struct Upgrade: Sendable, Hashable {
        var number: Int
        var trial: Trial
    }

    /// Whether some headers are complete with nothing but a prelude before them.
    struct Trial: Sendable, Hashable {
        var headers: [String]
        /// Nil where there is none.
        var base: Int?
        /// A prelude with whose arguments they are compiled.
        var arguments: Int
        /// What they may read differs from state to state; this tells apart where it does.
        var version: ContentHash?

        /// The same with nothing before them. What needs nothing needs no prelude either.
        var alone: Trial {
            var trial = self
            trial.base = nil
            return trial
        }
    }
}
