internal import SourceText
internal import Yams

/// What a callback of an ops table promises, and who has to keep it: all that the rules know of a subsystem.
///
/// The rules are generic; everything that is special about NTB stands in a file of this shape (`Resources/ntb.yaml`).
package struct Contract: Sendable, Decodable {
    /// The version of the file format; 1.
    package var schema: Int
    package var name: String
    package var summary: String
    /// The header that declares the struct, as a path in the tree.
    package var header: String
    /// Headers by which a unit becomes part of the contract's world, as units include them.
    package var includes: [String]
    /// The tag of the struct that holds the callbacks.
    package var `struct`: String
    /// The callback.
    package var member: String
    package var returns: Returns
    package var helper: Helper?
    package var documentation: Documentation?
    private var duties: [WiringDuty]?
    package var mustWire: [WiringDuty] { duties ?? [] }
    package var clients: Clients?
    /// Findings that are known and accepted; they are counted, not shown.
    package var allow: [Allowance]?
    /// What to know of functions besides, or instead of, what the tool knows.
    package var knowledge: KernelKnowledge.File?

    /// Which findings to hide, and why. What is left out matches everything.
    package struct Allowance: Sendable, Decodable {
        package var rule: String
        package var file: String?
        package var function: String?
        package var reason: String
    }

    package struct Returns: Sendable, Decodable {
        package var null: Permission
        package var errorPointer: Permission
    }

    package enum Permission: String, Sendable, Decodable {
        case never, allowed
    }

    /// The function that clients ask instead of the callback.
    package struct Helper: Sendable, Decodable {
        package var name: String
        /// What it answers where the callback is not wired, as members from the callback's first argument on.
        package var fallback: [String]
        /// Other ways to write the same device.
        package var fallbackAliases: [[String]]?

        private enum CodingKeys: String, CodingKey {
            case name, fallback
            case fallbackAliases = "fallback-aliases"
        }
    }

    package struct Documentation: Sendable, Decodable {
        /// Phrases one of which states the promise, compared without regard to case and line breaks.
        package var promise: [String]
    }

    /// A table must wire the callback if its unit has any of these.
    package struct WiringDuty: Sendable, Decodable {
        /// Calls one of these functions.
        package var calls: [String]?
        /// Defines a variable of one of these structs.
        package var defines: [String]?
        /// Said in the finding: why the fallback is wrong for such a driver.
        package var reason: String
    }

    package struct Clients: Sendable, Decodable {
        /// Functions of the DMA API that take a device.
        package var deviceCalls: [DeviceCall]
        /// Members that a device must not have come through, as `struct.member`.
        package var refuse: [String]
        /// Members that hold the device of something else, never the one that the helper gives, as `struct.member`.
        package var foreign: [String]?
        package var secondMapping: SecondMapping?
        /// Headers of which each function that takes a device first is one of the API as well.
        package var deviceHeaders: [String]?
        /// What the names of those begin with that map nothing.
        package var notMapping: [String]?
    }

    package struct DeviceCall: Sendable, Decodable {
        package var names: [String]
        /// Which argument is the device, counted from 0.
        package var device: Int
        package var does: Effect?
        /// Which argument is the buffer; for an allocation it is the result.
        package var buffer: Int?
        /// Which argument holds the attributes.
        package var attributes: Int?

        package enum Effect: String, Sendable, Decodable { case allocate, free, map, unmap }
    }

    /// A buffer that is mapped once more for another device has to be contiguous in memory.
    package struct SecondMapping: Sendable, Decodable {
        /// The attribute that makes an allocation so, and its bits.
        package var attribute: String
        package var bits: Int64
    }

    private enum CodingKeys: String, CodingKey {
        case schema, name, summary, header, includes, `struct`, member, returns, helper
        case documentation
        case duties = "must-wire"
        case clients, allow, knowledge
    }
}

extension Contract.Returns {
    private enum CodingKeys: String, CodingKey {
        case null
        case errorPointer = "error-pointer"
    }
}

extension Contract.Clients {
    private enum CodingKeys: String, CodingKey {
        case deviceCalls = "device-calls"
        case refuse, foreign
        case secondMapping = "second-mapping"
        case deviceHeaders = "device-headers"
        case notMapping = "not-mapping"
    }
}

extension Contract {
    /// The contract that the tool is for.
    package static func builtIn() throws(ContractError) -> Contract {
        try Contract(yaml: builtInTexts[0].text, file: builtInTexts[0].file)
    }

    /// What a text has to name to have to do with the built-in contract, without reading the rest of that: hooks, and a build's
    /// every file, nearly always ask for no more.
    package static func builtInWords() throws(ContractError) -> (words: [String], headers: [String])
    {
        if let root = (try? compose(yaml: builtInTexts[0].text)) ?? nil,
            let name = root["struct"]?.string,
            let headers = root["includes"]?.sequence?.map(\.string), !headers.contains(nil)
        {
            return (
                [name] + [root["helper"]?["name"]?.string].compactMap { $0 },
                headers.compactMap { $0 }
            )
        }
        let contract = try builtIn()
        return (contract.searchWords, contract.includes)
    }

    /// The contracts that ship with the tool; the first is the one that is used by default.
    package static var builtInTexts: [(name: String, file: String, text: String)] {
        [
            (
                "ntb-dma-device", "ntb.yaml",
                String(decoding: PackageResources.ntb_yaml, as: UTF8.self)
            ),
            (
                "iommu-probe-device", "iommu.yaml",
                String(decoding: PackageResources.iommu_yaml, as: UTF8.self)
            ),
            (
                "dma-buf-map", "dma-buf.yaml",
                String(decoding: PackageResources.dma_buf_yaml, as: UTF8.self)
            ),
        ]
    }

    /// - Parameter file: the name to use in errors.
    package init(yaml text: String, file: String) throws(ContractError) {
        let root: Node?
        do {
            root = try compose(yaml: text)
        } catch {
            throw ContractError(yaml: error, file: file)
        }
        guard let root else { throw ContractError("\(file): is empty; it must hold a contract") }
        var shape = try ContractShape(file: file)
        try shape.check(root)
        do {
            self = try YAMLDecoder().decode(Contract.self, from: root)
        } catch {
            throw ContractError(yaml: error, file: file)
        }
        guard TreePath(header) != nil else {
            throw shape.problem(
                root["header"] ?? root, "header", "'\(header)' is not a path in a kernel tree")
        }
    }

    /// Words that make a file worth a look: it has to do with the struct, the callback's helper or their headers.
    package var searchWords: [String] { [self.struct] + (helper.map { [$0.name] } ?? []) }
}
