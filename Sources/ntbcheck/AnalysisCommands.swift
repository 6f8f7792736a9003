import ArgumentParser
import Contract
import Engine
import Patches
import Reports
import SeriesDiff

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Checks one state of a tree.")

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let judging = JudgementOptions(failOn: common.failOn)
        try common.finish(try Checker(try common.analysis(), judging: judging).check())
    }
}

struct SeriesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "series",
        abstract: "Checks a tree before a series of patches, and after each of them.")

    @OptionGroup var common: CommonOptions

    @Flag(help: "Fail on findings that the base already has, too.")
    var failOnExisting = false

    @Argument(
        help: ArgumentHelp(
            "Patch files, mboxes, maildirs, directories of *.patch, or - for standard input.",
            valueName: "patch"))
    var patches: [String]

    func run() async throws {
        let series = try await PatchInput.load(patches)
        let judging = JudgementOptions(failOn: common.failOn, failOnExisting: failOnExisting)
        let checker = Checker(try common.analysis(), judging: judging)
        try common.finish(try await checker.series(series))
    }
}

struct OpsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ops",
        abstract: "Prints which driver wires which callback, to which function.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "The ops struct; default: the contract's.")
    var `struct`: String?

    func validate() throws {
        if ![.text, .json].contains(common.format) {
            throw ValidationError(
                "ops prints a matrix, not findings: --format text or json")
        }
    }

    func run() async throws {
        var options = try common.analysis()
        if let name = `struct` {
            options.contracts = options.contracts.map {
                var contract = $0
                contract.struct = name
                return contract
            }
        }
        let report = try Checker(options).tables()
        if common.format == .json { return try common.finish(report) }
        let members = options.contracts.map(\.member)
        let matrices = OpsMatrix.all(of: report.tables, listing: members)
        try common.write(matrices.map { $0.text(common.style) }.joined(separator: "\n"))
        for gap in report.series.unanalysed {
            let what = gap.isOutOfScope ? "left out" : "cannot analyse"
            writeError("ntbcheck: \(gap.file): \(what): \(gap.reason)")
        }
        let status = report.series.summary.exit.rawValue
        if status != 0 { throw ExitCode(Int32(status)) }
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
