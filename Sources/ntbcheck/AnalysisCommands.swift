import ArgumentParser
import Contract
import Engine
import Findings
import Patches
import Reports
import SeriesDiff
import Supervision

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Checks one state of a tree.")

    @OptionGroup var common: CommonOptions

    @Option(
        help: ArgumentHelp(
            "Check this commit of the git tree instead of the files; nothing is checked out.",
            valueName: "rev"))
    var rev: String?

    @Argument(
        help: ArgumentHelp(
            "Report only what is in these files and directories of the tree, named from the current directory; all of it is looked at.",
            valueName: "path"))
    var paths: [String] = []

    func validate() throws {
        if rev != nil, common.module != nil {
            throw ValidationError("--module is checked against the files of a tree; drop --rev")
        }
        if !paths.isEmpty, common.module != nil {
            throw ValidationError("--module reports what is in the module; drop the paths")
        }
    }

    func run() async throws {
        let judging = JudgementOptions(failOn: common.failOn)
        var options = try common.analysis()
        options.revision = rev
        let parts = try WantedParts(paths, tree: options.tree, revision: rev)
        var report = try Checker(options, judging: judging).check()
        if !parts.isWhole {
            let count = report.series.findings.count
            report.series = report.series.part(parts.hold)
            let rest = count - report.series.findings.count
            if rest > 0, !common.quiet {
                writeError(
                    "ntbcheck: note: \(rest) more \(rest == 1 ? "finding is" : "findings are") in other files"
                )
            }
        }
        try common.finish(report)
    }
}

struct SeriesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "series",
        abstract: "Checks a tree before a series of patches, and after each of them.")

    @OptionGroup var common: CommonOptions

    @Flag(help: "Fail on findings that the base already has, too.")
    var failOnExisting = false

    @Flag(help: "Show what the base already has and the series leaves as it is.")
    var existing = false

    @Option(
        help: ArgumentHelp(
            "The commit of the git tree that the patches go on; default: the one that the series names (base-commit) "
                + "if the tree has it, else the files on disk.", valueName: "rev"))
    var base: String?

    @Option(
        help: ArgumentHelp(
            "Check these commits of the git tree instead of patches.", valueName: "a..b"))
    var range: String?

    @Flag(help: "With --range: take what a merge brings as one patch.")
    var firstParent = false

    @Argument(
        help: ArgumentHelp(
            "Patch files, mboxes, maildirs, directories of *.patch or with a series file, or - for standard input.",
            valueName: "patch"))
    var patches: [String] = []

    @Option(
        help: ArgumentHelp(
            "Patches that the series goes on and the tree has not: a file, an mbox, a maildir or a directory; may be repeated, in their order.",
            valueName: "file"))
    var prerequisite: [String] = []

    func validate() throws {
        if common.module != nil {
            throw ValidationError("a series is of the tree itself; drop --module")
        }
        if range != nil, !patches.isEmpty || base != nil || !prerequisite.isEmpty {
            throw ValidationError(
                "--range names base and patches already; drop --base, --prerequisite and patches")
        }
        if firstParent, range == nil {
            throw ValidationError("--first-parent is about the merges of a --range; name one")
        }
    }

    func run() async throws {
        let judging = JudgementOptions(failOn: common.failOn, failOnExisting: failOnExisting)
        var options = try common.analysis()
        if let range {
            let checker = Checker(options, judging: judging)
            return try common.finish(
                try checker.series(range: range, firstParent: firstParent), existing: existing)
        }
        options.revision = base
        let early = Checker(options, judging: judging).begin()
        let series = try await PatchInput.load(patches)
        if !common.quiet, !series.olderVersions.isEmpty {
            let left = series.olderVersionNames.joined(separator: ", ")
            writeError(
                "ntbcheck: \(series.versionName) of the series is checked; left out: \(left)")
        }
        let checker = Checker(options, judging: judging)
        var before: [Patch] = []
        for file in prerequisite {
            before += try await PatchInput.load([file], completeness: .part).patches
        }
        let report = try await checker.series(series, early, prerequisites: before)
        // Where the tree lacks what the series goes on, that is what is wrong, most likely, and not the series.
        let missing = try checker.missing(for: series, given: before)
        let isBroken = report.series.findings.contains {
            ["patch-apply", "patch-parse"].contains($0.finding.rule)
        }
        if !missing.isEmpty, isBroken || common.verbose || missing.prerequisites != nil {
            for sentence in missing.sentences { writeError("ntbcheck: warning: \(sentence)") }
        }
        if common.verbose, base == nil, let named = series.baseCommit {
            let isUsed = report.tree.revision?.hasPrefix(named) ?? false
            writeError(
                isUsed
                    ? "ntbcheck: the base is commit \(named), which the series names"
                    : "ntbcheck: the base is the files on disk: the tree has no commit \(named), which the series names"
            )
        }
        try common.finish(report, existing: existing)
    }
}

struct IRCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ir", abstract: "Prints the intermediate representation of a unit.",
        shouldDisplay: false)

    @OptionGroup var common: CommonOptions

    @Option(help: "Only this function.")
    var function: String?

    @Argument(help: "The unit, as a path in the tree.")
    var unit: String

    func run() async throws {
        try common.write(
            try intermediateRepresentation(
                of: unit, function: function, try common.analysis()))
    }
}

/// Not for users: what `make differential` compares with another analyser.
struct NullnessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nullness",
        abstract:
            "Prints, as JSON, what every function of some units that returns a pointer may return.",
        shouldDisplay: false)

    @OptionGroup var common: CommonOptions

    @Flag(help: "Keep what the units are parsed with until standard input ends.")
    var wait = false

    @Argument(help: "Units of the tree.")
    var units: [String]

    func run() async throws {
        let dump = try NullnessDump(units, try common.analysis())
        try common.write(try dump.json())
        // Whoever reads the report can run another program with the same flags meanwhile.
        if wait { Risk.waitingForUser { while readLine() != nil {} } }
        withExtendedLifetime(dump) {}
    }
}
