package import Git

/// What git calls a patch-id: what a patch does, whatever its lines are numbered and whoever commits it.
package enum PatchIdentity {
    /// The ids of patches that have one, in their order.
    package static func ids(of patches: [Patch]) throws(GitFault) -> [String] {
        let git = try PrivateGit()
        var text: [UInt8] = []
        for (number, patch) in patches.enumerated() {
            // The name of a commit goes before each, be there such a commit or not.
            let name = String(number + 1)
            let zeros = String(repeating: "0", count: 40 - name.count)
            text += Array("From \(zeros)\(name) Mon Sep 17 00:00:00 2001\n\n".utf8)
            text += patch.diff + [UInt8(ascii: "\n")]
        }
        let input = try git.write(text, to: "patches")
        let output = try git.mustRun(["patch-id", "--stable"], input: input)
        return GitRepository.lines(output).map { String($0.prefix { $0 != " " }) }
    }
}
