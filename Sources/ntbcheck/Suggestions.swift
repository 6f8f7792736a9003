import ArgumentParser

/// The name that somebody may have meant who wrote another one; nil where none is like it.
func suggestion(for word: String, among names: [String]) -> String? {
    let wanted = word.lowercased()
    if wanted.isEmpty { return nil }
    let begun = names.filter { $0.hasPrefix(wanted) }
    if begun.count == 1, wanted.count > 1 { return begun[0] }
    // One slip of the finger in three letters, and what is only half there is a guess no more.
    let near = names.map { (name: $0, distance: distance(Array(wanted), Array($0.lowercased()))) }
        .filter { $0.distance <= max(1, min(wanted.count, $0.name.count) / 3) }
    if let best = near.min(by: { $0.distance < $1.distance }) { return best.name }
    // Both: the beginning of a long name, with a slip in it.
    let started = names.filter { name in
        wanted.count > 2
            && distance(Array(wanted), Array(name.lowercased().prefix(wanted.count))) <= 1
    }
    return started.count == 1 ? started[0] : nil
}

/// `; did you mean 'null-return'?`, or nothing.
func didYouMean(_ word: String, among names: [String]) -> String {
    suggestion(for: word, among: names).map { "; did you mean '\($0)'?" } ?? ""
}

/// How many letters have to be put in, taken out, replaced or swapped with their neighbour.
private func distance(_ a: [Character], _ b: [Character]) -> Int {
    var before: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
        var row = [i + 1]
        for j in b.indices {
            var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                least = min(least, before[j - 1] + 1)
            }
            row.append(least)
        }
        (before, last) = (last, row)
    }
    return last[b.count]
}

/// Reads the value of an option that has names to choose from. What is none of them is told which there are.
@Sendable func choice<Value: ExpressibleByArgument>(_ word: String) throws -> Value {
    if let value = Value(argument: word) { return value }
    let names = Value.allValueStrings
    throw ValidationError(
        "it is one of \(names.joined(separator: ", "))\(didYouMean(word, among: names))")
}

/// The mistake in the words that name a command, if there is one; the parser would only call such a word unexpected.
func unknownCommand(
    in words: ArraySlice<String>, of commands: [any ParsableCommand.Type]
) -> ValidationError? {
    guard let word = words.first, !commands.isEmpty, !word.hasPrefix("-"), word != "help" else {
        return nil
    }
    var names: [String] = []
    for command in commands {
        let configuration = command.configuration
        let name = configuration.commandName ?? command._commandName
        if name == word {
            return unknownCommand(in: words.dropFirst(), of: configuration.subcommands)
        }
        if configuration.shouldDisplay { names.append(name) }
    }
    return ValidationError(
        "no command is named '\(word)'; there are \(names.joined(separator: ", "))\(didYouMean(word, among: names))"
    )
}
