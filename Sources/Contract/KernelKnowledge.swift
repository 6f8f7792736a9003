internal import Yams

/// What is known of kernel functions without seeing their bodies. It is data: `Resources/kernel.yaml`, and `knowledge:` in a contract.
package struct KernelKnowledge: Sendable {
    package struct Entry: Sendable, Hashable {
        package var returns: Returns?
        /// It changes nothing that the caller can see.
        package var isPure: Bool
        package var neverReturns: Bool
        /// The object that it returns is filled with zeros.
        package var isZeroed = false
        package var writes: Writes?
        /// Which argument has the flags of an allocation.
        package var flags: Int?
    }

    /// What a function does to the object that its first argument points to; the third says how many bytes of it.
    package enum Writes: String, Sendable, Hashable, Decodable {
        /// Each byte becomes the second argument.
        case fill
        /// It becomes what the second argument points to.
        case copy
    }

    package enum Returns: Sendable, Hashable {
        /// NULL on failure.
        case objectOrNull
        case object
        /// An error pointer on failure, never NULL.
        case objectOrError
        case objectOrErrorOrNull
        /// The value of that argument.
        case argument(Int)
    }

    package private(set) var entries: [String: Entry] = [:]
    private var purePrefixes: [String] = []

    package subscript(_ name: String) -> Entry? {
        if let exact = entries[name] { return exact }
        if purePrefixes.contains(where: name.hasPrefix) {
            return Entry(returns: nil, isPure: true, neverReturns: false)
        }
        return nil
    }

    /// The entries that ship with the tool.
    package static func builtIn() throws(ContractError) -> KernelKnowledge {
        let text = String(decoding: PackageResources.kernel_yaml, as: UTF8.self)
        return try KernelKnowledge(yaml: text, name: "kernel.yaml")
    }

    package init(yaml text: String, name: String) throws(ContractError) {
        let file: File
        do {
            file = try YAMLDecoder().decode(File.self, from: text)
        } catch {
            throw ContractError(yaml: error, file: name)
        }
        try add(file)
    }

    /// The same with a contract's own statements, which win over those of the tool.
    package func adding(_ file: File?) throws(ContractError) -> KernelKnowledge {
        var result = self
        if let file { try result.add(file) }
        return result
    }

    private mutating func add(_ file: File) throws(ContractError) {
        for group in file.functions {
            for name in group.names {
                entries[name] = Entry(
                    returns: try Self.returns(group.returns, of: name), isPure: group.pure ?? false,
                    neverReturns: group.returns == "never", isZeroed: group.zeroed ?? false,
                    writes: group.writes, flags: group.flags)
            }
        }
        purePrefixes += file.purePrefixes ?? []
    }

    private static func returns(
        _ text: String?, of name: String
    ) throws(ContractError) -> Returns? {
        switch text {
        case nil, "never", "anything": return nil
        case "object": return .object
        case "object or null": return .objectOrNull
        case "object or error": return .objectOrError
        case "object or error or null": return .objectOrErrorOrNull
        case let text?:
            guard text.hasPrefix("argument "), let number = Int(text.dropFirst(9)) else {
                throw ContractError("\(name): 'returns: \(text)' is not known")
            }
            return .argument(number)
        }
    }

    /// Statements as `kernel.yaml` and contracts have them.
    package struct File: Sendable, Decodable {
        package struct Group: Sendable, Decodable {
            package var names: [String]
            package var returns: String?
            package var pure: Bool?
            package var zeroed: Bool?
            package var writes: Writes?
            package var flags: Int?
            /// Where the kernel says so; for the reader.
            package var source: String
        }
        package var functions: [Group]
        package var purePrefixes: [String]?
    }
}
