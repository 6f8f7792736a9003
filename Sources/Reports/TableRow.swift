package import SourceText

/// One table of callbacks as a report shows it: a variable of an ops struct, and what it wires.
package struct TableRow: Sendable, Hashable {
    package var structName: String
    package var variable: String
    package var file: TreePath
    package var line: Int
    package var members: [Member]

    /// One callback of the table; no function means that it is not wired, or wired to NULL.
    package struct Member: Sendable, Hashable {
        package var name: String
        package var function: String?

        package init(_ name: String, _ function: String?) {
            self.name = name
            self.function = function
        }
    }

    package init(
        structName: String, variable: String, file: TreePath, line: Int, members: [Member]
    ) {
        self.structName = structName
        self.variable = variable
        self.file = file
        self.line = line
        self.members = members
    }

    /// What the table wires the member to.
    package func function(for member: String) -> String? {
        members.first { $0.name == member }?.function
    }

    /// Reports list tables by struct, then by place.
    var order: (String, TreePath, Int, String) { (structName, file, line, variable) }
}
