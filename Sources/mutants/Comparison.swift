import Cache
import Engine
import Findings
import Foundation
import KernelSource
import Patches

/// What is said of a state and of its variants.
struct Judged {
    var unchanged: StateReport
    var variants: [Swift.Result<StateReport, InputError>]

    /// All that is said, as text.
    var texts: [String] {
        [Self.text(unchanged)]
            + variants.map { variant in
                switch variant {
                case .success(let report): Self.text(report)
                case .failure(let error): "\(error)"
                }
            }
    }

    /// Dictionaries have another order each time.
    private static func text(_ report: StateReport) -> String {
        var rest = report
        rest.findings = []
        let findings = report.findings.map { finding in
            let lines = finding.sourceLines.sorted { $0.key < $1.key }
            let columns = finding.codePointColumns.sorted { $0.key < $1.key }
            var rest = finding
            (rest.sourceLines, rest.codePointColumns) = ([:], [:])
            return "\(rest) \(lines) \(columns)\n"
        }
        return "\(rest)\n" + findings.joined()
    }
}

/// The ways in which the same is worked out: none may say anything else than the others.
struct Comparison {
    private let options: AnalysisOptions
    private let patches: [Patch]

    init(_ options: AnalysisOptions, _ patches: [Patch]) {
        self.options = options
        self.patches = patches
    }

    /// Throws if a way says something else of one of the variants than `plain`.
    func hold(_ plain: Judged, _ variants: [Snapshot]) async throws {
        let parent = FileManager.default.temporaryDirectory
            .appendingPathComponent("ntbcheck-mutants-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: parent) }
        var serial = options
        serial.jobs = 1
        var withoutPreludes = options
        withoutPreludes.usesPreludes = false
        var cached = options
        cached.cache = CacheDirectory(parent: parent)
        let ways = [
            ("one unit at a time", serial), ("without preludes", withoutPreludes),
            ("with a new cache", cached), ("with that cache again", cached),
        ]
        for (name, options) in ways {
            let run = try await VariantRun(options, patches: patches)
            let judged = Judged(unchanged: run.report, variants: run.judge(variants))
            run.close()
            for (number, (one, other)) in zip(plain.texts, judged.texts).enumerated()
            where one != other {
                throw InputError("variant \(number) differs \(name):\n\(one)\n\(other)")
            }
            FileHandle.standardError.write(
                Data("\(judged.texts.count) states are judged the same \(name)\n".utf8))
        }
    }
}
