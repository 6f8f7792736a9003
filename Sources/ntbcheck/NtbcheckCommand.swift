import ArgumentParser
import Engine

@main
struct NtbcheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ntbcheck",
        abstract: "Verifies the NTB DMA-device contract on kernel trees and patch series.",
        version: Checker.version,
        subcommands: [
            CheckCommand.self, SeriesCommand.self, OpsCommand.self, RulesCommand.self,
            ContractCommand.self, IRCommand.self,
        ])

    /// The exit statuses are part of the tool's interface: 2 for bad usage, where ArgumentParser's own is 64.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let error as ExitCode {
            exit(withError: error)
        } catch {
            let status = exitCode(for: error)
            if status == .success { exit(withError: error) }
            writeError(isUsage(error) ? fullMessage(for: error) : "ntbcheck: error: \(error)")
            exit(withError: ExitCode(2))
        }
    }

    private static func isUsage(_ error: any Error) -> Bool {
        exitCode(for: error) == .validationFailure || error is ValidationError
    }
}
