import SourceText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Runs git's plumbing: without a shell, without anything of our own environment but what is named, with no other descriptors,
/// and for a limited time.
///
/// The `GIT_*` variables that hooks leave behind do not get through, and nothing is ever fetched: the variables that
/// forbid it are known to git since 2.45 only, so every transport is refused as well. No command that is run this way reads
/// a working tree or starts a program that a configuration names; what could be asked for by porcelain is not.
package struct GitCommand: Sendable {
    let executable: String
    package let environment: [String]
    /// Where git runs; nil for where we are.
    let directory: String?
    /// How long git may be silent in one command before it is ended.
    package var patience = 120

    package struct Outcome: Sendable {
        package var status: Int32
        package var output: [UInt8]
        /// All that git wrote to standard error.
        package var errors: String

        /// The first thing git complained about, without its level.
        package var complaint: String {
            GitCommand.complaint(in: errors) ?? "exit status \(status)"
        }
    }

    /// The first error among lines that git wrote, or whatever it wrote first.
    static func complaint(in words: String) -> String? {
        let lines = words.split(whereSeparator: \.isNewline)
        for level in ["error: ", "fatal: "] {
            if let line = lines.first(where: { $0.hasPrefix(level) }) {
                return printable(line.dropFirst(level.count))
            }
        }
        return lines.first.map { printable($0) }
    }

    /// Whose settings git obeys.
    package enum Settings: Sendable {
        /// The user's and the repository's own: to find out where a repository is and what its names stand for, which runs nothing.
        case users
        /// None but those of a private repository.
        case none
    }

    package init(
        _ settings: Settings, directory: String? = nil, variables: [String: String]
    ) throws(GitFault) {
        guard let found = Self.find("git", in: Self.path) else { throw .notInstalled }
        self.init(settings, executable: found, directory: directory, variables: variables)
    }

    init(
        _ settings: Settings, executable: String, directory: String? = nil,
        variables: [String: String]
    ) {
        self.executable = executable
        self.directory = directory
        var all = [
            "PATH": Self.path, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0",
            "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_PAGER": "cat", "GIT_EDITOR": "false", "GIT_ASKPASS": "false",
            "GIT_SSH_COMMAND": "false",
            // One object larger than this makes git give up: binary deltas of a few bytes can ask for gigabytes.
            "GIT_ALLOC_LIMIT": "268435456",
        ]
        switch settings {
        case .users:
            // Who owns a repository is judged by the user's own settings (safe.directory), and hooks are where those say.
            for name in [
                "HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM",
                "GIT_CONFIG_NOSYSTEM",
            ] {
                if let value = getenv(name) { all[name] = String(cString: value) }
            }
        case .none:
            all["GIT_CONFIG_NOSYSTEM"] = "1"
            all["GIT_CONFIG_GLOBAL"] = "/dev/null"
            all["GIT_ATTR_NOSYSTEM"] = "1"
        }
        all.merge(variables) { $1 }
        environment = all.map { "\($0.key)=\($0.value)" }.sorted()
    }

    /// A relative part of PATH would run what lies in the directory we happen to be in.
    private static var path: String {
        let given = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        return given.split(separator: ":").filter { $0.hasPrefix("/") }.joined(separator: ":")
    }

    private static func find(_ name: String, in path: String) -> String? {
        path.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }

    /// Runs one command to its end, however it ends; `input` is a file.
    package func outcome(
        of arguments: [String], input: String = "/dev/null", limit: Int = 1 << 29
    ) throws(GitFault) -> Outcome {
        let process = try GitProcess(self, arguments, input: .file(input), keepsErrors: true)
        guard let (output, errors) = process.readAll(limit: limit) else {
            process.stop()
            throw .failed(Self.name(arguments), words: process.reason)
        }
        return Outcome(
            status: process.wait(), output: output, errors: String(decoding: errors, as: UTF8.self))
    }

    /// What a command prints that has no reason to fail.
    package func output(
        of arguments: [String], input: String = "/dev/null"
    ) throws(GitFault) -> [UInt8] {
        let outcome = try outcome(of: arguments, input: input)
        guard outcome.status == 0 else {
            throw .failed(Self.name(arguments), words: outcome.complaint)
        }
        return outcome.output
    }

    /// The subcommand among arguments.
    package static func name(_ arguments: [String]) -> String {
        var rest = arguments[...]
        while let first = rest.first, first.hasPrefix("-") {
            rest = rest.dropFirst(["-C", "-c"].contains(first) ? 2 : 1)
        }
        return rest.first ?? "git"
    }
}
