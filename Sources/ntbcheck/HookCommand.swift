import ArgumentParser
import Cache
import Contract
import Engine
import Findings
import Foundation
import Hooks
import KernelSource
import Reports
import SeriesDiff

struct HookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hook", abstract: "Installs and runs the git hooks of a kernel checkout.",
        subcommands: [Install.self, Uninstall.self, Status.self, Run.self])

    struct Place: ParsableArguments {
        @Option(help: ArgumentHelp("The kernel checkout.", valueName: "dir"))
        var tree = "."

        @Flag(help: "The hooks in git's global core.hooksPath instead of the checkout's.")
        var global = false

        func directory() throws -> HookDirectory { try HookDirectory(of: tree, global: global) }
    }

    struct Install: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Puts ntbcheck before the hooks that are there.")

        @OptionGroup var place: Place

        @Option(
            help: ArgumentHelp(
                "sendemail-validate (the default), pre-push, pre-commit or pre-applypatch; may be repeated.",
                valueName: "hook"))
        var hook: [HookName] = []

        func run() throws {
            guard let program = Bundle.main.executablePath else {
                throw HookFailure(description: "the program does not know where it is installed")
            }
            let directory = try place.directory()
            for hook in hook.isEmpty ? [.sendemailValidate] : hook {
                try directory.install(hook, program: program)
                try writeOutput("\(directory.line(hook))\n")
            }
        }
    }

    struct Uninstall: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Restores the hooks that were there before.")

        @OptionGroup var place: Place

        @Option(help: ArgumentHelp("Only this one; may be repeated.", valueName: "hook"))
        var hook: [HookName] = []

        func run() throws {
            let directory = try place.directory()
            for hook in hook.isEmpty ? HookName.allCases : hook {
                let isGone = try directory.uninstall(hook)
                if isGone || !self.hook.isEmpty {
                    try writeOutput("\(directory.line(hook))\n")
                }
            }
        }
    }

    struct Status: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Says which hooks run what.")

        @OptionGroup var place: Place

        func run() throws {
            let directory = try place.directory()
            for hook in HookName.allCases { try writeOutput("\(directory.line(hook))\n") }
        }
    }

    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What the installed hooks call.", shouldDisplay: false)

        @Argument var hook: HookName
        @Argument(parsing: .captureForPassthrough) var arguments: [String] = []

        func run() async throws {
            do {
                let statuses = try await verdicts().map(print)
                // What is wrong outweighs what is not known.
                let refusals = statuses.filter { $0 != .clean }
                if let status = refusals.contains(.findings) ? .findings : refusals.first {
                    throw ExitCode(Int32(status.rawValue))
                }
            } catch let code as ExitCode {
                throw code
            } catch {
                // Whatever the reason: nothing was found out.
                refuse("\(error)")
                throw ExitCode(Int32(RunStatus.notAnalysed.rawValue))
            }
        }

        private func verdicts() async throws -> [Verdict] {
            let environment = ProcessInfo.processInfo.environment
            // commit -a and commit PATH have an index of their own.
            let index = environment["GIT_INDEX_FILE"].map { path in
                path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
            }
            var options = HookSettings.analysis()
            options.tree = hookPlace(environment)
            ProgressLine.shared.follow(&options)
            let gate = try Gate(options, judging: JudgementOptions(), index: index)
            switch hook {
            case .preCommit, .preApplypatch: return [try await gate.index()]
            case .prePush:
                var all: [Verdict] = []
                for line in try standardInputLines() where !line.isEmpty {
                    all.append(try await gate.push(line, remote: arguments.first ?? ""))
                }
                return all
            case .sendemailValidate:
                guard let file = arguments.first else {
                    throw HookFailure(description: "git named no mail")
                }
                let gathering = try Gathering(in: try HookSettings.mails())
                let counter = Int(environment["GIT_SENDEMAIL_FILE_COUNTER"] ?? "").flatMap {
                    number in
                    Int(environment["GIT_SENDEMAIL_FILE_TOTAL"] ?? "").map { (number, $0) }
                }
                guard let mails = try gathering.add(file, counter: counter) else { return [] }
                defer { gathering.discard() }
                return [try await gate.mails(mails)]
            }
        }

        /// How the hook ends for a verdict. All words go to standard error: what a hook prints on standard output is not always shown.
        private func print(_ verdict: Verdict) throws -> RunStatus {
            switch verdict {
            case .unwatched: return .clean
            case .cannotJudge(let reason):
                refuse(reason)
                return .notAnalysed
            case .judged(let report):
                let status = report.series.summary.exit
                if status == .clean { return .clean }
                let text = try report.rendered(
                    as: .gcc,
                    style: TextStyle(
                        color: isatty(2) != 0
                            && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty,
                        unicode: false, width: 100, detail: .quiet))
                ProgressLine.shared.withoutLine {
                    FileHandle.standardError.write(Data(text.utf8))
                }
                refuse(
                    status == .findings
                        ? "the contract is broken" : "some of it could not be analysed")
                return status
            }
        }

        private func refuse(_ reason: String) {
            writeError(
                "ntbcheck: \(hook.rawValue): \(reason); \(hook.refusal) (to go on all the same: \(hook.wayRound))"
            )
        }
    }
}

extension HookName: ExpressibleByArgument {}

/// What hooks use where a command has options.
enum HookSettings {
    static func analysis() -> AnalysisOptions {
        var options = AnalysisOptions(
            tree: ".", arch: .auto, buildDirectory: nil, contracts: [],
            jobs: ProcessInfo.processInfo.activeProcessorCount)
        options.cache = CacheDirectory.usual(ProcessInfo.processInfo.environment)
        return options
    }

    /// Where the mails of one `git send-email` are kept until the last is there. Without a home directory, a private directory
    /// among the temporary files has to do.
    static func mails() throws -> String {
        let environment = ProcessInfo.processInfo.environment
        if let home = CacheDirectory.existingPlace(environment) { return home + "/send-email" }
        let given = environment["TMPDIR"] ?? ""
        let path = (given.hasPrefix("/") ? given : "/tmp") + "/ntbcheck-send-email-\(geteuid())"
        mkdir(path, 0o700)
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
            status.st_uid == geteuid(), status.st_mode & 0o077 == 0
        else {
            throw HookFailure(
                description:
                    "\(path) is no directory of ours alone, and there is no home directory; set XDG_CACHE_HOME"
            )
        }
        return path
    }
}

extension HookDirectory {
    fileprivate func line(_ hook: HookName) -> String {
        let what =
            switch state(hook) {
            case .absent: "nothing"
            case .foreign: "a hook that is not ntbcheck's"
            case .installed(chained: false): "ntbcheck"
            case .installed(chained: true): "ntbcheck, then the hook that was there before"
            }
        return "\(path)/\(hook.rawValue): \(what)"
    }
}
