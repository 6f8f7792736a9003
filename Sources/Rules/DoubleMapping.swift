internal import Contract
package import Findings
internal import SourceText

package enum DoubleMapping: Rule {
    package static let description = RuleDescription(
        id: "double-mapping", severity: .note, kind: .correctness,
        summary: "a buffer of the DMA API is mapped a second time",
        rationale: """
            Memory that dma_alloc_*() gave is mapped already. To map it again by its page, for the device of a DMA \
            channel, works only while it is contiguous, and not at all for memory that has no page. ntb_transport does it \
            on its receive path; a series should not add more of it.
            """,
        source:
            "Documentation/core-api/dma-api.rst; drivers/ntb/ntb_transport.c, ntb_alloc_mw_buffer()",
        breaks: [
            RuleExample(
                "the buffer is mapped for another device",
                code: buffer(
                    attributes: "DMA_ATTR_FORCE_CONTIGUOUS", allocation: "", mapping: " /* !! */"))
        ],
        keeps: [
            RuleExample(
                "another buffer is mapped",
                code: """
                    #include <linux/ntb.h>
                    #include <linux/dma-mapping.h>

                    dma_addr_t client_map(struct device *chan, void *data, size_t size)
                    {
                    	return dma_map_single(chan, data, size, DMA_TO_DEVICE);
                    }
                    """)
        ])

    static func buffer(attributes: String, allocation: String, mapping: String) -> String {
        """
        #include <linux/ntb.h>
        #include <linux/dma-mapping.h>

        struct client {
        	void *buf;
        	dma_addr_t addr;
        };

        int client_alloc(struct client *c, struct ntb_dev *ntb, size_t size)
        {
        	c->buf = dma_alloc_attrs(ntb_get_dma_dev(ntb), size, &c->addr, 0, \(attributes));\(allocation)
        	return c->buf ? 0 : -12;
        }

        dma_addr_t client_map(struct client *c, struct device *chan, size_t size)
        {
        	void *from = c->buf + 64;

        	return dma_map_single(chan, from, size, DMA_TO_DEVICE);\(mapping)
        }
        """
    }

    package static func check(_ state: AnalysedState) -> [Finding] {
        var seen: Set<Location> = []
        return state.secondMappings.compactMap { pair in
            guard seen.insert(pair.mapping.location).inserted else { return nil }
            return Finding(
                rule: description, location: pair.mapping.location, function: pair.mapping.function,
                message:
                    "\(pair.mapping.name)() maps a buffer that \(pair.allocation.name)() has mapped already",
                witness: [
                    WitnessStep(pair.allocation.location, "the buffer is allocated here")
                ], key: "\(pair.mapping.name) \(pair.allocation.function)")
        }
    }
}
