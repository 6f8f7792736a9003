internal import CClang

/// A node of libclang's tree. It keeps its translation unit alive.
package struct Cursor {
    let raw: CXCursor
    package let unit: TranslationUnit

    package var kind: CursorKind { CursorKind(raw.kind) }
    package var spelling: String { string(clang_getCursorSpelling(raw)) }
    package var type: ClangType { ClangType(raw: clang_getCursorType(raw)) }
    package var isDefinition: Bool { clang_isCursorDefinition(raw) != 0 }

    /// All child nodes, evaluated or not: read them by role, never by "all".
    package var children: [Cursor] {
        var found = Children(unit: unit)
        withUnsafeMutablePointer(to: &found) { pointer in
            _ = clang_visitChildren(
                raw,
                { child, _, data in
                    data?.assumingMemoryBound(to: Children.self).pointee.add(child)
                    return CXChildVisit_Continue
                }, pointer)
        }
        return found.cursors
    }

    private struct Children {
        let unit: TranslationUnit
        var cursors: [Cursor] = []

        mutating func add(_ child: CXCursor) { cursors.append(Cursor(raw: child, unit: unit)) }
    }

    package var referenced: Cursor? { wrap(clang_getCursorReferenced(raw)) }
    package var definition: Cursor? { wrap(clang_getCursorDefinition(raw)) }
    package var canonical: Cursor? { wrap(clang_getCanonicalCursor(raw)) }
    package var semanticParent: Cursor? { wrap(clang_getCursorSemanticParent(raw)) }

    /// The initialiser of a variable; never the operand of a `typeof` or an array bound.
    package var initialiser: Cursor? { wrap(clang_Cursor_getVarDeclInitializer(raw)) }

    package var arguments: [Cursor] {
        let count = clang_Cursor_getNumArguments(raw)
        guard count > 0 else { return [] }
        return (0..<UInt32(count)).compactMap { wrap(clang_Cursor_getArgument(raw, $0)) }
    }

    package var binaryKind: (kind: BinaryKind, assigns: Bool) {
        let (kind, assigns) = BinaryKind.kind(clang_getCursorBinaryOperatorKind(raw))
        return (kind, assigns)
    }
    package var unaryKind: UnaryKind { UnaryKind(clang_getCursorUnaryOperatorKind(raw)) }

    package var storage: Storage {
        switch clang_Cursor_getStorageClass(raw) {
        case CX_SC_Static: .static
        case CX_SC_Extern: .extern
        default: .automatic
        }
    }
    package enum Storage: Sendable { case automatic, `static`, extern }

    package var isInline: Bool { clang_Cursor_isFunctionInlined(raw) != 0 }
    package var isAnonymousRecord: Bool { clang_Cursor_isAnonymous(raw) != 0 }
    /// Whether it is a struct or union that is a member without a name, so that its members are used like its outer struct's.
    package var isUnnamedMember: Bool { clang_Cursor_isAnonymousRecordDecl(raw) != 0 }
    package var enumConstantValue: Int64 { clang_getEnumConstantDeclValue(raw) }
    package var isBitField: Bool { clang_Cursor_isBitField(raw) != 0 }

    /// How many bits a bit-field has; nil for any other field.
    package var bitWidth: Int? {
        let width = clang_getFieldDeclBitWidth(raw)
        return width < 0 ? nil : Int(width)
    }

    /// The offset in bits of a field in its record; nil where the layout isn't known.
    package var fieldOffset: Int? {
        let offset = clang_Cursor_getOffsetOfField(raw)
        return offset < 0 ? nil : Int(offset)
    }

    /// The integer that the expression is known to have when the file is compiled.
    /// libclang folds through side effects: ask this only of expressions that have none.
    package var integerValue: Int64? {
        guard let result = clang_Cursor_Evaluate(raw) else { return nil }
        defer { clang_EvalResult_dispose(result) }
        guard clang_EvalResult_getKind(result) == CXEval_Int else { return nil }
        if clang_EvalResult_isUnsignedInt(result) != 0 {
            return Int64(bitPattern: clang_EvalResult_getAsUnsigned(result))
        }
        return clang_EvalResult_getAsLongLong(result)
    }

    /// Where a person would look for this node.
    package var position: Position? { unit.position(clang_getCursorLocation(raw)) }

    /// The first line and the last of the node, in the file of its first.
    package var lines: (file: String, first: Int, last: Int)? {
        let extent = clang_getCursorExtent(raw)
        guard let start = unit.position(clang_getRangeStart(extent)),
            let end = unit.position(clang_getRangeEnd(extent))
        else { return nil }
        return (start.file, start.line, start.file == end.file ? end.line : start.line)
    }

    /// Whether two nodes cover exactly the same text, which marks an implicit conversion.
    package func hasSameExtent(as other: Cursor) -> Bool {
        clang_equalRanges(clang_getCursorExtent(raw), clang_getCursorExtent(other.raw)) != 0
    }

    package func isSame(as other: Cursor) -> Bool { clang_equalCursors(raw, other.raw) != 0 }

    /// Tells statements and declarations of one unit apart. Equal for a label and the references to it.
    package var identity: UInt {
        UInt(bitPattern: clang_isDeclaration(raw.kind) != 0 ? raw.data.0 : raw.data.1)
    }

    /// The text from the node's first token on, at the place where that token is written (a macro's body, say).
    package func sourceText(limit: Int) -> [UInt8] {
        var file: CXFile?
        var offset: UInt32 = 0
        clang_getSpellingLocation(
            clang_getRangeStart(clang_getCursorExtent(raw)), &file, nil, nil, &offset)
        guard let file else { return [] }
        return unit.text(of: file, from: Int(offset), limit: limit)
    }

    /// The declaration printed by libclang without its initialiser, which shows attributes that have no cursor of their own.
    package var declarationText: String {
        guard let policy = clang_getCursorPrintingPolicy(raw) else { return "" }
        defer { clang_PrintingPolicy_dispose(policy) }
        clang_PrintingPolicy_setProperty(policy, CXPrintingPolicy_SuppressInitializers, 1)
        clang_PrintingPolicy_setProperty(policy, CXPrintingPolicy_TerseOutput, 1)
        return string(clang_getCursorPrettyPrinted(raw, policy))
    }

    /// A whole function printed with its macros expanded: the way to learn of `asm goto`.
    package var expandedText: String {
        guard let policy = clang_getCursorPrintingPolicy(raw) else { return "" }
        defer { clang_PrintingPolicy_dispose(policy) }
        return string(clang_getCursorPrettyPrinted(raw, policy))
    }

    private func wrap(_ cursor: CXCursor) -> Cursor? {
        clang_Cursor_isNull(cursor) != 0 ? nil : Cursor(raw: cursor, unit: unit)
    }
}
