internal import Facts

/// Computes expressions and places on a path.
struct Evaluator {
    let arena: Arena
    let constraints: Constraints
    let memory: Memory
    let frame: Int32
    /// Tells unknown values of this instruction from those of others.
    let site: Int32

    func value(_ expression: Expression, in state: inout State) -> Term {
        switch expression {
        case .constant(let number, _): return arena.constant(number)
        case .string: return arena.address(arena.region(.global("\"")))
        case .function(let name): return arena.term(.function(name))
        case .load(let place, let type):
            let source = region(place, in: &state)
            constraints.dereference(source, in: &state)
            return read(source, type, in: &state)
        case .addressOf(let place, _): return arena.address(region(place, in: &state))
        case .unary(let op, let operand, let type):
            return unary(op, value(operand, in: &state), type, state)
        case .binary(let op, let left, let right, let type):
            let a = value(left, in: &state)
            let b = value(right, in: &state)
            if op.isComparison { return comparison(op, a, b, left.type, state) }
            return arithmetic(op, a, b, type, leftIsPointer: left.type.isPointer, state)
        case .convert(let inner, let type):
            return converted(value(inner, in: &state), type, state)
        case .unknown(let what, let type):
            return memory.unknown(what, type, at: site, in: &state)
        }
    }

    /// What a place shows to an access of that type, which need not be that of the object.
    private func read(_ source: Region, _ type: CType, in state: inout State) -> Term {
        let held = memory.load(source, type, in: &state)
        guard let own = memory.types.type(of: source), own != type,
            let width = RegionTypes.width(own), let wanted = RegionTypes.width(type)
        else { return held }
        if width == wanted { return converted(held, type, state) }
        if wanted < width, held == arena.zero { return held }
        return memory.unknown("a part of an object", type, at: site, in: &state)
    }

    func region(_ place: Place, in state: inout State) -> Region {
        switch place {
        case .local(let local): return arena.region(.local(local, frame: frame))
        case .global(let name): return arena.region(.global(name))
        case .pointee(let pointer):
            let target = constraints.representative(value(pointer, in: &state), in: state)
            return arena.region(.pointee(target))
        case .field(let base, let field):
            return arena.region(.field(region(base, in: &state), field))
        case .element(.pointee(let pointer), let index) where !pointer.type.pointee.isArray:
            return element(of: pointer, index, in: &state)
        case .element(let base, let index):
            let whole = region(base, in: &state)
            var number = value(index, in: &state)
            if let known = constraints.range(number, in: state).single {
                number = arena.constant(known)
            }
            // `p[0]` is `*p`.
            if arena.constantValue(number) == 0 {
                if case .pointee = arena.node(whole) { return whole }
                if memory.isNoArray(whole) { return whole }
            }
            return arena.region(.element(whole, number))
        }
    }

    /// `p[i]`, which is another element where `p` points to one of an array.
    private func element(
        of pointer: Expression, _ index: Expression, in state: inout State
    ) -> Region {
        let start = constraints.representative(value(pointer, in: &state), in: state)
        var number = value(index, in: &state)
        if let known = constraints.range(number, in: state).single {
            number = arena.constant(known)
        }
        // `p[0]` is `*p`.
        if arena.constantValue(number) == 0 { return arena.region(.pointee(start)) }
        guard case .address(let target) = arena.node(start) else {
            return arena.region(.element(arena.region(.pointee(start)), number))
        }
        // What was cast from `void *` is taken to be of the array's own type.
        let own = memory.types.type(of: target)
        let written = pointer.type.pointee
        let type = written == .void || written == .other ? own ?? .other : written
        return arena.region(.pointee(moved(start, by: number, of: type, state)))
    }

    private func unary(_ op: UnaryOperator, _ operand: Term, _ type: CType, _ state: State) -> Term
    {
        if case .unary(.not, let inner, _) = arena.node(operand), op == .not,
            case .operation(let relation, _, _, _) = arena.node(inner), relation.isComparison
        {
            return inner
        }
        if op != .not, case .unary(op, let inner, type) = arena.node(operand) { return inner }
        return settled(arena.term(.unary(op, operand, type)), state)
    }

    /// Comparisons are kept as `==` and `<`, so that one that is tested twice is one term.
    func comparison(
        _ op: BinaryOperator, _ a: Term, _ b: Term, _ type: CType, _ state: State
    ) -> Term {
        func make(_ op: BinaryOperator, _ x: Term, _ y: Term) -> Term {
            settled(arena.term(.operation(op, x, y, type)), state)
        }
        func not(_ term: Term) -> Term {
            if let value = arena.constantValue(term) { return value == 0 ? arena.one : arena.zero }
            return arena.term(.unary(.not, term, .int))
        }
        let (x, y) = (
            constraints.representative(a, in: state), constraints.representative(b, in: state)
        )
        let ordered =
            arena.constantValue(x) != nil || (arena.constantValue(y) == nil && x.id > y.id)
        switch op {
        case .equal: return ordered ? make(.equal, y, x) : make(.equal, x, y)
        case .notEqual: return not(ordered ? make(.equal, y, x) : make(.equal, x, y))
        case .less: return make(.less, x, y)
        case .greater: return make(.less, y, x)
        case .lessOrEqual: return not(make(.less, y, x))
        default: return not(make(.less, x, y))
        }
    }

