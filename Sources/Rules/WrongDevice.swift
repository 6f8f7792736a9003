internal import Contract
internal import Dataflow
package import Findings

package enum WrongDevice: Rule {
    package static let description = RuleDescription(
        id: "wrong-device", severity: .error, kind: .correctness,
        summary: "an implementation returns the very device that the fallback would have given",
        rationale: """
            A driver that must wire the callback must do so because the fallback is wrong for it. A callback that \
            returns that same device fulfils the letter and not the purpose.
            """,
        source: "include/linux/ntb.h, ntb_get_dma_dev()",
        breaks: [
            RuleExample(
                "the fallback by another name",
                code: virtualDriver("return &ntb->pdev->dev; /* !! */"))
        ],
        keeps: [
            RuleExample(
                "the device above it", code: virtualDriver("return &ntb->pdev->bus->dev;"))
        ])

    private static func virtualDriver(_ body: String) -> String {
        """
        #include <linux/ntb.h>
        #include <linux/pci-epf.h>

        static struct device *vdrv_get_dma_dev(struct ntb_dev *ntb)
        {
        	\(body)
        }

        const struct ntb_dev_ops vdrv_ops = {
        	.get_dma_dev = vdrv_get_dma_dev,
        };

        struct pci_epf_driver vdrv_driver = { .name = "vdrv" };
        """
    }

    package static func check(_ state: AnalysedState) -> [Finding] {
        guard let helper = state.contract.helper else { return [] }
        var wrong = [helper.fallback.compactMap(DeviceOrigin.Member.init(dotted:))]
        // The parent is the device that the NTB device was made on.
        wrong += state.contract.fallbackAliases
        let bound = state.implementations.filter { $0.duty != nil }
        var narrowed = state
        narrowed.implementations = bound
        return NullReturn.findings(narrowed, description) { outcome in
            guard let origin = outcome.origin, origin.base == .parameter(0),
                wrong.contains(origin.written)
            else { return nil }
            return "returns '\(origin.text)', which is what \(helper.name)() gives without it"
        }
    }
}

extension DeviceOrigin.Member {
    init?(dotted text: String) {
        let parts = text.split(separator: ".")
        guard parts.count == 2 else { return nil }
        self.init(record: String(parts[0]), name: String(parts[1]))
    }
}

extension Contract {
    /// Other ways to write what the fallback gives: `&ntb->pdev->dev` is the parent of the NTB device.
    var fallbackAliases: [[DeviceOrigin.Member]] {
        (helper?.fallbackAliases ?? []).map { $0.compactMap(DeviceOrigin.Member.init(dotted:)) }
    }
}
