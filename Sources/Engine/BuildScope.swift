internal import KernelSource
internal import SourceText

/// What making the flags of a state has shown of its units: which of them the tree lets be built, and for what.
struct BuildScope: Sendable, Equatable {
    /// The options of units that the tree does not let be switched on for any architecture that was asked.
    var unmet: [TreePath: [String]] = [:]
    /// Units that none of the architectures can have, and why.
    var foreign: [TreePath: String] = [:]
    /// Kconfig files that others name and the tree has not.
    var missing: [String] = []
    /// The architectures that were asked.
    var asked: [Arch] = []
    /// The architecture of each unit that is not read for the first one.
    var others: [TreePath: Arch] = [:]
    var first = Arch.host
    /// What units were given that a build would have made.
    var assumptions: [Arch: Assumptions] = [:]

    init() {}

    /// What an actual build has compiled can be built.
    init(_ flags: CompileFlags) {
        guard case .synthesized(let build) = flags else {
            if case .kbuild(let build) = flags {
                unmet = build.unmet
                first = build.arch
                asked = [build.arch]
            }
            return
        }
        unmet = build.unmet
        foreign = build.foreign
        missing = build.missing
        asked = build.asked
        others = build.places.mapValues { build.builds[$0].arch }
        first = build.builds.first?.arch ?? .host
    }

    /// The names that something was made up for.
    var assumedNames: Set<String> {
        assumptions.values.reduce(into: []) { $0.formUnion($1.names.keys) }
    }

    /// Why a unit is another architecture's, or nobody's, in words; nil for one that can be built, or of which that is not known.
    func reasonToLeaveOut(_ unit: TreePath) -> String? {
        if let reason = foreign[unit] { return reason }
        guard let option = unmet[unit]?.first, missing.isEmpty else { return nil }
        let place =
            asked.count == 1
            ? "this architecture" : "any of " + asked.map(\.rawValue).joined(separator: ", ")
        return "CONFIG_\(option) can't be enabled for \(place)"
    }

    /// What is to be said of the tree's Kconfig files, if they are not all there.
    var gap: String? {
        // Where every unit's options can be switched on, what else the rules would say does not matter.
        guard let first = missing.first, !unmet.isEmpty else { return nil }
        let more = missing.count > 1 ? " and \(missing.count - 1) more" : ""
        return
            "its configuration is not known: \(first)\(more) \(missing.count > 1 ? "are" : "is") missing; "
            + "fetch the whole tree's Kconfig files, or pass --build DIR of a built tree"
    }
}
