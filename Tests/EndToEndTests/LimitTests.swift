import Testing

@Suite("--limit on a real tree")
struct LimitTests {
    @Test("what a limit cuts short is no verdict: it is unproven, and the limit is named")
    func tight() throws {
        let outcome = try ntbcheck([
            "check", "--tree", try Tree.newest612.path, "--arch", "x86_64", "--format", "json",
            "--contract", "iommu-probe-device", "--limit", "steps-per-function=1",
        ])
        let report = try Report(outcome.output)
        #expect(report.findings("null-return") == [])
        #expect(!report.findings("unproven-return").isEmpty)
        #expect(outcome.output.contains("steps per function"))
    }
}
