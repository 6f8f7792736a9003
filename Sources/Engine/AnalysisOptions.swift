package import Contract
package import KernelSource

/// What an analysing command was asked for.
package struct AnalysisOptions: Sendable {
    package var tree: String
    package var arch: Arch
    package var buildDirectory: String?
    package var contracts: [Contract]
    /// How many units are parsed at the same time.
    package var jobs: Int

    package init(
        tree: String, arch: Arch, buildDirectory: String?, contracts: [Contract], jobs: Int
    ) {
        self.tree = tree
        self.arch = arch
        self.buildDirectory = buildDirectory
        self.contracts = contracts
        self.jobs = jobs
    }
}

/// Bad input, in one line that says what to do. The exit status is 2.
package struct InputError: Error, CustomStringConvertible {
    package var description: String

    package init(_ text: String) { description = text }
}
