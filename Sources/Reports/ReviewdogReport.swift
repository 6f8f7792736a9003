import Findings
import Foundation
import SeriesDiff
import SourceText

extension Report {
    /// A line of JSON for each finding, in reviewdog's diagnostic format (`reviewdog -f=rdjsonl`).
    ///
    /// Its reader refuses members that it doesn't know, and stops without a word at a line that is too long.
    package func rdjsonl() -> String {
        let source = Diagnostic.Source(name: tool.name)
        let findings = series.standing.map { entry in
            let lines = entry.explained + [series.origin(of: entry)].compactMap(\.self)
            return Diagnostic(
                message: lines.joined(separator: "\n"),
                location: Diagnostic.Place(entry.finding.location),
                severity: entry.finding.severity.reviewdog, source: source,
                code: Diagnostic.Code(value: entry.finding.rule))
        }
        let gaps = series.unanalysed.map { gap in
            Diagnostic(
                message: gap.sentence,
                location: Diagnostic.Place(Location(file: gap.file, line: 0, column: 0)),
                severity: gap.isOutOfScope ? "INFO" : "ERROR", source: source,
                code: Diagnostic.Code(value: gap.rule))
        }
        return (findings + gaps).map(\.line).joined()
    }
}

/// One diagnostic; names are those of the format.
private struct Diagnostic: Encodable {
    var message: String
    var location: Place
    var severity: String
    var source: Source
    var code: Code

    struct Place: Encodable {
        var path: String
        /// None where it is about a whole file.
        var range: Range?

        init(_ place: Location) {
            path = place.file.string.printable
            if place.line > 0 {
                // Bytes, as libclang counts them.
                range = Range(
                    start: Position(
                        line: place.line, column: place.column > 0 ? place.column : nil))
            }
        }
    }

    struct Range: Encodable {
        var start: Position
    }

    struct Position: Encodable {
        var line: Int
        var column: Int?
    }

    struct Source: Encodable {
        var name: String
    }

    struct Code: Encodable {
        var value: String
    }

    /// So long that the line is well below the 64 KiB of reviewdog's reader, even if each of its characters is escaped.
    static let longestMessage = 24 << 10

    var line: String {
        var shown = self
        if message.utf8.count > Self.longestMessage {
            let cut = String(decoding: message.utf8.prefix(Self.longestMessage), as: UTF8.self)
            shown.message = cut + "..."
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings and integers: there is nothing in it that the encoder could refuse.
        guard let data = try? encoder.encode(shown) else { return "" }
        return inertJSON(data) + "\n"
    }
}

extension Severity {
    fileprivate var reviewdog: String {
        switch self {
        case .error: "ERROR"
        case .warning: "WARNING"
        case .note: "INFO"
        }
    }
}
