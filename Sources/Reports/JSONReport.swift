import Findings
import Foundation
import SeriesDiff
import SourceText

extension Report {
    /// The report for programs, as `report.schema.json` describes it: keys sorted, so that the same report is the same bytes.
    package func json() -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Strings, integers, arrays and objects: there is nothing in it that the encoder could refuse.
        guard let data = try? encoder.encode(JSONReport(self)) else { return "{}\n" }
        return inertJSON(data) + "\n"
    }

    /// The JSON schema (draft 2020-12) that every JSON report meets.
    package static var jsonSchema: String {
        String(decoding: PackageResources.report_schema_json, as: UTF8.self)
    }
}

/// The JSON format's own types, so that a change within the program does not change what others read.
private struct JSONReport: Encodable {
    var schemaVersion = 1
    var tool: Tool
    var tree: Tree
    var states: [State]
    var findings: [Entry]
    var tables: [Table]
    var unanalysed: [Gap]
    var summary: Summary

    init(_ report: Report) {
        tool = Tool(
            name: report.tool.name, version: report.tool.version, libclang: report.tool.libclang)
        tree = Tree(
            path: report.tree.path, revision: .init(report.tree.revision),
            kernelVersion: .init(report.tree.kernelVersion), arch: report.tree.arch,
            flags: report.tree.flags.rawValue, notes: report.tree.notes,
            otherArchs: report.tree.otherArchs.isEmpty
                ? nil
                : Dictionary(
                    uniqueKeysWithValues: report.tree.otherArchs.map { ($0.key.string, $0.value) }),
            assumed: report.tree.assumed.isEmpty
                ? nil
                : report.tree.assumed.map {
                    Assumed(arch: $0.arch, name: $0.name, what: $0.what)
                })
        states = report.series.states.map {
            State(
                index: $0.index, label: $0.label, subject: .init($0.subject),
                patch: .init($0.patch),
                introduced: $0.introduced, fixed: $0.fixed, findings: $0.findings)
        }
        findings = report.series.findings.map { entry in
            let origin = entry.introducedIn.flatMap { index in
                report.series.states.first { $0.index == index }
            }
            return Entry(entry, patch: origin?.patch)
        }
        tables = report.tables.map(Table.init)
        unanalysed = Set(
            report.series.unanalysed.map { Gap(file: $0.file.string, reason: $0.reason) }
        )
        .sorted { ($0.file, $0.reason) < ($1.file, $1.reason) }
        summary = Summary(report.series.summary, milliseconds: report.milliseconds)
    }

    struct Tool: Encodable {
        var name: String
        var version: String
        var libclang: String
    }

    struct Tree: Encodable {
        var path: String
        var revision: Nullable<String>
        var kernelVersion: Nullable<String>
        var arch: String
        var flags: String
        var notes: [String]
        var otherArchs: [String: String]?
        var assumed: [Assumed]?
    }

    struct Assumed: Encodable {
        var arch: String
        var name: String
        var what: String
    }

    struct State: Encodable {
        var index: Int
        var label: String
        var subject: Nullable<String>
        var patch: Nullable<String>
        var introduced: [Int]
        var fixed: [Int]
        var findings: [Int]
    }

    struct Entry: Encodable {
        var id: Int
        var rule: String
        var severity: String
        var kind: String
        var file: String
        var line: Int
        var column: Int
        var function: Nullable<String>
        var table: Nullable<String>
        var message: String
        var witness: [Step]
        var assumptions: [String]
        var states: [Int]
        var patch: Nullable<String>
        var status: String
        var fingerprint: String

        init(_ entry: SeriesFinding, patch: String?) {
            id = entry.id
            rule = entry.finding.rule
            severity = entry.finding.severity.rawValue
            kind = entry.finding.kind.rawValue
            file = entry.finding.location.file.string
            line = entry.finding.location.line
            column = entry.finding.location.column
            function = .init(entry.finding.function)
            table = .init(entry.finding.table)
            message = entry.finding.message
            witness = entry.finding.witness.map {
                Step(
                    file: $0.location.file.string, line: $0.location.line,
                    column: $0.location.column, message: $0.message)
            }
            assumptions = entry.finding.assumptions
            states = entry.states
            self.patch = .init(patch)
            status = entry.status.rawValue
            fingerprint = entry.fingerprint.string
        }
    }

    struct Step: Encodable {
        var file: String
        var line: Int
        var column: Int
        var message: String
    }

    struct Table: Encodable {
        var `struct`: String
        var variable: String
        var file: String
        var line: Int
        /// What is wired; a callback that is not has no key.
        var members: [String: String]

        init(_ row: TableRow) {
            self.struct = row.structName
            variable = row.variable
            file = row.file.string
            line = row.line
            members = Dictionary(
                row.members.compactMap { member in member.function.map { (member.name, $0) } },
                uniquingKeysWith: { _, last in last })
        }
    }

    struct Gap: Encodable, Hashable {
        var file: String
        var reason: String
    }

    struct Summary: Encodable {
        var error: Int
        var warning: Int
        var note: Int
        var fixed: Int
        var suppressed: Int
        var files: Int
        var milliseconds: Int
        var exit: Int

        init(_ summary: SeriesSummary, milliseconds: Int) {
            error = summary.error
            warning = summary.warning
            note = summary.note
            fixed = summary.fixed
            suppressed = summary.suppressed
            files = summary.files
            self.milliseconds = milliseconds
            exit = summary.exit.rawValue
        }
    }
}

/// A value whose key is always there, with `null` where there is nothing to say; synthesized encoding would drop the key.
private struct Nullable<Value: Encodable>: Encodable {
    var value: Value?

    init(_ value: Value?) {
        self.value = value
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let value {
            try container.encode(value)
        } else {
            try container.encodeNil()
        }
    }
}
