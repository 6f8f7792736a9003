internal import Contract
internal import Facts
internal import Findings
internal import Rules
internal import SourceText

/// What is said of one state: the rules' findings, and what could not be analysed.
struct Judgement {
    let contract: Contract
    /// The parse errors of the base's units, to compare a later state with; nil if this is the base, or no series.
    var base: ParseErrors?
    /// What is known of the series as such; nil outside of one.
    var remarks: SeriesRemarks?

    /// - Parameters:
    ///   - number: the state's, the base being 0.
    ///   - known: what the rules say of the state, if somebody knows.
    func report(
        label: String, subject: String?, patch: String?, number: Int = 0,
        lowered: TreeAnalysis.LoweredState, state: AnalysedState,
        findings known: [Finding]? = nil
    ) -> StateReport {
        var findings = AssumedPaths(names: lowered.scope.assumedNames)
            .apply(to: known ?? RuleRegistry.findings(in: state))
        var unanalysed = lowered.failures.map { Unanalysed(file: $0.key, reason: $0.value) }
        var broken: [Breakage] = []
        var newErrors: [ParseError] = []
        for unit in state.units where !unit.errors.isEmpty && !isPart(unit, of: state) {
            switch verdict(on: unit, lowered.scope.reasonToLeaveOut(unit.path)) {
            case .leftOut(let reason):
                // What is not built here is not judged by what is absent from it.
                findings.removeAll {
                    $0.rule == UnprovenReturn.description.id && $0.location.file == unit.path
                }
                unanalysed.append(
                    Unanalysed(file: unit.path, reason: reason, isOutOfScope: true))
            case .unanalysed(let reason):
                unanalysed.append(Unanalysed(file: unit.path, reason: reason))
            case .broken(let errors):
                newErrors += errors
                broken += Breakage(unit.path, errors).map { [$0] } ?? []
            }
        }
        unanalysed += state.implementations.compactMap(gap)
        if let gap = lowered.scope.gap {
            unanalysed.append(Unanalysed(file: TreePath(literal: "Kconfig"), reason: gap))
        }
        // Where nothing at all was looked at, nothing may be left out: a state like that is no pass.
        let gaps = Set(unanalysed.map(\.file))
        if lowered.paths.allSatisfy(gaps.contains) {
            for place in unanalysed.indices { unanalysed[place].isOutOfScope = false }
        }
        findings += Breakage.merged(broken).map(\.finding)
        findings += remarks?.usesBeforeIntroduction(in: number, errors: newErrors) ?? []
        if state.opsRecord == nil {
            let header = TreePath(contract.header) ?? TreePath(literal: "include")
            unanalysed.append(
                Unanalysed(
                    file: header, reason: "struct \(contract.struct) was not found in any unit"))
        }
        var (kept, hidden) = Suppression(contract: contract, snapshot: lowered.snapshot)
            .apply(to: findings)
        var columns = SourceColumns(lowered.snapshot)
        for index in kept.indices { columns.count(for: &kept[index]) }
        return StateReport(
            label: label, subject: subject, patch: patch,
            findings: kept.sorted(by: Finding.reportOrder), unanalysed: unanalysed.sorted(),
            suppressed: hidden, files: lowered.paths.count)
    }

    /// What is not known of a callback that a table wires.
    private func gap(_ implementation: Implementation) -> Unanalysed? {
        guard let table = implementation.tables.first else { return nil }
        if let failure = implementation.failure {
            return Unanalysed(
                file: implementation.location?.file ?? table.unit,
                reason: "\(implementation.function)() could not be analysed: \(failure)")
        }
        guard implementation.location == nil else { return nil }
        return Unanalysed(
            file: table.unit,
            reason: "wires \(implementation.function)() as .\(contract.member), "
                + "the body of which is in no unit that was looked at")
    }

