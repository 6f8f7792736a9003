package import Contract
package import Facts

/// One unit as the engine sees it: functions by name, and what is known of those without a body.
package struct Program {
    package let facts: UnitFacts
    package let knowledge: KernelKnowledge
    let functions: [String: Function]
    let noReturn: Set<String>
    let statics: Statics
    let globalTypes: [String: CType]
    /// The bit of an allocation's flags that keeps it from failing.
    let noFail: Int64

    package init(_ facts: UnitFacts, knowledge: KernelKnowledge) {
        self.facts = facts
        self.knowledge = knowledge
        functions = Dictionary(
            facts.functions.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
        noReturn = Set(facts.prototypes.filter(\.neverReturns).map(\.name))
        statics = Statics(facts, knowledge: knowledge)
        // Before 6.10 the flag was a number (include/linux/gfp_types.h).
        noFail = facts.enumerators[UnitFacts.noFailBit].map { 1 << max(0, min($0, 62)) } ?? 0x8000
        globalTypes = Dictionary(
            facts.globals.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
    }

    package func function(_ name: String) -> Function? { functions[name] }
}
