import Foundation
import SourceText

@testable import Patches

/// A directory for one test, and a git repository in it where a test needs real `git format-patch` output.
final class Workbench: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/patches-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func file(_ name: String) -> String { path + "/" + name }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try write(Array(text.utf8), to: name)
    }

    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        let url = URL(fileURLWithPath: file(name))
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        return url.path
    }

    func read(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: file(name))))
    }

    func text(_ name: String) throws -> String {
        String(decoding: try read(name), as: UTF8.self)
    }

    /// Runs git in the directory, with settings of its own.
    @discardableResult
    func git(_ arguments: String...) async throws -> String {
        try await git(arguments: arguments)
    }

    @discardableResult
    func git(arguments: [String]) async throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git"] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        process.environment = ProcessInfo.processInfo.environment
            .filter { !$0.key.hasPrefix("GIT_") }
            .merging([
                "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "HOME": path,
                "GIT_AUTHOR_NAME": "Zoë Author", "GIT_AUTHOR_EMAIL": "zoe@example.com",
                "GIT_COMMITTER_NAME": "C", "GIT_COMMITTER_EMAIL": "c@example.com",
                "GIT_AUTHOR_DATE": "2024-01-01T00:00:00Z",
            ]) { $1 }
        // Files instead of pipes: nothing blocks, however much is written.
        let place = NSTemporaryDirectory() + "/patches-tests-git-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: place) }
        for name in ["output", "errors"] {
            try Data().write(to: URL(fileURLWithPath: "\(place)/\(name)"))
        }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(
            forWritingTo: URL(fileURLWithPath: place + "/output"))
        process.standardError = try FileHandle(
            forWritingTo: URL(fileURLWithPath: place + "/errors"))
        try process.run()
        process.waitUntilExit()
        func text(_ name: String) throws -> String {
            String(
                decoding: try Data(contentsOf: URL(fileURLWithPath: "\(place)/\(name)")),
                as: UTF8.self)
        }
        guard process.terminationStatus == 0 else { throw GitFailed(words: try text("errors")) }
        return try text("output")
    }

    struct GitFailed: Error { var words: String }

    /// Commits all there is and gives the commit's name.
    @discardableResult
    func commit(_ message: String) async throws -> String {
        try await git("add", "-A")
        try await git("commit", "-q", "-m", message)
        return trimmedEnd(try await git("rev-parse", "HEAD")[...])
    }

    func start() async throws {
        try await git("init", "-q", "-b", "main")
        try await git("config", "core.autocrlf", "false")
    }

    /// The files of a commit, as the base of an applier.
    func contents(at revision: String) async throws -> [TreePath: [UInt8]] {
        var files: [TreePath: [UInt8]] = [:]
        let names = try await git("ls-tree", "-r", "--name-only", "-z", revision)
        for name in names.split(separator: "\0") {
            guard let path = TreePath(name) else { continue }
            let result = try await git("cat-file", "blob", "\(revision):\(name)")
            files[path] = Array(result.utf8)
        }
        return files
    }
}

/// A tree in memory.
func tree(_ files: [String: String]) -> [TreePath: [UInt8]] {
    var result: [TreePath: [UInt8]] = [:]
    for (name, text) in files { TreePath(name).map { result[$0] = Array(text.utf8) } }
    return result
}

/// Applies all patches and gives the files that differ from the base, as text; nil for deleted ones.
func applied(
    _ series: Series, to base: [TreePath: [UInt8]]
) async throws -> [String: String?] {
    let applier = try await PatchApplier { base[$0] }
    var result: [String: String?] = [:]
    for patch in series.patches {
        switch try await applier.apply(patch) {
        case .applied(let changes):
            for (path, change) in changes {
                switch change {
                case .contents(let bytes):
                    result[path.string] = .some(String(decoding: bytes, as: UTF8.self))
                case .deleted: result[path.string] = .some(nil)
                }
            }
        case .rejected(let rejection): throw rejection
        }
    }
    return result
}

