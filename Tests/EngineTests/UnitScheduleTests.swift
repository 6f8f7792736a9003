import Testing

@testable import Engine

/// Which job comes next, with the preludes made one by one.
@Suite("The schedule of units")
final class UnitScheduleTests: @unchecked Sendable {
    /// Changed before the schedule is told, which takes its lock.
    private var ready: Set<Int> = []
    private var unmade: Set<Int> = []

    private func schedule(_ uses: [PreludeUse?], making: [Int]) -> UnitSchedule {
        UnitSchedule(uses, making: making) { [unowned self] in
            unmade.contains($0) ? .failed : ready.contains($0) ? .made : .open
        }
    }

    private func name(_ job: UnitSchedule.Job?) -> String {
        switch job {
        case .prelude(let number)?: "prelude \(number)"
        case .trial(let trial)?: "trial of \(trial.headers.joined(separator: " "))"
        case .unit(let place, let prelude)?: "unit \(place)" + (prelude.map { " with \($0)" } ?? "")
        case nil: "none"
        }
    }

    private func names(_ schedule: UnitSchedule, _ count: Int) -> [String] {
        (0..<count).map { _ in name(schedule.next(isFirst: false)) }
    }

    @Test("one worker makes what is needed, and then does all units with it")
    func serial() {
        let schedule = schedule([PreludeUse(number: 0), nil], making: [0])
        #expect(name(schedule.next(isFirst: true)) == "prelude 0")
        ready = [0]
        schedule.isDone(.prelude(0))
        #expect(names(schedule, 3) == ["unit 1", "unit 0 with 0", "none"])
    }

    @Test("beside a prelude that was just begun a unit is done without it; later none")
    func filler() {
        let schedule = schedule((0..<3).map { _ in PreludeUse(number: 0) }, making: [0])
        #expect(name(schedule.next(isFirst: true)) == "prelude 0")
        #expect(name(schedule.next(isFirst: true)) == "unit 0")
        ready = [0]
        schedule.isDone(.prelude(0))
        #expect(names(schedule, 3) == ["unit 1 with 0", "unit 2 with 0", "none"])
    }

    @Test("where a larger prelude failed for an earlier state, the smaller one is made")
    func failedBefore() throws {
        unmade = [1]
        let trial = PreludeUse.Trial(headers: ["a.h"], base: nil, arguments: 1)
        let use = PreludeUse(number: 0, upgrade: .init(number: 1, trial: trial))
        let schedule = schedule([use], making: [0])
        // Else the unit would be waited for without end.
        try #require(name(schedule.next(isFirst: true)) == "prelude 0")
        ready = [0]
        schedule.isDone(.prelude(0))
        #expect(name(schedule.next(isFirst: false)) == "trial of a.h")
        schedule.isDone(.trial(trial))
        #expect(names(schedule, 2) == ["unit 0 with 0", "none"])
    }

    @Test("a worker with nothing to do waits for the prelude")
    func waiting() {
        let uses = [PreludeUse(number: 0)]
        let schedule = schedule(uses, making: [0])
        _ = schedule.next(isFirst: true)
        let found = onWorkers(2, width: 2) { [self] worker in
            if worker == 0 { return name(schedule.next(isFirst: false)) }
            ready = [0]
            schedule.isDone(.prelude(0))
            return ""
        }
        #expect(found[0] == "unit 0 with 0")
    }

    private let upgradable = PreludeUse(
        number: 1,
        upgrade: .init(number: 0, trial: .init(headers: ["ntb.h"], base: 1, arguments: 0)))

    @Test(
        "headers are tried once; a unit then has the large prelude, or the small one while that is not ready"
    )
    func upgrade() {
        let schedule = schedule([upgradable, upgradable], making: [0, 1])
        #expect(names(schedule, 2) == ["prelude 0", "prelude 1"])
        ready = [1]
        schedule.isDone(.prelude(1))
        #expect(names(schedule, 1) == ["trial of ntb.h"])
        if let upgrade = upgradable.upgrade { schedule.isDone(.trial(upgrade.trial)) }
        #expect(names(schedule, 1) == ["unit 0 with 1"])
        ready = [0, 1]
        schedule.isDone(.prelude(0))
        #expect(names(schedule, 2) == ["unit 1 with 0", "none"])
    }

    @Test("if they need more, the unit keeps the small one")
    func failed() {
        let schedule = schedule([upgradable], making: [])
        ready = [0, 1]
        #expect(names(schedule, 1) == ["trial of ntb.h"])
        if let upgrade = upgradable.upgrade {
            schedule.isDone(.trial(upgrade.trial), passed: false)
        }
        #expect(names(schedule, 2) == ["unit 0 with 1", "none"])
    }

    @Test(
        "a unit that nothing else serves waits for the large one, or does without if its headers need more"
    )
    func withoutBase() {
        let use = PreludeUse(
            number: nil,
            upgrade: .init(number: 0, trial: .init(headers: ["a.h"], base: nil, arguments: 0)))
        for passes in [true, false] {
            ready = []
            let schedule = schedule([use], making: [0])
            #expect(names(schedule, 2) == ["prelude 0", "trial of a.h"])
            if let upgrade = use.upgrade {
                schedule.isDone(.trial(upgrade.trial), passed: passes)
            }
            ready = [0]
            schedule.isDone(.prelude(0))
            #expect(names(schedule, 2) == [passes ? "unit 0 with 0" : "unit 0", "none"])
        }
    }

    private let alone = PreludeUse(
        number: nil,
        upgrade: .init(number: 0, trial: .init(headers: ["ntb.h"], base: nil, arguments: 0)))

    @Test(
        "headers that need nothing are tried once, and small preludes are made only if they do need something"
    )
    func trialAlone() {
        for passes in [true, false] {
            ready = [0]
            let schedule = schedule([upgradable, alone], making: [1])
            #expect(names(schedule, 1) == ["trial of ntb.h"])
            if let upgrade = alone.upgrade {
                schedule.isDone(.trial(upgrade.trial), passed: passes)
            }
            if passes {
                #expect(names(schedule, 3) == ["unit 0 with 0", "unit 1 with 0", "none"])
                continue
            }
            #expect(names(schedule, 2) == ["prelude 1", "unit 1"])
            ready = [0, 1]
            schedule.isDone(.prelude(1))
            #expect(names(schedule, 1) == ["trial of ntb.h"])
            if let upgrade = upgradable.upgrade { schedule.isDone(.trial(upgrade.trial)) }
            #expect(names(schedule, 2) == ["unit 0 with 0", "none"])
        }
    }

    @Test("if the large prelude can't be made, the small one is")
    func failedUpgrade() {
        ready = []
        unmade = [0]
        let schedule = schedule([upgradable, alone], making: [0, 1])
        #expect(names(schedule, 2) == ["prelude 0", "trial of ntb.h"])
        if let upgrade = alone.upgrade { schedule.isDone(.trial(upgrade.trial)) }
        schedule.isDone(.prelude(0))
        #expect(names(schedule, 2) == ["prelude 1", "unit 1"])
        ready = [1]
        schedule.isDone(.prelude(1))
        #expect(names(schedule, 2) == ["unit 0 with 1", "none"])
    }
}
