package import Findings

/// A miniature kernel, written for the tests: the interfaces that drivers use, with bodies that mean the same.
package enum HeaderSet {
    /// The headers by their path in the tree.
    ///
    /// - Parameter variant: which linux/ntb.h; none for `replaced`, where the code is that header.
    package static func files(_ variant: RuleExample.Headers) -> [String: String] {
        var files = language.merging(devices, uniquingKeysWith: { a, _ in a })
            .merging(memory, uniquingKeysWith: { a, _ in a })
        switch variant {
        case .withCallback: files["include/linux/ntb.h"] = ntb(callback: true)
        case .withoutCallback: files["include/linux/ntb.h"] = ntb(callback: false)
        case .replaced: break
        }
        return files
    }
}
