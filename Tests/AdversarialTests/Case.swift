import Foundation
import Testing

/// One callback of `Cases` with the verdict that it must get.
struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var verdict: Verdict
    var why: String
    /// Its C text, with names of its own, so that cases share a unit.
    var code: String
    /// The unit that it is in, and the lines that it takes there.
    var unit: String
    var lines: Range<Int>
    /// The line that is marked, where one is.
    var marked: Int?

    var testDescription: String { "\(name): \(verdict.rawValue): \(why)" }

    enum Verdict: String, Sendable, CaseIterable {
        case clean, null, errptr, unproven

        /// The rule that says so.
        var rule: String? {
            switch self {
            case .clean: nil
            case .null: "null-return"
            case .errptr: "error-pointer-return"
            case .unproven: "unproven-return"
            }
        }
    }
}

/// The files of cases as units of a kernel tree: `//= name | verdict | why` starts a case, `/* !! */` marks its finding's line.
struct CaseFile: Sendable {
    var path: String
    var text: String
    var cases: [Case]

    private static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Cases")
    private static let place = "drivers/ntb/hw/adversarial/"

    static func all() throws -> [CaseFile] {
        let prelude = try String(
            contentsOf: directory.appendingPathComponent("prelude.h"), encoding: .utf8)
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
        return try names.filter { $0.hasSuffix(".c") }.sorted().map { name in
            let text = try String(
                contentsOf: directory.appendingPathComponent(name), encoding: .utf8)
            return try CaseFile(path: place + name, text: text, prelude: prelude)
        }
    }

    init(path: String, text source: String, prelude: String) throws {
        self.path = path
        text = prelude
        cases = []
        for part in ("\n" + source).components(separatedBy: "\n//= ").dropFirst() {
            let header = part.prefix { $0 != "\n" }
            let fields = header.split(separator: "|", maxSplits: 2).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard fields.count == 3, let verdict = Case.Verdict(rawValue: fields[1]) else {
                throw CaseError(description: "\(path): not a case's first line: \(header)")
            }
            let code =
                Self.renamed(String(part.dropFirst(header.count + 1)), to: fields[0])
                + "\n" + Self.table(fields[0])
            let first = Self.lineCount(text) + 1
            let marked = code.components(separatedBy: "\n").firstIndex { $0.contains("/* !! */") }
            cases.append(
                Case(
                    name: fields[0], verdict: verdict, why: fields[2], code: code, unit: path,
                    lines: first..<first + Self.lineCount(code), marked: marked.map { first + $0 }))
            text += code
        }
    }

    /// What cases call their own functions, types and variables.
    private static let ownNames = Set(
        """
        f g a b c d h up odd even get valid res st ST_OK ST_NONE call clear fill stop never filled give u pool tab die reset
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// Two cases may use the same names, except within strings; macros are defined anew.
    private static func renamed(_ text: String, to name: String) -> String {
        var result = ""
        var rest = text[...]
        while let first = rest.first {
            let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            guard !word.isEmpty else {
                result.append(first)
                rest.removeFirst()
                continue
            }
            rest = rest.dropFirst(word.count)
            let isOwn = ownNames.contains(String(word)) && result.last != "\"" && rest.first != "\""
            result += isOwn ? "\(word)_\(name)" : String(word)
        }
        for macro in ["need", "NO_DEV"] {
            result = result.replacing("#define \(macro)", with: "#undef \(macro)\n#define \(macro)")
        }
        return result
    }

    private static func table(_ name: String) -> String {
        """
        static const struct ntb_dev_ops ops_\(name) = { .get_dma_dev = f_\(name) };
        int reg_\(name)(struct ntb_dev *ntb) { ntb->ops = &ops_\(name); return ntb_register_device(ntb); }

        """
    }

    private static func lineCount(_ text: String) -> Int {
        text.utf8.count { $0 == UInt8(ascii: "\n") }
    }
}

struct CaseError: Error, CustomStringConvertible { var description: String }
