internal import Contract
internal import Facts
package import Findings
internal import SourceText

package enum OpsWiring: Rule {
    package static let description = RuleDescription(
        id: "ops-wiring", severity: .error, kind: .completeness,
        summary: "a table that must wire the callback does not, or wires NULL",
        rationale: """
            For a driver that registers a PCI endpoint function, the NTB device is a virtual PCI function and the IOMMU \
            domain belongs to the parent of the endpoint controller. The helper's fallback gives the wrong device there, \
            so the driver has to wire the callback.
            """,
        source:
            "drivers/pci/endpoint/functions/pci-epf-vntb.c; include/linux/ntb.h, ntb_get_dma_dev()",
        breaks: [
            RuleExample(
                "a driver of a virtual function leaves the callback out",
                code: """
                    #include <linux/ntb.h>
                    #include <linux/pci-epf.h>

                    static int vdrv_port(struct ntb_dev *ntb)
                    {
                    	return 0;
                    }

                    static const struct ntb_dev_ops vdrv_ops = { /* !! */
                    	.port_number = vdrv_port,
                    };

                    static struct pci_epf_driver vdrv_driver = { .name = "vdrv" };

                    int vdrv_init(struct ntb_dev *ntb)
                    {
                    	ntb->ops = &vdrv_ops;
                    	return pci_epf_register_driver(&vdrv_driver);
                    }
                    """)
        ],
        keeps: [
            RuleExample(
                "it wires the callback",
                code: """
                    #include <linux/ntb.h>
                    #include <linux/pci-epf.h>

                    static struct device *vdrv_dma_dev(struct ntb_dev *ntb)
                    {
                    	return &ntb->pdev->bus->dev;
                    }

                    static const struct ntb_dev_ops vdrv_ops = {
                    	.get_dma_dev = vdrv_dma_dev,
                    };

                    static struct pci_epf_driver vdrv_driver = { .name = "vdrv" };

                    int vdrv_init(struct ntb_dev *ntb)
                    {
                    	ntb->ops = &vdrv_ops;
                    	return pci_epf_register_driver(&vdrv_driver);
                    }
                    """),
            RuleExample(
                "the fallback is right for a driver of real hardware",
                code: """
                    #include <linux/ntb.h>

                    static int drv_port(struct ntb_dev *ntb)
                    {
                    	return 0;
                    }

                    static const struct ntb_dev_ops drv_ops = {
                    	.port_number = drv_port,
                    };

                    void drv_init(struct ntb_dev *ntb)
                    {
                    	ntb->ops = &drv_ops;
                    }
                    """),
        ])

    package static func check(_ state: AnalysedState) -> [Finding] {
        // Before the callback exists, nothing can wire it.
        guard state.callbackExists else { return [] }
        let member = state.contract.member
        return state.tables.compactMap { table in
            guard let unit = state.units.first(where: { $0.path == table.unit }),
                let duty = state.contract.duty(of: unit)
            else { return nil }
            switch table.members[member]?.target {
            case .function, .other: return nil
            case nil where !table.isComplete: return nil
            case nil:
                return finding(
                    table, at: table.location,
                    "'\(table.variable)' does not wire .\(member): \(duty)")
            case .null:
                return finding(
                    table, at: table.members[member]?.location ?? table.location,
                    "'\(table.variable)' wires NULL as .\(member): \(duty)")
            }
        }
    }

    private static func finding(_ table: OpsTable, at place: Location, _ message: String) -> Finding
    {
        Finding(
            rule: description, location: place, table: table.variable, message: message,
            key: table.variable)
    }
}
