internal import Contract
package import Engine
internal import Findings
internal import Git
internal import KernelSource
internal import Patches
package import Reports
package import SeriesDiff

/// What a hook decides.
package enum Verdict: Sendable {
    /// Nothing in it that a contract watches, or no kernel at all. Nothing is printed.
    case unwatched
    case judged(Report)
    /// A finding that nothing can be said of, in one line.
    case cannotJudge(String)
}

/// Judges what is about to be sent, pushed or committed, in a repository that is not touched.
package struct Gate: Sendable {
    package let options: AnalysisOptions
    let judging: JudgementOptions
    let repository: GitRepository
    let watch: Watch

    package init(
        _ options: AnalysisOptions, judging: JudgementOptions, index: String? = nil
    ) throws {
        self.options = options
        self.judging = judging
        repository = try GitRepository(at: options.tree, index: index)
        let (words, headers) = try Contract.builtInWords()
        watch = Watch(words: words, headers: headers)
    }

    /// Only now is the contract read, which takes longer than to see that a change does not matter.
    func checker(at revision: String?) throws -> Checker {
        var options = options
        options.revision = revision
        options.contracts = [try Contract.builtIn()]
        return Checker(options, judging: judging)
    }

    // MARK: the index

    /// What the index has beyond HEAD, as one patch: `pre-commit` and `pre-applypatch`. Of a merge, what it has beyond each of
    /// its parents.
    ///
    /// One patch of a series may leave to a later one what completes it, so only what is wrong as it is refuses it.
    package func index() async throws -> Verdict {
        guard let head = try repository.find("HEAD") else {
            guard try repository.isKernel(at: nil) else { return .unwatched }
            return .cannotJudge("there is no commit yet to compare with")
        }
        var changes: [BaseChange] = []
        for parent in [head] + (try repository.mergeHeads()) {
            changes.append(BaseChange(base: parent, diff: try repository.indexDiff(from: parent)))
        }
        for change in changes {
            let paths = ChangedPaths(diff: change.diff).paths.sorted()
            guard !change.diff.isEmpty,
                try watch.isTouched(
                    by: paths, diff: change.diff, at: [change.base, nil], of: repository)
            else { return .unwatched }
        }
        guard try repository.isKernel(at: head) else { return .unwatched }
        return .judged(try await judged(changes).withoutCompleteness())
    }

    /// All that is different from one of the states that a change starts from.
    private struct BaseChange {
        var base: String
        var diff: [UInt8]
    }

    /// What is new compared with each of the bases, as one patch.
    private func judged(_ changes: [BaseChange]) async throws -> Report {
        var reports: [Report] = []
        for change in changes {
            let series = try await PatchInput.load(["-"], completeness: .part) { change.diff }
            reports.append(try await checker(at: change.base).series(series))
        }
        var report = reports[0]
        for other in reports.dropFirst() {
            report.series.excuse(other.series.existing)
        }
        return report
    }

    // MARK: pushes

    /// As many commits as are looked at in one push.
    private static let mostCommits = 2000
    /// Commits that a push joins and that the remote has: a merge of as many branches is none that people make.
    private static let mostBases = 8

    /// One line of what `pre-push` reads.
    package func push(_ line: String, remote: String) async throws -> Verdict {
        let fields = line.split(separator: " ").map(String.init)
        guard fields.count == 4 else {
            return .cannotJudge("git's line '\(line.prefix(200))' has not four words")
        }
        let isDeletion = fields[1].allSatisfy { $0 == "0" }
        if isDeletion { return .unwatched }
        let tip: String
        switch try repository.lookUp(fields[1]) {
        case .commit(let commit): tip = commit
        // A tag of a blob, say, holds no series.
        case .other: return .unwatched
        case .nothing: throw GitFault.missingObject(fields[1], of: fields[0])
        }
        var known = try repository.remoteTips()
        if let old = try repository.find(fields[3]) { known.append(old) }
        let commits = try newCommits(tip, known: known)
        guard let first = commits.first else { return .unwatched }
        if commits.count > Self.mostCommits {
            return .cannotJudge(
                "\(fields[2]) brings more than \(Self.mostCommits) commits that no remote is known to have; 'git fetch' first"
            )
        }
        let isLinear = commits.dropFirst().allSatisfy { $0.count == 2 } && first.count <= 2
        if !isLinear { return try await merged(tip, known: known, first[0], name: fields[2]) }
        // A history that starts here has no state before it: its first commit is the base.
        let base = first.count > 1 ? first[1] : first[0]
        guard try repository.isKernel(at: tip) else { return .unwatched }
        if base == tip {
            return .cannotJudge("\(fields[2]) is a single commit without a parent")
        }
        let diffs = try repository.diffs(
            of: commits.compactMap { $0.count > 1 ? (commit: $0[0], parent: $0[1]) : nil })
        guard try isTouched(diffs, from: base, to: tip) else { return .unwatched }
        return .judged(try checker(at: nil).series(range: "\(base)..\(tip)"))
    }

    /// The commits that no remote is known to have, oldest first, each with its parents after it.
    private func newCommits(_ tip: String, known: [String]) throws -> [[String]] {
        let list = try repository.output(
            of: [
                "rev-list", "--topo-order", "--reverse", "--parents", "--ignore-missing",
                "--max-count=\(Self.mostCommits + 1)", "--stdin",
            ], input: [tip] + known.map { "^" + $0 })
        return GitRepository.lines(list).map { $0.split(separator: " ").map(String.init) }
    }

    /// Merges are no patches: what all of it has beyond what the remote has already is judged, as one change.
    private func merged(
        _ tip: String, known: [String], _ first: String, name: String
    ) async throws -> Verdict {
        let list = try repository.output(
            of: ["rev-list", "--boundary", "--ignore-missing", "--stdin"],
            input: [tip] + known.map { "^" + $0 })
        let boundary = GitRepository.lines(list).filter { $0.hasPrefix("-") }
            .map { String($0.dropFirst()) }
        if boundary.count > 200 {
            return .cannotJudge(
                "\(name) joins \(boundary.count) branches, which are too many to compare with")
        }
        var bases = [first]
        if !boundary.isEmpty {
            bases = GitRepository.lines(
                try repository.output(of: ["merge-base", "--independent"] + boundary)
            ).sorted()
        }
        if bases.count > Self.mostBases {
            return .cannotJudge(
                "\(name) joins \(bases.count) branches, which are too many to compare with")
        }
        guard try repository.isKernel(at: tip) else { return .unwatched }
        var changes: [BaseChange] = []
        for base in bases {
            let diff = try repository.diff(from: base, to: tip)
            guard !diff.isEmpty, try isTouched(diff, from: base, to: tip) else { return .unwatched }
            changes.append(BaseChange(base: base, diff: diff))
        }
        return .judged(try await judged(changes))
    }

    private func isTouched(_ diff: [UInt8], from base: String, to tip: String) throws -> Bool {
        let paths = ChangedPaths(diff: diff).paths.sorted()
        return try watch.isTouched(by: paths, diff: diff, at: [base, tip], of: repository)
    }
}

extension Report {
    /// The same, failing only on what no later patch can complete.
    func withoutCompleteness() -> Report {
        var report = self
        for index in report.series.findings.indices
        where report.series.findings[index].finding.kind == .completeness {
            report.series.findings[index].fails = false
        }
        if report.series.summary.exit == .findings,
            !report.series.findings.contains(where: \.fails)
        {
            let isIncomplete = report.series.unanalysed.contains { !$0.isOutOfScope }
            report.series.summary.exit = isIncomplete ? .notAnalysed : .clean
        }
        return report
    }
}
