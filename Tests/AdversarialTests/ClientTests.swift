import Findings
import Foundation
import Reports
import SeriesDiff
import Testing

@Suite("Adversarial clients")
struct ClientTests {
    static let cases = (try? ClientCases())?.cases ?? []

    @Test("a client gets the findings that were written for it", arguments: cases)
    func findings(_ entry: ClientCase) async throws {
        let found = try await ClientMeasurement.shared.value.findings(on: entry)
        #expect(found == entry.wanted, "\(entry.why)")
    }

    @Test("all cases are read, and every unit of them is analysed wholly")
    func wellFormed() async throws {
        let cases = try ClientCases().cases
        #expect(cases.count >= 65)
        #expect(cases.count == Self.cases.count)
        #expect(Set(cases.map(\.name)).count == cases.count)
        let report = try await ClientMeasurement.shared.value.report
        #expect(report.series.unanalysed.filter { !$0.isOutOfScope }.map(\.reason) == [])
        #expect(
            report.series.findings.filter { $0.finding.rule == "patch-parse" }.map(
                \.finding.message)
                == [])
        #expect(report.series.states.count == 2)
    }

    @Test("a witness names functions as their sources do")
    func witness() async throws {
        let report = try await ClientMeasurement.shared.value.report
        let texts = report.series.findings.flatMap { entry in
            [entry.finding.message] + entry.finding.witness.map(\.message)
        }
        #expect(texts.contains { $0.contains("file_chain_open() calls file_chain_alloc()") })
        #expect(!texts.contains { $0.contains(".c:") || $0.contains("\u{1}") })
    }
}
