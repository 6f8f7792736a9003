import Foundation
import Testing

/// A piece of a client, in one file or two, with the findings that it must get.
struct ClientCase: Sendable, CustomTestStringConvertible {
    var name: String
    var why: String
    /// `rule path:line`, sorted.
    var wanted: [String] = []
    /// The lines that it takes, by file.
    var lines: [String: Range<Int>] = [:]

    var testDescription: String { "\(name): \(why)" }
}

/// All cases as three files, so that not each costs a parse: `//= name | clean or finding | why` starts one, in which `X_` is its
/// name; `//h`, `//c` and `//o` say which file follows: the header, the first unit (if nothing is said) or the other one.
/// `/* !! rule */` marks the line of a finding.
struct ClientCases: Sendable {
    static let place = "drivers/ntb/clients/"
    private static let files = ["h": "cases.h", "c": "cases.c", "o": "others.c"]
    private static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("ClientCases")

    var cases: [ClientCase] = []
    var texts: [String: String]

    init() throws {
        func read(_ name: String) throws -> String {
            try String(
                contentsOf: Self.directory.appendingPathComponent(name), encoding: .utf8)
        }
        texts = [
            Self.place + "cases.h": try read("prelude.h"),
            Self.place + "cases.c": "#include \"cases.h\"\n",
            Self.place + "others.c": "#include \"cases.h\"\n",
        ]
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.directory.path)
        for name in names.filter({ $0.hasSuffix(".c") }).sorted() {
            for part in ("\n" + (try read(name))).components(separatedBy: "\n//= ").dropFirst() {
                try add(part, of: name)
            }
        }
    }

    private mutating func add(_ text: String, of file: String) throws {
        var rows = text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
        let header = rows.removeFirst()
        let fields = header.split(separator: "|", maxSplits: 2).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        guard fields.count == 3, ["clean", "finding"].contains(fields[1]) else {
            throw CaseError(description: "\(file): not a case's first line: \(header)")
        }
        var entry = ClientCase(name: fields[0], why: fields[2])
        var path = Self.place + "cases.c"
        for row in rows {
            if row.hasPrefix("//"), let target = Self.files[String(row.dropFirst(2))] {
                path = Self.place + target
                continue
            }
            let line = (texts[path] ?? "").utf8.count { $0 == UInt8(ascii: "\n") } + 1
            let start = entry.lines[path]?.lowerBound ?? line
            entry.lines[path] = start..<line + 1
            if let mark = row.firstMatch(of: /\/\* !! ([a-z-]+) \*\//) {
                entry.wanted.append("\(mark.1) \(path):\(line)")
            }
            texts[path, default: ""] += row.replacing(/\bX_/, with: entry.name + "_") + "\n"
        }
        entry.wanted.sort()
        guard entry.wanted.isEmpty == (fields[1] == "clean") else {
            throw CaseError(description: "\(file): \(fields[0]) is \(fields[1]), its marks differ")
        }
        cases.append(entry)
    }
}
