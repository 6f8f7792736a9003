internal import Foundation

/// A part of the contract's JSON schema. The same file is what `contract schema` prints and what contracts are checked
/// against, so that neither can know a key that the other does not.
final class SchemaNode: Decodable, Sendable {
    enum Kind: String, Decodable { case string, integer, boolean, array, object }

    let type: Kind?
    let description: String?
    let properties: [String: SchemaNode]?
    let required: [String]?
    let items: SchemaNode?
    let minimum: Int?
    let minLength: Int?
    let const: Int?
    let pattern: String?
    let `enum`: [String]?
    let ref: String?
    let definitions: [String: SchemaNode]?

    private enum CodingKeys: String, CodingKey {
        case type, description, properties, required, items, minimum, minLength, const, pattern
        case `enum`
        case ref = "$ref"
        case definitions = "$defs"
    }

    /// The schema that ships.
    static func contract() throws(ContractError) -> SchemaNode {
        do {
            return try JSONDecoder().decode(
                SchemaNode.self, from: Data(PackageResources.contract_schema_json))
        } catch {
            throw ContractError("contract.schema.json: \(error)")
        }
    }
}

extension Contract {
    /// The JSON schema (draft 2020-12) of contracts, for editors and other programs.
    package static var jsonSchema: String {
        String(decoding: PackageResources.contract_schema_json, as: UTF8.self)
    }
}
