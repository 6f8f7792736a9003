import Engine
import Foundation
import Supervision

/// The line on standard error that tells what a run is at. It is gone before anything else is written there, or on standard
/// output.
final class ProgressLine: @unchecked Sendable {
    static let shared = ProgressLine()

    private let condition = NSCondition()
    // All of these are only touched with the lock held.
    private var moment = Progress.Moment()
    private var isFresh = false
    private var isShown = false
    private var isOver = false
    private let isTerminal = isatty(STDERR_FILENO) != 0 && ProgressLine.canMoveCursor
    private let separator = ProgressLine.isUnicode ? " \u{B7} " : " - "

    /// Tells of what a run is at, from half a second on.
    func follow(_ options: inout AnalysisOptions) {
        if ProcessInfo.processInfo.environment["NTBCHECK_PROGRESS"] == "off" { return }
        // Whoever reads both as one stream would read it as part of the report.
        if !isTerminal, isatty(STDERR_FILENO) == 0, Self.areOneStream { return }
        options.progress = Progress { [self] moment in
            condition.lock()
            self.moment = moment
            isFresh = true
            condition.signal()
            condition.unlock()
        }
        Thread.detachNewThread { self.run() }
    }

    /// Writes something else to the terminal, with no line of ours in its way.
    func withoutLine<Result>(_ write: () throws -> Result) rethrows -> Result {
        condition.lock()
        defer { condition.unlock() }
        clear()
        return try write()
    }

    /// There is nothing more to tell.
    func end() {
        condition.lock()
        clear()
        isOver = true
        condition.signal()
        condition.unlock()
    }

    /// Sleeps while nothing happens: a run that waits for ever is known by using no time.
    private func run() {
        let start = Date()
        var pace = ProgressPace(isTerminal: isTerminal)
        condition.lock()
        defer { condition.unlock() }
        while !isOver {
            let wait = pace.wait(at: Date().timeIntervalSince(start))
            if wait > 0 {
                _ = condition.wait(until: Date().addingTimeInterval(wait))
            } else if isTerminal, isShown, !isFresh {
                condition.wait()
            } else {
                show()
                pace.wrote(at: Date().timeIntervalSince(start))
            }
        }
    }

    private func show() {
        isFresh = false
        var text = "ntbcheck: " + moment.words(separator: separator)
        if isTerminal {
            text = "\r" + text.prefix(max(width - 1, 20)) + "\u{1B}[K"
            isShown = true
        } else {
            text += "\n"
        }
        write(text)
    }

    private func clear() {
        if isShown { write("\r\u{1B}[K") }
        isShown = false
    }

    private func write(_ text: String) {
        Risk.waitingForUser { FileHandle.standardError.write(Data(text.utf8)) }
    }

    private var width: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    private static var canMoveCursor: Bool {
        let terminal = ProcessInfo.processInfo.environment["TERM"] ?? ""
        return !terminal.isEmpty && terminal != "dumb"
    }

    private static var isUnicode: Bool {
        let environment = ProcessInfo.processInfo.environment
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
            .first { !$0.isEmpty }
        return (locale ?? "").lowercased().replacing("-", with: "").hasSuffix("utf8")
    }

    private static var areOneStream: Bool {
        var output = stat()
        var errors = stat()
        guard fstat(STDOUT_FILENO, &output) == 0, fstat(STDERR_FILENO, &errors) == 0 else {
            return true
        }
        return output.st_dev == errors.st_dev && output.st_ino == errors.st_ino
    }
}
