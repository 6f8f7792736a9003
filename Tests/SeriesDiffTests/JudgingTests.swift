import Findings
import SeriesDiff
import SourceText
import Testing

@Suite("What makes a series fail")
struct JudgingTests {
    @Test("the good series: what is missing comes and goes, old faults stay listed, exit 0")
    func goodSeries() throws {
        let old = finding(helperBypass)
        let wiring = finding(opsWiring, in: vntb, function: nil)
        let missing = finding(callbackMissing, in: header, function: nil)
        let report = judged([[missing, old], [wiring, old], [wiring, old], [old]])
        #expect(
            report.findings.map(\.finding.rule) == [
                "helper-bypass", "ops-wiring", "callback-missing",
            ])
        #expect(report.findings.map(\.status) == [.existing, .transient, .fixed])
        #expect(report.findings.map(\.finding.severity) == [.error, .note, .error])
        #expect(report.states.map(\.introduced) == [[], [1], [], []])
        #expect(report.states.map(\.fixed) == [[], [2], [], [1]])
        #expect(report.summary.exit == .clean)
        #expect(report.summary.error == 1)
        #expect(report.summary.note == 1)
        #expect(report.summary.fixed == 1)
    }

    @Test("without its last patch the wiring is left behind")
    func unfinishedSeries() {
        let report = judged([
            [finding(callbackMissing, in: header)], [finding(opsWiring, in: vntb)],
        ])
        #expect(report.count(.introduced) == 1)
        #expect(report.summary.exit == .findings)
    }

    @Test("a correctness error fails the series even if a later patch fixes it")
    func transientCorrectness() throws {
        let report = judged([[], [finding(nullReturn)], []])
        let only = try #require(report.findings.first)
        #expect(only.status == .transient)
        #expect(only.finding.severity == .error)
        #expect(only.fails)
        #expect(report.summary.exit == .findings)
    }

    @Test("a state that does not compile fails the series even if the next one does")
    func brokenIntermediateState() {
        let report = judged([[], [finding(patchParse)], []])
        #expect(report.findings.map(\.finding.severity) == [.error])
        #expect(report.summary.exit == .findings)
    }

    @Test("what the base has fails only on request, and only while the tip still has it")
    func existing() {
        let onRequest = JudgementOptions(failOnExisting: true)
        let stays = [[finding(nullReturn)], [finding(nullReturn)]]
        let goes = [[finding(nullReturn)], []]
        #expect(judged(stays).summary.exit == .clean)
        #expect(judged(stays, options: onRequest).summary.exit == .findings)
        #expect(judged(goes, options: onRequest).summary.exit == .clean)
    }

    @Test(
        "the threshold decides which severity fails",
        arguments: [
            (Severity.note, [RunStatus.findings, .findings, .findings]),
            (.warning, [.clean, .findings, .findings]),
            (.error, [.clean, .clean, .findings]),
        ])
    func threshold(failOn: Severity, expected: [RunStatus]) {
        let options = JudgementOptions(failOn: failOn)
        let rules = [unprovenReturn, contractDoc, nullReturn]
        #expect(
            rules.map { judged([[], [finding($0)]], options: options).summary.exit } == expected)
        #expect(rules.map { judged([[finding($0)]], options: options).summary.exit } == expected)
    }

    @Test("a transient completeness finding is a note to the threshold, too")
    func transientNote() {
        let states = [[], [finding(opsWiring)], []]
        #expect(judged(states, options: .init(failOn: .warning)).summary.exit == .clean)
        #expect(judged(states, options: .init(failOn: .note)).summary.exit == .findings)
    }

    @Test("a second mapping that a series adds is a warning; one that was there is a note")
    func doubleMappingAdded() {
        #expect(judged([[], [finding(doubleMapping)]]).summary.warning == 1)
        #expect(judged([[finding(doubleMapping)], [finding(doubleMapping)]]).summary.note == 1)
        #expect(judged([[finding(doubleMapping)]]).summary.note == 1)
    }

    @Test(
        "a remark about a patch stands although later states don't repeat it",
        arguments: [
            apiWithoutUser, crossTree,
        ])
    func remarks(rule: RuleDescription) {
        let report = judged([[], [finding(rule)], []])
        #expect(report.findings.map(\.status) == [.introduced])
        #expect(report.states.map(\.fixed) == [[], [], []])
        #expect(report.states.map(\.findings) == [[], [0], [0]])
        #expect(report.findings.map(\.states) == [[1, 2]])
        #expect(report.findings.map(\.finding.severity) == [rule.severity])
    }

    @Test("what could not be analysed makes silence a 3, and a finding stays a 1")
    func notAnalysed() {
        let gap = [Unanalysed(file: perf, reason: "unknown architecture")]
        func exit(_ findings: [Finding]) -> RunStatus {
            SeriesReport([StateReport(label: "tree", findings: findings, unanalysed: gap)]).summary
                .exit
        }
        #expect(exit([]) == .notAnalysed)
        #expect(exit([finding(unprovenReturn)]) == .notAnalysed)
        #expect(exit([finding(nullReturn)]) == .findings)
    }

    @Test("what was hidden and how much was read is counted over all states")
    func counts() {
        let report = SeriesReport([
            StateReport(label: "base", findings: [], suppressed: 2, files: 15),
            StateReport(label: "1", findings: [], suppressed: 1, files: 16),
            StateReport(label: "2", findings: [finding(patchApply)]),
        ])
        #expect(report.summary.suppressed == 2)
        #expect(report.summary.files == 16)
    }

    @Test("a check lists every finding as existing and fails on those at the threshold")
    func check() {
        let report = judged([[finding(opsWiring), finding(unprovenReturn)]])
        #expect(!report.isSeries)
        #expect(report.findings.map(\.status) == [.existing, .existing])
        #expect(report.findings.map(\.fails) == [true, false])
        #expect(report.summary.exit == .findings)
    }
}
