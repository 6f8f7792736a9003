internal import Contract
package import Findings
internal import SourceText

package enum ContiguousDropped: Rule {
    package static let description = RuleDescription(
        id: "contiguous-dropped", severity: .error, kind: .correctness,
        summary: "the buffer that is mapped again lost DMA_ATTR_FORCE_CONTIGUOUS",
        rationale: """
            Behind an IOMMU, the DMA API may hand out a buffer that is contiguous for the device and scattered in \
            memory. A buffer that is mapped once more by its page has to be contiguous in memory as well, and only \
            DMA_ATTR_FORCE_CONTIGUOUS asks for that.
            """,
        source:
            "include/linux/dma-mapping.h, DMA_ATTR_FORCE_CONTIGUOUS; drivers/ntb/ntb_transport.c",
        breaks: [
            RuleExample(
                "no attribute",
                code: DoubleMapping.buffer(attributes: "0", allocation: " /* !! */", mapping: ""))
        ],
        keeps: [
            RuleExample(
                "the attribute is there",
                code: DoubleMapping.buffer(
                    attributes: "DMA_ATTR_FORCE_CONTIGUOUS", allocation: "", mapping: ""))
        ])

    package static func check(_ state: AnalysedState) -> [Finding] {
        guard let required = state.contract.clients?.secondMapping else { return [] }
        var seen: Set<Location> = []
        let bits = UInt64(bitPattern: required.bits)
        let lacking = Set(
            state.clientCalls.filter { $0.absentBits & bits == bits }.map(\.location))
        return state.secondMappings.compactMap { pair in
            let allocation = pair.allocation
            // Attributes that are computed may hold the bit.
            let isDropped =
                allocation.attributes.map { $0 & required.bits == 0 }
                ?? lacking.contains(allocation.location)
            guard isDropped, seen.insert(allocation.location).inserted else { return nil }
            return Finding(
                rule: description, location: allocation.location, function: allocation.function,
                message: "\(allocation.name)() is called without \(required.attribute), "
                    + "but \(pair.mapping.function)() maps the buffer again",
                witness: [
                    WitnessStep(pair.mapping.location, "the buffer is mapped a second time here")
                ], key: "\(allocation.name) \(pair.mapping.function)")
        }
    }
}
