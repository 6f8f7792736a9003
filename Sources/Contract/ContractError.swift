internal import Yams

/// What is wrong with a contract: a line for each fault, which names its place.
package struct ContractError: Error, Hashable, CustomStringConvertible {
    package var description: String

    package init(_ text: String) { description = text }

    init(all errors: [ContractError]) {
        description = errors.map(\.description).joined(separator: "\n")
    }

    init(yaml error: any Error, file: String) {
        switch error {
        case YamlError.scanner(_, let problem, let mark, _),
            YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            let place = "\(file):\(mark.line):\(mark.column)"
            description = "\(place): not valid YAML: \(Self.oneLine(problem))"
        case YamlError.duplicatedKeysInMapping(let keys, let context):
            let names = Self.oneLine(keys.joined(separator: ", "))
            description =
                "\(file):\(context.mark.line):\(context.mark.column): given more than once: \(names)"
        case let error as YamlError: description = "\(file): \(Self.oneLine("\(error)"))"
        case DecodingError.keyNotFound(let key, let context):
            let place = Self.path(context.codingPath)
            description = "\(file): \(place)the key '\(key.stringValue)' is missing"
        case DecodingError.typeMismatch(_, let context),
            DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context):
            let place = Self.path(context.codingPath)
            description = "\(file): \(place)\(Self.oneLine(context.debugDescription))"
        default: description = "\(file): \(Self.oneLine("\(error)"))"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        if keys.isEmpty { return "" }
        return keys.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
            .joined(separator: ".") + ": "
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
