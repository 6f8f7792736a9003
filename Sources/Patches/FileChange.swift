package import SourceText

/// What a patch does to one file, as its diff says it.
package struct FileChange: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case modified, added, deleted, renamed, copied, modeOnly, binary
    }

    /// The file before; nil if the patch makes it.
    package var old: TreePath?
    /// The file after; nil if the patch deletes it.
    package var new: TreePath?
    package var kind: Kind
    /// Modes as in git's trees (`0o100644`), where the diff tells them.
    package var oldMode: UInt32?
    package var newMode: UInt32?
    package var hunks: [Hunk]

    /// The path to show: where the file is afterwards, else where it was.
    package var path: TreePath? { new ?? old }

    /// The lines of the new file that the patch adds, as half-open ranges of line numbers, ascending.
    package var addedRanges: [Range<Int>] {
        var ranges: [Range<Int>] = []
        for line in addedLines {
            if let last = ranges.last, last.upperBound == line.number {
                ranges[ranges.count - 1] = last.lowerBound..<(line.number + 1)
            } else {
                ranges.append(line.number..<(line.number + 1))
            }
        }
        return ranges
    }

    /// The added lines with their numbers in the new file.
    package var addedLines: [NumberedLine] { hunks.flatMap(\.addedLines) }

    /// The removed lines with their numbers in the old file.
    package var removedLines: [NumberedLine] { hunks.flatMap(\.removedLines) }
}

/// A line of a file with its number, counted from 1.
package struct NumberedLine: Sendable, Hashable {
    package var number: Int
    package var text: String

    package init(number: Int, text: String) {
        self.number = number
        self.text = text
    }
}

/// One `@@` block of a diff.
package struct Hunk: Sendable, Hashable {
    package enum LineKind: Sendable, Hashable { case context, added, removed }

    package struct Line: Sendable, Hashable {
        package var kind: LineKind
        package var text: String
    }

    package var oldStart: Int
    package var oldCount: Int
    package var newStart: Int
    package var newCount: Int
    package var lines: [Line] = []

    package var addedLines: [NumberedLine] { numbered(.added, from: newStart, passing: .removed) }
    package var removedLines: [NumberedLine] { numbered(.removed, from: oldStart, passing: .added) }

    private func numbered(
        _ kind: LineKind, from start: Int, passing other: LineKind
    ) -> [NumberedLine] {
        var number = start
        var result: [NumberedLine] = []
        for line in lines where line.kind != other {
            if line.kind == kind { result.append(NumberedLine(number: number, text: line.text)) }
            number += 1
        }
        return result
    }
}
