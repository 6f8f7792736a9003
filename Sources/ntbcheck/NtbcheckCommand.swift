import ArgumentParser

@main
struct NtbcheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "ntbcheck")
}
