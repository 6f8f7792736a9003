import Foundation

/// Runs the work for each index on all cores and gives the results in order.
///
/// The threads are our own: those that the system shares out may all be busy with what was begun before.
func concurrently<Result: Sendable>(
    _ count: Int, _ work: @escaping @Sendable (Int) -> Result
) -> [Result] {
    let width = min(count, ProcessInfo.processInfo.activeProcessorCount)
    guard width > 1 else { return (0..<count).map(work) }
    let shares = Shares<Result>(count)
    let group = DispatchGroup()
    for _ in 1..<width {
        group.enter()
        Thread.detachNewThread {
            shares.run(work)
            group.leave()
        }
    }
    shares.run(work)
    group.wait()
    return shares.results.compactMap(\.self)
}

/// Works out two things at the same time.
func both<First: Sendable, Second>(
    _ first: @escaping @Sendable () -> First, and second: () -> Second
) -> (First, Second) {
    let shares = Shares<First>(1)
    let group = DispatchGroup()
    group.enter()
    Thread.detachNewThread {
        shares.run { _ in first() }
        group.leave()
    }
    let other = second()
    // Whoever is free does it, and whoever is not waits.
    shares.run { _ in first() }
    group.wait()
    return (shares.results[0] ?? first(), other)
}

/// Hands out numbers and takes results; all state is behind the lock.
private final class Shares<Result: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var taken = 0
    private(set) var results: [Result?]

    init(_ count: Int) { results = Array(repeating: nil, count: count) }

    func run(_ work: (Int) -> Result) {
        while let number = next() {
            let result = work(number)
            lock.withLock { results[number] = result }
        }
    }

    private func next() -> Int? {
        lock.withLock {
            guard taken < results.count else { return nil }
            taken += 1
            return taken - 1
        }
    }
}
