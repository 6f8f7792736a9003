internal import Foundation
internal import KernelSource
internal import SourceText

/// Finds out what units have in common while something else is worked out.
final class ReadAhead: @unchecked Sendable {
    private let group = DispatchGroup()
    /// Belongs to the other thread until ``wait()`` returns.
    private var chooser: PreludeChooser?

    func start(_ chooser: PreludeChooser, _ units: [TreePath], arch: Arch) {
        self.chooser = chooser
        DispatchQueue.global().async(group: group) { self.chooser?.prepare(for: units, arch: arch) }
    }

    func wait() -> PreludeChooser? {
        group.wait()
        return chooser
    }
}
