import Engine
import Findings
import Reports
import SeriesDiff
import SourceText
import Testing

/// What a report has for people besides its findings: the source, and what was promised where.
@Suite("What explains a finding")
struct ExplanationTests {
    @Test("the lines of a finding and of its path, as the state has them that has it")
    func lines() async throws {
        let tree = try MiniKernel()
        let old = try tree.text(MiniKernel.endpoint)
        let bad = old.replacing("return &dma_device;", with: "return NULL;")
        try #require(bad != old)
        let broken = tree.patch("[PATCH 1/2] Break", MiniKernel.endpoint, from: old, to: bad)
        let mended = tree.patch("[PATCH 2/2] Mend", MiniKernel.endpoint, from: bad, to: old)
        let report = try await tree.series(broken, mended)
        let finding = try #require(
            report.series.findings.first { $0.finding.rule == "null-return" }
        )
        .finding
        #expect(!finding.sourceLines.isEmpty)
        #expect(finding.sourceLines[finding.location] == "\treturn NULL;")
        #expect(finding.witness.allSatisfy { finding.sourceLines[$0.location] != nil })
    }

    @Test("the sentence that promises, with its line, wherever its own lines end")
    func promise() throws {
        let tree = try MiniKernel()
        let header = "include/linux/ntb.h"
        func made() throws -> String? {
            let promise = try #require(try tree.check().promises.first)
            #expect(promise.helper == "ntb_get_dma_dev" && promise.header == header)
            return promise.made.map { "\($0.place.line) \($0.words)" }
        }
        let text = try tree.text(header)
        let sentence = "Drivers that implement the callback must return a non-NULL pointer."
        let number = text.split(separator: "\n", omittingEmptySubsequences: false)
            .firstIndex { $0.contains(sentence) }
        let plain = "\(try #require(number) + 1) \(sentence)"
        #expect(try made() == plain)
        try tree.write(
            header,
            text.replacing(
                sentence,
                with:
                    "It is one of few. Drivers that implement the\n * callback must return a non-\n * NULL pointer. So be it."
            ))
        #expect(try made() == plain)
        // Not in a comment: no promise.
        try tree.write(
            header,
            text.replacing(sentence, with: "Nothing.") + "/* x */ // must return a non-NULL\n")
        #expect(try made() == nil)
    }
}
