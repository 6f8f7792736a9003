import Findings
import SeriesDiff
import SourceText
import Testing

@Suite("What becomes of a finding in a series")
struct StatusTests {
    @Test(
        "a finding's status follows from where it begins and ends",
        arguments: [
            ([0, 1, 2], FindingStatus.existing, nil, nil),
            ([1, 2], .introduced, 1, nil),
            ([2], .introduced, 2, nil),
            ([1], .transient, 1, 2),
            ([0], .fixed, nil, 1),
            ([0, 1], .fixed, nil, 2),
            ([0, 2], .introduced, 2, nil),
        ] as [([Int], FindingStatus, Int?, Int?)])
    func status(states: [Int], expected: FindingStatus, introduced: Int?, fixed: Int?) throws {
        let report = judged((0...2).map { states.contains($0) ? [finding(nullReturn)] : [] })
        let only = try #require(report.findings.first)
        #expect(report.findings.count == 1)
        #expect(only.states == states)
        #expect(only.status == expected)
        #expect(only.introducedIn == introduced)
        #expect(only.fixedIn == fixed)
    }

    @Test("a finding that goes and comes back is fixed by one patch and introduced by the other")
    func comesBack() {
        let report = judged([[finding(nullReturn)], [], [finding(nullReturn)]])
        #expect(report.states.map(\.fixed) == [[], [0], []])
        #expect(report.states.map(\.introduced) == [[], [], [0]])
        #expect(report.states.map(\.findings) == [[0], [], [0]])
        #expect(report.summary.exit == .findings)
    }

    @Test("code that moves keeps its finding, shown where the latest state has it")
    func lineShift() {
        let report = judged([
            [finding(helperBypass, line: 10, message: "old words")],
            [finding(helperBypass, line: 90, message: "new words")],
        ])
        #expect(report.findings.map(\.status) == [.existing])
        #expect(report.findings.map(\.finding.location.line) == [90])
        #expect(report.findings.map(\.finding.message) == ["new words"])
    }

    @Test("a call that moves to another function is fixed there and introduced here")
    func movedToAnotherFunction() {
        let report = judged([
            [finding(helperBypass, function: "setup")], [finding(helperBypass, function: "probe")],
        ])
        #expect(
            report.findings.map(\.status).sorted { $0.rawValue < $1.rawValue } == [
                .fixed, .introduced,
            ])
        #expect(report.summary.exit == .findings)
    }

    @Test("two equal calls in one function are two findings, and one of them can be fixed")
    func equalCalls() {
        let both = [finding(helperBypass, line: 10), finding(helperBypass, line: 20)]
        let report = judged([both, [both[1]]])
        #expect(report.findings.count == 2)
        #expect(Set(report.findings.map(\.fingerprint)).count == 2)
        #expect(report.count(.existing) == 1)
        #expect(report.count(.fixed) == 1)
        #expect(report.states[1].introduced.isEmpty)
    }

    @Test("a header's finding that several units report counts once")
    func duplicates() {
        let same = finding(nullReturn, in: header)
        let report = judged([[same, same], [same]])
        #expect(report.findings.map(\.status) == [.existing])
    }

    @Test("ids count in report order and don't depend on the order of the input")
    func ids() {
        let one = finding(nullReturn, line: 5)
        let two = finding(nullReturn, line: 7, key: "b")
        let three = finding(nullReturn, in: vntb)
        let forward = judged([[one, two], [three]])
        let backward = judged([[two, one], [three]])
        #expect(forward.findings == backward.findings)
        #expect(forward.findings.map(\.id) == [0, 1, 2])
        #expect(forward.findings.map(\.finding.location.line) == [5, 7, 10])
    }
}

@Suite("What is open in each state")
struct OpenTests {
    /// The project's own series in small: things are fixed, one passes, two remarks stand, a file is lost and comes back.
    private static let states: [[Finding]] = {
        let (client, other) = (finding(helperBypass), finding(helperBypass, key: "dma_free"))
        let wiring = finding(opsWiring, in: vntb, function: nil)
        let broken = finding(patchParse, function: nil, key: "parse")
        return [
            [finding(callbackMissing, in: header), client, other],
            [wiring, client, other, finding(apiWithoutUser, in: header)],
            [wiring, broken],
            [client, other, finding(crossTree, in: vntb), finding(unprovenReturn, in: vntb)],
            [other, finding(unprovenReturn, in: vntb)],
            [finding(unprovenReturn, in: vntb)],
        ]
    }()

    @Test(
        "each patch adds what it introduces and takes away what it fixes, and nothing else changes")
    func adds() {
        let report = judged(Self.states)
        for (before, state) in zip(report.states, report.states.dropFirst()) {
            #expect(
                Set(state.open)
                    == Set(before.open).union(state.introduced).subtracting(state.fixed))
            #expect(state.open.count == Set(state.open).count)
        }
        #expect(report.states.map(\.open.count) == [3, 4, 5, 5, 4, 3])
    }

    @Test("at every tip, as many are open as are listed as not fixed")
    func tips() {
        for count in 1...Self.states.count {
            let report = judged(Array(Self.states.prefix(count)))
            #expect(
                report.states.last?.open
                    == report.findings.filter { $0.fixedIn == nil }.map(\.id))
        }
    }
}

@Suite("States that could not see")
struct BlindSpotTests {
    @Test("a patch that does not apply fixes nothing")
    func patchDoesNotApply() {
        let old = finding(helperBypass)
        let report = judged([[old], [finding(patchApply, in: vntb, function: nil)]])
        #expect(report.findings.map(\.status) == [.existing, .introduced])
        #expect(report.states[1].fixed.isEmpty)
        #expect(report.states[1].introduced == [1])
        #expect(report.findings[0].states == [0])
        #expect(report.summary.exit == .findings)
    }

    @Test(
        "a file that stops compiling hides its findings; it does not fix them, nor bring them back")
    func fileDoesNotParse() {
        let old = finding(helperBypass)
        let elsewhere = finding(helperBypass, in: vntb)
        let report = judged([
            [old, elsewhere], [finding(patchParse, function: nil, key: "parse")], [old],
        ])
        let status = Dictionary(
            uniqueKeysWithValues: report.findings.map {
                ($0.finding.rule + " " + $0.finding.location.file.lastComponent, $0.status)
            })
        #expect(status["helper-bypass ntb_perf.c"] == .existing)
        #expect(status["helper-bypass pci-epf-vntb.c"] == .fixed)
        #expect(status["patch-parse ntb_perf.c"] == .transient)
        #expect(report.states[2].introduced.isEmpty)
    }

    @Test("a header that does not compile may hide findings anywhere")
    func headerDoesNotParse() {
        let old = finding(helperBypass)
        let report = judged([[old], [finding(patchParse, in: header, function: nil)], [old]])
        #expect(report.findings.first { $0.finding.rule == "helper-bypass" }?.status == .existing)
    }

    @Test("a file that the base could not analyse puts no blame on the patch that lets it be read")
    func unanalysedBase() {
        let report = SeriesReport([
            StateReport(
                label: "base", findings: [],
                unanalysed: [Unanalysed(file: perf, reason: "no flags")]),
            StateReport(label: "1", findings: [finding(helperBypass)]),
        ])
        #expect(report.findings.map(\.status) == [.existing])
        #expect(report.unanalysed.map(\.states) == [[0]])
        #expect(report.summary.exit == .notAnalysed)
    }
}
