internal import Engine
internal import Foundation
internal import Git
internal import KernelSource
internal import Patches
package import Reports
package import SeriesDiff
internal import Findings

/// The place of one mail in the series that is checked out.
package struct MailReport: Sendable {
    package var report: Report
    /// The state that the mail's patch makes.
    package var state: Int

    /// What this patch brings.
    package var findings: [SeriesFinding] {
        guard report.series.states.indices.contains(state) else { return [] }
        let ids = Set(report.series.states[state].introduced)
        return report.series.findings.filter { ids.contains($0.id) }
    }
}

extension Gate {
    /// A whole series in files, in the order in which they are sent.
    package func mails(_ files: [String]) async throws -> Verdict {
        var texts: [UInt8] = []
        for file in files {
            guard let text = FileManager.default.contents(atPath: file) else {
                throw PatchInputError.missingFile(file)
            }
            texts += text + [UInt8(ascii: "\n")]
        }
        guard try mayMatter(texts) else { return .unwatched }
        // An older version left in the directory would be sent with the new one.
        let series = try await PatchInput.load(files, versions: .onlyOne)
        guard !series.patches.isEmpty else { return .unwatched }
        let base = try base(of: series, first: files)
        let report = try await checker(at: base.commit).series(series)
        let isRejected = report.series.findings.contains { $0.finding.rule == "patch-apply" }
        guard base.isGuess, isRejected else { return .judged(report) }
        return .cannotJudge(
            "it is not known what the series goes on: it names no base-commit (git format-patch --base), its first patch is no commit whose parent is here, and it does not apply to HEAD"
        )
    }

    /// Whether a mail can have to do with a contract. What is encoded can't be told at a glance.
    private func mayMatter(_ mail: [UInt8]) throws -> Bool {
        let text = String(decoding: mail, as: UTF8.self)
        let isEncoded =
            text.range(
                of: "content-transfer-encoding: *(base64|quoted-printable)",
                options: [.regularExpression, .caseInsensitive]) != nil
        guard let head = try repository.find("HEAD") else { return watch.isNamed(in: mail) }
        if !isEncoded {
            let paths = ChangedPaths(diff: mail).paths.sorted()
            guard try watch.isTouched(by: paths, diff: mail, at: [head], of: repository) else {
                return false
            }
        }
        return try repository.isKernel(at: head)
    }

    /// The commit that the series goes on; none where the series names one that is there, which the checker then takes.
    ///
    /// The series itself is usually checked out, so the files on disk would be the wrong base.
    private func base(
        of series: Series, first files: [String]
    ) throws -> (commit: String?, isGuess: Bool) {
        if let named = series.baseCommit, try repository.find(named) != nil {
            return (nil, false)
        }
        if let first = series.patches.first,
            let start = try commit(of: first, file: files.first { $0 == first.source.name })
        {
            return (start + "^", false)
        }
        return ("HEAD", true)
    }

    /// The commit that a patch was made from: by the name that format-patch writes on the first line, else by its subject.
    private func commit(of patch: Patch, file: String?) throws -> String? {
        if let file, let bytes = FileManager.default.contents(atPath: file)?.prefix(60) {
            let words = String(decoding: bytes, as: UTF8.self).split(separator: " ")
            if words.count > 2, words[0] == "From", words[1].count >= 40,
                words[1].allSatisfy(\.isHexDigit), words[1].contains(where: { $0 != "0" }),
                let known = try repository.find(String(words[1])),
                try repository.find(known + "^") != nil
            {
                return known
            }
        }
        return try history().first { $0.subject == patch.subject && $0.hasParent }?.object
    }

    private struct Commit {
        var object: String
        var subject: String
        var hasParent: Bool
    }

    /// The newest commits of HEAD, newest first.
    private func history() throws -> [Commit] {
        guard let head = try repository.find("HEAD") else { return [] }
        let list = try repository.output(of: [
            "rev-list", "--first-parent", "--max-count=2000", "--format=%H%x00%P%x00%s", head, "--",
        ])
        return GitRepository.lines(list).compactMap { line in
            // A line of its own names each commit.
            let fields = line.split(separator: "\0", omittingEmptySubsequences: false)
            guard fields.count == 3 else { return nil }
            return Commit(
                object: String(fields[0]), subject: String(fields[2]), hasParent: !fields[1].isEmpty
            )
        }
    }

    /// One mail of a series whose tip is checked out. Nil if it has nothing to do with a contract, or is no patch.
    package func mail(_ bytes: [UInt8]) async throws -> MailReport? {
        guard try mayMatter(bytes) else { return nil }
        let series = try await PatchInput.load(["-"], completeness: .part) { bytes }
        guard let patch = series.patches.first else { return nil }
        let history = try history()
        guard let place = history.firstIndex(where: { $0.subject == patch.subject }) else {
            throw MailFailure(
                description:
                    "no commit of HEAD has the subject '\(patch.subject)', so the state before the patch is not known; check out the branch that the mail was made from"
            )
        }
        let (number, total) = (max(patch.number, 1), max(patch.total, patch.number, 1))
        let last = max(0, place - (total - number))
        // What went before is not this patch's; what comes after can complete it.
        let start = place + 1
        guard history.indices.contains(start) else {
            throw MailFailure(
                description: "HEAD has too few commits for patch \(number) of \(total)")
        }
        let range = "\(history[start].object)..\(history[last].object)"
        let report = try checker(at: nil).series(range: range, firstParent: true)
        return MailReport(report: report, state: 1)
    }
}

/// Why a mail could not be found a place, in one line.
package struct MailFailure: Error, CustomStringConvertible {
    package var description: String
}
