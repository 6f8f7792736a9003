import Foundation
import TestSupport
import Testing

/// Repositories that are not where or how most are.
extension HookTests {
    private func sendEmail(_ mails: String, in directory: String) throws -> Outcome {
        try run(
            "/usr/bin/env",
            [
                "git", "send-email", "--dry-run", "--from=t@example.com", "--to=a@example.com",
                "--suppress-cc=all", "--confirm=never", mails,
            ], in: directory, environment: environment)
    }

    private func clone(_ arguments: [String], to directory: String) throws {
        let template = try #require(HookRepository.template).path + "/linux"
        // What a server may allow.
        let upload = "git -c uploadpack.allowFilter=true upload-pack"
        try git(
            ["clone", "-q", "-u", upload] + arguments + ["file://" + template, directory],
            in: place.path)
    }

    private func install(in directory: String) throws {
        let installed = try ntbcheck(
            [
                "hook", "install", "--tree", directory, "--hook", "sendemail-validate", "--hook",
                "pre-commit",
            ], environment: environment)
        try #require(installed.status == 0, "\(installed.errors)")
    }

    @Test("blanks and quotes in the path, and a repository that only --git-dir finds")
    func elsewhere() throws {
        try FileManager.default.createDirectory(
            atPath: place.path + "/a b'c \"d", withIntermediateDirectories: true)
        let odd = place.path + "/a b'c \"d/li nux"
        try FileManager.default.moveItem(atPath: tree, toPath: odd)
        func inTree(_ arguments: String...) throws -> Outcome {
            try run("/usr/bin/env", ["git"] + arguments, in: odd, environment: environment)
        }
        _ = try inTree("checkout", "-q", "good")
        try install(in: odd)
        try HookRepository.breakDriver(in: odd)
        let refused = try inTree("commit", "-q", "-a", "-m", "x")
        #expect(refused.status == 1 && refused.errors.contains("[null-return]"))

        // What can't be judged is refused, with the reason and the way round.
        let blind = try run(
            "/usr/bin/env", ["git", "commit", "-q", "-a", "-m", "x"], in: odd,
            environment: environment.merging(["NTBCHECK_LIBCLANG": "/nowhere/libclang.so"]) { $1 })
        #expect(blind.status == 1 && blind.errors.contains("libclang can't be loaded"))
        #expect(blind.errors.contains("git commit --no-verify"), "\(blind.errors)")

        let store = place.path + "/store of 'it'"
        try FileManager.default.moveItem(atPath: odd + "/.git", toPath: store)
        let far = try run(
            "/usr/bin/env",
            ["git", "--git-dir", store, "--work-tree", odd, "commit", "-q", "-a", "-m", "x"],
            in: place.path, environment: environment)
        #expect(far.status == 1 && far.errors.contains("[null-return]"), "\(far.errors)")
    }

    @Test("in a shallow clone without the base, the hook says that it does not know what to judge")
    func shallow() throws {
        let mails = place.path + "/mails-good"
        _ = try self.mails("good")
        let shallow = place.path + "/shallow"
        try clone(["--depth=2", "-b", "good"], to: shallow)
        try install(in: shallow)
        let sent = try sendEmail(mails, in: shallow)
        #expect(sent.status != 0)
        #expect(sent.errors.contains("it is not known what the series goes on"), "\(sent.errors)")
        #expect(!sent.errors.contains("the contract is broken"))
        #expect(sent.errors.contains("--no-validate"))
    }

    @Test("in a partial clone nothing is fetched, and nothing is waved through for that")
    func partial() throws {
        let partial = place.path + "/partial"
        try clone(["--filter=blob:none", "--no-checkout", "-b", "good"], to: partial)
        try install(in: partial)
        func call(_ arguments: String...) throws -> Outcome {
            try run("/usr/bin/env", ["git"] + arguments, in: partial, environment: environment)
        }
        // Just these directories, without the files at the top by which a kernel is known.
        _ = try call("sparse-checkout", "set", "--no-cone", "/drivers/base/", "/drivers/ntb/core.c")
        _ = try call("checkout", "-q", "good")
        let packs = try git("count-objects", "-v", in: partial).split(separator: "\n")
            .filter { $0.hasPrefix("in-pack") || $0.hasPrefix("packs") }
        for (file, status) in [("drivers/base/core.c", Int32(0)), ("drivers/ntb/core.c", 1)] {
            let path = partial + "/" + file
            let text = try String(contentsOfFile: path, encoding: .utf8)
            try (text + "/* more */\n").write(toFile: path, atomically: true, encoding: .utf8)
            let committed = try call("commit", "-q", "-m", "x", file)
            #expect(committed.status == status, "\(file): \(committed.errors)")
            if status == 0 { #expect(committed.errors.isEmpty) }
            if status == 1 { #expect(committed.errors.contains("nothing is fetched; fetch it")) }
        }
        let after = try git("count-objects", "-v", in: partial).split(separator: "\n")
            .filter { $0.hasPrefix("in-pack") || $0.hasPrefix("packs") }
        #expect(after == packs)
    }
}
