import Git
import SourceText

/// What an output directory was built from, for which architecture and with which options.
package enum BuildState {
    /// A file of the directory, unless it is a link that leads out, is no plain file or far larger than a build makes it.
    static func text(_ build: String, _ name: String) -> String? {
        guard let root = canonicalPath(build), let real = canonicalPath(root + "/" + name),
            real.hasPrefix(root + "/")
        else { return nil }
        let bytes = try? OpenFile.opened(real, limit: Snapshot.largestFile).contents()
        return bytes.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The directory in which the tree was built in place, if it was.
    package static func inPlace(of snapshot: Snapshot) -> String? {
        let place = snapshot.commit?.repository.place ?? snapshot.root
        let made = ["include/generated/autoconf.h", "include/config/auto.conf", ".config"]
        return made.allSatisfy { pathKind(place + "/" + $0) == .file } ? place : nil
    }

    /// The architecture that a directory was built for; nil if it is none that we know, or not said.
    package static func arch(of build: String) -> Arch? {
        guard let text = settled(build) else { return nil }
        return Arch.of(Configuration(assignments: Configuration.assignments(text)))
    }

    /// What is enabled there, `m` as `y`, and what is a module.
    static func options(of build: String) -> (configuration: Configuration, modules: Set<String>) {
        let text = settled(build) ?? ""
        let modules = text.split(separator: "\n").filter {
            $0.hasPrefix("CONFIG_") && $0.hasSuffix("=m")
        }
        .map { String($0.dropFirst(7).dropLast(2)) }
        return (Configuration(assignments: Configuration.assignments(text)), Set(modules))
    }

    private static func settled(_ build: String) -> String? {
        text(build, "include/config/auto.conf") ?? text(build, ".config")
    }

    // MARK: does it fit the tree

    static func checkArch(of build: String, named path: String, _ arch: Arch) throws(TreeError) {
        guard let options = settled(build) else { return }
        let found = Arch.of(Configuration(assignments: Configuration.assignments(options)))
        if found == arch { return }
        throw .buildOfOtherArch(
            build: path, arch: found?.rawValue ?? "another architecture", wanted: arch)
    }

    /// `make O=` leaves a link `source` to the tree, and a Makefile that includes the tree's (top Makefile, outputmakefile).
    static func checkSources(
        of build: String, named path: String, _ sources: String
    ) throws(TreeError) {
        if build == sources { return }
        var named = canonicalPath(build + "/source")
        if named == nil, let makefile = text(build, "Makefile"),
            let line = makefile.split(separator: "\n").first(where: { $0.hasPrefix("include ") })
        {
            let target = trimmed(line.dropFirst(8))
            let whole = target.hasPrefix("/") ? target : build + "/" + target
            named = canonicalPath(whole).map { String($0.dropLast("/Makefile".count)) }
        }
        if let named, named != sources {
            throw .buildOfOtherTree(build: path, source: named, tree: sources)
        }
    }

    /// Why what was made there is not what the tree, as it is, would make; nil if nothing says so.
    package static func staleness(of build: String, for snapshot: Snapshot) -> String? {
        if let version = snapshot.kernelVersion,
            let made = text(build, "include/config/kernel.release"),
            !isRelease(trimmed(Substring(made)), of: version)
        {
            return
                "its headers are those of \(trimmed(Substring(made)).prefix(80)), the tree is \(version)"
        }
        guard let wanted = text(build, ".config"),
            let made = text(build, "include/config/auto.conf")
        else { return nil }
        let difference = settings(wanted).symmetricDifference(settings(made))
        guard let first = difference.min() else { return nil }
        let name = first.prefix { $0 != "=" }
        return "its configuration has changed since its headers were made (\(name.prefix(80)))"
    }

    /// `7.3.4+` is of 7.3.4, and 7.3.40 is not.
    private static func isRelease(_ release: String, of version: String) -> Bool {
        guard release.hasPrefix(version) else { return false }
        return release.dropFirst(version.count).first.map { !$0.isNumber } ?? true
    }

    /// The options that are on, without the quotes of texts, which auto.conf does without in newer kernels.
    private static func settings(_ text: String) -> Set<String> {
        var found: Set<String> = []
        for line in text.split(separator: "\n") where line.hasPrefix("CONFIG_") {
            guard !line.hasSuffix("=n"), let equals = line.firstIndex(of: "=") else { continue }
            var value = line[line.index(after: equals)...]
            if value.count >= 2, value.first == "\"", value.last == "\"" {
                value = value.dropFirst().dropLast()
                    .replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
            }
            found.insert("\(line[...equals])\(value)")
        }
        return found
    }
}
