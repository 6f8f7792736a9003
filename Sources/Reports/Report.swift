package import Findings
package import SeriesDiff
import SourceText

/// All that a report says, whatever its format; every format is a pure function of it.
package struct Report: Sendable {
    package var tool: Tool
    package var tree: Tree
    package var series: SeriesReport
    package var tables: [TableRow]
    /// The rules that judged, for formats that explain what they report.
    package var rules: [RuleDescription]
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

    /// The tree that was read, and how.
    package struct Tree: Sendable, Hashable {
        /// As the user named it.
        package var path: String
        package var revision: String?
        package var kernelVersion: String?
        package var arch: String
        package var flags: Flags
        /// What is to be said of how it was read, a sentence each.
        package var notes: [String]

        /// Where the compile flags come from.
        package enum Flags: String, Sendable {
            case synthesized, kbuild
        }

        package init(
            path: String, revision: String? = nil, kernelVersion: String?, arch: String,
            flags: Flags, notes: [String] = []
        ) {
            self.path = path
            self.revision = revision
            self.kernelVersion = kernelVersion
            self.arch = arch
            self.flags = flags
            self.notes = notes
        }
    }
}
