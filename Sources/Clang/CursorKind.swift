internal import CClang

/// The cursor kinds that the lowering tells apart; all others are `other`, of which nothing is concluded.
package enum CursorKind: Sendable, Hashable {
    // Declarations
    case functionDecl, variableDecl, parameterDecl, fieldDecl, structDecl, unionDecl, enumDecl
    case enumConstantDecl, typedefDecl, staticAssert
    // References
    case typeReference, memberReference, labelReference, attribute
    // Expressions
    case unexposed, declarationReference, member, call, integerLiteral, floatingLiteral
    case characterLiteral, stringLiteral, parenthesis, unaryOperator, arraySubscript, binaryOperator
    case compoundAssignment, conditional, cast, compoundLiteral, initialiserList, addressOfLabel
    case statementExpression, genericSelection, sizeofOrAlignof
    // Statements
    case unexposedStatement, label, compound, caseStatement, defaultStatement, ifStatement
    case switchStatement, whileStatement, doStatement, forStatement, gotoStatement
    case indirectGoto, continueStatement, breakStatement, returnStatement, asmStatement
    case nullStatement, declarationStatement
    case other

    init(_ raw: CXCursorKind) {
        self = Self.table[raw.rawValue] ?? .other
    }

    private static let table: [UInt32: CursorKind] = {
        let pairs: [(CXCursorKind, CursorKind)] = [
            (CXCursor_FunctionDecl, .functionDecl), (CXCursor_VarDecl, .variableDecl),
            (CXCursor_ParmDecl, .parameterDecl), (CXCursor_FieldDecl, .fieldDecl),
            (CXCursor_StructDecl, .structDecl), (CXCursor_UnionDecl, .unionDecl),
            (CXCursor_EnumDecl, .enumDecl), (CXCursor_EnumConstantDecl, .enumConstantDecl),
            (CXCursor_TypedefDecl, .typedefDecl), (CXCursor_StaticAssert, .staticAssert),
            (CXCursor_TypeRef, .typeReference), (CXCursor_MemberRef, .memberReference),
            (CXCursor_LabelRef, .labelReference), (CXCursor_UnexposedAttr, .attribute),
            (CXCursor_UnexposedExpr, .unexposed), (CXCursor_DeclRefExpr, .declarationReference),
            (CXCursor_MemberRefExpr, .member), (CXCursor_CallExpr, .call),
            (CXCursor_IntegerLiteral, .integerLiteral),
            (CXCursor_FloatingLiteral, .floatingLiteral),
            (CXCursor_CharacterLiteral, .characterLiteral),
            (CXCursor_StringLiteral, .stringLiteral), (CXCursor_ParenExpr, .parenthesis),
            (CXCursor_UnaryOperator, .unaryOperator),
            (CXCursor_ArraySubscriptExpr, .arraySubscript),
            (CXCursor_BinaryOperator, .binaryOperator),
            (CXCursor_CompoundAssignOperator, .compoundAssignment),
            (CXCursor_ConditionalOperator, .conditional), (CXCursor_CStyleCastExpr, .cast),
            (CXCursor_CompoundLiteralExpr, .compoundLiteral),
            (CXCursor_InitListExpr, .initialiserList), (CXCursor_AddrLabelExpr, .addressOfLabel),
            (CXCursor_StmtExpr, .statementExpression),
            (CXCursor_GenericSelectionExpr, .genericSelection),
            (CXCursor_UnaryExpr, .sizeofOrAlignof), (CXCursor_UnexposedStmt, .unexposedStatement),
            (CXCursor_LabelStmt, .label), (CXCursor_CompoundStmt, .compound),
            (CXCursor_CaseStmt, .caseStatement), (CXCursor_DefaultStmt, .defaultStatement),
            (CXCursor_IfStmt, .ifStatement), (CXCursor_SwitchStmt, .switchStatement),
            (CXCursor_WhileStmt, .whileStatement), (CXCursor_DoStmt, .doStatement),
            (CXCursor_ForStmt, .forStatement), (CXCursor_GotoStmt, .gotoStatement),
            (CXCursor_IndirectGotoStmt, .indirectGoto),
            (CXCursor_ContinueStmt, .continueStatement), (CXCursor_BreakStmt, .breakStatement),
            (CXCursor_ReturnStmt, .returnStatement), (CXCursor_GCCAsmStmt, .asmStatement),
            (CXCursor_NullStmt, .nullStatement), (CXCursor_DeclStmt, .declarationStatement),
        ]
        return Dictionary(pairs.map { ($0.0.rawValue, $0.1) }, uniquingKeysWith: { a, _ in a })
    }()
}

