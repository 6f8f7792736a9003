internal import Findings
internal import KernelSource
internal import SourceText

/// Adds what reports want to know of a finding's places and the parser does not say: the text of their lines, and their columns
/// in code points where the parser counts bytes.
struct SourceColumns {
    private let snapshot: Snapshot
    private var files: [TreePath: [ArraySlice<UInt8>]] = [:]

    init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    mutating func count(for finding: inout Finding) {
        for place in [finding.location] + finding.witness.map(\.location) {
            if let column = codePoints(at: place) { finding.codePointColumns[place] = column }
            let lines = lines(of: place.file)
            if lines.indices.contains(place.line - 1) {
                finding.sourceLines[place] = String(
                    decoding: lines[place.line - 1].prefix(Self.longestLine), as: UTF8.self)
            }
        }
    }

    /// More of a line than anybody shows.
    private static let longestLine = 1000

    /// Nil where it is the same, as on every line that is ASCII up to the place.
    private mutating func codePoints(at place: Location) -> Int? {
        let lines = lines(of: place.file)
        guard lines.indices.contains(place.line - 1), place.column > 1 else { return nil }
        // All bytes of a code point but its first are 10xxxxxx.
        let continued = lines[place.line - 1].prefix(place.column - 1).count { $0 & 0xC0 == 0x80 }
        return continued == 0 ? nil : place.column - continued
    }

    private mutating func lines(of file: TreePath) -> [ArraySlice<UInt8>] {
        if let known = files[file] { return known }
        let bytes = (try? snapshot.contents(of: file)) ?? nil
        let lines = (bytes ?? []).split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        files[file] = lines
        return lines
    }
}
