import Engine
import Findings
import Foundation
import KernelSource
import SourceText

/// A mutant made of one tree.
struct Trial: Sendable {
    let mutant: Mutant
    let snapshot: Snapshot
    let expected: [Expectation]

    struct Expectation: Sendable, Hashable, CustomStringConvertible {
        var rule: String
        var file: TreePath
        var line: Int

        var description: String { "\(rule) \(file.lastComponent):\(line)" }
    }

    init(_ mutant: Mutant, of base: Snapshot) throws {
        var texts: [TreePath: String] = [:]
        for edit in mutant.edits {
            let text = try texts[edit.file] ?? Self.text(of: edit.file, in: base)
            texts[edit.file] = try edit.applied(to: text)
        }
        var snapshot = base
        var expected: [Expectation] = []
        for (file, text) in texts.sorted(by: { $0.key < $1.key }) {
            snapshot.set(file, to: .contents(Array(text.utf8)))
            for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
                .enumerated()
            {
                for match in line.matches(of: /\/\* !! ([a-z-]+) \*\//) {
                    expected.append(
                        Expectation(rule: String(match.1), file: file, line: number + 1))
                }
            }
        }
        for place in mutant.expects {
            let text = try texts[place.file] ?? Self.text(of: place.file, in: base)
            let whole = NSRange(text.startIndex..., in: text)
            let found = try Edit.matches(of: place.line, in: text, whole)
            guard found.count == 1, let range = Range(found[0], in: text) else {
                throw MutantError.noMatch(
                    place.line, count: found.count, function: nil, place.file)
            }
            let line = text[..<range.lowerBound].count(where: { $0 == "\n" }) + 1
            expected.append(Expectation(rule: place.rule, file: place.file, line: line))
        }
        guard mutant.isHarmful == !expected.isEmpty else { throw MutantError.unmarked }
        self.mutant = mutant
        self.snapshot = snapshot
        self.expected = expected
    }

    /// What is wrong with the tool's answer; empty if nothing is.
    func complaints(about report: StateReport, unchanged: StateReport) -> [String] {
        var complaints: [String] = []
        var open = report.findings.filter { $0.severity >= .warning }
        for expectation in expected {
            let hit = open.firstIndex {
                $0.rule == expectation.rule && $0.location.file == expectation.file
                    && $0.location.line == expectation.line
            }
            if let hit { open.remove(at: hit) } else { complaints.append("missed: \(expectation)") }
        }
        for finding in open where !mutant.also.contains(finding.rule) {
            complaints.append("too much: \(finding.rule) \(finding.location): \(finding.message)")
        }
        if !mutant.isHarmful {
            let (before, after) = (Self.notes(unchanged), Self.notes(report))
            for rule in Set(before.keys).union(after.keys).sorted() {
                let change = (after[rule] ?? 0) - (before[rule] ?? 0)
                if change != mutant.notes[rule, default: 0] {
                    complaints.append("\(change) notes more of \(rule)")
                }
            }
        }
        let known = Set(unchanged.unanalysed.map(\.file))
        for gap in report.unanalysed where !known.contains(gap.file) {
            complaints.append("not analysed: \(gap.file): \(gap.reason)")
        }
        return complaints
    }

    private static func notes(_ report: StateReport) -> [String: Int] {
        report.findings.filter { $0.severity < .warning }
            .reduce(into: [:]) { $0[$1.rule, default: 0] += 1 }
    }

    private static func text(of file: TreePath, in snapshot: Snapshot) throws -> String {
        guard let bytes = try snapshot.contents(of: file) else { throw MutantError.noFile(file) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
