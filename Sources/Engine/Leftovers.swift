internal import Foundation
internal import Rules

/// What a report was made from, and nobody needs any more. To take apart a million small values takes a tenth of a run in which
/// nothing changed; nobody waits for that.
struct Leftovers: @unchecked Sendable {
    var analysis: TreeAnalysis
    var judge: JudgeInTurn
    var last: AnalysedState?

    consuming func discard() {
        // The thread has the only reference then.
        Thread.detachNewThread { [self] in _ = self }
    }
}
