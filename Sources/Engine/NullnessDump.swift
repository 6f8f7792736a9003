internal import Contract
internal import Dataflow
internal import Facts
internal import Foundation
internal import KernelSource
internal import Lowering
internal import SourceText

/// What the engine says of every function of some units that returns a pointer: for comparing it with another analyser.
package struct NullnessDump: Encodable {
    struct Unit: Encodable {
        var file: String
        /// The unit's name and flags as libclang got them; they hold as long as the environment is kept.
        var mainFile: String
        var arguments: [String]
        var errors: [String]
        var functions: [Function]
    }
    struct Function: Encodable {
        var name: String
        var line: Int
        /// The worst that was found: "null", "error", "unproven", "nonnull" or "never" (it does not return).
        var verdict: String
        var outcomes: [Outcome]
        /// Limits that cut the analysis short.
        var reached: [String]
        var incomplete: String?
    }
    struct Outcome: Encodable, Hashable {
        var line: Int
        var verdict: String
        var why: String
    }

    var units: [Unit] = []
    /// Overlay and generated files live as long as this does.
    private var environment: ParseEnvironment?

    private enum CodingKeys: CodingKey { case units }

    /// - Parameter paths: units of the tree, as paths.
    package init(_ paths: [String], _ options: AnalysisOptions) throws {
        let snapshot = try options.snapshot()
        let files = try paths.map { path in
            guard let unit = TreePath(path), snapshot.exists(unit) else {
                throw InputError("\(path): no such file in \(options.tree)")
            }
            return unit
        }
        let flags: CompileFlags =
            if let directory = options.buildDirectory {
                .kbuild(
                    try BuildDirectory(
                        directory, for: snapshot, arch: options.arch.first, units: files))
            } else {
                .synthesized(
                    SynthesizedBuild(snapshot, options.arch, units: files, BuildTools().tools))
            }
        let environment = try ParseEnvironment(snapshot, flags: flags, hidden: [])
        try environment.prepare(files)
        let knowledge = try KernelKnowledge.builtIn()
        units = try onWorkers(files.count, width: options.jobs) { number in
            Result { try Self.unit(files[number], environment, knowledge) }
        }.map { try $0.get() }
        self.environment = environment
    }

    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return inertJSON(try encoder.encode(self)) + "\n"
    }

    private static func unit(
        _ path: TreePath, _ environment: ParseEnvironment, _ knowledge: KernelKnowledge
    ) throws -> Unit {
        let input = try environment.input(for: path)
        let facts = try Lowering.lower(
            UnitRequest(
                path: path, mainFile: input.mainFile, arguments: input.arguments,
                unsaved: input.unsaved.map { ($0.path, $0.contents) },
                treePath: { VirtualRoot.file(at: $0) }))
        let program = Program(facts, knowledge: knowledge)
        let analysis = Analysis(program, NullnessDomain(program))
        let own = facts.functions.filter { $0.location.file == path && $0.result.isPointer }
        return Unit(
            file: path.string, mainFile: input.mainFile, arguments: input.arguments,
            errors: facts.errors.map(\.message), functions: own.map { function($0, analysis) })
    }

    private static func function(
        _ function: Facts.Function, _ analysis: Analysis<NullnessDomain>
    ) -> Function {
        let (outcomes, reached) = analysis.returns(of: function)
        var seen: Set<Outcome> = []
        let found = outcomes.map { outcome in
            let (verdict, why) = words(outcome.element)
            return Outcome(line: outcome.location.line, verdict: verdict, why: why)
        }.filter { seen.insert($0).inserted }
        let order = ["null", "error", "unproven", "nonnull"]
        let worst = order.first { word in found.contains { $0.verdict == word } }
        return Function(
            name: function.name, line: function.location.line, verdict: worst ?? "never",
            outcomes: found, reached: reached.map(\.rawValue), incomplete: function.incomplete)
    }

    private static func words(_ element: Nullness) -> (verdict: String, why: String) {
        switch element {
        case .nonNull: ("nonnull", "")
        case .null(let why): ("null", why)
        case .errorPointer(let why): ("error", why)
        case .unproven(let what, _), .blurred(let what): ("unproven", what)
        }
    }
}
