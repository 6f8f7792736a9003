import Findings
import SeriesDiff
import SourceText
import Testing

@Suite("A part of a report")
struct PartTests {
    private let client = TreePath(literal: "drivers/ntb/client.c")
    private let driver = TreePath(literal: "drivers/ntb/hw/driver.c")
    private let header = TreePath(literal: "include/linux/ntb.h")

    private func finding(_ file: TreePath, _ severity: Severity = .error) -> Finding {
        let rule = RuleDescription(
            id: "helper-bypass", severity: severity, kind: .correctness, summary: "",
            rationale: "", source: "")
        return Finding(
            rule: rule, location: Location(file: file, line: 3, column: 1), message: "m", key: "k")
    }

    private func report(_ findings: [Finding], _ gaps: [TreePath] = []) -> SeriesReport {
        SeriesReport([
            StateReport(
                label: "tree", findings: findings,
                unanalysed: gaps.map { Unanalysed(file: $0, reason: "r") }, suppressed: 2, files: 9)
        ])
    }

    @Test("findings elsewhere go, ids stay places in the list, and the verdict is the part's own")
    func findings() {
        let whole = report([finding(client), finding(driver, .note), finding(header)])
        #expect(whole.summary.exit == .findings)
        let part = whole.part { $0 == driver }
        #expect(part.findings.map(\.finding.location.file) == [driver])
        #expect(part.findings.map(\.id) == [0])
        #expect(part.states.map(\.findings) == [[0]])
        #expect(part.states.map(\.open) == [[0]])
        #expect(part.summary.exit == .clean)
        #expect((part.summary.error, part.summary.note) == (0, 1))
        #expect((part.summary.suppressed, part.summary.files) == (2, 9))
        #expect(whole.part { _ in true }.summary == whole.summary)
        #expect(whole.part { $0 == client }.summary.exit == .findings)
    }

    @Test("a unit elsewhere that could not be analysed does not matter; a header may")
    func gaps() {
        let whole = report([], [client, driver, header])
        #expect(whole.part { $0 == driver }.unanalysed.map(\.file) == [driver, header])
        #expect(whole.part { $0 == driver }.summary.exit == .notAnalysed)
        #expect(report([], [client]).part { $0 == driver }.summary.exit == .clean)
    }
}
