package import Contract
package import Dataflow
package import Facts
package import SourceText

/// One state of a tree after the analyses and before the rules: plain values.
package struct AnalysedState: Sendable {
    package var contract: Contract
    package var units: [UnitFacts]
    /// The kernel-doc comments of the contract's header.
    package var docs: [KernelDoc]
    package var tables: [OpsTable]
    package var implementations: [Implementation]
    package var clientCalls: [ClientCall]
    package var buffers: [BufferUse]
    package var mismatches: [Mismatch]
    package var helperFaults: [HelperFault]

    /// The record that the contract is about, if a unit has seen it.
    package var opsRecord: Record? {
        for unit in units {
            if let found = unit.records.first(where: { $0.id.tag == contract.struct }) {
                return found
            }
        }
        return nil
    }

    package var callbackExists: Bool {
        opsRecord?.fields.contains { $0.name == contract.member } ?? false
    }
}

/// A function that a table wires as the contract's callback, and what it was found to return.
package struct Implementation: Sendable, Hashable {
    package var function: String
    /// Nil if no analysed unit has its body.
    package var location: Location?
    package var tables: [OpsTable]
    /// Why one of its tables must wire the callback, if one must.
    package var duty: String?
    package var returns: [ReturnOutcome]
    /// Why the analysis had to stop early, if it did.
    package var gaveUp: [String]
    /// Why it could not be analysed at all, if it could not.
    package var failure: String?
}

package struct ReturnOutcome: Sendable, Hashable {
    package var nullness: Nullness
    package var origin: DeviceOrigin?
    package var location: Location
    package var witness: [Step]
}

/// A call of the DMA API that a client makes, with where its device came from.
package struct ClientCall: Sendable, Hashable {
    package var name: String
    package var origin: DeviceOrigin
    package var location: Location
    package var function: String
    package var chain: [Step]
    /// Where the device was brought in, if that was by a caller; and that caller.
    package var entry: Entry?
    /// Bits that the attributes are known not to have.
    package var absentBits: UInt64

    package struct Entry: Sendable, Hashable {
        package var location: Location
        package var function: String

        package init(location: Location, function: String) {
            self.location = location
            self.function = function
        }
    }

    package init(
        name: String, origin: DeviceOrigin, location: Location, function: String, chain: [Step],
        entry: Entry? = nil, absentBits: UInt64 = 0
    ) {
        self.name = name
        self.origin = origin
        self.location = location
        self.function = function
        self.chain = chain
        self.entry = entry
        self.absentBits = absentBits
    }
}

extension AnalysedState {
    /// Runs a piece of work for each number below a count, in any order, and gives the results in theirs.
    package typealias Runner = (
        _ count: Int, _ work: @escaping @Sendable (Int) -> Implementation
    ) -> [Implementation]

    /// Analyses what needs all units together: which functions are callbacks, and what they return.
    ///
    /// - Parameters:
    ///   - clients: what each unit does as a client (``clientFacts(in:contract:knowledge:)``), in the order of the
    ///     units; it depends on the unit only.
    ///   - tables: the contract's tables in each unit, where somebody has them.
    ///   - run: how callbacks are analysed: one after the other, or several at a time.
    package init(
        contract: Contract, knowledge: KernelKnowledge, units: [UnitFacts], docs: [KernelDoc],
        clients: [ClientFacts], tables: [[OpsTable]]? = nil, limits: Limits = Limits(),
        run: Runner = { count, work in (0..<count).map(work) }
    ) {
        let byUnit = tables ?? units.map { $0.tables(of: contract.struct) }
        let clients = ClientLinks(units, clients).linked { unit, others in
            Self.clientFacts(
                in: unit, others: others, contract: contract, knowledge: knowledge, limits: limits)
        }
        self.init(
            contract: contract, units: units, docs: docs, tables: byUnit.flatMap(\.self),
            implementations: [], clientCalls: clients.flatMap(\.calls),
            buffers: clients.flatMap(\.buffers), mismatches: clients.flatMap(\.mismatches),
            helperFaults: HelperFault.find(in: units, contract: contract, knowledge: knowledge))
        let work = ImplementationFinder(contract: contract, units: units, tables: byUnit)
        implementations = work.implementations(knowledge: knowledge, limits: limits, run)
    }

    /// What a unit does as a client, if it is one: a unit with an ops table of its own is a driver.
    ///
    /// - Parameter others: units whose stores to members count too.
    package static func clientFacts(
        in unit: UnitFacts, others: [UnitFacts] = [], contract: Contract,
        knowledge: KernelKnowledge, limits: Limits = Limits()
    ) -> ClientFacts {
        guard let clients = contract.clients, unit.tables(of: contract.struct).isEmpty else {
            return ClientFacts()
        }
        // Where a device came from survives the merging of paths, so few states a point are enough.
        var limits = limits
        limits.statesPerPoint = min(limits.statesPerPoint, 8)
        limits.exitsPerCall = min(limits.exitsPerCall, 4)
        let finder = ClientCallFinder(
            clients: clients, helper: contract.helper?.name,
            program: Program(unit, knowledge: knowledge), others: others, limits: limits)
        let calls = finder.calls()
        return ClientFacts(
            calls: calls, buffers: BufferFinder(clients: clients, facts: unit).buffers(),
            mismatches: finder.mismatches(),
            ties: ClientTies(
                of: unit, exports: finder.exports(calls), calls: calls.filter(finder.isOpen)))
    }
}
