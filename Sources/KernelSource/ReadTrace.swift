package import Cache
import Foundation
package import SourceText

/// What was asked of a directory on disk, and what the system said of it then: as long as it says the same, whatever was
/// made of the answers would be made again.
package final class ReadTrace: @unchecked Sendable {
    private let lock = NSLock()
    /// Only touched with the lock held. Nil for what was not there.
    private var seen: [TreePath: FileSignature?] = [:]

    package init() {}

    /// Called before the file or directory is read: what changes in between counts as changed.
    func note(_ path: TreePath, in root: String) {
        lock.withLock {
            if seen[path] == nil { seen[path] = .some(FileSignature(of: root + "/" + path.string)) }
        }
    }

    package var entries: [(path: TreePath, signature: FileSignature?)] {
        lock.withLock { seen.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
    }

    /// Whether nothing of it may have changed unseen while it was read.
    package func isSettled(before start: Int64) -> Bool {
        lock.withLock { seen.values.allSatisfy { $0?.isSettled(before: start) ?? true } }
    }
}
