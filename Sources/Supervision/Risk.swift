internal import Synchronization

/// Work on input that may end the process, run it out of memory, or take for ever: a parser's on what somebody sent.
///
/// Under supervision (``Supervisor``) the process is begun anew after that, and knows by then what not to try again.
package enum Risk {
    /// Why some pieces of work are not to be done, by name: an earlier process died of them.
    // Written before there is a second thread, and never again.
    nonisolated(unsafe) static var fatal: [String: String] = [:]
    /// Whether only one piece may be in work at a time, since it was not clear which of several was fatal.
    // As above.
    package nonisolated(unsafe) internal(set) static var isCareful = false

    private static let lines = Mutex<[Bool]>([])

    package static func reason(not name: String) -> String? { fatal[name] }

    /// Does a piece of work.
    ///
    /// - Parameters:
    ///   - name: tells it from all others; the same in each process.
    ///   - instead: takes the reason where it is not to be done.
    package static func run<Result>(
        _ name: String, _ work: () -> Result, instead: (String) -> Result
    ) -> Result {
        if let reason = fatal[name] { return instead(reason) }
        guard let board = Supervisor.board else { return work() }
        let line = takeLine()
        board.begin(line, name)
        defer {
            board.end(line)
            lines.withLock { $0[line] = false }
        }
        return work()
    }

    /// Does a piece of work that nothing can be done without: the run ends if it ends the process.
    package static func watched<Result>(_ name: String, _ work: () throws -> Result) rethrows
        -> Result
    {
        guard let board = Supervisor.board else { return try work() }
        let line = takeLine()
        board.begin(line, needed + name)
        defer {
            board.end(line)
            lines.withLock { $0[line] = false }
        }
        return try work()
    }

    /// Reads what the user sends, or writes what he reads: a pipe may take as long as it likes.
    package static func waitingForUser<Result>(_ work: () throws -> Result) rethrows -> Result {
        try watched(userPace, work)
    }

    static let userPace = "the user"

    /// What the names of such work begin with.
    static let needed = "!"

    private static func takeLine() -> Int {
        lines.withLock { taken in
            if let free = taken.firstIndex(of: false) {
                taken[free] = true
                return free
            }
            taken.append(true)
            return taken.count - 1
        }
    }
}
