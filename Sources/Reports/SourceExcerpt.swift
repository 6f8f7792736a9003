import Findings
import SourceText

/// The source lines of a finding, the place underlined on each, and below it what happens there, in the order of the path.
struct SourceExcerpt {
    private struct Mark {
        var place: Location
        var label: String?
        /// The line up to the place, and from there on; nil where there is no text to show.
        var source: (before: String, after: String)?
    }

    private let marks: [Mark]
    private let file: TreePath
    private let style: TextStyle

    init(_ finding: Finding, _ style: TextStyle) {
        self.style = style
        file = finding.location.file
        let isNumbered = finding.witness.count > 1
        var steps = finding.witness.enumerated().map { number, step in
            let label = step.message.printable
            return (step.location, isNumbered ? "\(number + 1). \(label)" : label)
                as (Location, String?)
        }
        if !finding.witness.contains(where: { $0.location == finding.location }) {
            steps.insert((finding.location, nil), at: 0)
        }
        marks = Self.dedented(
            steps.map { place, label in
                Mark(place: place, label: label, source: Self.source(at: place, of: finding))
            })
    }

    private static func source(
        at place: Location, of finding: Finding
    ) -> (before: String, after: String)? {
        guard let line = finding.sourceLines[place] else { return nil }
        let column = finding.codePointColumns[place] ?? place.column
        let scalars = line.unicodeScalars
        let start = scalars.index(
            scalars.startIndex, offsetBy: max(0, column - 1), limitedBy: scalars.endIndex)
        guard let start else { return nil }
        let before = String(line[..<start]).withoutTabs()
        let after = String(line[start...]).withoutTabs(from: before.count)
        return (before.printable, after.printable)
    }

    /// What all lines have of indentation says nothing and takes room.
    private static func dedented(_ marks: [Mark]) -> [Mark] {
        let common =
            marks.compactMap { mark in mark.source.map { $0.before.prefix { $0 == " " }.count } }
            .min() ?? 0
        return marks.map { mark in
            var mark = mark
            mark.source?.before.removeFirst(common)
            return mark
        }
    }

    var lines: [String] {
        let shown = marks.filter { $0.place.line > 0 && ($0.source != nil || $0.label != nil) }
        let width = shown.map { String($0.place.line).count }.max() ?? 0
        var lines: [String] = []
        var last: Location?
        for mark in shown {
            if mark.place.file != last?.file ?? file {
                lines.append("    in \(mark.place.file.string.printable):")
            }
            let isSame =
                last.map { $0.file == mark.place.file && $0.line == mark.place.line } ?? false
            lines += self.lines(mark, numberWidth: width, isSameLine: isSame)
            last = mark.place
        }
        return lines
    }

    private func lines(_ mark: Mark, numberWidth: Int, isSameLine: Bool) -> [String] {
        let number = "    " + String(mark.place.line).rightAligned(to: numberWidth) + " | "
        let gutter = "    " + String(repeating: " ", count: numberWidth) + " | "
        guard let source = mark.source else {
            return wrapped(mark.label ?? "", to: style.width, first: number, rest: gutter + "   ")
                .map(dimmed(gutter.count))
        }
        let room = max(style.width - gutter.count, 20)
        var (before, after) = source
        // A place far to the right is shown with what stands just before it.
        if before.count > room / 2, before.count + min(after.count, 20) > room {
            before = "..." + before.suffix(room / 2 - 3)
        }
        let left = room - before.count
        if after.count > left { after = after.prefix(max(left - 3, 0)) + "..." }
        let name = after.prefix { $0.isLetter || $0.isNumber || $0 == "_" }.count
        let caret = "^" + String(repeating: "~", count: max(name - 1, 0))
        let indent = String(repeating: " ", count: before.count)
        var lines = isSameLine ? [] : [dimmed(gutter.count)(number + before + after)]
        let label = mark.label ?? ""
        let start = gutter + indent + style.paint(caret, .good)
        if before.count + caret.count + 1 + label.count <= room {
            lines.append(dimmed(gutter.count)(start + (label.isEmpty ? "" : " " + label)))
        } else {
            lines.append(dimmed(gutter.count)(start))
            let deep = gutter + String(repeating: " ", count: min(before.count, room / 3))
            lines += wrapped(label, to: style.width, first: deep, rest: deep + "   ")
                .map(dimmed(gutter.count))
        }
        return lines
    }

    /// Line numbers and the rule beside them stand back.
    private func dimmed(_ width: Int) -> (String) -> String {
        { style.paint(String($0.prefix(width)), .dim) + $0.dropFirst(width) }
    }
}
