internal import Foundation

/// Something that is worked out while other things are.
final class ReadAhead<Value: Sendable>: @unchecked Sendable {
    private let group = DispatchGroup()
    /// Belongs to the other thread until ``wait()`` returns.
    private var value: Value?

    private let work: @Sendable () -> Value
    private let lock = NSLock()
    /// Only touched with the lock held.
    private var isBegun = false

    /// - Parameter isBegun: whether to begin now, and not when somebody says so.
    init(begun isBegun: Bool = true, _ work: @escaping @Sendable () -> Value) {
        self.work = work
        if isBegun { begin() }
    }

    func begin() {
        lock.withLock {
            if isBegun { return }
            isBegun = true
            // A thread of its own: those that the system shares out may all be waiting for something else.
            group.enter()
            Thread.detachNewThread {
                self.value = self.work()
                self.group.leave()
            }
        }
    }

    func wait() -> Value? {
        begin()
        group.wait()
        return value
    }
}
