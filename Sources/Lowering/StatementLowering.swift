internal import Clang
internal import Facts
internal import SourceText

extension FunctionLowering {
    func statement(_ cursor: Cursor) {
        let place = location(cursor)
        switch cursor.kind {
        case .compound:
            pushScope()
            for child in cursor.children { statement(child) }
            popScope()
        case .ifStatement: ifStatement(cursor)
        case .whileStatement: whileStatement(cursor)
        case .doStatement: doStatement(cursor)
        case .forStatement: forStatement(cursor)
        case .switchStatement: switchStatement(cursor)
        case .caseStatement: caseStatement(cursor)
        case .defaultStatement:
            let block = newBlock()
            jump(to: block)
            enter(block)
            if !switches.isEmpty { switches[switches.count - 1].otherwise = block }
            if let body = cursor.children.last { statement(body) }
        case .label:
            let block = newBlock()
            jump(to: block)
            enter(block)
            labels[cursor.identity, default: Label(block: block, cleanups: [])].block = block
            labels[cursor.identity]?.cleanups = activeCleanups
            labels[cursor.identity]?.name = cursor.spelling
            if let body = cursor.children.last { statement(body) }
        case .gotoStatement: gotoStatement(cursor, at: place)
        case .indirectGoto:
            // Computed gotos are rare; any label may be meant.
            for child in cursor.children { discard(child) }
            asmGotoBlocks.append(current)
            finish(.unreachable)
        case .breakStatement: leave(to: loops.last?.breakTarget, depth: loops.last?.depth)
        case .continueStatement:
            let loop = loops.last { $0.continueTarget != nil }
            leave(to: loop?.continueTarget, depth: loop?.depth)
        case .returnStatement: returnStatement(cursor, at: place)
        case .declarationStatement:
            for child in cursor.children where child.kind == .variableDecl { declare(child) }
        case .asmStatement: asmStatement(cursor, at: place)
        case .unexposedStatement:
            for child in cursor.children where child.kind != .attribute { statement(child) }
        case .nullStatement: break
        case .other: markIncomplete("a statement of an unknown kind")
        default: discard(cursor)
        }
    }

    private func ifStatement(_ cursor: Cursor) {
        let children = cursor.children
        guard children.count == 2 || children.count == 3 else {
            return markIncomplete("an if statement lost its parts")
        }
        let then = newBlock()
        let end = newBlock()
        let otherwise = children.count == 3 ? newBlock() : end
        condition(children[0], then: then, otherwise: otherwise)
        enter(then)
        statement(children[1])
        jump(to: end)
        if children.count == 3 {
            enter(otherwise)
            statement(children[2])
            jump(to: end)
        }
        enter(end)
    }

    private func whileStatement(_ cursor: Cursor) {
        let children = cursor.children
        guard children.count == 2 else { return markIncomplete("a while loop lost its parts") }
        loop(condition: children[0], body: children[1], step: nil)
    }

    private func doStatement(_ cursor: Cursor) {
        let children = cursor.children
        guard children.count == 2 else { return markIncomplete("a do loop lost its parts") }
        let body = newBlock()
        let test = newBlock()
        let end = newBlock()
        jump(to: body)
        enter(body)
        loops.append(Loop(breakTarget: end, continueTarget: test, depth: scopes.count))
        statement(children[0])
        loops.removeLast()
        jump(to: test)
        enter(test)
        condition(children[1], then: body, otherwise: end)
        enter(end)
    }

    private func forStatement(_ cursor: Cursor) {
        let children = cursor.children
        guard let parts = ForParts(cursor, children: children) else {
            // Which part is which is unknown: keep the body, and let the loop end at any time.
            markIncomplete("the parts of a for loop could not be told apart")
            if let body = children.last {
                loop(condition: nil, body: body, step: nil, endsAnytime: true)
            }
            return
        }
        pushScope()
        if let first = parts.initialiser { statement(first) }
        loop(condition: parts.condition, body: parts.body, step: parts.step)
        popScope()
    }

    private func loop(
        condition test: Cursor?, body: Cursor, step: Cursor?, endsAnytime: Bool = false
    ) {
        let head = newBlock()
        let inside = newBlock()
        let next = step == nil ? head : newBlock()
        let end = newBlock()
        jump(to: head)
        enter(head)
        if let test {
            condition(test, then: inside, otherwise: end)
        } else if endsAnytime {
            finish(
                .branch(
                    .unknown("loop condition", .int), then: inside, otherwise: end,
                    location(body)))
        } else {
            jump(to: inside)
        }
        enter(inside)
        loops.append(Loop(breakTarget: end, continueTarget: next, depth: scopes.count))
        statement(body)
        loops.removeLast()
        jump(to: next)
        if let step {
            enter(next)
            discard(step)
            jump(to: head)
        }
        enter(end)
    }

    private func switchStatement(_ cursor: Cursor) {
        let children = cursor.children
        guard children.count >= 2, let subject = children.first, let body = children.last else {
            return markIncomplete("a switch lost its parts")
        }
        let place = location(cursor)
        let tested = value(subject)
        let start = current
        let end = newBlock()
        // What stands before the first case is never run.
        enter(newBlock())
        switches.append(Switch())
        loops.append(Loop(breakTarget: end, continueTarget: nil, depth: scopes.count))
        statement(body)
        loops.removeLast()
        jump(to: end)
        let arms = switches.removeLast()
        enter(start)
        if case .constant(let number, _) = tested {
            let arm = arms.cases.first { $0.first <= number && number <= $0.last }
            jump(to: arm?.target ?? arms.otherwise ?? end)
        } else {
            finish(.select(tested, arms.cases, otherwise: arms.otherwise ?? end, place))
        }
        enter(end)
    }

