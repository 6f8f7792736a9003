/// A place in a source file: line and column count from 1, columns in bytes, as compilers print them.
package struct Location: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    package var file: TreePath
    package var line: Int
    package var column: Int

    package init(file: TreePath, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    package var description: String { "\(file):\(line):\(column)" }

    package static func < (a: Location, b: Location) -> Bool {
        (a.file, a.line, a.column) < (b.file, b.line, b.column)
    }
}
