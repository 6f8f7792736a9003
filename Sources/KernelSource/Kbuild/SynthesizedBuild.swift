package import SourceText

/// The flags of all units of a bare tree, each for the first architecture that can build it.
package struct SynthesizedBuild: Sendable {
    /// Those that have units; the first one is the one that was asked for first.
    package private(set) var builds: [ArchBuild]
    /// Which of them a unit is built by, where that is not the first.
    package let places: [TreePath: Int]
    /// Units that no architecture of the program's can build, and why.
    package let foreign: [TreePath: String]
    /// Every architecture that was asked whether it can build what the first one can't.
    package let asked: [Arch]

    /// What is to be known of the compiler and of the tree's own C to make flags.
    package struct Tools: Sendable {
        package var compiler: CompilerProbe
        /// The constants that a C source of the build defines; nil if it can't be parsed.
        package var evaluate: OffsetsEvaluation
        /// The Kconfig files of the tree as an architecture reads them.
        package var rules: @Sendable (Snapshot, Arch) -> KconfigRules

        package init(
            compiler: CompilerProbe = .willing,
            evaluate: @escaping OffsetsEvaluation = { _ in nil },
            rules: (@Sendable (Snapshot, Arch) -> KconfigRules)? = nil
        ) {
            self.compiler = compiler
            self.evaluate = evaluate
            self.rules = rules ?? { KconfigRules($0, arch: $1, compiler) }
        }
    }

    package init(
        _ snapshot: Snapshot, _ choice: ArchChoice, units paths: [TreePath],
        _ tools: Tools = Tools()
    ) {
        var makefiles = UnitRecipes(snapshot)
        var open = paths.map { (path: $0, recipe: makefiles.recipe(for: $0)) }
        var builds: [ArchBuild] = []
        var places: [TreePath: Int] = [:]
        var asked: [Arch] = []
        for arch in choice.candidates {
            let isFirst = builds.isEmpty
            // A tree from before an architecture came, or after it went.
            if !isFirst, !snapshot.has("arch/" + arch.directory) { continue }
            let own = open.filter { isFirst || Self.isOf($0.path, arch) }
            // Without an option of its own a unit is built wherever its directory is.
            if !isFirst, own.isEmpty { continue }
            asked.append(arch)
            let build = ArchBuild(
                snapshot, tools.rules(snapshot, arch), own.map { ($0.path, $0.recipe) },
                reading: &makefiles, tools.compiler)
            let taken = Set(
                own.lazy.map(\.path).filter { build.unmet[$0] == nil && Self.isOf($0, arch) })
            open.removeAll { taken.contains($0.path) }
            if isFirst || !taken.isEmpty {
                for path in taken where !isFirst { places[path] = builds.count }
                builds.append(build)
            }
            if open.isEmpty { break }
        }
        let rest = open.map(\.path)
        self.asked = asked
        foreign = Self.foreign(rest, choice)
        self.places = places
        self.builds = builds.map { build in
            var build = build
            build.evaluate(in: snapshot, tools.evaluate, lazily: true)
            return build
        }
    }

    /// One that was worked out before.
    package init(
        builds: [ArchBuild], places: [TreePath: Int], foreign: [TreePath: String], asked: [Arch]
    ) {
        self.builds = builds
        self.places = places
        self.foreign = foreign
        self.asked = asked
    }

    private static func isOf(_ path: TreePath, _ arch: Arch) -> Bool {
        ArchChoice.only(arch).builds(path.string)
    }

    private static func foreign(_ rest: [TreePath], _ choice: ArchChoice) -> [TreePath: String] {
        var found: [TreePath: String] = [:]
        for path in rest where !choice.candidates.contains(where: { isOf(path, $0) }) {
            let directory = path.string.split(separator: "/").prefix(2).joined(separator: "/")
            found[path] = "\(directory) is not among the architectures that flags can be made for"
        }
        return found
    }

    /// The options that can't be switched on, by unit, for every architecture that was asked.
    package var unmet: [TreePath: [String]] {
        guard let first = builds.first else { return [:] }
        return first.unmet.filter { places[$0.key] == nil }
    }

    /// Kconfig files that are missing, so that nobody knows whether what is unmet is so by rule.
    package var missing: [String] { Set(builds.flatMap(\.missing)).sorted() }

    package var generated: [GeneratedFile] {
        builds.count == 1 ? builds[0].generated : builds.flatMap(\.generated)
    }

    package func arch(of unit: TreePath) -> Arch {
        build(of: unit)?.arch ?? .host
    }

    func build(of unit: TreePath) -> ArchBuild? {
        builds.isEmpty ? nil : builds[places[unit] ?? 0]
    }

    package func arguments(for unit: TreePath) -> [String] {
        build(of: unit)?.arguments(for: unit) ?? []
    }

    /// The files whose C some generated headers follow from.
    package var evaluatedFrom: Set<TreePath> {
        builds.reduce(into: []) { $0.formUnion($1.evaluatedFrom) }
    }

    /// Whether a change of the file can change flags, options or generated headers.
    package func depends(on path: TreePath) -> Bool {
        Self.depends(on: path) || builds.contains { $0.evaluatedFrom.contains(path) }
    }

    /// The same for a build that is not known yet, as far as names tell.
    package static func depends(on path: TreePath) -> Bool {
        let name = path.lastComponent
        return name.hasPrefix("Kconfig") || name == "Makefile" || name == "Kbuild"
            || name.hasPrefix("Makefile.") || name.hasSuffix("defconfig") || name.hasSuffix(".tbl")
            || name.contains("offsets") || name == "bounds.c"
            || path.string.hasPrefix("arch/") && path.string.contains("/tools/")
            || path.string.hasSuffix("asm/cpufeatures.h")
    }

    /// Generated headers of an architecture that are empty since only their names are known, as units include them.
    package func stubs(of arch: Arch) -> Set<String> {
        guard let build = builds.first(where: { $0.arch == arch }) else { return [] }
        return Set(
            build.generated.lazy.filter(\.contents.isEmpty).compactMap { file in
                file.path.firstRange(of: "/generated/uapi/").map { file.path[$0.upperBound...] }
                    ?? file.path.firstRange(of: "/include/generated/").map {
                        file.path.hasPrefix(arch.rawValue + "/include/")
                            ? "generated/" + file.path[$0.upperBound...]
                            : file.path[$0.upperBound...]
                    }
            }.map(String.init)
        ).union(build.assumptions.names.filter { $0.value == .header }.keys)
    }

    package var assumptions: [Arch: Assumptions] {
        Dictionary(uniqueKeysWithValues: builds.map { ($0.arch, $0.assumptions) })
    }

    /// The names whose values were made up, for a unit.
    package func assumedConstants(for unit: TreePath) -> Set<String> {
        build(of: unit)?.assumptions.constants ?? []
    }

    /// The same with more assumptions, by architecture.
    package func assuming(_ assumptions: [Arch: Assumptions]) -> SynthesizedBuild {
        var result = self
        for place in result.builds.indices {
            if let own = assumptions[result.builds[place].arch] { result.builds[place].assume(own) }
        }
        return result
    }

    /// Evaluates what was left, for units that were found to need it.
    ///
    /// - Parameter headers: as ``OffsetsHeader/path``, the architecture in front.
    package mutating func evaluate(
        _ headers: Set<String>, in snapshot: Snapshot, _ evaluation: OffsetsEvaluation
    ) {
        for place in builds.indices {
            builds[place].evaluate(in: snapshot, evaluation, only: headers)
        }
    }
}
