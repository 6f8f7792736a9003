internal import Foundation

/// Something that is worked out while other things are.
final class ReadAhead<Value: Sendable>: @unchecked Sendable {
    private let group = DispatchGroup()
    /// Belongs to the other thread until ``wait()`` returns.
    private var value: Value?

    init(_ work: @escaping @Sendable () -> Value) {
        DispatchQueue.global().async(group: group) { self.value = work() }
    }

    func wait() -> Value? {
        group.wait()
        return value
    }
}
