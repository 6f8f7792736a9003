internal import Contract
internal import Facts
internal import Foundation
internal import KernelSource
internal import Rules
internal import SourceText

/// How units of a tree parse, whatever they have to do with a contract: what coverage is counted from.
package struct UnitSurvey: Sendable {
    /// One unit; as a line of JSON it is what the command prints.
    package struct Unit: Encodable, Sendable {
        package struct Mistake: Encodable, Sendable {
            package var place: String?
            package var message: String
        }

        package var unit: String
        package var errors: [Mistake]
        /// Why there is no answer.
        package var failure: String?
        /// Its options that the tree lets nobody enable for any of the architectures.
        package var unmet: [String]
        /// What it was read for.
        package var arch: String
    }

    package var units: [Unit]
    package var notes: [String]

    /// - Parameter paths: units of the tree, as paths.
    package init(_ paths: [String], _ options: AnalysisOptions) throws {
        let snapshot = try options.snapshot()
        var options = options
        options.units = try paths.map { path in
            guard let unit = TreePath(path), snapshot.exists(unit) else {
                throw InputError("\(path): no such file in \(options.tree)")
            }
            return unit
        }
        guard let contract = options.contracts.first else { throw InputError("no contract") }
        var analysis = try TreeAnalysis(
            options, contract: contract, base: snapshot, states: [snapshot])
        let lowered = try analysis.lower(snapshot)
        analysis.close()
        units = (options.units ?? []).map { path in
            Unit(
                unit: path.string,
                errors: (lowered.facts[path]?.errors ?? []).map {
                    Unit.Mistake(place: $0.location?.description, message: $0.message)
                }, failure: lowered.failures[path], unmet: lowered.scope.unmet[path] ?? [],
                arch: (lowered.scope.others[path] ?? lowered.scope.first).rawValue)
        }
        notes = analysis.notes
    }

    /// A line of JSON for each unit.
    package func lines() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try units.map { inertJSON(try encoder.encode($0)) + "\n" }
            .joined()
    }
}
