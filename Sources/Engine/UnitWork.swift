internal import Contract
internal import Dataflow
internal import Facts
internal import KernelSource
internal import Lowering
internal import Rules
internal import SourceText

/// Parses and lowers units of one state.
struct UnitWork: Sendable {
    let contract: Contract
    let knowledge: KernelKnowledge
    let limits: Limits
    let jobs: Int
    let environment: ParseEnvironment
    let preludes: Preludes

    typealias LoweredUnit = Result<(facts: UnitFacts, client: ClientFacts), InputError>

    /// One that lacks a file which the state does have, under whatever name, is lowered once more with it: what a macro
    /// includes can't be seen beforehand.
    func lower(
        _ order: [TreePath], _ uses: [TreePath: PreludeUse]
    ) throws -> [TreePath: LoweredUnit] {
        var done: [TreePath: LoweredUnit] = [:]
        var pending = order
        var fetched: Set<TreePath> = []
        while !pending.isEmpty {
            let units = pending
            let results = lowered(units, uses)
            pending = []
            var more: Set<TreePath> = []
            for (place, result) in results.sorted(by: { $0.0 < $1.0 }) {
                done[units[place]] = result
                guard case .success(let unit) = result else { continue }
                let found = unit.facts.errors.flatMap { error in
                    Self.missingFile(error.message).map(environment.files(named:)) ?? []
                }
                if !fetched.isSuperset(of: found) { pending.append(units[place]) }
                more.formUnion(found)
            }
            fetched.formUnion(more)
            if !pending.isEmpty { try environment.prepare(pending, more: more.sorted()) }
        }
        return done
    }

    private func lowered(
        _ units: [TreePath], _ uses: [TreePath: PreludeUse]
    ) -> [(Int, LoweredUnit)] {
        let wanted = Set(
            units.flatMap {
                uses[$0].map { [$0.number, $0.upgrade?.number, $0.upgrade?.trial.base] } ?? []
            }
            .compactMap(\.self))
        let missing = preludes.missing.filter(wanted.contains)
        let schedule = UnitSchedule(
            units.map { uses[$0] }, making: missing, state: preludes.state)
        let width = min(jobs, missing.count + units.count)
        return onWorkers(width, width: width) { _ in
            var results: [(Int, LoweredUnit)] = []
            var isFirst = true
            while let job = schedule.next(isFirst: isFirst) {
                isFirst = false
                var passed = true
                switch job {
                case .prelude(let number):
                    preludes.make(number, environment)
                case .trial(let trial):
                    passed = preludes.passes(trial, environment)
                case .unit(let place, let number):
                    results.append((place, lowered(units[place], number.flatMap { preludes[$0] })))
                }
                schedule.isDone(job, passed: passed)
            }
            return results
        }.flatMap(\.self)
    }

    private func lowered(_ unit: TreePath, _ prelude: Prelude?) -> LoweredUnit {
        if prelude != nil { preludes.noteUse() }
        return facts(unit, prelude).map { facts in
            let client = AnalysedState.clientFacts(
                in: facts, contract: contract, knowledge: knowledge, limits: limits)
            return (facts: facts, client: client)
        }
    }

    private func facts(_ path: TreePath, _ prelude: Prelude?) -> Result<UnitFacts, InputError> {
        do {
            let input = try environment.input(for: path)
            return .success(
                try Lowering.lower(UnitRequest(path, input, environment), prelude: prelude))
        } catch {
            return .failure(InputError("\(error)"))
        }
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
    }
}
