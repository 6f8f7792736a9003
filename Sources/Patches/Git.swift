import SourceText
import Subprocess
import SystemPackage

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Runs git's plumbing in a private directory, shut off from the user's settings, repositories and hooks.
struct Git: Sendable {
    let directory: PrivateDirectory
    private let executable: Executable
    private let environment: Environment

    /// What a finished git command left behind.
    struct Outcome: Sendable {
        var status: Int32
        var output: [UInt8]
        var errorOutput: String

        /// The first thing git complained about, without its level.
        var complaint: String {
            let lines = errorOutput.split(whereSeparator: \.isNewline)
            for level in ["error: ", "fatal: "] {
                if let line = lines.first(where: { $0.hasPrefix(level) }) {
                    return printable(String(line.dropFirst(level.count)))
                }
            }
            return lines.first.map { printable(String($0)) } ?? "exit status \(status)"
        }
    }

    /// One object larger than this makes git give up: binary deltas of a few bytes can ask for gigabytes.
    static let allocationLimit = "67108864"

    init() async throws(GitFailure) {
        do {
            directory = try PrivateDirectory()
        } catch {
            throw .privateDirectory(error)
        }
        // A relative part of PATH would run what lies in the directory we happen to be in.
        let path = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
            .split(separator: ":").filter { $0.hasPrefix("/") }.joined(separator: ":")
        // Made from nothing, so that no GIT_* of a hook that runs us gets through.
        environment = .custom([
            "PATH": path,
            "HOME": directory.path,
            "XDG_CONFIG_HOME": directory.path,
            "TMPDIR": directory.path,
            "LC_ALL": "C",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_CEILING_DIRECTORIES": directory.parent,
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ALLOC_LIMIT": Self.allocationLimit,
        ])
        do {
            executable = .path(
                try await Executable.name("git").resolveExecutablePath(in: environment))
        } catch {
            throw .notInstalled
        }
    }

    /// Runs one command; `input` is the path of a file in the private directory.
    ///
    /// Input comes from files because a pipe that git closes early would raise SIGPIPE.
    func run(
        _ arguments: [String], input: String? = nil, repository: Bool = false,
        outputLimit: Int = 1 << 29
    ) async throws(GitFailure) -> Outcome {
        var environment = environment
        if repository {
            environment = environment.updating([
                "GIT_DIR": directory.file("repository"), "GIT_INDEX_FILE": directory.file("index"),
            ])
        }
        do {
            let file = try FileDescriptor.open(FilePath(input ?? "/dev/null"), .readOnly)
            let result = try await Subprocess.run(
                executable, arguments: Arguments(arguments), environment: environment,
                workingDirectory: FilePath(directory.path),
                input: .fileDescriptor(file, closeAfterSpawningProcess: true),
                output: .bytes(limit: outputLimit), error: .bytes(limit: 1 << 20))
            let status: Int32 =
                switch result.terminationStatus {
                case .exited(let code): code
                case .signaled(let signal): 128 + signal
                }
            return Outcome(
                status: status, output: result.standardOutput,
                errorOutput: String(decoding: result.standardError, as: UTF8.self))
        } catch {
            throw .command(name: arguments.first ?? "", words: printable("\(error)"))
        }
    }

    /// Runs a command that has no reason to fail.
    func mustRun(
        _ arguments: [String], input: String? = nil, repository: Bool = false
    ) async throws(GitFailure) -> [UInt8] {
        let outcome = try await run(arguments, input: input, repository: repository)
        guard outcome.status == 0 else {
            throw .command(name: arguments.first ?? "", words: outcome.complaint)
        }
        return outcome.output
    }

    /// Writes a file of the private directory and gives its path.
    func write(_ bytes: [UInt8], to name: String) throws(GitFailure) -> String {
        let path = directory.file(name)
        do {
            let file = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .truncate, .noFollow],
                permissions: [.ownerRead, .ownerWrite])
            _ = try file.closeAfter { try file.writeAll(bytes) }
        } catch {
            throw .file(path: path, reason: "\(error)")
        }
        return path
    }

    /// Reads a file that git wrote into the private directory.
    func read(_ name: String) throws(GitFailure) -> [UInt8] {
        let path = directory.file(name)
        do {
            return try readFile(path, limit: .max)
        } catch {
            throw .file(path: path, reason: "\(error)")
        }
    }
}
