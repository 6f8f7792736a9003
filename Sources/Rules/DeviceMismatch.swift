internal import Contract
internal import Dataflow
package import Findings
internal import SourceText

package enum DeviceMismatch: Rule {
    package static let description = RuleDescription(
        id: "device-mismatch", severity: .error, kind: .correctness,
        summary: "one buffer is allocated against one device and freed against another",
        rationale: """
            The DMA API keeps its books per device. To free a buffer against another device than it was allocated for \
            leaves a mapping behind in one IOMMU domain and tears a hole into another one.
            """,
        source: "Documentation/core-api/dma-api.rst, dma_free_coherent()",
        breaks: [
            RuleExample(
                "the error path was forgotten",
                code: client(free: "&ntb->pdev->dev", mark: " /* !! */")),
            RuleExample(
                "the device of a DMA channel",
                code: client(free: "c->chan->device->dev", mark: " /* !! */")),
        ],
        keeps: [
            RuleExample("both ask the helper", code: client(free: "ntb_get_dma_dev(ntb)", mark: ""))
        ])

    private static func client(free: String, mark: String) -> String {
        """
        #include <linux/ntb.h>
        #include <linux/dma-mapping.h>
        #include <linux/dmaengine.h>

        struct client {
        	struct dma_chan *chan;
        	void *buf;
        	dma_addr_t addr;
        };

        int client_alloc(struct client *c, struct ntb_dev *ntb, size_t size)
        {
        	c->buf = dma_alloc_coherent(ntb_get_dma_dev(ntb), size, &c->addr, 0);
        	return c->buf ? 0 : -12;
        }

        void client_free(struct client *c, struct ntb_dev *ntb, size_t size)
        {
        	dma_free_coherent(\(free), size, c->buf, c->addr);\(mark)
        }
        """
    }

    package static func check(_ state: AnalysedState) -> [Finding] {
        let refused = Set(
            (state.contract.clients?.refuse ?? []).compactMap(DeviceOrigin.Member.init(dotted:)))
        let foreign = Set(
            (state.contract.clients?.foreign ?? []).compactMap(DeviceOrigin.Member.init(dotted:)))
        var devices: [Location: Set<DeviceKind>] = [:]
        var texts: [Location: String] = [:]
        for call in state.clientCalls {
            devices[call.location, default: []].insert(
                DeviceKind(call.origin, refused: refused, foreign: foreign))
            texts[call.location] = call.origin.text
        }
        let allocations = state.buffers.filter { $0.effect == .allocate }
        var seen: Set<Location> = []
        let onPaths = state.mismatches.compactMap { mismatch -> Finding? in
            guard seen.insert(mismatch.ended.location).inserted else { return nil }
            let (made, ended) = (mismatch.made, mismatch.ended)
            return Finding(
                rule: description, location: ended.location, function: ended.function,
                message: "\(ended.name)() gives '\(ended.device)' "
                    + "what \(made.name)() made for '\(made.device)'",
                witness: [WitnessStep(made.location, "it is made here")],
                key: "\(ended.name) \(made.name)")
        }
        return onPaths
            + state.buffers.filter { $0.effect == .free }.compactMap { free in
                let own = devices[free.location] ?? []
                let sources = allocations.filter {
                    $0.program == free.program && !$0.places.isDisjoint(with: free.places)
                }
                guard !own.isEmpty, !own.contains(.unknown), let first = sources.first else {
                    return nil
                }
                let others = sources.map { devices[$0.location] ?? [] }
                // Only where every allocation that may be meant is known, and none of them fits.
                guard
                    others.allSatisfy({
                        !$0.isEmpty && !$0.contains(.unknown) && $0.isDisjoint(with: own)
                    })
                else { return nil }
                // A function of one file that several others call is seen with each of them.
                guard seen.insert(free.location).inserted else { return nil }
                return Finding(
                    rule: description, location: free.location, function: free.function,
                    message: "\(free.name)() frees against '\(texts[free.location] ?? "?")' "
                        + "what \(first.name)() allocated against '\(texts[first.location] ?? "?")'",
                    witness: [WitnessStep(first.location, "the buffer is allocated here")],
                    key: "\(free.name) \(first.function)")
            }
    }
}
