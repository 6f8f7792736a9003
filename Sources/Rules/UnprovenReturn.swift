internal import Contract
internal import Dataflow
internal import Facts
package import Findings
internal import SourceText

package enum UnprovenReturn: Rule {
    package static let description = RuleDescription(
        id: "unproven-return", severity: .note, kind: .correctness,
        summary: "an implementation was not shown to return a non-NULL pointer",
        rationale: """
            Nothing speaks against the implementation, but that it keeps the promise rests on what the analysis can't \
            see: a field that was filled elsewhere, a function without a body, a limit that was reached. Each such \
            assumption is listed, so that a person can judge it.
            """,
        source: "include/linux/ntb.h, kernel-doc of ntb_get_dma_dev()",
        breaks: [
            RuleExample(
                "a field that somebody else fills",
                code: NullReturn.implementation(
                    """
                    	return ntb->dev.parent; /* !! */
                    """))
        ],
        keeps: [
            RuleExample(
                "a tested field",
                code: NullReturn.implementation(
                    """
                    	if (ntb->dev.parent)
                    		return ntb->dev.parent;
                    	return &ntb->dev;
                    """))
        ])

    package static func check(_ state: AnalysedState) -> [Finding] {
        guard state.contract.returns.null == .never else { return [] }
        return state.implementations.compactMap { implementation in
            let open = implementation.returns.compactMap { outcome -> (String, Location)? in
                switch outcome.nullness {
                case .unproven(let what, _): return ("\(what) is not NULL", outcome.location)
                // What was made one with a value that is reported at this place says nothing new.
                case .blurred(let what) where !isReported(at: outcome.location, implementation):
                    return ("\(what) is not NULL", outcome.location)
                default: return nil
                }
            }
            let assumptions = open.map(\.0) + implementation.gaveUp
            guard !assumptions.isEmpty,
                let place = open.first?.1 ?? implementation.location
                    ?? implementation.tables.first?.members[state.contract.member]?.location
            else { return nil }
            var seen: Set<String> = []
            return Finding(
                rule: description, location: place, function: implementation.function,
                table: implementation.tables.first?.variable,
                message:
                    "\(implementation.function)() (.\(state.contract.member)) is not shown to be non-NULL",
                witness: evidence(for: implementation, in: state),
                assumptions: assumptions.filter { seen.insert($0).inserted },
                key: assumptions.joined(separator: "; "))
        }
    }

    private static func isReported(
        at location: Location, _ implementation: Implementation
    ) -> Bool {
        implementation.returns.contains {
            guard case .null = $0.nullness else { return false }
            return $0.location == location
        }
    }

    /// Where the analysed units set the members that were believed to hold something.
    private static func evidence(
        for implementation: Implementation, in state: AnalysedState
    ) -> [WitnessStep] {
        let members = Set(
            implementation.returns.compactMap { outcome -> DeviceOrigin.Member? in
                guard case .unproven(_, let member) = outcome.nullness else { return nil }
                return member
            })
        guard !members.isEmpty else { return [] }
        let steps = state.units.flatMap { unit in
            unit.functions.filter { $0.location.file == unit.path }.flatMap { function in
                stores(to: members, in: function)
            }
        }
        return Array(steps.sorted { $0.location < $1.location }.prefix(mostEvidence))
    }

    /// A member that more places set than these is set everywhere; a list of them proves nothing.
    private static let mostEvidence = 4

    private static func stores(
        to members: Set<DeviceOrigin.Member>, in function: Function
    ) -> [WitnessStep] {
        let printer = Printer(function, showsTemporaries: false)
        return function.blocks.flatMap(\.instructions).compactMap { instruction in
            guard case .store(.field(let base, let field), let value) = instruction.operation,
                members.contains(.init(record: field.record.tag, name: field.name))
            else { return nil }
            let place = printer.text(.field(base, field))
            return WitnessStep(
                instruction.location,
                "'\(place)' is set to '\(printer.text(value))' in \(function.name)()")
        }
    }
}
