import Foundation
import SourceText
import Supervision

/// Standard output or the user's file could not be written.
struct OutputFailure: Error, CustomStringConvertible {
    var place: String
    var code: Int32

    var description: String { "\(place): cannot be written: \(String(cString: strerror(code)))" }
}

/// Writes to standard output. A reader that has seen enough (`| head`) is no failure; a full disk is.
func writeOutput(_ text: String) throws {
    ProgressLine.shared.end()
    try writeAll(text, to: STDOUT_FILENO, named: "standard output")
}

/// Writes a file in place: what the name stands for may be a device or a link, which must stay one.
func writeFile(_ text: String, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0o666)
    guard descriptor >= 0 else { throw OutputFailure(place: path, code: errno) }
    defer { close(descriptor) }
    try writeAll(text, to: descriptor, named: path)
}

/// A line of standard error, with nothing in it that moves a terminal's cursor.
func writeError(_ text: String) {
    ProgressLine.shared.withoutLine {
        Risk.waitingForUser {
            FileHandle.standardError.write(Data((inert(text) + "\n").utf8))
        }
    }
}

private func writeAll(_ text: String, to descriptor: Int32, named name: String) throws {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        let count = Risk.waitingForUser {
            rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        }
        if count < 0, errno == EINTR { continue }
        if count < 0, errno == EPIPE { return }
        guard count > 0 else { throw OutputFailure(place: name, code: errno) }
        rest = rest.dropFirst(count)
    }
}
