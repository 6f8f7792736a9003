import Cache
import ArgumentParser
import Contract
import Engine
import Findings
import Foundation
import KernelSource
import Reports
import SeriesDiff

/// What every analysing command takes.
struct CommonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The kernel tree; default: the one that the current directory is in.", valueName: "dir")
    )
    var tree: String?

    @Option(
        help: ArgumentHelp(
            "A contract to use instead of the NTB one: a file, or a name that 'contract list' prints.",
            valueName: "file"))
    var contract: [String] = []

    @Option(
        help: ArgumentHelp(
            """
            The architecture to parse for: auto (the default: each unit for the first that can build it, the host's before all others), \
            \(Arch.allCases.map(\.rawValue).joined(separator: ", ")).
            """, valueName: "name"), completion: .list(ArchChoice.allValueStrings),
        transform: choice)
    var arch: ArchChoice = .auto

    @Option(
        help: ArgumentHelp(
            "A Kbuild output directory, whose exact flags are then used.", valueName: "dir"))
    var build: String?

    @Option(
        help: ArgumentHelp(
            "The sources of a module outside of the tree (make M=dir), whose units are checked instead of the tree's.",
            valueName: "dir"))
    var module: String?

    @Option(
        help: """
            text, for people; gcc, which editors parse; json, sarif and terse, for programs; github, gitlab and rdjsonl \
            (reviewdog), for services; default: text.
            """, completion: .list(ReportFormat.allValueStrings), transform: choice)
    var format: ReportFormat = .text

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Write the report to this file instead of standard output.", valueName: "file"))
    var output: String?

    @Option(
        help: "The least severity that makes the run fail: error (the default), warning or note.",
        completion: .list(Severity.allValueStrings), transform: choice)
    var failOn: Severity = .error

    @Option(help: "How many units are parsed at a time; default: the number of processors.")
    var jobs: Int?

    @Option(
        help: ArgumentHelp(
            "What the analysis of functions stops at, such as steps-per-function=100000; repeatable.",
            valueName: "name=n"))
    var limit: [String] = []

    @Flag(help: "Do not use the cache.")
    var noCache = false

    @Flag(help: "Parse the common headers anew for each unit; what is found is the same.")
    var noPreludes = false

    @Option(
        help: "Colours in text: auto (the default), always or never. NO_COLOR is honoured.",
        completion: .list(ColorChoice.allValueStrings), transform: choice)
    var color: ColorChoice = .auto

    @Flag(name: .shortAndLong, help: "Print only what makes the run fail.")
    var quiet = false

    @Flag(
        name: .shortAndLong,
        help: "Print all findings, what a series fixes too, and how units were read.")
    var verbose = false

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
        if quiet && verbose { throw ValidationError("-q and -v exclude each other") }
        if !Report.supportedFormats.contains(format) {
            throw ValidationError("\(UnsupportedFormat(format: format))")
        }
    }

    func analysis() throws -> AnalysisOptions {
        var options = AnalysisOptions(
            tree: tree ?? treeAround(), arch: arch, buildDirectory: build,
            contracts: try contracts(),
            jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
        options.module = module
        // What a unit outside of the tree means hangs on more than the tree's headers.
        if !noCache, module == nil {
            options.cache = CacheDirectory.usual(ProcessInfo.processInfo.environment)
        }
        if verbose, !noCache, module == nil, options.cache?.hasHome != true {
            writeError(
                "ntbcheck: note: there is no home directory, so nothing is kept for later runs; set NTBCHECK_CACHE to a directory"
            )
        }
        options.usesPreludes = !noPreludes
        for text in limit { try options.setLimit(text) }
        if !quiet { ProgressLine.shared.follow(&options) }
        return options
    }

    private func contracts() throws -> [Contract] {
        if contract.isEmpty { return [try Contract.builtIn()] }
        return try contract.map(loadContract)
    }

    var style: TextStyle {
        TextStyle(
            color: usesColor, unicode: false, width: width,
            detail: quiet ? .quiet : verbose ? .verbose : .normal)
    }

    /// As wide as the terminal; what goes to a file or a pipe is the same everywhere.
    private var width: Int {
        var size = winsize()
        guard output == nil, isatty(STDOUT_FILENO) != 0,
            ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
        else { return 100 }
        return max(40, Int(size.ws_col))
    }

    private var usesColor: Bool {
        switch color {
        case .always: return true
        case .never: return false
        case .auto:
            let environment = ProcessInfo.processInfo.environment
            return output == nil && isatty(1) != 0 && (environment["NO_COLOR"] ?? "").isEmpty
                && environment["TERM"] != "dumb"
        }
    }

    func write(_ text: String) throws {
        if let output { try writeFile(text, to: output) } else { try writeOutput(text) }
    }

    /// Prints the report and ends with its exit status.
    ///
    /// - Parameter existing: whether to show what a series leaves as it is.
    func finish(_ report: Report, existing: Bool = false) throws {
        if verbose {
            for note in report.tree.notes { writeError("ntbcheck: note: \(note)") }
        }
        var style = style
        style.showsExisting = existing
        try write(try report.rendered(as: format, style: style))
        let status = report.series.summary.exit.rawValue
        if status != 0 { throw ExitCode(Int32(status)) }
    }
}

enum ColorChoice: String, ExpressibleByArgument, CaseIterable { case auto, always, never }

extension ArchChoice: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }

    public var defaultValueDescription: String { name }

    public static var allValueStrings: [String] { ["auto"] + Arch.allCases.map(\.rawValue) }
}
extension ReportFormat: ExpressibleByArgument {
    public static var allValueStrings: [String] { Report.supportedFormats.map(\.rawValue) }
}
extension Severity: ExpressibleByArgument {}

/// A contract by the name of one that ships with the tool, or by its file.
///
/// Never reads more than a contract can have: the name may be that of a device.
func loadContract(_ path: String) throws -> Contract {
    if let known = Contract.builtInTexts.first(where: { $0.name == path }) {
        return try Contract(yaml: known.text, file: known.file)
    }
    let limit = 1 << 20
    guard let file = FileHandle(forReadingAtPath: path),
        let data = try? file.read(upToCount: limit + 1)
    else {
        let names = Contract.builtInTexts.map(\.name)
        throw InputError(
            "\(path): no such file, or it can't be read; name a contract in YAML, or one of \(names.joined(separator: ", "))\(didYouMean(path, among: names))"
        )
    }
    guard data.count <= limit else { throw InputError("\(path): is too large for a contract") }
    return try Contract(yaml: String(decoding: data, as: UTF8.self), file: path)
}
