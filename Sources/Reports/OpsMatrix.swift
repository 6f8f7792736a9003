import SourceText

/// The matrix of `ntbcheck ops`: a row a callback, a column a table, and a mark where the one wires the other.
package struct OpsMatrix: Sendable {
    private let structName: String
    private let members: [String]
    private let tables: [TableRow]
    private let listed: [String]

    /// - Parameters:
    ///   - members: the struct's callbacks in the order of their declaration; what a table wires beyond them follows.
    ///   - listed: the callbacks whose functions are written out below the matrix: those that a contract is about.
    package init(
        structName: String, members: [String], tables: [TableRow], listing listed: [String] = []
    ) {
        self.structName = structName
        self.tables = tables.filter { $0.structName == structName }.sorted { $0.order < $1.order }
        var all = members
        for member in self.tables.flatMap(\.members) where !all.contains(member.name) {
            all.append(member.name)
        }
        self.members = all
        self.listed = listed
    }

    /// All matrices of some tables, one a struct, with nothing known but what the tables say.
    package static func all(of tables: [TableRow], listing listed: [String] = []) -> [OpsMatrix] {
        Set(tables.map(\.structName)).sorted().map {
            OpsMatrix(structName: $0, members: [], tables: tables, listing: listed)
        }
    }

    package func text(_ style: TextStyle = .init()) -> String {
        let title = "struct \(structName.printable): \(counted(tables.count, "table"))"
        var lines = [style.paint(title, .bold), ""]
        let names = columnNames(style)
        lines += legend(names)
        if !tables.isEmpty && !members.isEmpty { lines += [""] + grid(names, style) }
        for member in listed { lines += [""] + functions(of: member, names, style) }
        return lines.map { $0 + "\n" }.joined()
    }

    // MARK: columns

    private var rowNameWidth: Int { members.map(\.count).max() ?? 0 }

    /// Short names of the tables where they fit the width, else letters.
    private func columnNames(_ style: TextStyle) -> [String] {
        let short = tables.map { OpsMatrix.shortName($0.variable.printable) }
        let width = rowNameWidth + 2 + short.map { $0.count + 2 }.reduce(0, +) + 6
        if width <= style.width && Set(short).count == short.count { return short }
        return tables.indices.map(OpsMatrix.letter)
    }

    /// `vntb_epf_ops` is `vntb_epf`: what all tables of a struct have in common says nothing.
    private static func shortName(_ variable: String) -> String {
        for suffix in ["_ntb_ops", "_dev_ops", "_ops"] where variable.hasSuffix(suffix) {
            let rest = variable.dropLast(suffix.count)
            if !rest.isEmpty { return String(rest) }
        }
        return variable
    }

    /// A ... Z, AA, AB and so on.
    private static func letter(_ index: Int) -> String {
        var rest = index
        var name = ""
        repeat {
            name = String(UnicodeScalar(UInt8(65 + rest % 26))) + name
            rest = rest / 26 - 1
        } while rest >= 0
        return name
    }

    // MARK: parts

    private func legend(_ names: [String]) -> [String] {
        let width = names.map(\.count).max() ?? 0
        let variables = tables.map(\.variable.printable)
        let variableWidth = variables.map(\.count).max() ?? 0
        return zip(names, tables).map { name, table in
            let place = "\(table.file.string.printable):\(table.line)"
            return
                "  \(name.fitted(to: width))  \(table.variable.printable.fitted(to: variableWidth))  \(place)"
        }
    }

    /// The marks; more tables than the width holds go into a second block of columns, and so on.
    private func grid(_ names: [String], _ style: TextStyle) -> [String] {
        var blocks: [Range<Int>] = []
        var start = 0
        var used = rowNameWidth
        for (index, name) in names.enumerated() {
            if used + name.count + 11 > style.width && index > start {
                blocks.append(start..<index)
                start = index
                used = rowNameWidth
            }
            used += name.count + 2
        }
        blocks.append(start..<names.count)
        return Array(blocks.map { block(of: $0, names, style) }.joined(separator: [""]))
    }

    /// One block of columns. How many of all tables wire the callback stands at the end of the last one.
    private func block(of columns: Range<Int>, _ names: [String], _ style: TextStyle) -> [String] {
        let wired = style.unicode ? "●" : "x"
        let empty = style.unicode ? "·" : "-"
        let isLast = columns.upperBound == names.count
        let corner = String(repeating: " ", count: rowNameWidth + 2)
        let header = [corner] + names[columns] + (isLast ? ["wired"] : [])
        var lines = [style.paint(header.joined(separator: "  "), .bold)]
        for member in members {
            let isWired = tables.map { $0.function(for: member) != nil }
            let cells = columns.map { (isWired[$0] ? wired : empty).fitted(to: names[$0].count) }
            let count = "\(isWired.count { $0 })/\(tables.count)".rightAligned(to: 5)
            let name = member.printable.fitted(to: rowNameWidth) + "  "
            let line = ([name] + cells + (isLast ? [count] : [])).joined(separator: "  ")
            lines.append(listed.contains(member) ? style.paint(line, .note) : line)
        }
        return lines
    }

    private func functions(
        of member: String, _ names: [String], _ style: TextStyle
    ) -> [String] {
        let title = style.paint("\(member.printable):", .bold)
        if !members.contains(member) {
            return [title + " struct \(structName.printable) has no such member"]
        }
        let width = names.map(\.count).max() ?? 0
        return [title]
            + zip(names, tables).map { name, table in
                let function = table.function(for: member)?.printable ?? "not wired"
                return "  \(name.fitted(to: width))  \(function)"
            }
    }
}
