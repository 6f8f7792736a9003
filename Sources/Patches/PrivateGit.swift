internal import Git
internal import SourceText
import SystemPackage

/// Git in a private directory, shut off from the user's settings, repositories and hooks.
struct PrivateGit: Sendable {
    let directory: PrivateDirectory
    /// Without a repository: mails and diffs need none.
    private let command: GitCommand
    private let inRepository: GitCommand

    /// One object larger than this makes git give up: binary deltas of a few bytes can ask for gigabytes.
    static let allocationLimit = "67108864"

    init() throws(GitFault) {
        do {
            directory = try PrivateDirectory()
        } catch {
            throw .privateDirectory(error)
        }
        let variables = [
            "HOME": directory.path, "XDG_CONFIG_HOME": directory.path, "TMPDIR": directory.path,
            "GIT_CEILING_DIRECTORIES": directory.parent, "GIT_ALLOC_LIMIT": Self.allocationLimit,
        ]
        command = try GitCommand(.none, directory: directory.path, variables: variables)
        let repository = [
            "GIT_DIR": directory.file("repository"), "GIT_INDEX_FILE": directory.file("index"),
        ]
        inRepository = try GitCommand(
            .none, directory: directory.path, variables: variables.merging(repository) { $1 })
    }

    /// Runs one command; `input` is the path of a file in the private directory.
    func run(
        _ arguments: [String], input: String? = nil, repository: Bool = false
    ) throws(GitFault) -> GitCommand.Outcome {
        try (repository ? inRepository : command)
            .outcome(of: arguments, input: input ?? "/dev/null")
    }

    /// Runs a command that has no reason to fail.
    func mustRun(
        _ arguments: [String], input: String? = nil, repository: Bool = false
    ) throws(GitFault) -> [UInt8] {
        try (repository ? inRepository : command)
            .output(of: arguments, input: input ?? "/dev/null")
    }

    /// Writes a file of the private directory and gives its path.
    func write(_ bytes: [UInt8], to name: String) throws(GitFault) -> String {
        let path = directory.file(name)
        do {
            let file = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .truncate, .noFollow],
                permissions: [.ownerRead, .ownerWrite])
            _ = try file.closeAfter { try file.writeAll(bytes) }
        } catch {
            throw .file(path, reason: "\(error)")
        }
        return path
    }

    /// Reads a file that git wrote into the private directory.
    func read(_ name: String) throws(GitFault) -> [UInt8] {
        let path = directory.file(name)
        do {
            return try readFile(path, limit: .max)
        } catch {
            throw .file(path, reason: "\(error)")
        }
    }
}
