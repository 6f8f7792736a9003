internal import Clang
internal import Facts
internal import SourceText

/// Lvalues: the objects that expressions name.
extension FunctionLowering {
    /// The object that an lvalue names.
    func place(_ cursor: Cursor) -> Place? {
        switch cursor.kind {
        case .parenthesis: return cursor.children.last.flatMap(place)
        case .unexposed:
            let children = cursor.children
            return children.count == 1 ? place(children[0]) : nil
        case .declarationReference:
            guard let target = cursor.referenced,
                target.kind == .variableDecl || target.kind == .parameterDecl
            else { return nil }
            return variables[target.identity] ?? .global(target.spelling)
        case .member:
            guard let declaration = cursor.referenced, let field = unit.types.field(declaration),
                let base = cursor.children.first
            else { return nil }
            let isPointer = base.type.kind == .pointer || base.type.kind == .array
            guard let outer = isPointer ? pointee(value(base)) : place(base) ?? held(base) else {
                return nil
            }
            // The members of one without a name are those of the struct that it is in.
            return unit.types.unnamedRecord(declaration) == nil ? .field(outer, field) : outer
        case .arraySubscript:
            let children = cursor.children
            guard children.count == 2 else { return nil }
            let first = children[0].type.kind == .pointer || children[0].type.kind == .array
            let base = value(first ? children[0] : children[1])
            let index = value(first ? children[1] : children[0])
            // An array that decayed to its first element is the array itself again.
            if case .addressOf(.element(let array, .constant(0, _)), _) = base {
                if base.type.pointee == type(of: cursor) { return .element(array, index) }
                // The array is read as one of something else: `((u8 *)numbers)[i]`.
                return .pointee(.binary(.add, base, index, .pointer(type(of: cursor))))
            }
            let pointee = base.type.pointee
            if base.type.isPointer, ![.void, .other, .function, type(of: cursor)].contains(pointee)
            {
                return .pointee(.binary(.add, base, index, .pointer(type(of: cursor))))
            }
            return .element(self.pointee(base), index)
        case .unaryOperator:
            guard let operand = cursor.children.first else { return nil }
            switch cursor.unaryKind {
            case .dereference: return pointee(value(operand))
            case .extension: return place(operand)
            default: return nil
            }
        case .compoundLiteral:
            guard let list = cursor.children.last else { return nil }
            if let staticOwner {
                return .global(unit.addLiteral(cursor, list: list, in: staticOwner))
            }
            let local = addLocal("", type: type(of: cursor), .temporary)
            initialise(.local(local), type: cursor.type, with: list, at: location(cursor))
            return .local(local)
        case .genericSelection: return chosenAssociation(cursor).flatMap(place)
        default: return nil
        }
    }

    func pointee(_ pointer: Expression) -> Place {
        if case .addressOf(let place, _) = pointer { return place }
        return .pointee(pointer)
    }

    /// A temporary that holds a struct that has no place of its own (the result of a call, say).
    func held(_ cursor: Cursor) -> Place? {
        let result = value(cursor)
        if case .load(let place, _) = result { return place }
        let local = temporary(result.type)
        add(.store(.local(local), result), at: location(cursor))
        return .local(local)
    }

    /// What an object is as a value: an array becomes a pointer to its first element.
    func decayed(_ target: Place, _ type: ClangType) -> Expression {
        if type.kind == .array {
            return .addressOf(
                .element(target, .constant(0, .int)), .pointer(unit.types.type(type.element)))
        }
        if type.isVolatile { add(.refresh(target), at: function.location) }
        return loaded(target, unit.types.type(type))
    }

    /// The value of an object as an expression of that type; a bit-field has one of its own.
    func loaded(_ place: Place, _ type: CType) -> Expression {
        guard case .field(_, let field) = place, field.type != type,
            case .integer(let bits, _) = field.type, case .integer(let width, _) = type,
            bits < width
        else { return .load(place, type) }
        return .convert(.load(place, field.type), type)
    }

    /// What is left of a value in the object that it is stored to.
    func fitted(_ value: Expression, _ place: Place) -> Expression {
        guard case .field(_, let field) = place, case .integer = field.type else { return value }
        if unit.types.lowestBits.contains(field) {
            return convert(folded(.and, value, .constant(1, value.type), value.type), to: .bool)
        }
        return convert(value, to: field.type)
    }
}
