internal import Contract
internal import Facts
internal import SourceText

extension AnalysedState {
    /// Pairs of an allocation and a later mapping of the same buffer.
    var secondMappings: [(allocation: BufferUse, mapping: BufferUse)] {
        let allocations = buffers.filter { $0.effect == .allocate }
        return buffers.filter { $0.effect == .map }.flatMap { mapping in
            allocations.filter {
                $0.program == mapping.program
                    && !$0.places.isDisjoint(with: mapping.places)
            }.map { (allocation: $0, mapping: mapping) }
        }
    }
}
