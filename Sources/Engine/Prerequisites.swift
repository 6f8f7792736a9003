internal import Foundation
internal import Git
internal import KernelSource
package import Patches
internal import SourceText

/// What a series asks for and the tree has not, in a sentence each.
package struct MissingGround: Sendable {
    /// The commit that it was made for.
    package var base: String?
    /// The patches that go before it.
    package var prerequisites: String?

    package var sentences: [String] { [base, prerequisites].compactMap(\.self) }
    package var isEmpty: Bool { sentences.isEmpty }
}

/// What a series says that it goes on (`git format-patch --base`), and what of that is there.
extension Checker {
    /// - Parameter given: patches that are applied before the series.
    package func missing(for series: Series, given: [Patch]) throws -> MissingGround {
        var missing = MissingGround()
        let repository = try repository()
        var base: String?
        if let named = series.baseCommit {
            base = try repository?.find(named)
            if base == nil {
                missing.base =
                    "the series is made for commit \(named) (base-commit), which the tree does not have; it is checked on what is there"
            }
        }
        var wanted = Set(series.prerequisitePatchIDs)
        if wanted.isEmpty { return missing }
        wanted.subtract(try PatchIdentity.ids(of: given))
        // Patches that were committed on the base since.
        if let repository, let base, let revision = options.revision, !wanted.isEmpty,
            let tip = try repository.find(revision)
        {
            wanted.subtract(try repository.patchIDs(of: tip, beyond: base))
        }
        if !wanted.isEmpty {
            let names = series.prerequisitePatchIDs.filter(wanted.contains)
            let shown = names.prefix(3).map { String($0.prefix(12)) }.joined(separator: ", ")
            let more = names.count > 3 ? ", ..." : ""
            missing.prerequisites =
                "the series goes on \(names.count == 1 ? "a patch that was" : "\(names.count) patches that were") not given (prerequisite-patch-id \(shown)\(more)); name each with --prerequisite FILE"
        }
        return missing
    }

    /// The base with patches applied that are no part of the series.
    func applying(_ prerequisites: [Patch], to base: Snapshot) async throws -> Snapshot {
        if prerequisites.isEmpty { return base }
        var base = base
        let applier = try await PatchApplier { [base] path in try base.contents(of: path) }
        let result = try await applier.apply(together: prerequisites)
        if let rejection = result.rejection {
            let patch = prerequisites[result.appliedCount]
            throw InputError(
                "the prerequisite \(patch.source) does not apply: \(rejection); name what the series goes on, in its order"
            )
        }
        for (path, change) in result.changes {
            switch change {
            case .contents(let bytes): base.set(path, to: .contents(bytes))
            case .deleted: base.set(path, to: .deleted)
            }
        }
        return base
    }
}
