internal import Contract
internal import Dataflow
internal import Facts
internal import Foundation
internal import KernelSource
internal import Lowering
internal import Rules
internal import SourceText
internal import Supervision

/// What the lowering of any unit needs besides the unit.
struct UnitWork: Sendable {
    let contract: Contract
    let knowledge: KernelKnowledge
    let limits: Limits
    let jobs: Int
    let preludes: Preludes
    let progress: Progress?

    /// A unit of one of the states, by the state's number.
    struct Job: Sendable {
        var state: Int
        var path: TreePath
        var use: PreludeUse?
    }

    /// What became of it.
    struct Outcome: Sendable {
        var result: Result<(facts: UnitFacts, client: ClientFacts), InputError>
        /// Whether a prelude was there for it.
        var hadPrelude: Bool
    }

    func lower(_ path: TreePath, _ prelude: Prelude?, _ environment: ParseEnvironment) -> Outcome {
        Risk.run(path.string) {
            Outcome(
                result: facts(path, prelude, environment).map { facts in
                    let client = AnalysedState.clientFacts(
                        in: facts, contract: contract, knowledge: knowledge, limits: limits)
                    return (facts: facts, client: client)
                }, hadPrelude: prelude != nil)
        } instead: {
            Outcome(result: .failure(InputError($0)), hadPrelude: false)
        }
    }

    private func facts(
        _ path: TreePath, _ prelude: Prelude?, _ environment: ParseEnvironment
    ) -> Result<UnitFacts, InputError> {
        do {
            let input = try environment.input(for: path)
            return .success(
                try Lowering.lower(UnitRequest(path, input, environment), prelude: prelude))
        } catch {
            return .failure(InputError("\(error)"))
        }
    }
}

/// Units that are parsed and lowered on all cores, the units of one state before those of the next. Nobody has to wait for the
/// later states to have what there is of the first.
final class UnitBatch: @unchecked Sendable {
    private let work: UnitWork
    private let states: [Int: State]
    private let jobs: [UnitWork.Job]
    /// A state whose headers each trial is about.
    private let trialStates: [PreludeUse.Trial: Int]
    private let condition = NSCondition()
    /// Only touched with the lock held.
    private var done: [Int: [TreePath: UnitWork.Outcome]] = [:]
    private var isOver = false

    /// A state that has a job.
    struct State: Sendable {
        var snapshot: Snapshot
        var environment: ParseEnvironment
    }

    /// Nothing else may be making preludes meanwhile.
    ///
    /// - Parameter states: by number.
    init(_ work: UnitWork, _ jobs: [UnitWork.Job], in states: [Int: State]) {
        self.work = work
        self.jobs = jobs
        self.states = states
        var trialStates: [PreludeUse.Trial: Int] = [:]
        for job in jobs {
            guard let trial = job.use?.upgrade?.trial else { continue }
            for trial in [trial, trial.alone] where trialStates[trial] == nil {
                trialStates[trial] = job.state
            }
        }
        self.trialStates = trialStates
        Thread.detachNewThread {
            self.run()
            self.condition.lock()
            self.isOver = true
            self.condition.broadcast()
            self.condition.unlock()
        }
    }

    var isFinished: Bool {
        condition.lock()
        defer { condition.unlock() }
        return isOver
    }

    /// Waits for all that was begun, whether somebody wants it or not.
    func finish() {
        condition.lock()
        defer { condition.unlock() }
        while !isOver { condition.wait() }
    }

    /// The units of a state that are in the batch.
    func units(of state: Int) -> [TreePath] { jobs.filter { $0.state == state }.map(\.path) }

    var lastState: Int { jobs.map(\.state).max() ?? 0 }

    /// Waits for all units of a state.
    ///
    /// One that lacks a file which the state does have, under whatever name, is lowered once more with it: what a macro
    /// includes can't be seen beforehand.
    func outcomes(of state: Int) throws -> [TreePath: UnitWork.Outcome] {
        var outcomes = waited(for: state)
        guard let environment = states[state]?.environment else { return outcomes }
        var fetched: Set<TreePath> = []
        var pending = units(of: state)
        while true {
            var lacking: [TreePath] = []
            var more: Set<TreePath> = []
            for path in pending {
                guard case .success(let unit)? = outcomes[path]?.result else { continue }
                let found = unit.facts.errors.flatMap { error in
                    Self.missingFile(error.message).map(environment.files(named:)) ?? []
                }
                if !fetched.isSuperset(of: found) { lacking.append(path) }
                more.formUnion(found)
            }
            if lacking.isEmpty { return outcomes }
            fetched.formUnion(more)
            try environment.prepare(lacking, more: more.sorted())
            finish()
            let again = UnitBatch(
                work, jobs.filter { $0.state == state && lacking.contains($0.path) }, in: states)
            outcomes.merge(again.waited(for: state)) { $1 }
            again.finish()
            pending = lacking
        }
    }

    private func waited(for state: Int) -> [TreePath: UnitWork.Outcome] {
        let count = units(of: state).count
        condition.lock()
        defer { condition.unlock() }
        while done[state]?.count ?? 0 < count { condition.wait() }
        return done[state] ?? [:]
    }

    // MARK: on other threads

    private func run() {
        let wanted = Set(jobs.flatMap { $0.use?.numbers ?? [] })
        let missing = work.preludes.missing.filter(wanted.contains)
        let schedule = UnitSchedule(
            jobs.map(\.use), making: missing, state: work.preludes.state)
        let width = min(work.jobs, missing.count + jobs.count)
        _ = onWorkers(width, width: width) { [self] _ in
            var isFirst = true
            while let job = schedule.next(isFirst: isFirst) {
                isFirst = false
                schedule.isDone(job, passed: perform(job))
            }
        }
    }

    /// False for a trial that failed.
    private func perform(_ job: UnitSchedule.Job) -> Bool {
        switch job {
        case .prelude(let number):
            if let first = jobs.first, let state = states[first.state] {
                Risk.run("precompiled headers \(number)") {
                    work.preludes.make(number, state.environment)
                } instead: { _ in
                }
            }
        case .trial(let trial):
            guard let number = trialStates[trial], let state = states[number] else { return false }
            return Risk.run("trial of \(trial)") {
                work.preludes.passes(trial, state.environment)
            } instead: { _ in
                false
            }
        case .unit(let place, let number):
            let job = jobs[place]
            guard let state = states[job.state] else { break }
            // What a prelude reads is known once it is made: it may be something that this state has changed.
            let valid = number.flatMap {
                work.preludes.isValid($0, in: state.snapshot) ? work.preludes[$0] : nil
            }
            let outcome = work.lower(job.path, valid, state.environment)
            condition.lock()
            done[job.state, default: [:]][job.path] = outcome
            condition.broadcast()
            condition.unlock()
            work.progress?.parsed(unitOf: job.state)
        }
        return true
    }

    /// The name in clang's `'a/b.h' file not found`.
    private static func missingFile(_ message: String) -> String? {
        guard message.hasPrefix("'"), message.hasSuffix("' file not found") else { return nil }
        return String(message.dropFirst().prefix { $0 != "'" })
    }
}

extension UnitRequest {
    init(_ path: TreePath, _ input: ParseInput, _ environment: ParseEnvironment) {
        self.init(
            path: path, mainFile: input.mainFile, arguments: input.arguments,
            unsaved: input.unsaved.map { ($0.path, $0.contents) },
            treePath: { VirtualRoot.file(at: $0) }, text: { environment.text(of: $0) })
        assumed = environment.assumedConstants(for: path)
    }
}
