internal import Contract
package import Findings
internal import Facts

package enum CallbackMissing: Rule {
    package static let description = RuleDescription(
        id: "callback-missing", severity: .error, kind: .completeness,
        summary: "the ops struct has no such callback",
        rationale: """
            Without the callback a driver can't say which device the DMA API has to be asked with, and clients have to \
            guess. This is the state of a tree before the series that adds it.
            """,
        source: "include/linux/ntb.h, struct ntb_dev_ops",
        breaks: [
            RuleExample(
                "the struct as it was before", headers: .withoutCallback,
                code: """
                    #include <linux/ntb.h>

                    static int drv_port(struct ntb_dev *ntb)
                    {
                    	return 0;
                    }

                    static const struct ntb_dev_ops drv_ops = {
                    	.port_number = drv_port,
                    };

                    const struct ntb_dev_ops *drv_get_ops(void)
                    {
                    	return &drv_ops;
                    }
                    """)
        ],
        keeps: [
            RuleExample(
                "the struct has the member",
                code: """
                    #include <linux/ntb.h>

                    static int drv_port(struct ntb_dev *ntb)
                    {
                    	return 0;
                    }

                    static const struct ntb_dev_ops drv_ops = {
                    	.port_number = drv_port,
                    };

                    const struct ntb_dev_ops *drv_get_ops(void)
                    {
                    	return &drv_ops;
                    }
                    """)
        ])

    package static func check(_ state: AnalysedState) -> [Finding] {
        guard let record = state.opsRecord, let place = record.location, !state.callbackExists
        else { return [] }
        let contract = state.contract
        return [
            Finding(
                rule: description, location: place,
                message: "struct \(contract.struct) has no member '\(contract.member)'",
                key: "\(contract.struct).\(contract.member)")
        ]
    }
}
