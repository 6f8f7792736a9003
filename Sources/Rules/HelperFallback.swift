internal import Contract
package import Dataflow
internal import Facts
package import Findings
package import SourceText

package enum HelperFallback: Rule {
    package static let description = RuleDescription(
        id: "helper-fallback", severity: .error, kind: .correctness,
        summary:
            "the helper calls the callback unguarded, or its fallback can be NULL by construction",
        rationale: """
            Most drivers leave the callback out. A helper that calls it without a look crashes for all of them; one that \
            falls back to NULL hands every caller a device that is none.
            """,
        source: "include/linux/ntb.h, ntb_get_dma_dev()",
        breaks: [
            RuleExample(
                "no guard", headers: .replaced,
                code: header(
                    """
                    	return ntb->ops->get_dma_dev(ntb); /* !! */
                    """)),
            RuleExample(
                "NULL as fallback", headers: .replaced,
                code: header(
                    """
                    	if (!ntb->ops->get_dma_dev)
                    		return (void *)0; /* !! */
                    	return ntb->ops->get_dma_dev(ntb);
                    """)),
            RuleExample(
                "the device itself instead of its parent", headers: .replaced,
                code: header(
                    """
                    	if (!ntb->ops->get_dma_dev)
                    		return &ntb->dev; /* !! */
                    	return ntb->ops->get_dma_dev(ntb);
                    """)),
        ],
        keeps: [
            RuleExample(
                "a guard and a fallback", headers: .replaced,
                code: header(
                    """
                    	if (ntb->ops->get_dma_dev)
                    		return ntb->ops->get_dma_dev(ntb);
                    	return ntb->dev.parent;
                    """))
        ])

    private static func header(_ body: String) -> String {
        """
        struct ntb_dev;
        struct device {
        	struct device *parent;
        };

        /**
         * struct ntb_dev_ops - callbacks of a driver
         * @get_dma_dev: must return a non-NULL pointer
         */
        struct ntb_dev_ops {
        	struct device *(*get_dma_dev)(struct ntb_dev *ntb);
        };

        struct ntb_dev {
        	struct device dev;
        	const struct ntb_dev_ops *ops;
        };

        /**
         * ntb_get_dma_dev() - the device for the DMA API
         * @ntb: the device
         */
        static inline struct device *ntb_get_dma_dev(struct ntb_dev *ntb)
        {
        \(body)
        }
        """
    }

    package static func check(_ state: AnalysedState) -> [Finding] {
        state.helperFaults.map { fault in
            Finding(
                rule: description, location: fault.location, function: state.contract.helper?.name,
                message: fault.text,
                witness: fault.witness.map { WitnessStep($0.location, $0.text) },
                key: fault.text)
        }
    }
}

/// Something that is wrong with the helper itself.
package struct HelperFault: Sendable, Hashable {
    package var location: Location
    package var text: String
    package var witness: [Step]

    /// The helper is the same in each unit, so the first one that has it is asked.
    static func find(in units: [UnitFacts], contract: Contract, knowledge: KernelKnowledge)
        -> [HelperFault]
    {
        guard let helper = contract.helper else { return [] }
        for unit in units {
            guard let function = unit.functions.first(where: { $0.name == helper.name }) else {
                continue
            }
            let program = Program(unit, knowledge: knowledge)
            let analysis = Analysis(program, NullnessDomain(program))
            var faults = analysis.unguardedPointerCalls(in: function).map {
                HelperFault(
                    location: $0,
                    text:
                        "\(helper.name)() calls .\(contract.member) without knowing that it is there",
                    witness: [])
            }
            for outcome in analysis.returns(of: function).outcomes {
                guard contract.returns.null == .never, case .null(let why) = outcome.element else {
                    continue
                }
                faults.append(
                    HelperFault(
                        location: outcome.location, text: "\(helper.name)() returns \(why)",
                        witness: outcome.witness))
            }
            return faults + wrongFallbacks(of: function, helper, program)
        }
        return []
    }

    /// Returns of a member of the callback's first argument that is neither the fallback nor another way to write that.
    private static func wrongFallbacks(
        of function: Function, _ helper: Contract.Helper, _ program: Program
    ) -> [HelperFault] {
        let right = ([helper.fallback] + (helper.fallbackAliases ?? [])).map {
            $0.compactMap(DeviceOrigin.Member.init(dotted:))
        }
        guard right.contains(where: { !$0.isEmpty }) else { return [] }
        let analysis = Analysis(program, DeviceOriginDomain(entering: []))
        return analysis.returns(of: function).outcomes.flatMap { outcome in
            outcome.element.compactMap { origin -> HelperFault? in
                guard case .parameter(0) = origin.base, !origin.path.isEmpty,
                    !right.contains(origin.written),
                    // It sets out on the way to the right one, and stops short of that or goes beyond.
                    right.contains(where: { $0.first == origin.written.first })
                else { return nil }
                return HelperFault(
                    location: outcome.location,
                    text: "\(helper.name)() falls back to '\(origin.text)', and not to its parent",
                    witness: outcome.witness)
            }
        }
    }
}
