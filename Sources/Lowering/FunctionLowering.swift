internal import Clang
internal import Facts
internal import SourceText

/// Builds the control-flow graph of one function. Statements and expressions are lowered by its extensions.
final class FunctionLowering {
    let cursor: Cursor
    let unit: UnitLowering
    private(set) var function: Function
    /// The block that instructions are added to. After a jump it is a new one that nothing leads to.
    private(set) var current = 0
    /// Where the code being lowered stands, for nodes that have no place in the tree.
    private var lastLocation: Location

    /// The variable whose initialiser is lowered, if this is no function but static storage.
    var staticOwner: (variable: Cursor, name: String)?
    var variables: [UInt: Place] = [:]
    var scopes: [[Cleanup]] = [[]]
    var loops: [Loop] = []
    var switches: [Switch] = []
    var labels: [UInt: Label] = [:]
    var pendingGotos: [PendingGoto] = []
    var asmGotoBlocks: [Int] = []
    /// The labels that statements of `asm goto` name; libclang shows them in the function's text only.
    private lazy var asmLabels = Self.asmLabels(cursor.expandedText)
    var hasAsmGoto: Bool { !asmLabels.isEmpty }

    /// A variable whose cleanup function runs when its scope is left.
    struct Cleanup {
        var local: LocalID
        var function: String
        var type: CType
    }
    struct Loop {
        var breakTarget: Int
        /// Nil for a `switch`, which only `break` leaves.
        var continueTarget: Int?
        var depth: Int
    }
    struct Switch {
        var cases: [SwitchCase] = []
        var otherwise: Int?
    }
    struct Label {
        var block: Int
        var cleanups: [Cleanup]
        var name = ""
        var isReferenced = false
    }
    struct PendingGoto {
        var block: Int
        var label: UInt
        var cleanups: [Cleanup]
        var location: Location
    }

    init(cursor: Cursor, location: Location, unit: UnitLowering) {
        self.cursor = cursor
        self.unit = unit
        lastLocation = location
        let type = cursor.type
        function = Function(
            name: cursor.spelling, location: location,
            result: type.kind == .function ? unit.types.type(type.result) : .void,
            isStatic: cursor.storage == .static, parameterCount: 0, locals: [], blocks: [Block()])
    }

    func lower() -> Function {
        for parameter in cursor.arguments {
            let local = addLocal(
                parameter.spelling, type: unit.types.type(parameter.type), .parameter)
            variables[parameter.identity] = .local(local)
        }
        function.parameterCount = function.locals.count
        if let body = cursor.children.last(where: { $0.kind == .compound }) { statement(body) }
        finish(.return(nil, lastLocation))
        resolveGotos()
        function.blocks = pruned(function.blocks)
        return function
    }

    // MARK: blocks

    func newBlock() -> Int {
        function.blocks.append(Block())
        return function.blocks.count - 1
    }

    func enter(_ block: Int) { current = block }

    /// Ends the current block; what follows is unreachable until a block is entered.
    func finish(_ terminator: Terminator) {
        function.blocks[current].terminator = terminator
        current = newBlock()
    }

    func jump(to block: Int) { finish(.jump(block)) }

    func add(_ operation: Operation, at location: Location) {
        function.blocks[current].instructions.append(Instruction(location, operation))
    }

    func addLocal(_ name: String, type: CType, _ kind: Local.Kind) -> LocalID {
        function.locals.append(
            Local(name: UnitLowering.withoutCounter(name), type: type, kind: kind))
        return LocalID(function.locals.count - 1)
    }

    func temporary(_ type: CType) -> LocalID { addLocal("", type: type, .temporary) }

    func location(_ cursor: Cursor) -> Location {
        if let place = unit.location(cursor.position) { lastLocation = place }
        return lastLocation
    }

    func markIncomplete(_ reason: String) {
        function.incomplete = function.incomplete ?? reason
    }

    // MARK: scopes

    func pushScope() { scopes.append([]) }

    func popScope() {
        runCleanups(scopes.last ?? [])
        scopes.removeLast()
    }

    /// Every variable with a cleanup, outermost first.
    var activeCleanups: [Cleanup] { scopes.flatMap(\.self) }

