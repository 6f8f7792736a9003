import Foundation
import Testing

@Suite("the project's series in another order, or not all of it")
struct SeriesOrderTests {
    /// Patches of the series by their numbers, renumbered as they stand here.
    private func mails(_ numbers: [Int]) throws -> String {
        let directory = seriesDirectory("linux-6.1.170")
        let names = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
        return try numbers.enumerated().map { index, number in
            let name = try #require(names.first { $0.hasPrefix("000\(number)-") })
            return try String(contentsOfFile: directory + "/" + name, encoding: .utf8)
                .replacing(/\[PATCH \d\/\d\]/, with: "[PATCH \(index + 1)/\(numbers.count)]")
        }.joined(separator: "\n")
    }

    private func series(_ numbers: [Int]) throws -> (outcome: Outcome, report: Report) {
        let outcome = try ntbcheck(
            ["series", "--tree", try Tree.before.path, "--format", "json", "-"],
            input: try mails(numbers))
        #expect(outcome.errors == "")
        return (outcome, try Report(outcome.output))
    }

    @Test("whole and in order: one note on trees, and no other remark")
    func whole() throws {
        let (outcome, report) = try series([1, 2, 3, 4, 5])
        #expect(outcome.status == 0)
        let found = report.findings("cross-tree")
        #expect(found.map(\.severity) == ["note"])
        #expect(found.map(\.file) == ["drivers/pci/endpoint/functions/pci-epf-vntb.c"])
        #expect(
            outcome.output.contains(
                "patch 3 (PCI ENDPOINT SUBSYSTEM) uses get_dma_dev from patch 1 (NTB DRIVER CORE): it must not be applied before it"
            ))
        #expect(report.findings("api-without-user") == [])
        #expect(report.findings("use-before-introduction") == [])
        #expect(
            report.findings.filter { $0.status == "introduced" }.allSatisfy {
                $0.severity == "note"
            })
    }

    @Test("the client first: the report says which patch has to come before it")
    func clientFirst() throws {
        let (outcome, report) = try series([2, 1, 3])
        #expect(outcome.status == 1)
        let found = report.findings("use-before-introduction")
        #expect(found.map(\.file) == ["drivers/ntb/ntb_transport.c"])
        #expect(found.map(\.severity) == ["error"])
        #expect(found.map(\.status) == ["transient"])
        #expect(found.first?.witness.map(\.file) == ["include/linux/ntb.h"])
        #expect(
            outcome.output.contains("'ntb_get_dma_dev' is used here, and only patch 2"))
        #expect(report.findings("patch-parse").map(\.status) == ["transient"])
    }

    @Test("the core alone: neither the callback nor the helper has a user")
    func coreAlone() throws {
        let (_, report) = try series([1])
        let found = report.findings("api-without-user")
        #expect(found.map(\.severity) == ["warning", "warning"])
        #expect(found.allSatisfy { $0.file == "include/linux/ntb.h" })
        #expect(report.findings("cross-tree") == [])
    }
}
