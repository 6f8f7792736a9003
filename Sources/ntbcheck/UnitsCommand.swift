import ArgumentParser
import Engine
import Reports

/// Not for users: what `scripts/coverage` asks.
struct UnitsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "units",
        abstract: "Prints, as a line of JSON each, the errors with which some units parse.",
        shouldDisplay: false)

    @OptionGroup var common: CommonOptions

    @Argument(help: "Units of the tree; - reads them from standard input, a line each.")
    var units: [String]

    func run() async throws {
        var paths = units
        if paths == ["-"] {
            paths = try standardInputLines().filter { !$0.isEmpty }
        }
        let survey = try UnitSurvey(paths, try common.analysis())
        if common.verbose { for note in survey.notes { writeError("ntbcheck: note: \(note)") } }
        try common.write(try survey.lines())
    }
}
