internal import Contract
internal import Dataflow
internal import Facts
package import Findings
internal import SourceText

package enum NullReturn: Rule {
    package static let description = RuleDescription(
        id: "null-return", severity: .error, kind: .correctness,
        summary: "an implementation of the callback can return NULL",
        rationale: """
            The kernel-doc promises that drivers which implement the callback return a non-NULL pointer, and callers \
            pass the result to the DMA API without a check. The witness names the decisions that lead to the NULL.
            """,
        source: "include/linux/ntb.h, kernel-doc of ntb_get_dma_dev()",
        breaks: [
            RuleExample(
                "NULL on a branch",
                code: implementation(
                    """
                    	if (!ntb || !ntb->ops)
                    		return NULL; /* !! */
                    	return ntb->dev.parent;
                    """)),
            RuleExample(
                "a value that was found to be NULL",
                code: implementation(
                    """
                    	struct device *dev = ntb->dev.parent;

                    	if (!dev)
                    		pr_err("no device");
                    	return dev; /* !! */
                    """)),
            RuleExample(
                "a local that one path leaves at NULL",
                code: implementation(
                    """
                    	struct device *dev = NULL;

                    	if (ntb->pdev)
                    		dev = &ntb->pdev->dev;
                    	return dev; /* !! */
                    """)),
        ],
        keeps: [
            RuleExample(
                "the address of a member",
                code: implementation(
                    """
                    	return &ntb->pdev->bus->dev;
                    """)),
            RuleExample(
                "the NULL is replaced before it is returned",
                code: implementation(
                    """
                    	struct device *dev = ntb->dev.parent;

                    	if (!dev)
                    		dev = &ntb->dev;
                    	return dev;
                    """)),
            RuleExample(
                "the path that would return NULL contradicts itself",
                code: implementation(
                    """
                    	struct device *dev = NULL;
                    	int found = 0;

                    	if (ntb->pdev) {
                    		dev = &ntb->pdev->bus->dev;
                    		found = 1;
                    	}
                    	if (!found)
                    		return &ntb->dev;
                    	return dev;
                    """)),
        ])

    package static func check(_ state: AnalysedState) -> [Finding] {
        guard state.contract.returns.null == .never else { return [] }
        return findings(state, description) { outcome in
            guard case .null(let why) = outcome.nullness else { return nil }
            return "returns \(why)"
        }
    }

    /// A callback with the given body, in a driver that wires it.
    static func implementation(_ body: String) -> String {
        """
        #include <linux/ntb.h>
        #include <linux/err.h>
        #include <linux/slab.h>

        static struct device *drv_get_dma_dev(struct ntb_dev *ntb)
        {
        \(body)
        }

        const struct ntb_dev_ops drv_ops = {
        	.get_dma_dev = drv_get_dma_dev,
        };
        """
    }

    /// Values that were tested and then returned by one statement lack one check, however many rounds of a loop they come from.
    private static func cause(_ finding: Finding) -> String {
        finding.key.hasSuffix(Nullness.onThisPath) ? Nullness.onThisPath : finding.key
    }

    /// One finding per place and reason of each implementation, however many paths lead there; the shortest is the witness.
    static func findings(
        _ state: AnalysedState, _ rule: RuleDescription, _ fault: (ReturnOutcome) -> String?
    ) -> [Finding] {
        let contract = state.contract
        return state.implementations.flatMap { implementation in
            let found = implementation.returns.compactMap { outcome -> Finding? in
                guard let why = fault(outcome) else { return nil }
                return Finding(
                    rule: rule, location: outcome.location, function: implementation.function,
                    table: implementation.tables.first?.variable,
                    message: "\(implementation.function)() (.\(contract.member)) \(why)",
                    witness: outcome.witness.map { WitnessStep($0.location, $0.text) }, key: why)
            }
            return found.indices.filter { index in
                let finding = found[index]
                return !found.indices.contains { other in
                    found[other].location == finding.location
                        && cause(found[other]) == cause(finding)
                        && (found[other].witness.count, other) < (finding.witness.count, index)
                }
            }.map { found[$0] }
        }
    }
}
