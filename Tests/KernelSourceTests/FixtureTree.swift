import Testing
import Foundation
import SourceText

@testable import KernelSource

/// A small kernel tree in a temporary directory, removed when the tests end: a snapshot reads it later than
/// the last use of this value.
struct FixtureTree {
    let root: String

    init(_ files: [String: String] = [:]) throws {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent(
            "fixture-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        root = try #require(canonicalPath(place.path))
        FixtureRegister.shared.add(root)
        try write(
            "Makefile", "VERSION = 7\nPATCHLEVEL = 3\nSUBLEVEL = 0\nEXTRAVERSION = -rc2\nNAME = x\n"
        )
        try write("include/linux/ntb.h", "struct ntb_dev_ops { int x; };\n")
        for (path, text) in files { try write(path, text) }
    }

    func write(_ path: String, _ text: String) throws {
        let file = URL(fileURLWithPath: root + "/" + path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func link(_ path: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: root + "/" + path, withDestinationPath: target)
    }

    func snapshot() throws -> Snapshot { try Snapshot.open(root) }
}

func path(_ text: String) throws -> TreePath { try #require(TreePath(text)) }

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// The directories that the tests have made.
private final class FixtureRegister: @unchecked Sendable {
    static let shared = FixtureRegister()
    private let lock = NSLock()
    /// Only touched with the lock held.
    private var roots: [String] = []

    func add(_ root: String) {
        lock.withLock {
            if roots.isEmpty { atexit { FixtureRegister.shared.removeAll() } }
            roots.append(root)
        }
    }

    private func removeAll() {
        lock.withLock { for root in roots { try? FileManager.default.removeItem(atPath: root) } }
    }
}
