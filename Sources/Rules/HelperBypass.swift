internal import Contract
internal import Dataflow
package import Findings
internal import OrderedCollections
internal import SourceText

package enum HelperBypass: Rule {
    package static let description = RuleDescription(
        id: "helper-bypass", severity: .error, kind: .correctness,
        summary: "a client's DMA API call takes its device around the helper",
        rationale: """
            Only the helper knows which device the memory of a memory window belongs to. A client that takes the NTB \
            device's parent or PCI device works on most hardware and fails behind an IOMMU where the driver names \
            another device.
            """,
        source: "include/linux/ntb.h, ntb_get_dma_dev(); drivers/ntb/ntb_transport.c",
        breaks: [
            RuleExample(
                "through a local variable",
                code: client(
                    """
                    	struct pci_dev *pdev = ntb->pdev;

                    	return dma_alloc_coherent(&pdev->dev, size, addr, 0); /* !! */
                    """)),
            RuleExample(
                "the NTB device's parent, although the helper may give just that",
                code: client(
                    """
                    	return dma_alloc_coherent(ntb->dev.parent, size, addr, 0); /* !! */
                    """)),
        ],
        keeps: [
            RuleExample(
                "the helper is asked",
                code: client(
                    """
                    	struct device *dev = ntb_get_dma_dev(ntb);

                    	return dma_alloc_coherent(dev, size, addr, 0);
                    """)),
            RuleExample(
                "logging and the DMA mask are no mapping",
                code: client(
                    """
                    	dma_set_mask(&ntb->pdev->dev, ~0ULL);
                    	dev_err(&ntb->pdev->dev, "no memory");
                    	return NULL;
                    """)),
        ])

    private static func client(_ body: String) -> String {
        """
        #include <linux/ntb.h>
        #include <linux/dma-mapping.h>

        void *client_alloc(struct ntb_dev *ntb, size_t size, dma_addr_t *addr)
        {
        \(body)
        }
        """
    }

    package static func check(_ state: AnalysedState) -> [Finding] {
        guard let clients = state.contract.clients, let helper = state.contract.helper else {
            return []
        }
        let refused = Set(clients.refuse.compactMap(DeviceOrigin.Member.init(dotted:)))
        // Who brings the wrong device in has to be changed: one finding for each.
        var shortest: OrderedDictionary<Place, ClientCall> = [:]
        for call in state.clientCalls where !refused.isDisjoint(with: call.origin.written) {
            let place = Place(
                location: call.entry?.location ?? call.location,
                name: call.entry == nil ? call.name : "")
            if let known = shortest[place], known.chain.count <= call.chain.count { continue }
            shortest[place] = call
        }
        return shortest.values.map { call in
            var steps = call.chain
            if call.entry != nil {
                steps.append(Step(call.location, "\(call.name)() is called here"))
            }
            return Finding(
                rule: description, location: call.entry?.location ?? call.location,
                function: call.entry?.function ?? call.function,
                message: "\(call.name)() takes its device from '\(call.origin.text)', "
                    + "around \(helper.name)()",
                witness: steps.map { WitnessStep($0.location, $0.text) },
                key: "\(call.name) \(call.origin.text)")
        }
    }

    private struct Place: Hashable {
        var location: Location
        var name: String
    }
}
