import Foundation

/// Runs git in a directory, with no settings but its own, and gives what it prints.
@discardableResult
package func git(
    _ arguments: String..., in directory: String, input: String? = nil
) throws -> String {
    try git(arguments, in: directory, input: input)
}

@discardableResult
package func git(
    _ arguments: [String], in directory: String, input: String? = nil
) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: directory)
    var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GIT_") }
    for (name, value) in [
        "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_AUTHOR_NAME": "Test Author", "GIT_AUTHOR_EMAIL": "test@example.com",
        "GIT_AUTHOR_DATE": "2024-01-01T00:00:00Z", "GIT_COMMITTER_NAME": "C",
        "GIT_COMMITTER_EMAIL": "c@example.com", "GIT_COMMITTER_DATE": "2024-01-01T00:00:00Z",
    ] { environment[name] = value }
    process.environment = environment
    let place = FileManager.default.temporaryDirectory
        .appendingPathComponent("git-runner-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    func file(_ name: String, _ text: String) throws -> URL {
        let url = place.appendingPathComponent(name)
        try Data(text.utf8).write(to: url)
        return url
    }
    let output = try file("output", "")
    let errors = try file("errors", "")
    process.standardInput = try FileHandle(forReadingFrom: file("input", input ?? ""))
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
        throw GitRefused(
            command: arguments.joined(separator: " "),
            words: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
    return String(decoding: try Data(contentsOf: output), as: UTF8.self)
}

package struct GitRefused: Error {
    package var command: String
    package var words: String
}

/// Makes a repository of a directory, with one commit of all there is; gives the commit.
@discardableResult
package func makeRepository(_ directory: String, format: String = "sha1") throws -> String {
    try git("init", "-q", "-b", "main", "--object-format=\(format)", in: directory)
    return try commitAll("base", in: directory)
}

/// Commits all changes and gives the commit.
@discardableResult
package func commitAll(_ message: String, in directory: String) throws -> String {
    try git("add", "-A", "-f", in: directory)
    try git("commit", "-q", "--allow-empty", "-m", message, in: directory)
    return try git("rev-parse", "HEAD", in: directory).trimmingCharacters(in: .newlines)
}