    /// Calls the cleanups of the scopes above `depth`, innermost first, as a jump out of them does.
    func runCleanups(above depth: Int) {
        runCleanups(scopes.dropFirst(depth).flatMap(\.self))
    }

    private func runCleanups(_ cleanups: [Cleanup]) {
        for cleanup in cleanups.reversed() {
            add(
                .call(
                    Call(
                        result: nil, callee: .function(cleanup.function),
                        arguments: [.addressOf(.local(cleanup.local), .pointer(cleanup.type))],
                        type: .void)), at: lastLocation)
        }
    }

    // MARK: goto

    private func resolveGotos() {
        for pending in pendingGotos {
            guard let label = labels[pending.label] else {
                markIncomplete("a goto whose label was not found")
                continue
            }
            current = pending.block
            let kept = Set(label.cleanups.map(\.local))
            runCleanups(pending.cleanups.filter { !kept.contains($0.local) })
            function.blocks[current].terminator = .jump(label.block)
        }
        if asmGotoBlocks.isEmpty { return }
        // A label that nothing names is one of a computed goto.
        let unnamed = labels.values.filter { !$0.isReferenced || asmLabels.contains($0.name) }
            .map(\.block).sorted()
        for block in asmGotoBlocks {
            let next = function.blocks[block].terminator.successors
            function.blocks[block].terminator = .anyOf(next + unnamed)
        }
    }

    private static func asmLabels(_ text: String) -> Set<String> {
        var found: Set<String> = []
        // Few functions have one, and to look for it by characters takes longer.
        for word: StaticString in ["asm goto", "asm volatile goto"]
        where text.utf8.contains(word: word) {
            found.formUnion(asmLabels(text, after: "\(word)"))
        }
        return found
    }

    private static func asmLabels(_ text: String, after opening: String) -> Set<String> {
        var found: Set<String> = []
        for start in text.ranges(of: opening) {
            let statement = text[start.upperBound...]
            // Strings are printed with their newlines escaped.
            let line = statement.prefix { $0 != "\n" }
            guard let colon = line.lastIndex(of: ":") else { continue }
            let names = line[line.index(after: colon)...].split {
                !($0.isLetter || $0.isNumber || $0 == "_")
            }
            found.formUnion(names.map(String.init))
        }
        return found
    }

    /// Drops blocks that nothing leads to, and follows empty ones.
    private func pruned(_ blocks: [Block]) -> [Block] {
        var order: [Int] = []
        var number: [Int: Int] = [:]
        var stack = [0]
        while let block = stack.popLast() {
            guard number[block] == nil else { continue }
            number[block] = order.count
            order.append(block)
            stack.append(contentsOf: blocks[block].terminator.successors.reversed())
        }
        return order.map { old in
            var block = blocks[old]
            block.terminator = block.terminator.renumbered { number[$0] ?? 0 }
            return block
        }
    }

    /// For initialisers of static storage: a value that needed instructions isn't a constant.
    func constantOnly(_ value: Expression) -> Expression {
        if case .load(.local, let type) = value { return .unknown("not a constant", type) }
        return value
    }
}

extension Terminator {
    fileprivate func renumbered(_ map: (Int) -> Int) -> Terminator {
        switch self {
        case .jump(let target): .jump(map(target))
        case .branch(let condition, let then, let otherwise, let location):
            .branch(condition, then: map(then), otherwise: map(otherwise), location)
        case .select(let value, let cases, let otherwise, let location):
            .select(
                value,
                cases.map { SwitchCase(first: $0.first, last: $0.last, target: map($0.target)) },
                otherwise: map(otherwise), location)
        case .anyOf(let targets): .anyOf(targets.map(map))
        case .return, .unreachable: self
        }
    }
}

extension String.UTF8View {
    func contains(word: StaticString) -> Bool {
        let wanted = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        return withContiguousStorageIfAvailable { bytes in
            var at = 0
            while at + wanted.count <= bytes.count {
                if wanted.indices.allSatisfy({ bytes[at + $0] == wanted[$0] }) { return true }
                at += 1
            }
            return false
        } ?? true
    }
}
