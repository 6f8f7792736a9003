import Foundation

/// The private directories that there are, for the one who ends the program before their owners do.
package final class PrivateDirectoryRegister: @unchecked Sendable {
    package static let shared = PrivateDirectoryRegister()
    private let lock = NSLock()
    /// Only touched with the lock held.
    private var paths: Set<String> = []

    /// Makes a directory and knows it, in one step that nobody can come between.
    func adding(_ make: () -> String?) -> String? {
        lock.withLock {
            let path = make()
            if let path { paths.insert(path) }
            return path
        }
    }

    func remove(_ path: String) { lock.withLock { _ = paths.remove(path) } }

    /// Removes all of them, for ever: no new one is made after that. Other threads, and git, may still be writing into
    /// one, so that it takes more than one try.
    ///
    /// - Parameter isInterrupted: whether git may be about to make again what is gone, which takes waiting.
    package func removeAllForEver(isInterrupted: Bool) {
        lock.lock()
        var quiet = 0
        for _ in 0..<50 {
            let left = paths.filter { FileManager.default.fileExists(atPath: $0) }
            for path in left { try? FileManager.default.removeItem(atPath: path) }
            quiet = left.isEmpty ? quiet + 1 : 0
            if quiet == (isInterrupted ? 3 : 1) { return }
            if isInterrupted || quiet == 0 { usleep(isInterrupted ? 2000 : 100) }
        }
    }
}
