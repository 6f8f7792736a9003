internal import Contract
internal import Facts

/// What a pointer may be, as far as a promise about it goes.
package enum Nullness: Hashable, Sendable {
    case nonNull
    /// It is NULL, or may be as the code itself or a function's documentation says. The text says why.
    case null(String)
    case errorPointer(String)
    /// Not shown to be non-NULL; the text names what would have to be believed, `member` the member that it was loaded from.
    case unproven(String, member: DeviceOrigin.Member?)
    /// The analysis itself made several values one, of which some may be NULL; the text says where.
    case blurred(String)

    /// Whether it breaks a promise to return an object.
    package var isFault: Bool {
        switch self {
        case .null, .errorPointer: true
        case .nonNull, .unproven, .blurred: false
        }
    }

    /// Ends the reason of a value that a test on the path found to be NULL.
    package static let onThisPath = ", which is NULL on this path"

    static func unproven(_ what: String) -> Nullness { .unproven(what, member: nil) }
}

package struct NullnessDomain: AbstractDomain {
    private let program: Program

    package init(_ program: Program) { self.program = program }

    package func enters(_ function: String) -> Bool { true }

    package func isDefinite(_ element: Nullness) -> Bool { element.isFault }

    package func doubted(_ element: Nullness) -> Nullness {
        .unproven(
            "what is returned if numbers meet all conditions of this path, of which none were found,"
        )
    }

    package func element(of original: Term, in view: StateView) -> Nullness {
        let term = view.representative(original)
        let range = view.range(term)
        let what = view.describe(term)
        // What comes from deep down was met on the first levels as well, where its path is known.
        if case .symbol(.recursive(let name, _), _) = view.arena.node(term), range.contains(0) {
            return .blurred("the result of \(name.withoutUnits)(), which calls itself")
        }
        if range == .zero {
            if view.arena.constantValue(term) != nil { return .null("NULL") }
            return .null("'\(what)'\(Nullness.onThisPath)")
        }
        // No more than ZERO_SIZE_PTR, say: a test left NULL in it, and no object.
        if view.type(of: term).isPointer, range.contains(0), range.isSubset(of: RangeSet(0, 4094)) {
            return .null("'\(what)'\(Nullness.onThisPath)")
        }
        if range.isSubset(of: .errorPointers) {
            if view.arena.constantValue(term) != nil { return .errorPointer("an error pointer") }
            return .errorPointer("'\(what)', which is an error pointer on this path")
        }
        if let code = wrapped(term, range, what, view) { return code }
        switch view.arena.node(term) {
        case .constant, .function: return .nonNull
        case .address(let region): return address(region, range, view)
        case .offset(let base, let amount):
            guard view.arena.constantValue(amount) == 0, range.contains(0),
                case .null(let why) = element(of: base, in: view)
            else { return .nonNull }
            return .null(why)
        case .convert(let inner, _) where !range.contains(0): _ = inner; return .nonNull
        case .convert(let inner, _): return element(of: inner, in: view)
        case .operation, .unary:
            return range.contains(0) ? .unproven("a computed value") : .nonNull
        case .symbol(let symbol, _): return classify(symbol, range, what, view)
        }
    }

    /// A signed number that was made a pointer, and was found not to be 0: that is how an error pointer comes about. A pointer
    /// that is kept as a number has none of the signed types, or is as wide as one.
    private func wrapped(
        _ term: Term, _ range: RangeSet, _ what: String, _ view: StateView
    ) -> Nullness? {
        guard case .integer(let bits, true) = view.type(of: term), !range.contains(0) else {
            return nil
        }
        let isNegative = range.highest.map { $0 < 0 } ?? false
        guard bits <= 32 || isNegative else { return nil }
        if range.intersects(.errorPointers) {
            return .errorPointer("'\(what)', an error code that is made a pointer")
        }
        return isNegative ? .nonNull : .unproven("'\(what)', a number")
    }

    /// The address of a part counts as good unless it is the very pointer, and that may be NULL by its own documentation.
    private func address(_ region: Region, _ range: RangeSet, _ view: StateView) -> Nullness {
        guard case .pointee(let pointer) = view.arena.node(view.arena.root(region)),
            view.arena.isAtStart(region), range.contains(0),
            case .null(let why) = element(of: pointer, in: view)
        else { return .nonNull }
        return .null(why)
    }

    private func classify(
        _ symbol: Symbol, _ range: RangeSet, _ what: String, _ view: StateView
    ) -> Nullness {
        switch symbol {
        case .result(let called, _, _):
            let name = called.withoutUnits
            switch program.knowledge[called]?.returns {
            case .objectOrNull where range.contains(0):
                return .null("the result of \(name)(), which returns NULL on failure")
            case .objectOrErrorOrNull where range.contains(0):
                return .null("the result of \(name)(), which may return NULL")
            case .objectOrError where range.intersects(.errorPointers),
                .objectOrErrorOrNull where range.intersects(.errorPointers):
                return .errorPointer(
                    "the result of \(name)(), which returns an error pointer on failure")
            default:
                guard range.contains(0) else { return .nonNull }
                return .unproven(
                    name.isEmpty
                        ? "the result of a function pointer" : "the result of \(name)()")
            }
        case .merged(_, _, true):
            return range.contains(0)
                ? .blurred("too many paths meet here (limit: states per point)") : .nonNull
        case .merged(_, _, false):
            return range.contains(0) ? .blurred("'\(what)', which a loop changes") : .nonNull
        case .initial(let region, _):
            guard range.contains(0) else { return .nonNull }
            guard case .field(_, let field) = view.arena.node(region) else {
                return .unproven("'\(what)'")
            }
            return .unproven(
                "'\(what)'",
                member: DeviceOrigin.Member(field).asWritten)
        case .recursive: return .nonNull
        case .uninitialised:
            return .unproven(what)
        case .unknown:
            return range.contains(0) ? .unproven(what) : .nonNull
        }
    }
}
