package import Cache
internal import Contract
internal import Facts
internal import Findings
internal import Foundation
internal import Git
internal import KernelSource
internal import Lowering
package import Patches
package import Reports
internal import Rules
package import SeriesDiff
internal import SourceText

/// The way from input to report: what `check`, `series` and `ops` do.
package struct Checker: Sendable {
    package static let version = "0.1.0"

    /// The version of the libclang that is used on this machine, in its own words, or why there is none.
    package static func libclangInUse(_ cache: CacheDirectory?) -> String {
        do {
            return try LibclangVersion.of(cache)
        } catch {
            return "\(error)"
        }
    }

    let options: AnalysisOptions
    private let judging: JudgementOptions

    package init(_ options: AnalysisOptions, judging: JudgementOptions = .init()) {
        self.options = options
        self.judging = judging
    }

    /// One state of a tree.
    package func check() throws -> Report {
        let start = Date()
        let snapshot = try options.snapshot()
        let result = try analyse([State(snapshot: snapshot, label: "tree")])
        return try report(result, snapshot, since: start)
    }

    /// The base, then the state after each patch. A patch that does not apply ends the series there.
    ///
    /// The base is the revision that the options name; without one, the commit that the series itself names, if the tree
    /// has it; else the files on disk.
    ///
    /// - Parameters:
    ///   - early: what was begun before the series was read.
    ///   - prerequisites: what has to be applied to the base before.
    package func series(
        _ series: Series, _ early: Early? = nil, prerequisites: [Patch] = []
    ) async throws -> Report {
        let start = Date()
        let base = try await applying(prerequisites, to: try base(of: series))
        // git applies patches by itself; meanwhile the tree is looked through.
        let begun =
            if let early, base.commit == nil, prerequisites.isEmpty {
                early.begun
            } else {
                options.contracts.map {
                    TreeAnalysis.Beginning(options, $0, base, parses: true)
                }
            }
        let (states, rejection) = try await states(after: series, base)
        var result = try analyse(states, isWhole: rejection == nil, begun)
        if let (index, rejection) = rejection, let last = result.states.last {
            result.states.append(
                rejected(series.patches[index], number: index + 1, of: series, rejection, last))
        }
        return try report(result, base, since: start)
    }

    /// The commits `A..B` of a git tree, from the parent of the first on.
    ///
    /// - Parameter firstParent: whether to take a merge as one patch instead of refusing it.
    package func series(range: String, firstParent: Bool = false) throws -> Report {
        let start = Date()
        let repository = try GitRepository(at: options.tree)
        let range = try CommitRange(range, firstParent: firstParent, in: repository)
        let base = try Snapshot.open(
            options.tree, revision: range.base, in: repository,
            failures: options.failures)
        var states = [State(snapshot: base, label: "base")]
        var current = base
        for (index, commit) in range.commits.enumerated() {
            for (path, entry) in commit.changes { current.set(path, to: entry) }
            states.append(
                State(
                    snapshot: current, label: "patch \(index + 1)/\(range.commits.count)",
                    patch: try Patch(commit, number: index + 1, of: range.commits.count)))
        }
        var report = try report(try analyse(states), base, since: start)
        for (index, commit) in range.commits.enumerated() where !commit.mergedParents.isEmpty {
            let known = try commit.mergedParents.filter {
                try repository.isKnown($0, since: range.base)
            }
            try excuse(what: known, broughtTo: index + 1, &report, repository)
        }
        return report
    }

    /// What a merge has from where others have it already, it does not introduce. A branch that is part of the range is another
    /// matter: nobody else looks at it.
    private func excuse(
        what parents: [String], broughtTo state: Int, _ report: inout Report,
        _ repository: GitRepository
    ) throws {
        for parent in parents
        where report.series.findings.contains(where: { $0.introducedIn == state }) {
            let snapshot = try Snapshot.open(
                options.tree, revision: parent, in: repository, failures: options.failures)
            let result = try analyse([State(snapshot: snapshot, label: "merged")])
            let known = result.states.flatMap(\.fingerprinted).map(\.fingerprint)
            report.series.excuse(Set(known), in: state)
        }
    }

    /// What needs nothing but the tree.
    package struct Early: Sendable {
        fileprivate var begun: [TreeAnalysis.Beginning]
    }

    /// Begins to look through the tree while the series is being read. Nil where the series may name a commit as its base, or
    /// where something is wrong, which is said later.
    package func begin() -> Early? {
        guard options.revision == nil,
            !FileManager.default.fileExists(atPath: options.tree + "/.git"),
            let base = try? options.snapshot()
        else { return nil }
        return Early(
            begun: options.contracts.map {
                TreeAnalysis.Beginning(options, $0, base, parses: true)
            })
    }

    private func base(of series: Series) throws -> Snapshot {
        guard options.revision == nil, let commit = series.baseCommit,
            let repository = try repository(), try repository.find(commit) != nil
        else { return try options.snapshot() }
        return try Snapshot.open(
            options.tree, revision: commit, in: repository, failures: options.failures)
    }

    /// Nil where the tree is in none: not where git can't tell.
    func repository() throws -> GitRepository? {
        do throws(GitFault) {
            return try GitRepository(at: options.tree)
        } catch .noRepository, .notInstalled {
            return nil
        }
    }

    /// The tables of the tree and nothing else, for `ops`.
    package func tables() throws -> Report {
        let start = Date()
        let snapshot = try options.snapshot()
        var result = try analyse([State(snapshot: snapshot, label: "tree")])
        // Every unit was read, and none knows the struct: the name is wrong.
        if let missing = result.missingStructs.first,
            result.states.flatMap(\.unanalysed).count == result.missingStructs.count
        {
            throw InputError(
                "\(options.tree): no unit that has to do with the contract declares struct \(missing); name another"
            )
        }
        for index in result.states.indices { result.states[index].findings = [] }
        return try report(result, snapshot, since: start)
    }

    // MARK: states

    /// One state to be looked at, and the patch that made it.
    private struct State {
        var snapshot: Snapshot
        var label: String
        var patch: Patch?
    }

    private struct Result {
        var states: [StateReport]
        /// Of the last state.
        var tables: [TableRow] = []
        var flags = "synthesized"
        var notes: [String] = []
        /// Of all contracts, as the last state has it.
        var otherArchs: [TreePath: String] = [:]
        var assumed: Set<Report.Tree.Assumed> = []
        var arch: String?
        /// Ops structs of contracts that no unit of the last state has seen.
        var missingStructs: [String] = []
        /// Of the last state.
        var promises: [Report.Promise] = []

        mutating func add(_ scope: BuildScope) {
            if arch == nil { arch = scope.first.rawValue }
            otherArchs.merge(scope.others.mapValues(\.rawValue)) { $1 }
            for (arch, assumptions) in scope.assumptions {
                for (name, kind) in assumptions.names {
                    assumed.insert(.init(arch: arch.rawValue, name: name, what: kind.words))
                }
            }
        }
    }

    /// - Parameters:
    ///   - isWhole: whether these are all states of the series.
    ///   - begun: what was begun before for each of the contracts.
    private func analyse(
        _ states: [State], isWhole: Bool = true, _ begun: [TreeAnalysis.Beginning] = []
    ) throws -> Result {
        var result: Result
        do {
            result = try analyseAll(states, isWhole: isWhole, begun)
        } catch {
            // What else went wrong then may only follow from it.
            try options.failures.requireMachine()
            throw error
        }
        try options.failures.requireMachine()
        let unread = options.failures.all.map {
            Unanalysed(
                file: TreePath($0.path) ?? TreePath(literal: "Makefile"), reason: $0.reason)
        }
        for index in result.states.indices { result.states[index].unanalysed += unread }
        Lineage.follow(&result.states, through: states.map(\.snapshot))
        if let last = states.last {
            result.promises = options.contracts.map { Report.Promise($0, in: last.snapshot) }
        }
        return result
    }

    private func analyseAll(
        _ states: [State], isWhole: Bool, _ begun: [TreeAnalysis.Beginning]
    ) throws -> Result {
        // Loading it takes long, and the tree can be looked through meanwhile. A cache has to know which one it is anyway.
        let loading = options.cache == nil ? ReadAhead { Swift.Result { try libclang() } } : nil
        options.progress?.begin(
            patches: states.count - 1,
            base: states.first?.snapshot.gitRevision.map { String($0.prefix(12)) })
        var result = Result(states: [])
        var byContract: [[StateReport]] = []
        for (place, contract) in options.contracts.enumerated() {
            guard let base = states.first else { break }
            let remarks = SeriesRemarks(
                contract: contract, states: states.map { ($0.snapshot, $0.patch?.subject) },
                isWhole: isWhole)
            // Of the series, not of a contract. MAINTAINERS is long.
            let crossing =
                place == 0 && states.count > 1
                ? ReadAhead { CrossTree(base: base.snapshot)?.findings(remarks.states) ?? [] }
                : nil
            var analysis: TreeAnalysis
            do {
                analysis = try TreeAnalysis(
                    options, contract: contract, base: base.snapshot,
                    states: states.map(\.snapshot),
                    place < begun.count ? begun[place] : nil)
            } catch let failure as LibraryFailure {
                throw MachineFailure("\(failure)")
            }
            _ = try loading?.wait()?.get()
            var judgement = Judgement(contract: contract)
            judgement.remarks = remarks
            let judge = JudgeInTurn(analysis.together, judgement)
            for (number, state) in states.enumerated() {
                let lowered = try analysis.lower(state.snapshot)
                if number == 0 { try requireUnits(lowered, contract) }
                try requireFit(lowered, contract)
                judge.add(
                    .init(
                        number: number, label: state.label, subject: state.patch?.subject,
                        patch: state.patch?.source.description), lowered)
            }
            analysis.close()
            var verdicts = judge.finish()
            let unused = remarks.unusedInterfaces(wired: verdicts.wired)
            for (number, finding) in unused + (crossing?.wait() ?? []) {
                var finding = finding
                var columns = SourceColumns(states[number].snapshot)
                columns.count(for: &finding)
                verdicts.reports[number].add(finding)
            }
            if let last = verdicts.last {
                result.tables += rows(last)
                if last.opsRecord == nil { result.missingStructs.append(contract.struct) }
            }
            byContract.append(verdicts.reports)
            result.flags = analysis.flagsOrigin
            result.notes += analysis.notes.filter { !result.notes.contains($0) }
            if let scope = analysis.last?.scope { result.add(scope) }
            Leftovers(analysis: consume analysis, judge: judge, last: verdicts.last).discard()
        }
        result.states = states.indices.map { number in
            Self.merged(byContract.map { $0[number] })
        }
        return result
    }

    private func states(
        after series: Series, _ base: Snapshot
    ) async throws -> (states: [State], rejection: (Int, PatchRejection)?) {
        let applier = try await PatchApplier { path in try base.contents(of: path) }
        try await applier.expect(series.patches)
        var states = [State(snapshot: base, label: "base")]
        var current = base
        let applied = try await applier.apply(inTurn: series.patches)
        for (index, changes) in applied.changes.enumerated() {
            for (path, change) in changes {
                switch change {
                case .contents(let bytes): current.set(path, to: .contents(bytes))
                case .deleted: current.set(path, to: .deleted)
                }
            }
            states.append(
                State(
                    snapshot: current, label: label(index + 1, of: series),
                    patch: series.patches[index]))
        }
        return (states, applied.rejection.map { (applied.changes.count, $0) })
    }

    private func label(_ number: Int, of series: Series) -> String {
        "patch \(number)/\(series.patches.count)"
    }

    /// The state that a patch failed to make: what was there before, and that.
    private func rejected(
        _ patch: Patch, number: Int, of series: Series, _ rejection: PatchRejection,
        _ before: StateReport
    ) -> StateReport {
        var state = before
        state.label = label(number, of: series)
        state.subject = patch.subject
        state.patch = patch.source.description
        let file =
            rejection.file ?? patch.files.first?.path ?? TreePath(literal: "Makefile")
        state.findings.append(
            Finding(
                rule: SeriesRules.patchApply,
                location: Location(file: file, line: rejection.line ?? 1, column: 1),
                message: "\"\(patch.subject)\" does not apply: \(rejection)",
                key: patch.subject))
        state.findings.sort(by: Finding.reportOrder)
        return state
    }

    private func requireUnits(_ lowered: TreeAnalysis.LoweredState, _ contract: Contract) throws {
        guard lowered.paths.isEmpty else { return }
        throw InputError(
            "\(options.tree): no file of this tree has to do with struct \(contract.struct); "
                + "name a tree that has, or another contract")
    }

    /// A contract is about pointers; what a callback returns that gives none keeps or breaks no promise of its kind.
    private func requireFit(_ lowered: TreeAnalysis.LoweredState, _ contract: Contract) throws {
        for path in lowered.paths {
            guard let unit = lowered.facts[path], let tables = lowered.tables[path] else {
                continue
            }
            let wired = Set(tables.flatMap { $0.functions(of: contract.member) })
            if wired.isEmpty { continue }
            for function in unit.functions where wired.contains(function.name) {
                if function.result.isPointer || function.incomplete != nil { continue }
                throw InputError(
                    "the contract \(contract.name) does not fit: \(function.name)() "
                        + "(\(function.location)), which is wired as .\(contract.member) of "
                        + "struct \(contract.struct), returns no pointer; name a member that does")
            }
        }
    }

    /// Several contracts make one report.
    private static func merged(_ reports: [StateReport]) -> StateReport {
        var result = reports[0]
        for other in reports.dropFirst() {
            result.findings += other.findings
            result.unanalysed += other.unanalysed
            result.suppressed += other.suppressed
            result.files += other.files
        }
        result.findings.sort(by: Finding.reportOrder)
        result.unanalysed = Array(Set(result.unanalysed)).sorted()
        return result
    }

    // MARK: the report

    private func rows(_ state: AnalysedState) -> [TableRow] {
        let order = state.opsRecord?.fields.map(\.name) ?? []
        return state.tables.map { table in
            TableRow(
                structName: table.structTag, variable: table.variable, file: table.location.file,
                line: table.location.line,
                members: order.map { name in
                    let target = table.members[name]?.target
                    switch target {
                    case .function(let function): return TableRow.Member(name, function)
                    case .other(let what): return TableRow.Member(name, what)
                    case .null, nil: return TableRow.Member(name, nil)
                    }
                })
        }
    }

    private func libclang() throws(MachineFailure) -> String {
        do {
            return try LibclangVersion.of(options.cache)
        } catch {
            throw MachineFailure("\(error)")
        }
    }

    private func report(
        _ result: Result, _ snapshot: Snapshot, since start: Date
    ) throws(MachineFailure) -> Report {
        var report = Report(
            tool: Report.Tool(version: Self.version, libclang: try libclang()),
            tree: Report.Tree(
                path: options.tree, revision: snapshot.gitRevision,
                kernelVersion: snapshot.kernelVersion,
                arch: result.arch ?? options.arch.first.rawValue,
                flags: result.flags == "kbuild" ? .kbuild : .synthesized, notes: result.notes,
                otherArchs: result.otherArchs,
                assumed: result.assumed.sorted { ($0.arch, $0.name) < ($1.arch, $1.name) }),
            series: SeriesReport(result.states, options: judging), tables: result.tables,
            rules: RuleRegistry.descriptions,
            milliseconds: Int(Date().timeIntervalSince(start) * 1000))
        report.promises = result.promises
        return report
    }
}

extension ReadFailures {
    /// Throws where the machine can't read files: nothing that was found out then means anything.
    fileprivate func requireMachine() throws(MachineFailure) {
        if let machine { throw MachineFailure("the tree can't be read: \(machine)") }
    }
}
