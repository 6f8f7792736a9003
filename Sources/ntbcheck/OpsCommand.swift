import ArgumentParser
import Contract
import Engine
import KernelSource
import Reports
import SeriesDiff
import SourceText

struct OpsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ops",
        abstract: "Prints which driver wires which callback, to which function.")

    @OptionGroup var common: CommonOptions

    @Option(
        help: ArgumentHelp(
            "Look at this commit of the git tree instead of the files; nothing is checked out.",
            valueName: "rev"))
    var rev: String?

    @Argument(help: "The ops struct; default: the contract's.")
    var `struct`: String?

    func validate() throws {
        if rev != nil, common.module != nil {
            throw ValidationError("--module is checked against the files of a tree; drop --rev")
        }
        if ![.text, .json].contains(common.format) {
            throw ValidationError(
                "ops prints a matrix, not findings: --format text or json")
        }
    }

    func run() async throws {
        var options = try common.analysis()
        options.revision = rev
        if let name = `struct` {
            try requireMention(of: name, options)
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

    /// Where no file names the struct, nothing need be parsed to find out that none declares it. That a file can't be read
    /// is no answer; then the analysis tells what it could not see.
    private func requireMention(of name: String, _ options: AnalysisOptions) throws {
        if options.module != nil || options.contracts.contains(where: { $0.struct == name }) {
            return
        }
        let snapshot =
            if let rev {
                try Snapshot.open(options.tree, revision: rev)
            } else {
                try Snapshot.open(options.tree)
            }
        // A contract's headers may make tables by a macro, so that their users need not name it.
        for header in options.contracts.flatMap(\.includes) {
            guard let path = TreePath("include/" + header) else { continue }
            let bytes = try snapshot.contents(of: path) ?? []
            let words = String(decoding: bytes, as: UTF8.self).split { !$0.isPartOfName }
            if words.contains(Substring(name)) { return }
        }
        let finder = UnitFinder(words: [name], headers: [])
        let found = try finder.scan(snapshot, arch: options.arch)
        guard finder.units(of: snapshot, in: found, arch: options.arch).isEmpty,
            snapshot.failures.isEmpty
        else { return }
        let known = options.contracts.map(\.struct)
        throw InputError(
            "\(options.tree): no C file names struct \(name)\(didYouMean(name, among: known))")
    }
}

extension Character {
    fileprivate var isPartOfName: Bool { isLetter || isNumber || self == "_" }
}