    private func arithmetic(
        _ op: BinaryOperator, _ a: Term, _ b: Term, _ type: CType, leftIsPointer: Bool,
        _ state: State
    ) -> Term {
        if type.isPointer, op == .add || op == .subtract {
            let base = leftIsPointer ? a : b
            let amount = leftIsPointer ? b : a
            let signed =
                op == .add
                ? amount : settled(arena.term(.unary(.negate, amount, .size)), state)
            return moved(base, by: signed, of: type.pointee, state)
        }
        if let simple = simplified(op, a, b, type, state) { return simple }
        // `x + 1 + 1` is `x + 2`, so that counters don't grow into towers.
        if op == .add || op == .subtract, let number = arena.constantValue(b), number != .min,
            case .operation(.add, let inner, let first, let innerType) = arena.node(a),
            innerType == type, let known = arena.constantValue(first)
        {
            let sum = op == .add ? known &+ number : known &- number
            return settled(arena.term(.operation(.add, inner, arena.constant(sum), type)), state)
        }
        if op == .subtract, let number = arena.constantValue(b), number != .min {
            return settled(arena.term(.operation(.add, a, arena.constant(-number), type)), state)
        }
        return settled(arena.term(.operation(op, a, b, type)), state)
    }

    /// A pointer that was moved by a number of objects of a type. Within an array of these, it points to another element.
    private func moved(_ base: Term, by amount: Term, of type: CType, _ state: State) -> Term {
        guard case .address(let target) = arena.node(base) else {
            // By 0 is kept for bytes, since container_of may have an offset of 0.
            let isBytes = type == .void || RegionTypes.width(type) == 8
            return !isBytes && arena.constantValue(amount) == 0
                ? base : arena.term(.offset(base, amount))
        }
        if case .element(let array, let index) = arena.node(target),
            memory.types.type(of: target) == type
        {
            let size = CType.integer(bits: 64, signed: true)
            let next = arithmetic(.add, index, amount, size, leftIsPointer: false, state)
            return arena.address(arena.region(.element(array, next)))
        }
        if type == memory.types.type(of: target), arena.constantValue(amount) == 0 { return base }
        if RegionTypes.width(type) == 8 || type == .void,
            let distance = arena.constantValue(amount), let outer = enclosing(target, distance)
        {
            return outer
        }
        return arena.term(.offset(base, amount))
    }

    /// The object around a member that starts so many bytes before it: what `container_of` gives.
    private func enclosing(_ member: Region, _ distance: Int64) -> Term? {
        var region = member
        var rest = distance
        while rest < 0, case .field(let outer, let field) = arena.node(region) {
            guard let offset = field.offset, offset % 8 == 0 else { return nil }
            rest += Int64(offset / 8)
            region = outer
        }
        // Of the objects that start there it is the outermost, which has the same address.
        return rest == 0 && region != member ? arena.address(region) : nil
    }

    /// The laws that tell more than what the operands can be.
    private func simplified(
        _ op: BinaryOperator, _ a: Term, _ b: Term, _ type: CType, _ state: State
    ) -> Term? {
        let isSame =
            constraints.representative(a, in: state) == constraints.representative(b, in: state)
        switch (op, arena.constantValue(a), arena.constantValue(b)) {
        case (.subtract, _, _) where isSame, (.xor, _, _) where isSame: return arena.zero
        case (.and, _, _) where isSame, (.or, _, _) where isSame: return a
        case (.add, _, 0?), (.subtract, _, 0?), (.or, _, 0?), (.xor, _, 0?), (.shiftLeft, _, 0?),
            (.shiftRight, _, 0?), (.multiply, _, 1?), (.divide, _, 1?):
            return a
        case (.add, 0?, _), (.or, 0?, _), (.xor, 0?, _), (.multiply, 1?, _): return b
        case (.and, _, let mask?)
        where ~constraints.bits(of: a, in: state).zeros & ~UInt64(bitPattern: mask) == 0:
            // All that may be set is kept.
            return a
        case (.and, _, let mask?), (.or, _, let mask?), (.xor, _, let mask?):
            // One mask is put on another.
            guard case .operation(op, let inner, let first, type) = arena.node(a),
                let known = arena.constantValue(first),
                let both = Arithmetic.result(op, known, mask, type)
            else { return nil }
            return arithmetic(
                op, inner, arena.constant(both), type, leftIsPointer: false, state)
        default: return nil
        }
    }

    private func converted(_ inner: Term, _ type: CType, _ state: State) -> Term {
        let range = constraints.range(inner, in: state)
        if type == .bool {
            if range == .zero { return arena.zero }
            if !range.contains(0) { return arena.one }
            return arena.term(.convert(inner, type))
        }
        // Nothing is lost: the value is the same one.
        if range.isSubset(of: constraints.defaultRange(type)) { return inner }
        if case .convert(let first, let middle) = arena.node(inner), middle != .bool,
            Arithmetic.width(middle) >= Arithmetic.width(type), !middle.isPointer, !type.isPointer
        {
            // Cut twice is cut once.
            return converted(first, type, state)
        }
        return settled(arena.term(.convert(inner, type)), state)
    }

    /// A term that can have one value only is that value.
    private func settled(_ term: Term, _ state: State) -> Term {
        guard let value = constraints.range(term, in: state).single else { return term }
        return arena.constant(value)
    }
}
