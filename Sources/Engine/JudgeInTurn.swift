internal import Dispatch
internal import Findings
internal import Rules

/// Judges states one after the other on a thread of its own, while later ones are still being lowered.
final class JudgeInTurn: @unchecked Sendable {
    /// What became of all states.
    struct Verdicts {
        var reports: [StateReport] = []
        /// Callbacks that tables wire in a state that a patch made.
        var wired: Set<String> = []
        var last: AnalysedState?
    }

    /// What there is to say of a state besides what it is.
    struct Caption: Sendable {
        var number: Int
        var label: String
        var subject: String?
        var patch: String?
    }

    private let queue = DispatchQueue(label: "judge")
    private let together: StateAnalysis
    /// These belong to the queue.
    private var judgement: Judgement
    private var verdicts = Verdicts()
    /// What the rules say of the last state.
    private var findings: [Finding] = []

    init(_ together: StateAnalysis, _ judgement: Judgement) {
        self.together = together
        self.judgement = judgement
    }

    /// - Parameter lowered: the state that comes next; the first is what later ones are held against.
    func add(_ caption: Caption, _ lowered: TreeAnalysis.LoweredState) {
        queue.async { self.judge(caption, lowered) }
    }

    private func judge(_ caption: Caption, _ lowered: TreeAnalysis.LoweredState) {
        let state = together.state(of: lowered, after: verdicts.last)
        // Of the same state the rules say the same.
        if !lowered.isSame || verdicts.last == nil { findings = RuleRegistry.findings(in: state) }
        verdicts.last = state
        verdicts.reports.append(
            judgement.report(
                label: caption.label, subject: caption.subject, patch: caption.patch,
                number: caption.number, lowered: lowered, state: state,
                findings: findings))
        if caption.number == 0 {
            judgement.base = ParseErrors(of: state)
        } else {
            verdicts.wired.formUnion(state.wiredCallbacks)
        }
    }

    /// Waits until all are judged.
    func finish() -> Verdicts { queue.sync { verdicts } }
}
