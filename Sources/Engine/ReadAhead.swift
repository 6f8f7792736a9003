internal import Foundation

/// Something that is worked out while other things are.
final class ReadAhead<Value: Sendable>: @unchecked Sendable {
    private let group = DispatchGroup()
    /// Belongs to the other thread until ``wait()`` returns.
    private var value: Value?

    init(_ work: @escaping @Sendable () -> Value) {
        // A thread of its own: those that the system shares out may all be waiting for something else.
        group.enter()
        Thread.detachNewThread {
            self.value = work()
            self.group.leave()
        }
    }

    func wait() -> Value? {
        group.wait()
        return value
    }
}
