internal import Facts

extension Executor {
    /// A term in words that a reader of the source knows.
    func describe(_ term: Term) -> String { text(term).withoutUnits }

    private func text(_ term: Term) -> String {
        switch arena.node(term) {
        case .constant(0): "NULL"
        case .constant(let value): "\(value)"
        case .function(let name): "&\(name)"
        case .address(let region): "&" + describe(region)
        case .offset(let base, _): "container_of(\(describe(base)))"
        case .operation, .unary: "a computed value"
        case .convert(let inner, _): describe(inner)
        case .symbol(let symbol, _):
            switch symbol {
            case .initial(let region, _): describe(region)
            case .result(let name, _, _): name.isEmpty ? "a callback's result" : "\(name)()"
            case .recursive(let name, _): "\(name)()"
            case .uninitialised(let region): "uninitialised \(describe(region))"
            case .merged(let region, _, _): describe(region)
            case .unknown(let what, _): what
            }
        }
    }

    func describe(_ region: Region) -> String {
        switch arena.node(region) {
        case .local(let local, let frame):
            localName(local, frame)
        case .global(let name): name.hasPrefix("\"") ? "a string" : name.withoutUnits
        case .pointee(let pointer): "*" + describe(pointer)
        case .field(let base, let field):
            if case .pointee(let pointer) = arena.node(base) {
                describe(pointer) + "->" + field.name
            } else {
                describe(base) + "." + field.name
            }
        case .element(let base, _):
            if case .pointee(let pointer) = arena.node(base) {
                describe(pointer) + "[]"
            } else {
                describe(base) + "[]"
            }
        }
    }

    private func localName(_ local: LocalID, _ frame: Int32) -> String {
        guard let function = frames[frame]?.function, function.locals.indices.contains(local.index)
        else {
            return "a local"
        }
        let name = function.locals[local.index].name
        return name.isEmpty ? "a temporary" : name
    }
}
