internal import Contract
internal import Facts
internal import KernelSource
internal import Lowering
internal import SourceText
internal import Supervision

/// What making flags takes of libclang: whether it knows an option, and the constants that C sources of a build define.
struct BuildTools: Sendable {
    /// What must not be read although it is in the tree.
    var hidden: [TreePath] = []

    /// Kconfig's answers do not depend on the release of libclang: the same units are then analysed with each.
    static let compiler = CompilerProbe(version: 190100) { option in
        Lowering.acceptsOption(option)
    }

    var tools: SynthesizedBuild.Tools { tools(rules: nil) }

    /// - Parameter rules: what the tree's Kconfig files say, if somebody has read them.
    func tools(
        rules: (@Sendable (Snapshot, Arch) -> KconfigRules)?
    ) -> SynthesizedBuild.Tools {
        SynthesizedBuild.Tools(
            compiler: Self.compiler, evaluate: { [hidden] in Self.answer($0, hidden) }, rules: rules
        )
    }

    private static func answer(_ request: OffsetsRequest, _ hidden: [TreePath]) -> OffsetsAnswer? {
        guard
            let environment = try? ParseEnvironment(
                request.snapshot, flags: request.flags, hidden: hidden),
            (try? environment.prepare([request.source])) != nil,
            let input = try? environment.input(for: request.source)
        else { return nil }
        let unit = UnitRequest(request.source, input, environment)
        let results = onWorkers(1, width: 1) { _ in
            Risk.run("constants of \(request.source)") {
                try? Lowering.lower(unit)
            } instead: { _ in
                nil
            }
        }
        guard let facts = results.first ?? nil else { return nil }
        return OffsetsAnswer(values: values(in: facts), files: facts.includes)
    }

    /// In the order of the source; a constant that is defined twice has its first value, as the preprocessor would complain of
    /// the second.
    private static func values(in facts: UnitFacts) -> [(name: String, value: String)] {
        var seen: Set<String> = []
        return facts.globals.compactMap { global in
            guard let mark = global.name.firstRange(of: OffsetsSource.prefix),
                case .constant(let value, _)? = global.entries.last?.value
            else { return nil }
            // Two scopes of a function may define one name: then a number follows it.
            let name = String(global.name[mark.upperBound...].prefix { $0 != "." && $0 != "#" })
            return seen.insert(name).inserted ? (name, String(value)) : nil
        }
    }
}
