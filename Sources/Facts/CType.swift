package import SourceText

/// The type of a value or object, canonical and without qualifiers: just what the analyses need to know of it.
package indirect enum CType: Hashable, Sendable, Codable {
    case void
    case integer(bits: Int, signed: Bool)
    case floating
    case pointer(CType)
    /// A struct or union, by `RecordID`; its fields are in `UnitFacts.records`.
    case record(RecordID)
    case array(CType, count: Int?)
    case function
    case other

    package static let bool = CType.integer(bits: 1, signed: false)
    package static let int = CType.integer(bits: 32, signed: true)
    package static let size = CType.integer(bits: 64, signed: false)

    package var isPointer: Bool {
        if case .pointer = self { true } else { false }
    }

    package var isArray: Bool {
        if case .array = self { true } else { false }
    }

    package var pointee: CType {
        if case .pointer(let to) = self { to } else { .other }
    }

    package var recordID: RecordID? {
        if case .record(let id) = self { id } else { nil }
    }
}

/// Names a struct or union: its tag, or for an anonymous one the place of its declaration.
package struct RecordID: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    package var name: String

    package init(_ name: String) { self.name = name }

    package var description: String { name }
    package static func < (a: RecordID, b: RecordID) -> Bool { a.name < b.name }
}

/// A struct or union with its fields in order.
package struct Record: Hashable, Sendable, Codable {
    package var id: RecordID
    package var isUnion: Bool
    package var location: Location?
    package var fields: [Field]

    package init(id: RecordID, isUnion: Bool, location: Location?, fields: [Field]) {
        self.id = id
        self.isUnion = isUnion
        self.location = location
        self.fields = fields
    }
}

/// A member of a struct or union. Members of structs and unions inside that have no name belong to the outer one, as in C.
package struct Field: Hashable, Sendable, Codable {
    package var record: RecordID
    package var name: String
    /// In bits from the start of the innermost struct or union that is a member by name, or none at all; nil where the layout is
    /// unknown.
    package var offset: Int?
    /// How many bits it has; nil where that is unknown.
    package var bits: Int?
    package var type: CType
    /// Whether it shares its bytes with other members of the record.
    package var inUnion: Bool

    package init(
        record: RecordID, name: String, offset: Int?, bits: Int? = nil, type: CType, inUnion: Bool
    ) {
        self.record = record
        self.name = name
        self.offset = offset
        self.bits = bits
        self.type = type
        self.inUnion = inUnion
    }
}

extension Field {
    /// Whether it has bits in common with another member of its record; true where the layout is unknown.
    package func overlaps(_ other: Field) -> Bool {
        guard let start = offset, let bits, let otherStart = other.offset,
            let otherBits = other.bits,
            case (let end, false) = start.addingReportingOverflow(bits),
            case (let otherEnd, false) = otherStart.addingReportingOverflow(otherBits)
        else { return true }
        return start < otherEnd && otherStart < end
    }
}

extension RecordID {
    /// The tag as C writes it; empty for an anonymous record.
    package var tag: String {
        // Asked of each field of each store, and nearly always the name itself.
        guard let end = name.utf8.firstIndex(of: UInt8(ascii: "@")) else { return name }
        return name.hasPrefix("anonymous@") ? "" : String(name[..<end])
    }
}
