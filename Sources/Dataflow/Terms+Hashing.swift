internal import Facts

// What nodes are looked up by. Texts and types are left out: numbers tell nearly all nodes apart, and to hash a text takes longer
// than to compare one.

extension TermNode {
    package func hash(into hasher: inout Hasher) {
        switch self {
        case .constant(let value): hasher.combine(value)
        case .symbol(let symbol, _): hasher.combine(symbol)
        case .address(let region): hasher.combine(pair: 1, region.id)
        case .function(let name): hasher.combine(name)
        case .offset(let base, let amount): hasher.combine(pair: base.id, amount.id)
        case .operation(let operation, let a, let b, _):
            hasher.combine(operation)
            hasher.combine(pair: a.id, b.id)
        case .unary(let operation, let operand, _):
            hasher.combine(operation)
            hasher.combine(operand.id)
        case .convert(let inner, _): hasher.combine(pair: 2, inner.id)
        }
    }
}

extension Symbol {
    package func hash(into hasher: inout Hasher) {
        switch self {
        case .initial(let region, let version): hasher.combine(pair: region.id, version)
        case .result(_, let site, let instance): hasher.combine(pair: site, instance)
        case .recursive(_, let site): hasher.combine(pair: 1, site)
        case .uninitialised(let region): hasher.combine(pair: 2, region.id)
        case .merged(let region, let point, _): hasher.combine(pair: region.id, point)
        case .unknown(_, let site): hasher.combine(pair: 3, site)
        }
    }
}

extension RegionNode {
    package func hash(into hasher: inout Hasher) {
        switch self {
        case .local(let local, let frame): hasher.combine(pair: Int32(local.index), frame)
        case .global(let name): hasher.combine(name)
        case .pointee(let pointer): hasher.combine(pair: 1, pointer.id)
        case .field(let base, let field):
            hasher.combine(base.id)
            hasher.combine(field.offset)
        case .element(let base, let index): hasher.combine(pair: base.id, index.id)
        }
    }
}

extension Hasher {
    /// Two numbers in one go.
    fileprivate mutating func combine(pair first: Int32, _ second: Int32) {
        combine(UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second)))
    }
}
