import Foundation
import Reports
import SeriesDiff
import Testing

@Suite("Adversarial callbacks")
struct AdversarialTests {
    static let cases = (try? CaseFile.all())?.flatMap(\.cases) ?? []

    @Test("a callback gets the verdict that was written for it", arguments: cases)
    func verdict(_ entry: Case) async throws {
        let found = try await Measurement.shared.value.verdicts(on: entry)
        let wanted = entry.verdict.rule.map { [$0] } ?? []
        let isMet = entry.verdict == .unproven ? Set(found) == Set(wanted) : found == wanted
        if let gap = knownGaps[entry.name] {
            #expect(found == gap, "\(entry.why)\n\(entry.code)")
            #expect(!isMet, "met now: remove it from the known gaps")
        } else {
            #expect(isMet, "found \(found), wanted \(wanted): \(entry.why)\n\(entry.code)")
        }
    }

    @Test(
        "names are unique, and a line is marked where something is wrong")
    func wellFormed() throws {
        let files = try CaseFile.all()
        let cases = files.flatMap(\.cases)
        #expect(cases.count >= 240)
        #expect(cases.count == Self.cases.count)
        #expect(Set(cases.map(\.name)).count == cases.count)
        #expect(Set(knownGaps.keys).subtracting(cases.map(\.name)) == [])
        for entry in cases where entry.verdict == .null || entry.verdict == .errptr {
            #expect(entry.marked != nil, "\(entry.name) marks no line")
        }
        for entry in cases where entry.verdict == .clean {
            #expect(entry.marked == nil, "\(entry.name) marks a line, although it is clean")
        }
    }

    @Test("every unit of cases is analysed, and wholly")
    func nothingLeftOut() async throws {
        let measurement = try await Measurement.shared.value
        #expect(
            measurement.report.series.unanalysed.filter { !$0.isOutOfScope }.map(\.reason) == [])
        // Were the patch not applied, nothing would be said of any case.
        #expect(measurement.report.series.states.count == 2)
    }

    @Test("the table in the documents is what is measured")
    func table() async throws {
        let measurement = try await Measurement.shared.value
        let table = VerdictTable(
            measurement.files.flatMap(\.cases).map { ($0, measurement.verdicts(on: $0)) })
        let text = table.rows.joined(separator: "\n") + "\n"
        let document = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../docs/trust.md").standardizedFileURL
        #expect(try String(contentsOf: document, encoding: .utf8).contains(text))
        print(text, terminator: "")
    }
}
