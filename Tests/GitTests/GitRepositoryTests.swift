import Foundation
import TestSupport
import Testing

@testable import Git

/// That git could not answer, and that there is nothing, are two answers.
@Suite("What git says of names")
struct GitRepositoryTests {
    private let place: Place

    init() throws {
        place = try Place()
        try git("init", "-q", "-b", "main", in: place.path)
    }

    private func repository() throws(GitFault) -> GitRepository {
        try GitRepository(at: place.path)
    }

    private func commit() throws -> String {
        try git("commit", "-q", "--allow-empty", "-m", "x", in: place.path)
        return try git("rev-parse", "HEAD", in: place.path).trimmingCharacters(in: .newlines)
    }

    private func loose(_ object: String) -> String {
        "\(place.path)/.git/objects/\(object.prefix(2))/\(object.dropFirst(2))"
    }

    @Test("what is not there, by whatever name, is nil")
    func absent() throws {
        let empty = try repository()
        #expect(try empty.find("HEAD") == nil)
        #expect(try empty.remoteTips() == [])
        #expect(try empty.mergeHeads() == [])
        #expect(try empty.setting(["no.suchKey"]) == nil)
        let head = try commit()
        let some = try repository()
        #expect(try some.find("HEAD") == head)
        for name in [
            "nope", "HEAD^", "HEAD~3", "v1", "", "-x", String(repeating: "1", count: 40),
            "HEAD^{tree}",
        ] {
            #expect(try some.find(name) == nil, "\(name)")
        }
    }

    @Test("a name whose object is gone, or broken, is no absence")
    func broken() throws {
        let head = try commit()
        let file = loose(head)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        try Data("junk".utf8).write(to: URL(fileURLWithPath: file))
        #expect(throws: GitFault.self) { try repository().find("HEAD") }
        try FileManager.default.removeItem(atPath: file)
        #expect(throws: GitFault.missingObject(head, of: "HEAD")) { try repository().find("HEAD") }
        try place.write(".git/refs/heads/main", "no object's name\n")
        #expect {
            try repository().find("main")
        } throws: {
            ($0 as? GitFault)?.isFailure ?? false
        }
    }

    @Test("settings that can't be read, and a repository of somebody else's, are failures")
    func unusable() throws {
        _ = try commit()
        try place.write(".git/config", "[core\n")
        #expect {
            try repository()
        } throws: {
            ($0 as? GitFault)?.isFailure ?? false
        }
    }

    @Test("no repository is no failure of git")
    func none() throws {
        let other = try Place()
        #expect {
            try GitRepository(at: other.path)
        } throws: {
            if case GitFault.noRepository = $0 { true } else { false }
        }
    }

    @Test("an index that is split in two is read, and its other half is not written to")
    func splitIndex() throws {
        _ = try commit()
        try place.write("a", "1\n")
        try place.write("b", "1\n")
        try git("add", "a", in: place.path)
        try git(
            "-c", "splitIndex.maxPercentChange=100", "update-index", "--split-index", in: place.path
        )
        try git("-c", "splitIndex.maxPercentChange=100", "add", "b", in: place.path)
        let half = try #require(
            try FileManager.default.contentsOfDirectory(atPath: place.path + "/.git")
                .first { $0.hasPrefix("sharedindex.") })
        let file = place.path + "/.git/" + half
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: file)
        let names = try repository().output(of: ["ls-files", "--cached"])
        #expect(GitRepository.lines(names) == ["a", "b"])
        let date = try FileManager.default.attributesOfItem(atPath: file)[.modificationDate]
        #expect(date as? Date == Date(timeIntervalSince1970: 1))
    }
}

@Suite("How git is run")
struct GitCommandTests {
    /// A git that is a script of ours.
    private func command(_ script: String, _ place: Place) throws -> GitCommand {
        try place.write("git.text", "#!/bin/sh\n" + script)
        // A file that is open for writing anywhere can't be run, and a test beside that starts a process hands it our descriptors
        // for a moment.
        let install = Process()
        install.executableURL = URL(fileURLWithPath: "/usr/bin/install")
        install.arguments = ["-m", "755", place.path + "/git.text", place.path + "/git"]
        try install.run()
        install.waitUntilExit()
        try #require(install.terminationStatus == 0)
        return GitCommand(.none, executable: place.path + "/git", variables: [:])
    }

    @Test("a git that does not answer is ended, whatever it holds open")
    func deadline() throws {
        let place = try Place()
        for script in [
            "sleep 100", "exec 2>&-; sleep 100", "echo x; sleep 100", "sleep 100 & wait",
        ] {
            var slow = try command(script, place)
            slow.patience = 1
            let start = Date()
            #expect(throws: GitFault.failed("status", words: "no answer in 1 seconds")) {
                try slow.output(of: ["-C", "x", "status"])
            }
            #expect(Date().timeIntervalSince(start) < 20)
        }
    }

    @Test("one that prints too much is ended, and what it says on both ends is kept apart")
    func amounts() throws {
        let place = try Place()
        let loud = try command("yes", place)
        #expect(throws: GitFault.failed("log", words: "it prints too much")) {
            try loud.outcome(of: ["log"], limit: 1 << 20)
        }
        // More than a pipe holds, on both.
        let both = try command(
            "i=0; while [ $i -lt 3000 ]; do echo \(String(repeating: "o", count: 99)); echo \(String(repeating: "e", count: 99)) >&2; i=$((i+1)); done; exit 4",
            place)
        let outcome = try both.outcome(of: ["log"])
        #expect(outcome.status == 4 && outcome.output.count == 300_000)
        #expect(outcome.errors.hasPrefix("eee"))
    }

    @Test("its words are told in one line that moves no terminal's cursor")
    func words() throws {
        let place = try Place()
        let angry = try command(
            "printf 'warning: x\\nfatal: no \\033[31mluck\\342\\200\\256\\n' >&2; exit 128", place)
        #expect(throws: GitFault.failed("log", words: "no ?[31mluck?")) {
            try angry.output(of: ["log"])
        }
        let silent = try command("exit 7", place)
        #expect(throws: GitFault.failed("log", words: "exit status 7")) {
            try silent.output(of: ["log"])
        }
    }
}

/// A directory that is gone with its last user.
private final class Place: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/git-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
    }
}
