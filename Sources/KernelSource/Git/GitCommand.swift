#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import CPlatform
import Dispatch

/// Runs git without a shell, without anything of our own environment but what is named, and with no other descriptors.
///
/// The `GIT_*` variables that hooks leave behind do not get through, and nothing is ever fetched: the variables that
/// forbid it are known to git since 2.45 only, so every transport is refused as well.
struct GitCommand: Sendable {
    let executable: String
    let environment: [String]

    struct Outcome {
        var status: Int32
        var output: [UInt8]
        var complaint: String
    }

    /// - Parameter home: whose git configuration is read; nil for none at all.
    init(home: Bool, variables: [String: String]) throws(TreeError) {
        guard let path = Self.path, let found = Self.find("git", in: path) else {
            throw .git(.notInstalled)
        }
        executable = found
        var all = [
            "PATH": path, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0",
            "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_REPLACE_OBJECTS": "1",
            // One object larger than this makes git give up.
            "GIT_ALLOC_LIMIT": "268435456",
        ]
        if home {
            // Who owns a repository is judged by the user's own settings (safe.directory), and hooks are where those say.
            for name in [
                "HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM",
                "GIT_CONFIG_NOSYSTEM",
            ] {
                if let value = getenv(name) { all[name] = String(cString: value) }
            }
        } else {
            all["GIT_CONFIG_NOSYSTEM"] = "1"
            all["GIT_CONFIG_GLOBAL"] = "/dev/null"
        }
        all.merge(variables) { $1 }
        environment = all.map { "\($0.key)=\($0.value)" }.sorted()
    }

    /// A relative part of PATH would run what lies in the directory we happen to be in.
    private static var path: String? {
        let given = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        return given.split(separator: ":").filter { $0.hasPrefix("/") }.joined(separator: ":")
    }

    private static func find(_ name: String, in path: String) -> String? {
        path.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }

    /// Runs one command to its end; `input` is a file.
    func run(
        _ arguments: [String], input: String = "/dev/null", limit: Int = 1 << 29
    ) throws(TreeError) -> Outcome {
        let process = try GitProcess(self, arguments, input: .file(input), keepsErrors: true)
        // Read beside the output, lest git waits for us to read it.
        let errors = process.errors
        nonisolated(unsafe) var words: [UInt8] = []
        let done = DispatchSemaphore(value: 0)
        let reader = DispatchQueue(label: "git errors")
        reader.async {
            words = GitProcess.readToEnd(errors, limit: 1 << 16)
            done.signal()
        }
        let output = GitProcess.readToEnd(process.output, limit: limit)
        let isWhole = output.count < limit
        if !isWhole { process.stop() }
        done.wait()
        let status = process.wait()
        let lines = String(decoding: words, as: UTF8.self).split(whereSeparator: \.isNewline)
        let complaint =
            lines.first { $0.hasPrefix("fatal: ") || $0.hasPrefix("error: ") } ?? lines.first ?? ""
        guard isWhole else { throw .git(.failed(arguments[0], "it prints too much")) }
        return Outcome(
            status: status, output: output,
            complaint: printable(complaint.isEmpty ? "exit status \(status)" : String(complaint)))
    }

    /// Runs a command that has no reason to fail.
    func mustRun(_ arguments: [String], input: String = "/dev/null") throws(TreeError) -> [UInt8] {
        let outcome = try run(arguments, input: input)
        guard outcome.status == 0 else { throw .git(.failed(arguments[0], outcome.complaint)) }
        return outcome.output
    }
}

/// One line of bounded length, without what could move a terminal's cursor.
func printable(_ text: String) -> String {
    String(
        String.UnicodeScalarView(
            text.unicodeScalars.prefix(400).map {
                $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? "?" : $0
            }))
}

/// A running git with its ends of input and output. Not safe for two threads.
final class GitProcess: @unchecked Sendable {
    enum Input {
        case file(String)
        /// We write to it while it runs.
        case held
    }

    let output: Int32
    let errors: Int32
    private var input: Int32 = -1
    private var process: pid_t = 0

    init(
        _ command: GitCommand, _ arguments: [String], input: Input, keepsErrors: Bool = false
    ) throws(TreeError) {
        var ends: [Int32] = []
        func fail(_ code: Int32) -> TreeError {
            for end in ends where end >= 0 { close(end) }
            return .git(.failed(arguments[0], message(ofSystemError: code)))
        }
        let theirInput: Int32
        switch input {
        case .file(let path):
            theirInput = open(path, O_RDONLY | O_CLOEXEC)
            ends.append(theirInput)
        case .held:
            // A socket, because writing to a pipe that git has closed would kill us (SIGPIPE).
            guard let pair = Self.pair() else { throw fail(errno) }
            ends += [pair.0, pair.1]
            self.input = pair.0
            theirInput = pair.1
        }
        guard theirInput >= 0, let results = Self.pipe() else { throw fail(errno) }
        ends += [results.0, results.1]
        var complaints: (Int32, Int32) = (-1, open("/dev/null", O_WRONLY | O_CLOEXEC))
        if keepsErrors, let pipe = Self.pipe() {
            close(complaints.1)
            complaints = pipe
        }
        ends += [complaints.0, complaints.1]

        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        for (number, end) in [theirInput, results.1, complaints.1].enumerated() {
            posix_spawn_file_actions_adddup2(&actions, end, Int32(number))
        }
        // We may handle these, and git is not to inherit that.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))

        let words = ([command.executable] + arguments).map { strdup($0) } + [nil]
        let variables = command.environment.map { strdup($0) } + [nil]
        defer { for text in words + variables { free(text) } }
        let code = posix_spawn(
            &process, command.executable, &actions, &attributes, words, variables)
        if code != 0 { throw fail(code) }
        close(theirInput)
        close(results.1)
        close(complaints.1)
        output = results.0
        errors = complaints.0
    }

    deinit {
        stop()
        _ = wait()
        close(output)
        if errors >= 0 { close(errors) }
        if input >= 0 { close(input) }
    }

    /// Whether all of it was taken.
    func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            #if canImport(Darwin)
                let count = rest.withUnsafeBytes { send(input, $0.baseAddress, $0.count, 0) }
            #else
                let count = rest.withUnsafeBytes {
                    send(input, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
            #endif
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    func stop() {
        if process > 0 { kill(process, SIGKILL) }
    }

    /// The exit status, or 128 and the number of the signal.
    func wait() -> Int32 {
        guard process > 0 else { return 0 }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            if errno != EINTR { break }
        }
        process = 0
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
    }

    static func readToEnd(_ descriptor: Int32, limit: Int) -> [UInt8] {
        var result: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while result.count < limit {
            let count = chunk.withUnsafeMutableBytes {
                read(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { break }
            result += chunk[..<count]
        }
        return result
    }

    private static func pipe() -> (Int32, Int32)? {
        var ends: [Int32] = [0, 0]
        #if canImport(Darwin)
            guard Darwin.pipe(&ends) == 0 else { return nil }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        #else
            guard pipe2(&ends, O_CLOEXEC) == 0 else { return nil }
        #endif
        return (ends[0], ends[1])
    }

    private static func pair() -> (Int32, Int32)? {
        var ends: [Int32] = [0, 0]
        #if canImport(Darwin)
            guard socketpair(AF_UNIX, SOCK_STREAM, 0, &ends) == 0 else { return nil }
            var on: Int32 = 1
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            setsockopt(
                ends[0], SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
        #else
            let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
            guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
        #endif
        return (ends[0], ends[1])
    }
}
