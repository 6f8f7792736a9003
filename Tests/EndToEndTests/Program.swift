import Foundation
import Synchronization
import Testing

/// The program as it was built with these tests, and what one run of it gave.
struct Outcome: Sendable {
    var status: Int32
    var output: String
    var errors: String

    var lines: [Substring] { output.split(separator: "\n") }
}

/// Runs ntbcheck; standard input is empty unless given.
func ntbcheck(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
) throws -> Outcome {
    try run(try programPath(), arguments, input: input, environment: environment)
}

func run(
    _ program: String, _ arguments: [String], input: String = "", in directory: String? = nil,
    environment: [String: String] = [:]
) throws -> Outcome {
    // Files instead of pipes: nothing blocks, however much is written.
    let place = try TemporaryDirectory()
    try place.write("input", input)
    try place.write("output", "")
    try place.write("errors", "")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    // Tests that run beside may leak the variables that git sets in hooks.
    process.environment = ProcessInfo.processInfo.environment.filter {
        !$0.key.hasPrefix("GIT_")
    }.merging(["NTBCHECK_PROGRESS": "off"]) { $1 }.merging(environment) { $1 }
    if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
    process.standardInput = try FileHandle(forReadingFrom: place.url("input"))
    process.standardOutput = try FileHandle(forWritingTo: place.url("output"))
    process.standardError = try FileHandle(forWritingTo: place.url("errors"))
    try process.run()
    // A program that hangs is a test that fails, and not one that never ends.
    let isLate = Mutex(false)
    let watchdog = DispatchWorkItem {
        isLate.withLock { $0 = true }
        kill(process.processIdentifier, SIGKILL)
    }
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(900), execute: watchdog)
    process.waitUntilExit()
    watchdog.cancel()
    if isLate.withLock({ $0 }) {
        throw Failure("\(program) \(arguments.joined(separator: " ")): not done after 15 minutes")
    }
    // A signal is no exit status, so that a crash can't pass for one.
    let status = process.terminationReason == .exit ? process.terminationStatus : -1
    return Outcome(
        status: status, output: try place.text("output"), errors: try place.text("errors"))
}

func programPath() throws -> String {
    let tests = try #require(Bundle.main.executableURL).resolvingSymlinksInPath()
    var directory = tests.deletingLastPathComponent()
    while directory.path != "/" {
        let candidate = directory.appendingPathComponent("ntbcheck").path
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: candidate, isDirectory: &isDirectory),
            !isDirectory.boolValue
        {
            return candidate
        }
        directory.deleteLastPathComponent()
    }
    throw Failure("ntbcheck is not beside the tests: run them by 'make test'")
}

struct Failure: Error, CustomStringConvertible {
    var description: String

    init(_ text: String) { description = text }
}

/// The real kernel trees, which `make test` fetches.
enum Tree: String, CaseIterable, Sendable {
    case before = "NTBCHECK_TREE_6_1_170"
    case newest61 = "NTBCHECK_TREE_6_1"
    case newest612 = "NTBCHECK_TREE_6_12"

    var path: String {
        get throws {
            guard let path = ProcessInfo.processInfo.environment[rawValue], !path.isEmpty else {
                throw Failure("\(rawValue) names no kernel tree: run the tests by 'make test'")
            }
            return path
        }
    }

    func text(of file: String) throws -> String {
        try String(contentsOfFile: path + "/" + file, encoding: .utf8)
    }
}

/// The kernel series of this repository.
func seriesDirectory(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../patches/\(name)").standardizedFileURL.path
}

/// A directory that is gone with its last user.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("end-to-end-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func url(_ name: String) -> URL { URL(fileURLWithPath: path + "/" + name) }

    func write(_ name: String, _ text: String) throws {
        try FileManager.default.createDirectory(
            at: url(name).deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url(name))
    }

    func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: url(name)), as: UTF8.self)
    }
}

/// A patch that makes `new` of a file, by git; `old` is nil where the file is new.
func patch(_ file: String, from old: String?, to new: String, subject: String) throws -> String {
    let place = try TemporaryDirectory()
    try place.write("a/" + (old == nil ? ".gitkeep" : file), old ?? "")
    if old == nil { try place.write("b/.gitkeep", "") }
    try place.write("b/" + file, new)
    let diff = try run(
        "/usr/bin/env",
        ["git", "diff", "--no-index", "--no-ext-diff", "--no-color", "--no-prefix", "a", "b"],
        in: place.path)
    // 1 says that the files differ.
    guard diff.status == 1 else { throw Failure("git diff: \(diff.errors)") }
    return """
        From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001
        From: Test Author <test@example.com>
        Date: Mon, 1 Jan 2024 00:00:00 +0000
        Subject: [PATCH] \(subject)

        For a test.
        ---
        \(diff.output.replacing("diff --git b/\(file) ", with: "diff --git a/\(file) "))--
        2.0
        """
}
