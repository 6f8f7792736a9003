package import Findings
package import SeriesDiff
package import SourceText

/// All that a report says, whatever its format; every format is a pure function of it.
package struct Report: Sendable {
    package var tool: Tool
    package var tree: Tree
    package var series: SeriesReport
    package var tables: [TableRow]
    /// The rules that judged, for formats that explain what they report.
    package var rules: [RuleDescription]
    /// What the contracts ask for, for formats that explain it.
    package var promises: [Promise] = []
    /// The only value in a report that may differ between two runs on the same input.
    package var milliseconds: Int

    package init(
        tool: Tool, tree: Tree, series: SeriesReport, tables: [TableRow] = [],
        rules: [RuleDescription] = [], milliseconds: Int = 0
    ) {
        self.tool = tool
        self.tree = tree
        self.series = series
        self.tables = tables.sorted { $0.order < $1.order }
        self.rules = rules
        self.milliseconds = milliseconds
    }

    /// The program that made the report.
    package struct Tool: Sendable, Hashable {
        package var name: String
        package var version: String
        /// As libclang gives it, for what a parse depends on.
        package var libclang: String

        package init(name: String = "ntbcheck", version: String, libclang: String) {
            self.name = name
            self.version = version
            self.libclang = libclang
        }
    }

    /// What a contract asks for, and where the tree says so.
    package struct Promise: Sendable {
        package var summary: String
        /// The header that declares the callback.
        package var header: String
        /// The function that is to be called instead of the callback.
        package var helper: String?
        /// The sentence of the header's comments that makes the promise.
        package var made: (place: Location, words: String)?

        package init(summary: String, header: String, helper: String?) {
            self.summary = summary
            self.header = header
            self.helper = helper
        }
    }

    /// The tree that was read, and how.
    package struct Tree: Sendable, Hashable {
        /// As the user named it.
        package var path: String
        package var revision: String?
        package var kernelVersion: String?
        /// What the units were read for, but for those that ``otherArchs`` names.
        package var arch: String
        package var flags: Flags
        /// What is to be said of how it was read, a sentence each.
        package var notes: [String]
        /// By unit.
        package var otherArchs: [TreePath: String] = [:]
        /// What units were given that a build would have made, and that was made up.
        package var assumed: [Assumed] = []

        package struct Assumed: Sendable, Hashable {
            package var arch: String
            package var name: String
            package var what: String

            package init(arch: String, name: String, what: String) {
                self.arch = arch
                self.name = name
                self.what = what
            }
        }

        /// Where the compile flags come from.
        package enum Flags: String, Sendable {
            case synthesized, kbuild
        }

        package init(
            path: String, revision: String? = nil, kernelVersion: String?, arch: String,
            flags: Flags, notes: [String] = [], otherArchs: [TreePath: String] = [:],
            assumed: [Assumed] = []
        ) {
            self.path = path
            self.revision = revision
            self.kernelVersion = kernelVersion
            self.arch = arch
            self.flags = flags
            self.notes = notes
            self.otherArchs = otherArchs
            self.assumed = assumed
        }
    }
}
