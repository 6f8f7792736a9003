internal import Contract
package import Engine
internal import Findings
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
    let repository: RepositoryQuery
    let watch: Watch

    package init(
        _ options: AnalysisOptions, judging: JudgementOptions, index: String? = nil
    ) throws {
        self.options = options
        self.judging = judging
        repository = try RepositoryQuery(at: options.tree, index: index)
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

    /// What the index has beyond HEAD, as one patch: `pre-commit` and `pre-applypatch`.
    ///
    /// One patch of a series may leave to a later one what completes it, so only what is wrong as it is refuses it.
    package func index() async throws -> Verdict {
        let head = try repository.commit("HEAD")
        guard let head else {
            guard try repository.isKernel(at: nil) else { return .unwatched }
            return .cannotJudge("there is no commit yet to compare with")
        }
        let diff = try repository.required([
            "diff", "--cached", "--no-ext-diff", "--no-textconv", "--no-renames", "--full-index",
            "--binary", "--src-prefix=a/", "--dst-prefix=b/", head, "--",
        ])
        if diff.isEmpty { return .unwatched }
        let paths = ChangedPaths(diff: diff).paths.sorted()
        guard try watch.isTouched(by: paths, diff: diff, at: [head, nil], of: repository),
            try repository.isKernel(at: head)
        else { return .unwatched }
        let series = try await PatchInput.load(["-"], completeness: .part) { diff }
        return .judged(
            try await checker(at: head).series(series).withoutCompleteness())
    }

    // MARK: pushes

    /// One line of what `pre-push` reads.
    package func push(_ line: String, remote: String) async throws -> Verdict {
        let fields = line.split(separator: " ").map(String.init)
        guard fields.count == 4 else {
            return .cannotJudge("git's line '\(line.prefix(200))' has not four words")
        }
        let isDeletion = fields[1].allSatisfy { $0 == "0" }
        // What is no commit (a tag of a blob, say) holds no series.
        guard !isDeletion, let tip = try repository.commit(fields[1]) else { return .unwatched }
        var known = ["--remotes"]
        if let old = try repository.commit(fields[3]) { known.append(old) }
        let limit = 2000
        let list = try repository.required(
            [
                "rev-list", "--topo-order", "--reverse", "--parents", "--max-count=\(limit + 1)",
                tip, "--not",
            ]
                + known)
        let commits = String(decoding: list, as: UTF8.self).split(separator: "\n")
            .map { $0.split(separator: " ").map(String.init) }
        guard let first = commits.first else { return .unwatched }
        if commits.count > limit {
            return .cannotJudge(
                "\(fields[2]) brings more than \(limit) commits that no remote is known to have; 'git fetch' first"
            )
        }
        // A history that starts here has no state before it: its first commit is the base.
        let base = first.count > 1 ? first[1] : first[0]
        if base == tip {
            guard try repository.isKernel(at: tip) else { return .unwatched }
            return .cannotJudge("\(fields[2]) is a single commit without a parent")
        }
        let isLinear = commits.dropFirst().allSatisfy { $0.count == 2 } && first.count <= 2
        guard try isTouched(from: base, to: tip, commits: commits.map { $0[0] }),
            try repository.isKernel(at: tip)
        else { return .unwatched }
        if isLinear { return .judged(try checker(at: nil).series(range: "\(base)..\(tip)")) }
        // Merges are no patches: what all of it does is judged, as one change.
        let start = try repository.text(["merge-base", "--octopus", base, tip]) ?? base
        let diff = try repository.required(Self.diffOptions + [start, tip, "--"])
        if diff.isEmpty { return .unwatched }
        let series = try await PatchInput.load(["-"], completeness: .part) { diff }
        return .judged(try await checker(at: start).series(series))
    }

    private static let diffOptions = [
        "diff", "--no-ext-diff", "--no-textconv", "--no-renames", "--full-index", "--binary",
        "--src-prefix=a/", "--dst-prefix=b/",
    ]

    private func isTouched(
        from base: String, to tip: String, commits: [String]
    ) throws -> Bool {
        let log = try repository.required([
            "log", "-p", "-m", "--first-parent", "--format=", "--no-ext-diff", "--no-textconv",
            "--no-renames",
            "--src-prefix=a/", "--dst-prefix=b/", "--no-color", tip, "--not", base,
        ])
        let paths = ChangedPaths(diff: log).paths.sorted()
        return try watch.isTouched(by: paths, diff: log, at: [base, tip], of: repository)
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