func rejection(
    of patch: Patch, on base: [TreePath: [UInt8]]
) async throws -> PatchRejection? {
    let applier = try await PatchApplier { base[$0] }
    guard case .rejected(let rejection) = try await applier.apply(patch) else { return nil }
    return rejection
}

/// Loads from text that stands for standard input.
func load(
    _ text: String, completeness: PatchInput.Completeness = .whole
) async throws -> Series {
    try await PatchInput.load(["-"], completeness: completeness) { Array(text.utf8) }
}

func loadError(_ arguments: [String], input: String = "") async -> PatchInputError? {
    do throws(PatchInputError) {
        _ = try await PatchInput.load(arguments) { Array(input.utf8) }
        return nil
    } catch {
        return error
    }
}

// MARK: mails

let sampleBefore = "one\ntwo\nthree\n"
let sampleAfter = "one\nTWO é\nthree\n"

/// A diff of `drivers/ntb/ntb.c` from `sampleBefore` to `sampleAfter`.
let sampleDiff = """
    diff --git a/drivers/ntb/ntb.c b/drivers/ntb/ntb.c
    index 4cb29ea38f70..5a9f2e0a0c11 100644
    --- a/drivers/ntb/ntb.c
    +++ b/drivers/ntb/ntb.c
    @@ -1,3 +1,3 @@
     one
    -two
    +TWO é
     three

    """

/// A diff that adds a file.
func adding(_ name: String, _ line: String = "x") -> String {
    """
    diff --git a/\(name) b/\(name)
    new file mode 100644
    index 000000000000..111111111111
    --- /dev/null
    +++ b/\(name)
    @@ -0,0 +1 @@
    +\(line)

    """
}

func mail(
    _ subject: String, diff: String = sampleDiff, body: String = "Because.\n", id: String = "",
    headers: [String] = [], mbox: Bool = true
) -> String {
    var lines: [String] = []
    if mbox {
        lines.append("From 1111111111111111111111111111111111111111 Mon Sep 17 00:00:00 2001")
    }
    lines += ["From: A U Thor <author@example.com>", "Date: Mon, 1 Jan 2024 00:00:00 +0000"]
    lines.append("Subject: \(subject)")
    if !id.isEmpty { lines.append("Message-Id: <\(id)>") }
    lines += headers
    lines += ["", body + "---", " drivers/ntb/ntb.c | 2 +-", "", diff + "-- ", "2.39.5", "", ""]
    return lines.joined(separator: "\n")
}

/// One CR more on each line, also where the line has one.
func crlf(_ text: String) -> String {
    String(decoding: text.utf8.flatMap { $0 == 10 ? [13, 10] : [$0] }, as: UTF8.self)
}

/// Replaces a mail's body by its quoted-printable form.
func quotedPrintable(_ mail: String) -> String {
    encoded(mail, as: "quoted-printable") { body in
        body.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var result = ""
            var width = 0
            for byte in line.utf8 {
                let isPlain = (33...126).contains(byte) && byte != UInt8(ascii: "=")
                let piece =
                    isPlain
                    ? String(UnicodeScalar(byte)) : "=" + String(format: "%02X", Int(byte))
                if width + piece.count > 72 {
                    result += "=\n"
                    width = 0
                }
                result += piece
                width += piece.count
            }
            return result
        }.joined(separator: "\n")
    }
}

func base64(_ mail: String, lineEnd: String = "\n") -> String {
    encoded(mail, as: "base64") { body in
        let text = lineEnd == "\r\n" ? crlf(body) : body
        return Data(text.utf8).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithLineFeed,
        ]) + "\n"
    }
}

private func encoded(_ mail: String, as name: String, _ encode: (String) -> String) -> String {
    guard let gap = mail.range(of: "\n\n") else { return mail }
    let headers = mail[..<gap.lowerBound]
    return headers + "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
        + "Content-Transfer-Encoding: \(name)\n\n" + encode(String(mail[gap.upperBound...]))
}
