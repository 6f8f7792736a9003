import ArgumentParser
import Contract
import Engine
import Findings
import Foundation
import KernelSource
import Patches

/// Breaks real sources in ways that must be reported, changes them in ways that must not, and looks at what the engine says.
@main
struct MutantsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ntbcheck-mutants",
        abstract: "The mutation test: harmful changes must be found, harmless ones left alone.")

    @Argument(
        help: ArgumentHelp(
            "A kernel tree, and after a colon the patches to apply to it first.",
            valueName: "tree[:patches]"))
    var trees: [String]

    @Option(help: "Only the kinds whose name holds this text.")
    var only: String?

    @Option(help: "How many mutants are judged at a time; default: the number of processors.")
    var jobs: Int?

    @Flag(help: "Parse the common headers anew for each unit; the table is the same.")
    var noPreludes = false

    @Flag(
        help:
            "Judge each mutant in other ways as well: one unit at a time, without preludes, with a new cache, with that cache again. All must say the same, to the byte."
    )
    var compare = false

    func run() async throws {
        let mutants = (Harm.all + Harmless.all).filter { only.map($0.kind.contains) ?? true }
        var rows: [Row] = []
        print("| kind | tree | expected | verdict |\n| --- | --- | --- | --- |")
        for tree in trees {
            let judged = try await judge(mutants, tree)
            for row in judged { print(row.markdown) }
            rows += judged
        }
        let failed = rows.filter { !$0.complaints.isEmpty }
        let harmful = rows.filter(\.isHarmful)
        print(
            "\n\(harmful.count) harmful: \(harmful.count { $0.complaints.isEmpty }) killed; "
                + "\(rows.count - harmful.count) harmless: "
                + "\((rows.count - harmful.count) - failed.count { !$0.isHarmful }) left alone")
        if !failed.isEmpty { throw ExitCode(1) }
    }

    private func judge(_ mutants: [Mutant], _ argument: String) async throws -> [Row] {
        let parts = argument.split(separator: ":", maxSplits: 1).map(String.init)
        let patches = parts.count > 1 ? try await PatchInput.load([parts[1]]).patches : []
        var options = AnalysisOptions(
            tree: parts[0], arch: .host, buildDirectory: nil,
            contracts: [try Contract.builtIn()],
            jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
        options.usesPreludes = !noPreludes
        let run = try await VariantRun(options, patches: patches)
        let name = run.snapshot.kernelVersion.map { "\($0)" } ?? parts[0]
        for finding in run.report.findings where finding.severity >= .warning {
            throw InputError(
                "\(name): \(finding.location): \(finding.rule): the unchanged state has to be clean; "
                    + "name patches that make it so")
        }
        let trials = mutants.map { mutant in Swift.Result { try Trial(mutant, of: run.snapshot) } }
        let made = trials.compactMap { try? $0.get() }
        let judged = run.judge(made.map(\.snapshot))
        if compare {
            let plain = Judged(unchanged: run.report, variants: judged)
            try await Comparison(options, patches).hold(plain, made.map(\.snapshot))
        }
        var reports = judged.makeIterator()
        return zip(mutants, trials).map { mutant, trial in
            switch trial {
            case .failure(let error):
                return Row(
                    kind: mutant.kind, tree: name, expected: "", isHarmful: mutant.isHarmful,
                    complaints: ["\(error)"])
            case .success(let trial):
                let complaints: [String]
                switch reports.next() {
                case .success(let report):
                    complaints = trial.complaints(about: report, unchanged: run.report)
                case .failure(let error): complaints = ["\(error)"]
                case nil: complaints = ["it was not judged"]
                }
                let expected = trial.expected.map(\.description).joined(separator: ", ")
                return Row(
                    kind: mutant.kind, tree: name, expected: expected,
                    isHarmful: mutant.isHarmful, complaints: complaints)
            }
        }
    }
}

/// A line of the table.
private struct Row {
    var kind: String
    var tree: String
    /// Empty: nothing.
    var expected: String
    var isHarmful: Bool
    var complaints: [String]

    var markdown: String {
        let good = isHarmful ? "killed" : "left alone"
        let verdict =
            complaints.isEmpty ? good : "**failed**: " + complaints.joined(separator: "; ")
        return "| \(kind) | \(tree) | \(isHarmful ? expected : "nothing") | \(verdict) |"
    }
}
