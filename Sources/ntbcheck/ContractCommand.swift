import ArgumentParser
import Contract
import Engine

struct ContractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contract", abstract: "Shows the built-in contracts, or validates one.",
        subcommands: [Show.self, List.self, Check.self, Schema.self])

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints a built-in contract as YAML.")

        @Argument(help: "The contract; default: the NTB one.")
        var name: String?

        func run() throws {
            let all = Contract.builtInTexts
            guard let found = all.first(where: { $0.name == name ?? all[0].name }) else {
                let names = all.map(\.name)
                throw ValidationError(
                    "no contract is named '\(name ?? "")'; there are \(names.joined(separator: ", "))\(didYouMean(name ?? "", among: names))"
                )
            }
            try writeOutput(found.text)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the built-in contracts.")

        func run() throws {
            for text in Contract.builtInTexts {
                let contract = try Contract(yaml: text.text, file: text.file)
                try writeOutput("\(contract.name)  \(contract.summary)\n")
            }
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Validates a contract.")

        @Argument(help: "The contract, in YAML.")
        var file: String

        func run() throws {
            let contract = try loadContract(file)
            try writeOutput("\(file): '\(contract.name)' is a valid contract\n")
        }
    }

    struct Schema: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the JSON schema of contracts.")

        func run() throws { try writeOutput(Contract.jsonSchema) }
    }
}
