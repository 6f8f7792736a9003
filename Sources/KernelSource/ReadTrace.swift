package import Cache
import Foundation
package import SourceText

/// What was asked of a directory on disk, and what the system said of it then: as long as it says the same, whatever was
/// made of the answers would be made again.
package final class ReadTrace: @unchecked Sendable {
    package struct Entry: Sendable {
        package var path: TreePath
        /// Nil for what was not there.
        package var signature: FileSignature?
        /// All that was taken from the file, where that is little: it may change in everything else.
        package var lesson: [String]?

        package init(path: TreePath, signature: FileSignature?, lesson: [String]?) {
            self.path = path
            self.signature = signature
            self.lesson = lesson
        }

        /// Whether the file, as it is now, would give the same answer.
        package func holds(in snapshot: Snapshot) -> Bool {
            if FileSignature(of: snapshot.root + "/" + path.string) == signature { return true }
            return lesson.map { $0 == snapshot.generatedIncludes(of: path) } ?? false
        }
    }

    private let lock = NSLock()
    /// Only touched with the lock held.
    private var seen: [TreePath: Entry] = [:]

    package init() {}

    /// Called before the file or directory is read: what changes in between counts as changed.
    func note(_ path: TreePath, in root: String) {
        lock.withLock {
            if let known = seen[path], known.lesson == nil { return }
            seen[path] = Entry(
                path: path, signature: FileSignature(of: root + "/" + path.string), lesson: nil)
        }
    }

    /// Called for a file that somebody else has read by now, in this run.
    package func noteLate(_ path: TreePath, in root: String) { note(path, in: root) }

    /// Called after a file of which this is all that counts was read.
    func note(_ path: TreePath, _ signature: FileSignature?, lesson: [String]) {
        lock.withLock {
            if seen[path] == nil {
                seen[path] = Entry(path: path, signature: signature, lesson: lesson)
            }
        }
    }

    /// What was read, good for later runs if it was read from `start` on. Nil if something of it may have changed unseen.
    package func entries(since start: Int64) -> [Entry]? {
        var entries = lock.withLock { seen.values.sorted { $0.path < $1.path } }
        for (number, entry) in entries.enumerated() {
            if entry.signature?.isSettled(before: start) ?? true { continue }
            if entry.lesson == nil { return nil }
            // What was taken from it is looked at again each time.
            entries[number].signature = FileSignature.none
        }
        return entries
    }
}

extension Snapshot {
    /// The names that a header includes from `generated/`.
    package func generatedIncludes(of path: TreePath) -> [String] {
        let signature = trace.flatMap { _ in FileSignature(of: root + "/" + path.string) }
        var untraced = self
        untraced.trace = nil
        let bytes = (try? untraced.contents(of: path)) ?? nil
        let names = bytes.map {
            ByteSearch.quoted(in: $0, after: "<generated/", until: UInt8(ascii: ">"))
        }
        if overlay[path] == nil { trace?.note(path, signature, lesson: names ?? []) }
        return names ?? []
    }
}
