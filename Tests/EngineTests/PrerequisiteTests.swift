import Engine
import Findings
import Patches
import Reports
import SeriesDiff
import Testing

/// A series that goes on what the tree has not: that is said, and it can be given.
@Suite("What a series goes on")
struct PrerequisiteTests {
    private let tree: MiniKernel

    init() throws { tree = try MiniKernel() }

    private func load(_ mails: String) async throws -> Series {
        try await PatchInput.load(["-"], standardInput: { Array(mails.utf8) })
    }

    @Test("patches and a commit that are not there are named; with the patches, the series applies")
    func given() async throws {
        let before = try tree.text(MiniKernel.client)
        let first = before.replacing("64", with: "128")
        let second = first.replacing("128", with: "256")
        let ground = try await load(
            tree.patch("[PATCH] Grow", MiniKernel.client, from: before, to: first))
        let id = try #require(try PatchIdentity.ids(of: ground.patches).first)
        let commit = String(repeating: "7", count: 40)
        let series = try await load(
            tree.patch("[PATCH] Grow again", MiniKernel.client, from: first, to: second)
                .replacing(
                    "For a test.",
                    with: "For a test.\n\nbase-commit: \(commit)\nprerequisite-patch-id: \(id)"))
        let checker = try tree.checker()

        let missing = try checker.missing(for: series, given: [])
        #expect(missing.base?.contains(commit) == true)
        #expect(missing.prerequisites?.contains(String(id.prefix(12))) == true)
        #expect(missing.prerequisites?.contains("--prerequisite FILE") == true)
        let without = try await checker.series(series)
        #expect(without.verdicts.contains { $0.hasPrefix("patch-apply") })

        #expect(try checker.missing(for: series, given: ground.patches).prerequisites == nil)
        let with = try await checker.series(series, prerequisites: ground.patches)
        #expect(with.series.summary.exit == .clean, "\(with.verdicts)")
        #expect(with.series.states.count == 2)
        // What does not apply itself is no ground.
        await #expect(throws: InputError.self) {
            try await checker.series(series, prerequisites: series.patches)
        }
    }
}
