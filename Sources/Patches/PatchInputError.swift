package import Git
internal import SourceText

/// The input is no series of patches; the user named the wrong file or not all of it.
package enum PatchInputError: Error, Sendable, Hashable, CustomStringConvertible {
    case nothingNamed
    case missingFile(String)
    case unreadable(String, reason: String)
    case empty(String)
    case binary(String)
    case notAPatch(String)
    case noPatchFiles(directory: String)
    case seriesFile(String, line: Int, reason: String)
    case noPatch(String)
    case tooLarge(String, limit: Int)
    case tooMany(Int, limit: Int)
    case missingPatches([Int], total: Int, version: Int? = nil)
    case duplicate(Int, total: Int, first: String, second: String)
    case mixed([String])
    case misnumbered(Int, total: Int, source: String)
    case patchWithoutDiff(Int, total: Int, source: String)
    case hostilePath(String, reason: String, source: String)
    case git(GitFault)

    private static let expected =
        "expected a patch file, an mbox, a maildir, a directory of *.patch, or - for standard input"

    package var description: String {
        switch self {
        case .nothingNamed:
            "no patch is named; \(Self.expected)"
        case .missingFile(let name):
            "\(printable(name)): no such file; \(Self.expected)"
        case .unreadable(let name, let reason):
            "\(printable(name)): can't be read (\(printable(reason))); \(Self.expected)"
        case .empty(let name):
            "\(printable(name)): is empty; \(Self.expected)"
        case .binary(let name):
            "\(printable(name)): is a binary file, not a patch; \(Self.expected)"
        case .notAPatch(let name):
            "\(printable(name)): is not a patch; expected a mail with a diff, an mbox, or a unified diff"
        case .noPatchFiles(let directory):
            "\(printable(directory)): holds no *.patch file and is no maildir; \(Self.expected)"
        case .seriesFile(let path, let line, let reason):
            "\(path):\(line): \(reason); correct the series file"
        case .noPatch(let name):
            "\(printable(name)): holds mail but no diff; expected at least one patch"
        case .tooLarge(let name, let limit):
            "\(printable(name)): is larger than \(limit >> 20) MiB, which is no patch to review; split it"
        case .tooMany(let count, let limit):
            "\(count) messages are more than the \(limit) that are taken at once; name fewer"
        case .missingPatches(let numbers, let total, let version):
            (numbers.count == 1
                ? "patch \(numbers[0])/\(total) is missing"
                : "patches \(Self.list(numbers)) of \(total) are missing")
                + (version.map { " from v\($0)" } ?? "") + "; name all patches of the series"
        case .duplicate(let number, let total, let first, let second):
            "patch \(number)/\(total) is there twice, in \(first) and in \(second); name one series"
        case .mixed(let series):
            "several series are mixed (\(series.joined(separator: "; "))); name one of them"
        case .misnumbered(let number, let total, let source):
            "\(source): numbered \(number)/\(total), which no series can have; correct the subject"
        case .patchWithoutDiff(let number, let total, let source):
            "\(source): patch \(number)/\(total) holds no diff; expected one in plain text"
        case .hostilePath(let path, let reason, let source):
            "\(source): the diff names \(path), but \(reason); no such patch is applied"
        case .git(let failure):
            failure.description
        }
    }

    private static func list(_ numbers: [Int]) -> String {
        let shown = numbers.prefix(10).map(String.init).joined(separator: ", ")
        return numbers.count > 10 ? shown + " and \(numbers.count - 10) more" : shown
    }
}
