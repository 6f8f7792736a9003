internal import CClang

/// A C type, always looked at in its canonical form.
package struct ClangType {
    let raw: CXType

    init(raw: CXType) { self.raw = clang_getCanonicalType(raw) }

    /// Equal for the same type of one unit, qualifiers included; 0 where there is none.
    package var identity: UInt { UInt(bitPattern: raw.data.0) }

    package enum Kind: Sendable {
        case void, boolean, integer, floating, pointer, record, array, function, dependent, other
    }

    package var kind: Kind {
        switch raw.kind {
        case CXType_Void: .void
        case CXType_Bool: .boolean
        case CXType_Char_U, CXType_UChar, CXType_UShort, CXType_UInt, CXType_ULong,
            CXType_ULongLong, CXType_UInt128, CXType_Char_S, CXType_SChar, CXType_WChar,
            CXType_Short, CXType_Int, CXType_Long, CXType_LongLong, CXType_Int128, CXType_Enum:
            .integer
        case CXType_Float, CXType_Double, CXType_LongDouble, CXType_Float16, CXType_Float128,
            CXType_Half:
            .floating
        case CXType_Pointer: .pointer
        case CXType_Record: .record
        case CXType_ConstantArray, CXType_IncompleteArray, CXType_VariableArray: .array
        case CXType_FunctionProto, CXType_FunctionNoProto: .function
        case CXType_Dependent: .dependent
        default: .other
        }
    }

    package var isSigned: Bool {
        switch raw.kind {
        case CXType_Char_S, CXType_SChar, CXType_WChar, CXType_Short, CXType_Int, CXType_Long,
            CXType_LongLong, CXType_Int128:
            true
        case CXType_Enum:
            ClangType(raw: clang_getEnumDeclIntegerType(clang_getTypeDeclaration(raw))).isSigned
        default: false
        }
    }

    /// In bytes; nil for an incomplete type.
    package var size: Int? {
        let size = clang_Type_getSizeOf(raw)
        return size < 0 ? nil : Int(size)
    }
    package var isConst: Bool { clang_isConstQualifiedType(raw) != 0 }
    package var isVolatile: Bool { clang_isVolatileQualifiedType(raw) != 0 }
    package var pointee: ClangType { ClangType(raw: clang_getPointeeType(raw)) }
    package var element: ClangType { ClangType(raw: clang_getArrayElementType(raw)) }
    package var result: ClangType { ClangType(raw: clang_getResultType(raw)) }

    /// The number of elements; nil where it isn't a constant.
    package var elementCount: Int? {
        let count = clang_getArraySize(raw)
        return count < 0 ? nil : Int(count)
    }

    package var spelling: String { string(clang_getTypeSpelling(raw)) }

    /// The declaration of a record or enum.
    package func declaration(in unit: TranslationUnit) -> Cursor? {
        let cursor = clang_getTypeDeclaration(raw)
        return clang_Cursor_isNull(cursor) != 0 || clang_isInvalid(cursor.kind) != 0
            ? nil : Cursor(raw: cursor, unit: unit)
    }

    /// The fields of a record in order, unnamed ones of anonymous structs included.
    package func fields(in unit: TranslationUnit) -> [Cursor] {
        var found: [CXCursor] = []
        withUnsafeMutablePointer(to: &found) { pointer in
            _ = clang_Type_visitFields(
                raw,
                { field, data in
                    data?.assumingMemoryBound(to: [CXCursor].self).pointee.append(field)
                    return CXVisit_Continue
                }, pointer)
        }
        return found.map { Cursor(raw: $0, unit: unit) }
    }

    package func isEqual(to other: ClangType) -> Bool { clang_equalTypes(raw, other.raw) != 0 }

    /// Whether two types are the same but for `const` and `volatile`.
    package func isEqualUnqualified(to other: ClangType) -> Bool {
        clang_equalTypes(clang_getUnqualifiedType(raw), clang_getUnqualifiedType(other.raw)) != 0
    }
}
