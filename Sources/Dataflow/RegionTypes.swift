internal import Facts

/// The types that objects were declared with, as far as they have a declaration.
final class RegionTypes {
    /// The function that each frame runs.
    var frames: [Int32: Body] = [:]
    private let globals: [String: CType]
    private let arena: Arena

    init(globals: [String: CType], arena: Arena) {
        self.globals = globals
        self.arena = arena
    }

    /// Nil for what a pointer points to: the pointer may have been cast.
    func type(of region: Region) -> CType? {
        switch arena.node(region) {
        case .local(let local, let frame):
            guard let locals = frames[frame]?.function.locals, locals.indices.contains(local.index)
            else { return nil }
            return locals[local.index].type
        case .global(let name): return globals[name]
        case .field(_, let field): return field.type
        case .element(let array, _):
            if case .array(let element, _)? = type(of: array) { return element }
            return nil
        case .pointee: return nil
        }
    }

    /// In bits; nil for all but numbers and pointers.
    static func width(_ type: CType?) -> Int? {
        switch type {
        case .integer(let bits, _)?: max(bits, 8)
        case .pointer?: 64
        default: nil
        }
    }
}
