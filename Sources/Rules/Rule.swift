package import Findings

/// A rule judges one state of a tree. It is a value without state: all that it needs is in what it is given.
package protocol Rule: Sendable {
    static var description: RuleDescription { get }
    static func check(_ state: AnalysedState) -> [Finding]
}

/// All rules that judge a state. Those about the series itself are in `SeriesRules`.
package enum RuleRegistry {
    package static let stateRules: [any Rule.Type] = [
        CallbackMissing.self, OpsWiring.self, NullReturn.self, ErrorPointerReturn.self,
        WrongDevice.self, UnprovenReturn.self, HelperBypass.self, RawCallback.self,
        HelperFallback.self, DeviceMismatch.self, ContiguousDropped.self, DoubleMapping.self,
        ContractDoc.self,
    ]

    /// Every rule's description, in the order in which they are listed.
    package static var descriptions: [RuleDescription] {
        stateRules.map { $0.description } + SeriesRules.descriptions
    }

    /// What all rules say of a state, in report order, each fault once.
    package static func findings(in state: AnalysedState) -> [Finding] {
        var seen: Set<Finding> = []
        return stateRules.flatMap { $0.check(state) }
            .filter { seen.insert($0).inserted }
            .sorted(by: Finding.reportOrder)
    }
}