    private func caseStatement(_ cursor: Cursor) {
        let children = cursor.children
        guard children.count >= 2, let body = children.last,
            let first = children[0].integerValue, !switches.isEmpty
        else { return markIncomplete("a case whose value is unknown") }
        let last = children.count == 3 ? children[1].integerValue ?? first : first
        let block = newBlock()
        jump(to: block)
        enter(block)
        switches[switches.count - 1].cases.append(
            SwitchCase(first: first, last: last, target: block))
        statement(body)
    }

    private func gotoStatement(_ cursor: Cursor, at place: Location) {
        guard let label = cursor.referenced else {
            return markIncomplete("a goto whose label was not found")
        }
        labels[label.identity, default: Label(block: -1, cleanups: [])].isReferenced = true
        pendingGotos.append(
            PendingGoto(
                block: current, label: label.identity, cleanups: activeCleanups, location: place))
        finish(.unreachable)
    }

    private func leave(to target: Int?, depth: Int?) {
        guard let target, let depth else {
            return markIncomplete("a break or continue outside of a loop")
        }
        runCleanups(above: depth)
        jump(to: target)
    }

    private func returnStatement(_ cursor: Cursor, at place: Location) {
        guard let expression = cursor.children.first else {
            runCleanups(above: 0)
            return finish(.return(nil, place))
        }
        var result: Expression? = convert(value(expression), to: function.result)
        if function.result == .void { result = nil }
        if let kept = result, !activeCleanups.isEmpty {
            // The value is fixed before the cleanups run.
            let holder = temporary(kept.type)
            add(.store(.local(holder), kept), at: place)
            result = .load(.local(holder), kept.type)
        }
        runCleanups(above: 0)
        finish(.return(result, place))
    }

    private func asmStatement(_ cursor: Cursor, at place: Location) {
        var written: [Place] = []
        for child in cursor.children {
            var operand = child
            while operand.kind == .parenthesis, let inner = operand.children.last {
                operand = inner
            }
            // Inputs are wrapped in a load; what stands bare may be written.
            if [.declarationReference, .member, .arraySubscript].contains(operand.kind)
                || (operand.kind == .unaryOperator && operand.unaryKind == .dereference)
            {
                if let target = self.place(operand) { written.append(target) }
            } else if case .addressOf(let target, _) = value(operand) {
                // Who is given an address may write there.
                written.append(target)
            }
        }
        if !written.isEmpty { add(.clobber(written), at: place) }
        if hasAsmGoto {
            let next = newBlock()
            asmGotoBlocks.append(current)
            jump(to: next)
            enter(next)
        }
    }

    private func declare(_ variable: Cursor) {
        let place = location(variable)
        if variable.storage == .static {
            let name = unit.nameOfStatic(variable, in: function.name)
            variables[variable.identity] = .global(name)
            unit.addGlobal(variable, name: name)
            return
        }
        if variable.storage == .extern {
            variables[variable.identity] = .global(variable.spelling)
            return
        }
        let type = unit.types.type(variable.type)
        let local = addLocal(variable.spelling, type: type, .variable)
        variables[variable.identity] = .local(local)
        if let first = variable.initialiser {
            initialise(.local(local), type: variable.type, with: first, at: place)
        } else {
            add(.declare(local), at: place)
        }
        if let function = cleanupFunction(of: variable) {
            scopes[scopes.count - 1].append(Cleanup(local: local, function: function, type: type))
        }
    }

    /// Stores an initialiser; what a list does not name becomes zero.
    func initialise(_ target: Place, type: ClangType, with first: Cursor, at place: Location) {
        guard type.kind == .record || type.kind == .array else {
            let stored = convert(value(scalar(first)), to: unit.types.type(type))
            return add(.store(target, stored), at: place)
        }
        let entries = InitialiserLowering(self).entries(first, type: type)
        if let whole = entries.first, entries.count == 1, whole.path.isEmpty {
            return add(.store(target, whole.value), at: place)
        }
        add(.store(target, .constant(0, unit.types.type(type))), at: place)
        for entry in entries {
            let part = entry.path.reduce(target) { base, step in
                switch step {
                case .field(let field): .field(base, field)
                case .index(let index): .element(base, .constant(Int64(index), .int))
                }
            }
            add(.store(part, stored(entry, in: part)), at: entry.location)
        }
    }

    private func stored(_ entry: InitialiserEntry, in part: Place) -> Expression {
        if case .field(_, let field) = part, case .integer = field.type {
            return fitted(entry.value, part)
        }
        return convert(entry.value, to: partType(part))
    }

    private func partType(_ part: Place) -> CType {
        switch part {
        case .local(let local): return function.locals[local.index].type
        case .field(_, let field): return field.type
        case .element(let array, _):
            if case .array(let element, _) = partType(array) { return element }
            return .other
        case .global, .pointee: return .other
        }
    }

    /// `{ x }` initialises a scalar as `x` does.
    private func scalar(_ cursor: Cursor) -> Cursor {
        guard cursor.kind == .initialiserList, let only = cursor.children.first else {
            return cursor
        }
        return scalar(only)
    }

    private func cleanupFunction(of variable: Cursor) -> String? {
        guard variable.children.contains(where: { $0.kind == .attribute }) else { return nil }
        let text = variable.declarationText
        guard let start = text.firstRange(of: "cleanup(") else { return nil }
        let name = String(text[start.upperBound...].prefix { $0 != ")" })
        guard let function = unit.function(named: name) else { return nil }
        return unit.reference(function: function)
    }
}
