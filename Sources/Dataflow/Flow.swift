internal import Facts

/// A function and what there is to know of its graph, once for all that run it.
final class Body {
    let function: Function
    let flow: Flow

    init(_ function: Function, _ flow: Flow) {
        self.function = function
        self.flow = flow
    }
}

/// What the engine needs to know of a function's graph before it runs: loops, and which locals matter where.
struct Flow {
    /// Edges that go back to a loop's head.
    private var backEdges: Set<[Int]> = []
    private(set) var loopHeads: Set<Int> = []
    private var liveIn: [Set<LocalID>]
    private var addressTaken: Set<LocalID> = []
    private(set) var predecessors: [Int]

    /// By block and instruction (the number after the last one is the terminator): elements that are read by a variable index.
    private(set) var lookups: [Int: [Int: [Executor.Lookup]]] = [:]

    /// The numbers at which a counter may stop: those that a branch compares with, and their neighbours; sorted.
    private(set) var thresholds: [Int64] = []

    /// Tells functions apart.
    let number: Int32

    init(_ function: Function, number: Int32, globals: [String: CType], arrayElements: Int) {
        self.number = number
        let count = function.blocks.count
        liveIn = Array(repeating: [], count: count)
        predecessors = Array(repeating: 0, count: count)
        for block in function.blocks {
            for next in block.terminator.successors { predecessors[next] += 1 }
        }
        findLoops(function)
        findLiveLocals(function)
        findThresholds(function)
        for (number, block) in function.blocks.enumerated() {
            let readers = block.instructions.map(\.operation.expressions)
            for (index, read) in (readers + [block.terminator.expressions]).enumerated() {
                let found = Executor.Lookup.find(
                    in: read, of: function, globals: globals, most: arrayElements)
                if !found.isEmpty { lookups[number, default: [:]][index] = found }
            }
        }
    }

    func isBackEdge(from: Int, to: Int) -> Bool { backEdges.contains([from, to]) }

    func isLive(_ local: LocalID, atEntryOf block: Int) -> Bool {
        addressTaken.contains(local) || liveIn[block].contains(local)
    }

    private mutating func findLoops(_ function: Function) {
        var finished: Set<Int> = []
        var onPath: Set<Int> = [0]
        var stack: [(block: Int, next: Int)] = [(0, 0)]
        while let (block, next) = stack.last {
            let successors = function.blocks[block].terminator.successors
            if next == successors.count {
                stack.removeLast()
                onPath.remove(block)
                finished.insert(block)
                continue
            }
            stack[stack.count - 1].next += 1
            let target = successors[next]
            if onPath.contains(target) {
                backEdges.insert([block, target])
                loopHeads.insert(target)
            } else if !finished.contains(target) {
                onPath.insert(target)
                stack.append((target, 0))
            }
        }
    }

    private mutating func findThresholds(_ function: Function) {
        var found: Set<Int64> = []
        for block in function.blocks {
            guard
                case .branch(.binary(let op, let left, let right, _), _, _, _) = block.terminator,
                op.isComparison
            else { continue }
            for case .constant(let number, _) in [left, right] {
                found.formUnion([number &- 1, number, number &+ 1])
            }
        }
        thresholds = found.sorted()
    }

    private mutating func findLiveLocals(_ function: Function) {
        var uses: [Set<LocalID>] = []
        var kills: [Set<LocalID>] = []
        for block in function.blocks {
            var reader = LocalReader()
            for instruction in block.instructions { reader.read(instruction.operation) }
            reader.read(block.terminator)
            uses.append(reader.used)
            kills.append(reader.killed)
            addressTaken.formUnion(reader.addressTaken)
        }
        var changed = true
        while changed {
            changed = false
            for number in function.blocks.indices.reversed() {
                var live: Set<LocalID> = []
                for next in function.blocks[number].terminator.successors {
                    live.formUnion(liveIn[next])
                }
                live.subtract(kills[number])
                live.formUnion(uses[number])
                if live != liveIn[number] {
                    liveIn[number] = live
                    changed = true
                }
            }
        }
    }
}

/// Collects the locals that a block reads before it writes them.
private struct LocalReader {
    var used: Set<LocalID> = []
    var killed: Set<LocalID> = []
    var addressTaken: Set<LocalID> = []

    mutating func read(_ operation: Operation) {
        switch operation {
        case .store(let place, let value):
            read(value)
            if case .local(let local) = place { killed.insert(local) } else { read(place) }
        case .call(let call):
            if case .pointer(let callee) = call.callee { read(callee) }
            for argument in call.arguments { read(argument) }
            if let result = call.result { killed.insert(result) }
        case .declare(let local): killed.insert(local)
        case .clobber(let places): for place in places { read(place) }
        case .refresh(let place): read(place)
        }
    }

    mutating func read(_ terminator: Terminator) {
        switch terminator {
        case .branch(let value, _, _, _), .select(let value, _, _, _): read(value)
        case .return(let value?, _): read(value)
        case .return(nil, _), .jump, .anyOf, .unreachable: break
        }
    }

    private mutating func read(_ value: Expression) {
        switch value {
        case .load(let place, _): read(place)
        case .addressOf(let place, _):
            if let local = root(place) { addressTaken.insert(local) }
            read(place)
        case .unary(_, let inner, _), .convert(let inner, _): read(inner)
        case .binary(_, let left, let right, _):
            read(left)
            read(right)
        case .constant, .string, .function, .unknown: break
        }
    }

    private mutating func read(_ place: Place) {
        switch place {
        case .local(let local): if !killed.contains(local) { used.insert(local) }
        case .global: break
        case .pointee(let pointer): read(pointer)
        case .field(let base, _): read(base)
        case .element(let base, let index):
            read(base)
            read(index)
        }
    }

    private func root(_ place: Place) -> LocalID? {
        switch place {
        case .local(let local): local
        case .field(let base, _), .element(let base, _): root(base)
        case .global, .pointee: nil
        }
    }
}
