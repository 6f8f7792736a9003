import Foundation
import Testing

@testable import Cache

@Suite("The directory of the cache")
final class CacheDirectoryTests {
    private let parent = FileManager.default.temporaryDirectory
        .appendingPathComponent("cache-\(UUID().uuidString)").path
    private var cache: CacheDirectory { CacheDirectory(parent: parent) }

    deinit { try? FileManager.default.removeItem(atPath: parent) }

    private func file(_ name: String) -> String { cache.path + "/" + name }

    @Test("what was kept comes back, under its name only")
    func kept() {
        #expect(cache.contents(of: "a") == nil)
        cache.keep([1, 2, 3], as: "a")
        #expect(cache.contents(of: "a").map(Array.init) == [1, 2, 3])
        #expect(cache.contents(of: "b") == nil)
        cache.keep([], as: "a")
        #expect(cache.contents(of: "a").map(Array.init) == [])
        #expect(cache.usage().entries == 1)
    }

    @Test("an entry of which any byte is another, or that is cut off, counts as absent")
    func damaged() throws {
        cache.keep(Array("some facts of a unit".utf8), as: "a")
        let good = try Data(contentsOf: URL(fileURLWithPath: file("a")))
        for index in good.indices {
            var bad = good
            bad[index] ^= 0x40
            try bad.write(to: URL(fileURLWithPath: file("a")))
            #expect(cache.contents(of: "a") == nil, "byte \(index)")
            try good.prefix(index).write(to: URL(fileURLWithPath: file("a")))
            #expect(cache.contents(of: "a") == nil, "\(index) bytes")
        }
        try good.write(to: URL(fileURLWithPath: file("a")))
        #expect(cache.contents(of: "a") != nil)
    }

    @Test("a file that was kept comes back as it was, and not at all if it was damaged")
    func files() throws {
        let made = parent + "/made"
        let text = Data((0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try text.write(to: URL(fileURLWithPath: made))
        let hash = try #require(cache.keepFile(at: made))
        #expect(cache.keepFile(at: made) == hash)
        #expect(cache.usage().entries == 1)
        #expect(cache.bringFile(hash, to: parent + "/back"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: parent + "/back")) == text)
        // What is there is not replaced.
        #expect(!cache.bringFile(hash, to: parent + "/back"))
        #expect(!cache.bringFile(ContentHash(of: "other"), to: parent + "/other"))
        #expect(cache.keepFile(at: parent + "/absent") == nil)

        let name = try #require(FileManager.default.subpaths(atPath: cache.path)?.first)
        for change in [text.dropLast(), text + [0], Data([1]) + text.dropFirst()] {
            try FileManager.default.removeItem(atPath: file(name))
            try change.write(to: URL(fileURLWithPath: file(name)))
            #expect(!cache.bringFile(hash, to: parent + "/again"))
        }
        #expect(!FileManager.default.fileExists(atPath: parent + "/again"))
    }

    @Test("only its owner may look into it")
    func modes() throws {
        cache.keep([1], as: "a")
        let folder = try FileManager.default.attributesOfItem(atPath: cache.path)
        let entry = try FileManager.default.attributesOfItem(atPath: file("a"))
        #expect(folder[.posixPermissions] as? Int == 0o700)
        #expect(entry[.posixPermissions] as? Int == 0o600)
    }

    @Test("a link in the place of an entry or of the directory is not followed")
    func links() throws {
        cache.keep([1], as: "a")
        try FileManager.default.createSymbolicLink(
            atPath: file("b"), withDestinationPath: file("a"))
        #expect(cache.contents(of: "b") == nil)
        let other = parent + "/elsewhere"
        try FileManager.default.moveItem(atPath: cache.path, toPath: other)
        try FileManager.default.createSymbolicLink(
            atPath: cache.path, withDestinationPath: other)
        #expect(cache.contents(of: "a") == nil)
        cache.keep([2], as: "c")
        #expect(!FileManager.default.fileExists(atPath: other + "/c"))
    }

    @Test("a directory that others may write is not used")
    func shared() throws {
        cache.keep([1], as: "a")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o777], ofItemAtPath: cache.path)
        #expect(cache.contents(of: "a") == nil)
    }

    @Test("a file in the way of the directory is no failure")
    func blocked() throws {
        try FileManager.default.createDirectory(
            atPath: parent, withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: cache.path))
        cache.keep([1], as: "a")
        #expect(cache.contents(of: "a") == nil)
        cache.trim()
    }

    @Test("beyond the limit the longest unused goes first, and what killed runs left")
    func limit() throws {
        let small = CacheDirectory(parent: parent, limit: 4000)
        for number in 0..<6 {
            small.keep([UInt8](repeating: 7, count: 900), as: "entry-\(number)")
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: Double(number - 100))],
                ofItemAtPath: file("entry-\(number)"))
        }
        small.trim()
        #expect(small.usage().bytes <= 4000)
        #expect(small.contents(of: "entry-0") == nil)
        #expect(small.contents(of: "entry-5") != nil)
        let left = CacheDirectory.temporaryPrefix + "1-1"
        try Data(count: 10).write(to: URL(fileURLWithPath: file(left)))
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -7200)], ofItemAtPath: file(left))
        small.trim()
        #expect(!FileManager.default.fileExists(atPath: file(left)))
    }

    @Test("clearing takes the entries, and nothing beside the directory")
    func clear() throws {
        cache.keep([1], as: "a")
        try Data([1]).write(to: URL(fileURLWithPath: parent + "/trees"))
        try cache.clear()
        #expect(cache.usage() == CacheDirectory.Usage())
        #expect(FileManager.default.fileExists(atPath: parent + "/trees"))
    }

    @Test("where it is: what the environment names first")
    func place() {
        func path(_ environment: [String: String]) -> String? {
            CacheDirectory.usual(environment)?.path
        }
        #expect(path(["NTBCHECK_CACHE": "/c", "HOME": "/h"]) == "/c/analysis")
        #expect(path(["XDG_CACHE_HOME": "/x", "HOME": "/h"]) == "/x/ntbcheck/analysis")
        #expect(path(["HOME": "/h"]) == "/h/.cache/ntbcheck/analysis")
        #expect(path(["HOME": "relative"]) == nil)
        #expect(
            CacheDirectory.usual(["HOME": "/h", "NTBCHECK_CACHE_LIMIT": "3"])?.limit == 3 << 20)
    }

    @Test("a home that does not exist is not made")
    func noHome() throws {
        let absent = parent + "-absent"
        for environment in [
            ["HOME": absent], ["XDG_CACHE_HOME": absent + "/cache"],
            ["XDG_CACHE_HOME": absent + "/a/b"], ["NTBCHECK_CACHE": absent + "/a/b"],
        ] {
            let cache = try #require(CacheDirectory.usual(environment))
            #expect(!cache.hasHome && CacheDirectory.existingPlace(environment) == nil)
            cache.keep([1], as: "a")
            #expect(throws: CacheDirectory.Failure.self) { try cache.prepare() }
            #expect(!FileManager.default.fileExists(atPath: absent))
        }
        // Nothing is made in the root directory.
        #expect(
            CacheDirectory.usual(["XDG_CACHE_HOME": "/nonexistent-\(UUID())"])?.hasHome == false)
        try FileManager.default.createDirectory(atPath: absent, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: absent) }
        let cache = try #require(CacheDirectory.usual(["HOME": absent]))
        cache.keep([1], as: "a")
        #expect(cache.contents(of: "a") == [1])
    }
}
