import Foundation

/// Runs `work` for each number below `count`, at most `width` at a time, and returns the results in order.
///
/// The threads are our own, because libclang's tree and our walk of it can be deeper than the stack of a shared thread.
func onWorkers<Result: Sendable>(
    _ count: Int, width: Int, _ work: @escaping @Sendable (Int) -> Result
) -> [Result] {
    let queue = WorkQueue<Result>(count: count)
    let group = DispatchGroup()
    for _ in 0..<max(1, min(width, count)) {
        group.enter()
        let thread = Thread {
            while let number = queue.next() { queue.put(work(number), at: number) }
            group.leave()
        }
        thread.stackSize = workerStackSize
        thread.start()
    }
    group.wait()
    return queue.results
}

/// Address space only; pages are used as the stack grows. 20,000 levels of nesting need a good part of it.
private let workerStackSize = 512 << 20

/// Hands out numbers and takes results; all state is behind the lock.
private final class WorkQueue<Result: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private let count: Int
    private var taken = 0
    private var finished: [Int: Result] = [:]

    init(count: Int) { self.count = count }

    func next() -> Int? {
        lock.withLock {
            guard taken < count else { return nil }
            taken += 1
            return taken - 1
        }
    }

    func put(_ result: Result, at number: Int) {
        lock.withLock { finished[number] = result }
    }

    var results: [Result] {
        lock.withLock { finished.sorted { $0.key < $1.key }.map(\.value) }
    }
}