    /// Whether a unit that does not stand by itself was read as a part of another one, which includes it.
    private func isPart(_ unit: UnitFacts, of state: AnalysedState) -> Bool {
        state.units.contains { other in
            other.path != unit.path && other.errors.isEmpty && other.includes.contains(unit.path)
        }
    }

    // MARK: units that do not parse

    private enum Verdict {
        /// It is not built for this architecture, so nobody expects it to compile here.
        case leftOut(String)
        /// It had the same errors before the series, which says nothing about the series.
        case unanalysed(String)
        /// The series brought these errors.
        case broken([ParseError])
    }

    /// - Parameter foreign: why the unit is not for any of the architectures; nil if it may be.
    private func verdict(on unit: UnitFacts, _ foreign: String?) -> Verdict {
        let reason = Self.reason(unit.errors)
        let old = base?.of(unit.path)
        if let foreign {
            let why = "\(foreign), and it \(reason)"
            // What a series brings has to be looked at; what was there and never parsed is another architecture's.
            if base == nil || old?.isEmpty == false { return .leftOut(why) }
            if old == nil { return .unanalysed(why) }
        }
        guard base != nil else { return .unanalysed(reason) }
        let new = ParseErrors.errors(of: unit, beyond: old ?? [:])
        return new.isEmpty ? .unanalysed(reason) : .broken(new)
    }

    private static func reason(_ errors: [ParseError]) -> String {
        guard let first = errors.first else { return "does not compile" }
        let place = first.location.map { "\($0): " } ?? ""
        let more = errors.count > 1 ? " (and \(errors.count - 1) more)" : ""
        return "does not compile: \(place)\(first.message)\(more)"
    }
}

/// How often each message came up in each unit of a state: places shift from state to state, messages don't.
struct ParseErrors {
    private let units: [TreePath: [String: Int]]

    init(of state: AnalysedState) {
        units = Dictionary(
            state.units.map { unit in
                (unit.path, unit.errors.reduce(into: [:]) { $0[$1.message, default: 0] += 1 })
            }, uniquingKeysWith: { first, _ in first })
    }

    /// Nil if the state has no such unit.
    func of(_ unit: TreePath) -> [String: Int]? { units[unit] }

    static func errors(of unit: UnitFacts, beyond known: [String: Int]) -> [ParseError] {
        var left = known
        return unit.errors.filter { error in
            guard let count = left[error.message], count > 0 else { return true }
            left[error.message] = count - 1
            return false
        }
    }
}

/// New errors of one unit, or the same one of several units that share a header.
private struct Breakage {
    var units: [TreePath]
    var first: ParseError
    var count: Int

    init?(_ unit: TreePath, _ errors: [ParseError]) {
        guard let first = errors.first else { return nil }
        units = [unit]
        self.first = first
        count = errors.count
    }

    /// One for each first error: a mistake in a header is one mistake, however many units include it.
    static func merged(_ all: [Breakage]) -> [Breakage] {
        struct Key: Hashable {
            var location: Location?
            var message: String
        }
        var order: [Key] = []
        var merged: [Key: Breakage] = [:]
        for breakage in all {
            let key = Key(location: breakage.first.location, message: breakage.first.message)
            if merged[key] == nil { order.append(key) }
            merged[key, default: breakage].add(breakage)
        }
        return order.compactMap { merged[$0] }
    }

    private mutating func add(_ other: Breakage) {
        units = Set(units + other.units).sorted()
        count = max(count, other.count)
    }

    var finding: Finding {
        let unit = units.first ?? TreePath(literal: "Makefile")
        let place = first.location ?? Location(file: unit, line: 1, column: 1)
        var message = "does not compile: \(first.message)"
        if count > 1 { message += " (and \(count - 1) more)" }
        if units.count > 1 {
            message += " (in \(unit) and \(units.count - 1) more)"
        } else if place.file != unit {
            message += " (in \(unit))"
        }
        return Finding(
            rule: SeriesRules.patchParse, location: place, message: message, key: first.message)
    }
}
