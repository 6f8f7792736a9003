/// The names that `--format` takes.
package enum ReportFormat: String, Sendable, CaseIterable {
    case text, gcc, json, sarif, terse, github, gitlab, rdjsonl, html
}

/// A format that the tool knows by name and can't write yet.
package struct UnsupportedFormat: Error, CustomStringConvertible {
    package var format: ReportFormat

    package init(format: ReportFormat) { self.format = format }

    package var description: String {
        let known = Report.supportedFormats.map(\.rawValue).joined(separator: ", ")
        return "the \(format.rawValue) format is not supported yet; use one of: \(known)"
    }
}

extension Report {
    package static let supportedFormats = ReportFormat.allCases.filter { $0 != .html }

    /// The report in the format, ending in a newline unless it is empty.
    package func rendered(
        as format: ReportFormat, style: TextStyle = .init()
    ) throws(UnsupportedFormat) -> String {
        switch format {
        case .text: text(style)
        case .gcc: gcc(style)
        case .json: json()
        case .sarif: sarif()
        case .terse: terse()
        case .github: github()
        case .gitlab: gitlab()
        case .rdjsonl: rdjsonl()
        case .html: throw UnsupportedFormat(format: format)
        }
    }
}
