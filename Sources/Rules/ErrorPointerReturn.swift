internal import Contract
internal import Dataflow
package import Findings

package enum ErrorPointerReturn: Rule {
    package static let description = RuleDescription(
        id: "error-pointer-return", severity: .error, kind: .correctness,
        summary: "an implementation of the callback can return an error pointer",
        rationale: """
            An error pointer isn't NULL, but no device either: callers pass the result to the DMA API without IS_ERR().
            """,
        source: "include/linux/ntb.h, kernel-doc of ntb_get_dma_dev(); include/linux/err.h",
        breaks: [
            RuleExample(
                "ERR_PTR on a branch",
                code: NullReturn.implementation(
                    """
                    	if (!ntb->pdev)
                    		return ERR_PTR(-19); /* !! */
                    	return &ntb->pdev->bus->dev;
                    """))
        ],
        keeps: [
            RuleExample(
                "the error is replaced before it is returned",
                code: NullReturn.implementation(
                    """
                    	struct device *dev = ERR_PTR(-19);

                    	if (IS_ERR(dev))
                    		dev = &ntb->dev;
                    	return dev;
                    """))
        ])

    package static func check(_ state: AnalysedState) -> [Finding] {
        guard state.contract.returns.errorPointer == .never else { return [] }
        return NullReturn.findings(state, description) { outcome in
            guard case .errorPointer(let why) = outcome.nullness else { return nil }
            return "returns \(why)"
        }
    }
}
