internal import Contract
internal import Facts
internal import Findings
internal import Foundation
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

    private let options: AnalysisOptions
    private let judging: JudgementOptions

    package init(_ options: AnalysisOptions, judging: JudgementOptions = .init()) {
        self.options = options
        self.judging = judging
    }

    /// One state of a tree.
    package func check() throws -> Report {
        let start = Date()
        let snapshot = try Snapshot.open(options.tree)
        var states: [StateReport] = []
        var tables: [TableRow] = []
        var flags = "synthesized"
        for contract in options.contracts {
            var analysis = try TreeAnalysis(options, contract: contract, base: snapshot)
            let (lowered, state) = try analysis.analyse(snapshot)
            try requireUnits(lowered, contract)
            states.append(
                Judgement(contract: contract).report(
                    label: "tree", subject: nil, patch: nil, lowered: lowered, state: state,
                    baseErrors: nil))
            tables += rows(state)
            flags = analysis.flagsOrigin
        }
        return report([Self.merged(states)], tables, snapshot, flags, since: start)
    }

    /// The base, then the state after each patch. A patch that does not apply ends the series there.
    package func series(_ series: Series) async throws -> Report {
        let start = Date()
        let base = try Snapshot.open(options.tree)
        let (snapshots, rejection) = try await states(after: series, base)
        var byContract: [[StateReport]] = []
        var tables: [TableRow] = []
        var flags = "synthesized"
        for contract in options.contracts {
            var analysis = try TreeAnalysis(options, contract: contract, base: base)
            var baseErrors: [TreePath: Set<String>]?
            var reports: [StateReport] = []
            for (number, snapshot) in snapshots.enumerated() {
                let (lowered, state) = try analysis.analyse(snapshot)
                if number == 0 { try requireUnits(lowered, contract) }
                let patch = number == 0 ? nil : series.patches[number - 1]
                reports.append(
                    Judgement(contract: contract).report(
                        label: number == 0 ? "base" : "patch \(number)/\(series.patches.count)",
                        subject: patch?.subject, patch: patch?.source.description,
                        lowered: lowered, state: state, baseErrors: baseErrors))
                if number == 0 { baseErrors = Judgement.errors(of: state) }
                if number == snapshots.count - 1 { tables += rows(state) }
            }
            byContract.append(reports)
            flags = analysis.flagsOrigin
        }
        var states = (0..<snapshots.count).map { number in
            Self.merged(byContract.map { $0[number] })
        }
        if let (index, rejection) = rejection, let last = states.last {
            states.append(
                rejected(series.patches[index], number: index + 1, of: series, rejection, last))
        }
        return report(states, tables, base, flags, since: start)
    }

    /// The tables of the tree and nothing else, for `ops`.
    package func tables() throws -> Report {
        let start = Date()
        let snapshot = try Snapshot.open(options.tree)
        var tables: [TableRow] = []
        var states: [StateReport] = []
        var flags = "synthesized"
        for contract in options.contracts {
            var analysis = try TreeAnalysis(options, contract: contract, base: snapshot)
            let (lowered, state) = try analysis.analyse(snapshot)
            try requireUnits(lowered, contract)
            tables += rows(state)
            flags = analysis.flagsOrigin
            var report = Judgement(contract: contract).report(
                label: "tree", subject: nil, patch: nil, lowered: lowered, state: state,
                baseErrors: nil)
            report.findings = []
            states.append(report)
        }
        return report([Self.merged(states)], tables, snapshot, flags, since: start)
    }

    // MARK: parts

    private func states(
        after series: Series, _ base: Snapshot
    ) async throws -> (snapshots: [Snapshot], rejection: (Int, PatchRejection)?) {
        let applier = try await PatchApplier { path in try base.contents(of: path) }
        var snapshots = [base]
        var current = base
        for (index, patch) in series.patches.enumerated() {
            switch try await applier.apply(patch) {
            case .applied(let changes):
                for (path, change) in changes {
                    switch change {
                    case .contents(let bytes): current.set(path, to: .contents(bytes))
                    case .deleted: current.set(path, to: .deleted)
                    }
                }
                snapshots.append(current)
            case .rejected(let rejection): return (snapshots, (index, rejection))
            }
        }
        return (snapshots, nil)
    }

    /// The state that a patch failed to make: what was there before, and that.
    private func rejected(
        _ patch: Patch, number: Int, of series: Series, _ rejection: PatchRejection,
        _ before: StateReport
    ) -> StateReport {
        var state = before
        state.label = "patch \(number)/\(series.patches.count)"
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

    private func report(
        _ states: [StateReport], _ tables: [TableRow], _ snapshot: Snapshot, _ flags: String,
        since start: Date
    ) -> Report {
        Report(
            tool: Report.Tool(version: Self.version, libclang: libclangVersion()),
            tree: Report.Tree(
                path: options.tree, revision: snapshot.gitRevision,
                kernelVersion: snapshot.kernelVersion, arch: options.arch.rawValue,
                flags: flags == "kbuild" ? .kbuild : .synthesized),
            series: SeriesReport(states, options: judging), tables: tables,
            milliseconds: Int(Date().timeIntervalSince(start) * 1000))
    }
}
