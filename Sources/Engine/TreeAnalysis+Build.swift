internal import Git
internal import KernelSource
internal import SourceText

/// Flags from a directory in which the tree was built.
extension TreeAnalysis {
    /// Those of the build directory that was asked for, or of the tree itself if it was built in place; where there is none, or
    /// none that fits the tree as it is, those that the tree's text gives.
    mutating func buildFlags(
        _ snapshot: Snapshot, _ paths: [TreePath]
    ) throws(TreeError) -> CompileFlags {
        guard let place = options.buildDirectory ?? BuildState.inPlace(of: snapshot) else {
            return .synthesized(synthesizedBuild(snapshot, paths))
        }
        do throws(TreeError) {
            if let reason = BuildState.staleness(of: place, for: snapshot) {
                return instead(of: place, because: reason, snapshot, paths)
            }
            var build = try BuildDirectory(
                place, for: snapshot, arch: arch(of: place),
                builtFrom: snapshot.commit?.repository.place, units: paths)
            let strangers = paths.filter { !build.hasCompiled($0) }
            if !strangers.isEmpty {
                let rules = synthesizedBuild(snapshot, strangers)
                build.derive(strangers, unmet: rules.unmet, in: snapshot)
                let names = strangers.map(\.string).joined(separator: ", ")
                note(
                    "not compiled in \(place), so read with the flags that all its units have: \(names)"
                )
            }
            return .kbuild(build)
        } catch {
            // Nobody asked for what was built in place.
            if options.buildDirectory != nil { throw error }
            return instead(of: place, because: "\(error)", snapshot, paths)
        }
    }

    /// Where any architecture will do, a directory is for the one that it was built for.
    private func arch(of build: String) -> Arch {
        guard options.arch == .auto else { return options.arch.first }
        return BuildState.arch(of: build) ?? options.arch.first
    }

    private mutating func instead(
        of place: String, because reason: String, _ snapshot: Snapshot, _ paths: [TreePath]
    ) -> CompileFlags {
        note("the build in \(place) is not used: \(reason)")
        return .synthesized(synthesizedBuild(snapshot, paths))
    }

    private mutating func note(_ text: String) {
        if !notes.contains(text) { notes.append(text) }
    }
}
