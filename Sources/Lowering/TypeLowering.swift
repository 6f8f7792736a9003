internal import Clang
internal import Facts
internal import SourceText

/// Turns libclang's types into `CType`, and collects the records that they name.
final class TypeLowering {
    private let unit: TranslationUnit
    private(set) var records: [RecordID: Record] = [:]
    private var unfinished: Set<RecordID> = []
    private var ids: [UInt: RecordID] = [:]
    /// What was worked out before, by the type's identity: few types are behind many expressions.
    private var types: [UInt: CType] = [:]
    private var fields: [UInt: Field] = [:]
    /// Bit-fields of one bit, which keep the lowest bit of what is stored; a `bool` keeps whether it is 0.
    private(set) var lowestBits: Set<Field> = []
    private var fieldLists: [UInt: [(cursor: Cursor, field: Field)]] = [:]
    var locate: (Cursor) -> Location? = { _ in nil }

    init(unit: TranslationUnit) { self.unit = unit }

    func type(_ type: ClangType) -> CType {
        if let known = types[type.identity] { return known }
        let made = made(type)
        if type.identity != 0 { types[type.identity] = made }
        return made
    }

    private func made(_ type: ClangType) -> CType {
        switch type.kind {
        case .void: .void
        case .boolean: .bool
        case .integer: .integer(bits: (type.size ?? 8) * 8, signed: type.isSigned)
        case .floating: .floating
        case .pointer: .pointer(pointee(type.pointee))
        case .record: recordID(type).map { .record($0) } ?? .other
        case .array: .array(self.type(type.element), count: type.elementCount)
        case .function: .function
        case .dependent, .other: .other
        }
    }

    private func pointee(_ type: ClangType) -> CType {
        type.kind == .function ? .function : self.type(type)
    }

    private func recordID(_ type: ClangType) -> RecordID? {
        type.declaration(in: unit).flatMap { recordID(of: $0) }
    }

    private func recordID(of declaration: Cursor) -> RecordID? {
        let definition = declaration.definition ?? declaration
        if let known = ids[definition.identity] { return known }
        let place = locate(definition)
        let id: RecordID
        let tag = definition.isAnonymousRecord ? "" : definition.spelling
        if tag.isEmpty || tag.contains(" ") {
            id = RecordID("anonymous@\(place?.description ?? String(definition.identity))")
        } else if let file = place?.file, file.string.hasSuffix(".c") {
            // Two drivers may each have a struct of that tag.
            id = RecordID("\(tag)@\(file)")
        } else {
            id = RecordID(tag)
        }
        ids[definition.identity] = id
        return id
    }

    /// Called for a field that is used: its record's layout becomes part of the facts.
    func field(_ cursor: Cursor) -> Field? {
        let identity = cursor.identity
        if let known = fields[identity] { return known }
        guard let parent = cursor.semanticParent, let own = recordID(of: parent) else { return nil }
        let outer = unnamedMember(of: parent)
        var type = type(cursor.type)
        if type != .bool, let bits = cursor.bitWidth, bits > 0 {
            type = .integer(bits: bits, signed: cursor.type.isSigned)
        }
        let made = Field(
            record: outer?.record ?? own, name: cursor.spelling,
            offset: Self.sum(cursor.fieldOffset, outer.map(\.offset) ?? 0),
            bits: bits(of: cursor),
            type: type, inUnion: parent.kind == .unionDecl || outer?.inUnion == true)
        if type == .bool, cursor.type.kind != .boolean { lowestBits.insert(made) }
        if identity != 0 { fields[identity] = made }
        return made
    }

    private static func sum(_ a: Int?, _ b: Int?) -> Int? {
        guard let a, let b, case (let sum, false) = a.addingReportingOverflow(b) else { return nil }
        return sum
    }

    private func bits(of field: Cursor) -> Int? {
        if let width = field.bitWidth, width > 0 { return width }
        guard let size = field.type.size,
            case (let bits, false) = size.multipliedReportingOverflow(by: 8)
        else { return nil }
        return bits
    }

    /// The member without a name that a record is in its outer one.
    private func unnamedMember(of record: Cursor) -> Field? {
        let record = record.definition ?? record
        guard record.isUnnamedMember, let outer = record.semanticParent else { return nil }
        return outer.type.fields(in: unit).first { unnamedRecord($0)?.identity == record.identity }
            .flatMap(field)
    }

    /// The struct or union that a member without a name is.
    func unnamedRecord(_ field: Cursor) -> Cursor? {
        guard field.type.kind == .record, let found = field.type.declaration(in: unit) else {
            return nil
        }
        let record = found.definition ?? found
        return record.isUnnamedMember ? record : nil
    }

    /// The fields of a record, in order.
    func fields(_ type: ClangType) -> [(cursor: Cursor, field: Field)] {
        if let known = fieldLists[type.identity] { return known }
        let made = type.fields(in: unit).compactMap { cursor in
            field(cursor).map { (cursor: cursor, field: $0) }
        }
        if type.identity != 0 { fieldLists[type.identity] = made }
        return made
    }

    /// Keeps a struct that consists of callbacks, such as an ops table; others are known from the fields that are used.
    func noteDeclaration(_ cursor: Cursor) {
        let members = cursor.type.fields(in: unit)
        let callbacks = members.filter {
            let type = $0.type
            return type.kind == .pointer && type.pointee.kind == .function
        }
        guard callbacks.count * 2 > members.count, let id = recordID(of: cursor) else { return }
        records[id] = Record(
            id: id, isUnion: false, location: locate(cursor),
            fields: members.compactMap { field($0) })
    }
}
