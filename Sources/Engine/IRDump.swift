internal import Contract
internal import Facts
internal import KernelSource
internal import Lowering
internal import SourceText

/// The IR of one unit of a tree as text, for whoever works on the lowering.
package func intermediateRepresentation(
    of path: String, function name: String?, _ options: AnalysisOptions
) throws -> String {
    let snapshot = try options.snapshot()
    guard let unit = TreePath(path), snapshot.exists(unit) else {
        throw InputError("\(path): no such file in \(options.tree)")
    }
    let flags = CompileFlags.synthesized(
        SynthesizedBuild(snapshot, options.arch, units: [unit], BuildTools().tools))
    let environment = try ParseEnvironment(snapshot, flags: flags, hidden: [])
    try environment.prepare([unit])
    let input = try environment.input(for: unit)
    let request = UnitRequest(
        path: unit, mainFile: input.mainFile, arguments: input.arguments,
        unsaved: input.unsaved.map { ($0.path, $0.contents) },
        treePath: { VirtualRoot.file(at: $0) })
    let results = onWorkers(1, width: 1) { _ in Result { try Lowering.lower(request) } }
    let facts = try results[0].get()
    let errors = facts.errors.map { "error: \($0.location?.description ?? "-"): \($0.message)" }
    let functions = facts.functions.filter { name == nil || $0.name == name }
        .map { Printer($0).text() }
    return (errors + functions).joined(separator: "\n") + "\n"
}
