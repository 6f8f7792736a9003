package import Cache
package import Contract
internal import Dataflow
package import KernelSource
package import SourceText
internal import Supervision

/// What an analysing command was asked for.
package struct AnalysisOptions: Sendable {
    package var tree: String
    /// A commit of the tree to look at instead of its files.
    package var revision: String?
    package var arch: ArchChoice
    package var buildDirectory: String?
    package var contracts: [Contract]
    /// How many units are parsed at the same time.
    package var jobs: Int
    /// What the analysis of functions stops at.
    var limits = Limits()
    /// What earlier runs found out; nil to work out everything.
    package var cache: CacheDirectory? {
        didSet { cache?.mayKeep = { [failures] in failures.isEmpty } }
    }
    /// What this run could not read; then nothing is kept, and no silence means anything.
    let failures = ReadFailures()
    /// Whether headers that many units include are parsed once for all of them. What is found is the same.
    package var usesPreludes = true
    /// The one unit to look at, with the compiler's words for it.
    package var command: UnitCommand?
    /// The sources of a module outside of the tree (`make M=DIR`), whose units are looked at instead of the tree's.
    package var module: String?
    /// Who is told what the run is at.
    package var progress: Progress?
    /// The units to look at, whatever they have to do with the contract; nil for those that do.
    var units: [TreePath]?

    package init(
        tree: String, revision: String? = nil, arch: ArchChoice, buildDirectory: String?,
        contracts: [Contract], jobs: Int
    ) {
        self.tree = tree
        self.revision = revision
        self.arch = arch
        self.buildDirectory = buildDirectory
        self.contracts = contracts
        self.jobs = Risk.isCareful ? 1 : jobs
    }
}

/// One unit and the words that a build compiles it with, in the directory of the build.
package struct UnitCommand: Sendable {
    package var unit: TreePath
    package var words: [String]
    package var directory: String
    /// The output directory, if that is not where the command runs.
    package var output: String?

    package init(unit: TreePath, words: [String], directory: String, output: String? = nil) {
        self.unit = unit
        self.words = words
        self.directory = directory
        self.output = output
    }
}

extension AnalysisOptions {
    /// The tree as it was asked for.
    func snapshot() throws(TreeError) -> Snapshot {
        let snapshot =
            if let revision {
                try Snapshot.open(tree, revision: revision, failures: failures)
            } else {
                try Snapshot.open(tree, failures)
            }
        if case .only(let arch) = arch { try snapshot.require(arch, of: tree) }
        guard let module else { return snapshot }
        return try snapshot.mounting(module).tree
    }

    /// The name in the tree below which the sources of a module are seen.
    package func place(ofModule directory: String) throws -> String {
        try Snapshot.open(tree).mounting(directory).at.string
    }

    /// Where the module is seen, if its units are all that is looked at.
    func modulePlace(in snapshot: Snapshot) -> Snapshot.Mount? {
        module == nil || command != nil ? nil : snapshot.mounts.first
    }
}

/// Bad input, in one line that says what to do. The exit status is 2.
package struct InputError: Error, CustomStringConvertible {
    package var description: String

    package init(_ text: String) { description = text }
}

/// Something that is needed and that the machine does not have, in one line that says what to do. The exit status is 3.
package struct MachineFailure: Error, CustomStringConvertible {
    package var description: String

    package init(_ description: String) { self.description = description }
}
