internal import Git
internal import Synchronization

/// What of a tree could not be read in one run, and why.
///
/// Many readers go on without a file, since most that they ask for are not there. That a file could not be read is another
/// answer than that there is none: it is taken down here, whoever asked, and a run with such an answer keeps nothing for later
/// ones and is no clean one.
package final class ReadFailures: Sendable {
    package struct Failure: Hashable, Sendable, Comparable {
        /// In the tree; empty for its root.
        package var path: String
        package var reason: String

        package static func < (a: Failure, b: Failure) -> Bool {
            (a.path, a.reason) < (b.path, b.reason)
        }
    }

    private struct Log {
        var failures: Set<Failure> = []
        /// The machine's own want (no descriptor, no memory), which has nothing to do with the file.
        var machine: String?
    }

    private let log = Mutex(Log())
    /// A tree with more of them is none that anything is said of.
    private static let most = 100

    package init() {}

    package var isEmpty: Bool { log.withLock { $0.failures.isEmpty && $0.machine == nil } }

    /// Sorted.
    package var all: [Failure] { log.withLock { $0.failures.sorted() } }

    /// Why no file at all may have been read, if that is so.
    package var machine: String? { log.withLock { $0.machine } }

    package func note(_ path: String, reason: String) {
        log.withLock {
            if $0.failures.count < Self.most {
                $0.failures.insert(Failure(path: path, reason: reason))
            }
        }
    }

    /// A call of the system failed.
    package func note(_ path: String, _ code: Int32) {
        if isOfTheMachine(code) {
            log.withLock { $0.machine = $0.machine ?? "\(path): \(message(ofSystemError: code))" }
        } else {
            note(path, reason: "it can't be read: \(message(ofSystemError: code))")
        }
    }

    func note(_ path: String, _ error: TreeError) {
        switch error {
        // These are what the tree is, and whoever asked knows what it means.
        case .tooLarge, .notAFile, .leavesTree: break
        case .unreadable(_, let code): note(path, code)
        case .git(let fault) where fault.isFailure:
            log.withLock { $0.machine = $0.machine ?? "\(fault)" }
        default: note(path, reason: "it can't be read: \(error)")
        }
    }
}
