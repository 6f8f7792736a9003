internal import Dataflow

extension AnalysisOptions {
    /// Sets a limit of the analysis by the text `NAME=N`.
    package mutating func setLimit(_ text: String) throws(InputError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let limit = Limits.names.first(where: { $0.name == parts[0] })
        else {
            let names = Limits.names.map(\.name).joined(separator: ", ")
            throw InputError("--limit takes NAME=N, not '\(text)'; NAME is one of \(names)")
        }
        guard let value = Int(parts[1]), (1...limit.most).contains(value),
            limits.set(limit.name, to: value)
        else {
            throw InputError("--limit \(limit.name) must be a number from 1 to \(limit.most)")
        }
    }
}
