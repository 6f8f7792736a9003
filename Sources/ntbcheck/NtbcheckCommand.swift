import ArgumentParser
import Cache
import Engine
import Foundation
import SeriesDiff
import Supervision

@main
enum Program {
    /// Before anything else, as a process with threads can't be copied.
    static func main() {
        Supervisor.begin()
        Task { @MainActor in await NtbcheckCommand.main() }
        dispatchMain()
    }
}

struct NtbcheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ntbcheck",
        abstract: "Verifies the NTB DMA-device contract on kernel trees and patch series.",
        version: Checker.version,
        subcommands: [
            CheckCommand.self, SeriesCommand.self, OpsCommand.self, RulesCommand.self,
            ContractCommand.self, IRCommand.self, NullnessCommand.self, HookCommand.self,
            B4CheckCommand.self, B4ReviewCommand.self, KbuildCommand.self, CacheCommand.self,
            UnitsCommand.self,
        ])

    /// The exit statuses are part of the tool's interface (``RunStatus``), where ArgumentParser has its own: every failure
    /// is one line on standard error and status 2, or 3 if the machine is at fault and not what the user gave.
    static func main() async {
        Interruption.handle()
        do {
            if CommandLine.arguments.dropFirst().elementsEqual(["--version"]) {
                try writeOutput(version)
                end(.clean)
            }
            if let mistake = unknownCommand(
                in: CommandLine.arguments.dropFirst(), of: configuration.subcommands)
            {
                throw mistake
            }
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            end(.clean)
        } catch let code as ExitCode {
            end(code.rawValue)
        } catch {
            if exitCode(for: error) == .success { printHelp(error) }
            let text = isUsage(error) ? usage(error) : "\(error)"
            for line in text.split(separator: "\n") { writeError("ntbcheck: error: \(line)") }
            end(isMachineFault(error) ? .notAnalysed : .badInput)
        }
    }

    /// The program's, then that of the libclang which it uses here.
    private static var version: String {
        let cache = CacheDirectory.usual(ProcessInfo.processInfo.environment)
        return "\(Checker.version)\nlibclang: \(Checker.libclangInUse(cache))\n"
    }

    /// Help and version, which ArgumentParser throws.
    private static func printHelp(_ request: any Error) -> Never {
        do {
            try writeOutput(fullMessage(for: request) + "\n")
            end(.clean)
        } catch {
            writeError("ntbcheck: error: \(error)")
            end(.notAnalysed)
        }
    }

    private static func isUsage(_ error: any Error) -> Bool {
        exitCode(for: error) == .validationFailure || error is ValidationError
    }

    /// ArgumentParser's message without the help that it puts below, and where that help is to be had.
    private static func usage(_ error: any Error) -> String {
        let message = message(for: error).split(whereSeparator: \.isNewline).joined(separator: " ")
        // The last line of the full message names the command: See 'ntbcheck check --help' for more information.
        let last = fullMessage(for: error).split(whereSeparator: \.isNewline).last ?? ""
        let help = last.split(separator: "'").first { $0.hasSuffix(" --help") } ?? "ntbcheck --help"
        let isSentence = message.hasSuffix(".") || message.hasSuffix("?")
        return "\(message.firstLetterLowercased)\(isSentence ? "" : ";") see '\(help)'"
    }
}

extension String {
    fileprivate var firstLetterLowercased: String { prefix(1).lowercased() + dropFirst() }
}