/// Binary operators, compound assignments included.
package enum BinaryKind: Sendable, Hashable {
    case multiply, divide, remainder, add, subtract, shiftLeft, shiftRight
    case less, greater, lessOrEqual, greaterOrEqual, equal, notEqual
    case and, xor, or, logicalAnd, logicalOr, assign, comma, other

    /// The operator, and whether it also assigns.
    static func kind(_ raw: CXBinaryOperatorKind) -> (BinaryKind, assigns: Bool) {
        switch raw {
        case CXBinaryOperator_Mul: (.multiply, false)
        case CXBinaryOperator_Div: (.divide, false)
        case CXBinaryOperator_Rem: (.remainder, false)
        case CXBinaryOperator_Add: (.add, false)
        case CXBinaryOperator_Sub: (.subtract, false)
        case CXBinaryOperator_Shl: (.shiftLeft, false)
        case CXBinaryOperator_Shr: (.shiftRight, false)
        case CXBinaryOperator_LT: (.less, false)
        case CXBinaryOperator_GT: (.greater, false)
        case CXBinaryOperator_LE: (.lessOrEqual, false)
        case CXBinaryOperator_GE: (.greaterOrEqual, false)
        case CXBinaryOperator_EQ: (.equal, false)
        case CXBinaryOperator_NE: (.notEqual, false)
        case CXBinaryOperator_And: (.and, false)
        case CXBinaryOperator_Xor: (.xor, false)
        case CXBinaryOperator_Or: (.or, false)
        case CXBinaryOperator_LAnd: (.logicalAnd, false)
        case CXBinaryOperator_LOr: (.logicalOr, false)
        case CXBinaryOperator_Assign: (.assign, true)
        case CXBinaryOperator_MulAssign: (.multiply, true)
        case CXBinaryOperator_DivAssign: (.divide, true)
        case CXBinaryOperator_RemAssign: (.remainder, true)
        case CXBinaryOperator_AddAssign: (.add, true)
        case CXBinaryOperator_SubAssign: (.subtract, true)
        case CXBinaryOperator_ShlAssign: (.shiftLeft, true)
        case CXBinaryOperator_ShrAssign: (.shiftRight, true)
        case CXBinaryOperator_AndAssign: (.and, true)
        case CXBinaryOperator_XorAssign: (.xor, true)
        case CXBinaryOperator_OrAssign: (.or, true)
        case CXBinaryOperator_Comma: (.comma, false)
        default: (.other, false)
        }
    }
}

package enum UnaryKind: Sendable, Hashable {
    case postIncrement, postDecrement, preIncrement, preDecrement
    case addressOf, dereference, plus, minus, complement, not, `extension`, other

    init(_ raw: CXUnaryOperatorKind) {
        self =
            switch raw {
            case CXUnaryOperator_PostInc: .postIncrement
            case CXUnaryOperator_PostDec: .postDecrement
            case CXUnaryOperator_PreInc: .preIncrement
            case CXUnaryOperator_PreDec: .preDecrement
            case CXUnaryOperator_AddrOf: .addressOf
            case CXUnaryOperator_Deref: .dereference
            case CXUnaryOperator_Plus: .plus
            case CXUnaryOperator_Minus: .minus
            case CXUnaryOperator_Not: .complement
            case CXUnaryOperator_LNot: .not
            case CXUnaryOperator_Extension: .extension
            default: .other
            }
    }
}
