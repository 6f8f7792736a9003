internal import CPlatform

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A running git with its ends of input and output. Not safe for two threads.
package final class GitProcess: @unchecked Sendable {
    package enum Input {
        case file(String)
        /// We write to it while it runs.
        case held
    }

    private let output: Int32
    private let errors: Int32
    private var input: Int32 = -1
    private var process: pid_t = 0
    /// Seconds.
    private let patience: Int
    private let name: String
    /// Why reading came to an end before git did.
    private(set) var reason = "it ended early"

    package init(
        _ command: GitCommand, _ arguments: [String], input: Input, keepsErrors: Bool = false
    ) throws(GitFault) {
        patience = command.patience
        name = GitCommand.name(arguments)
        var ends: [Int32] = []
        func fail(_ code: Int32) -> GitFault {
            for end in ends where end >= 0 { close(end) }
            return .failed(GitCommand.name(arguments), words: String(cString: strerror(code)))
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
        var complaints: (Int32, Int32)
        if keepsErrors {
            guard let pipe = Self.pipe() else { throw fail(errno) }
            complaints = pipe
        } else {
            complaints = (-1, open("/dev/null", O_WRONLY | O_CLOEXEC))
            if complaints.1 < 0 { throw fail(errno) }
        }
        ends += [complaints.0, complaints.1]
        let code = Self.spawn(
            &process, command, arguments, ends: [theirInput, results.1, complaints.1])
        if code != 0 { throw fail(code) }
        close(theirInput)
        close(results.1)
        close(complaints.1)
        output = results.0
        errors = complaints.0
    }

    private static func spawn(
        _ process: inout pid_t, _ command: GitCommand, _ arguments: [String], ends: [Int32]
    ) -> Int32 {
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
        for (number, end) in ends.enumerated() {
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

        let place = command.directory.map { ["-C", $0] } ?? []
        let words = ([command.executable] + place + arguments).map { strdup($0) } + [nil]
        let variables = command.environment.map { strdup($0) } + [nil]
        defer { for text in words + variables { free(text) } }
        return posix_spawn(&process, command.executable, &actions, &attributes, words, variables)
    }

    deinit {
        stop()
        _ = wait()
        close(output)
        if errors >= 0 { close(errors) }
        if input >= 0 { close(input) }
    }

    /// Whether all of it was taken.
    package func write(_ bytes: [UInt8]) -> Bool {
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

    package func stop() {
        if process > 0 { kill(process, SIGKILL) }
    }

    /// The exit status, or 128 and the number of the signal. Whoever waits has read to the end, so git is at its own.
    package func wait() -> Int32 {
        guard process > 0 else { return 0 }
        var status: Int32 = 0
        var waited = 0
        while true {
            let found = waitpid(process, &status, WNOHANG)
            if found > 0 || (found < 0 && errno != EINTR) { break }
            let pause: UInt32 = waited < 20_000 ? 200 : 10_000
            usleep(pause)
            waited += Int(pause)
            if waited / 1_000_000 == patience { stop() }
        }
        process = 0
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
    }

    // MARK: reading

    /// Reads what there is of the output; 0 at its end, and where git does not go on in time or can't be read.
    package func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard isReadable(output, -1) else { return 0 }
        return Self.readSome(output, buffer, &reason)
    }

    /// Waits for one of two descriptors; false when git has been silent for too long.
    private func isReadable(_ first: Int32, _ second: Int32) -> Bool {
        var ends = [
            pollfd(fd: first, events: Int16(POLLIN), revents: 0),
            pollfd(fd: second, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            let count = poll(&ends, 2, Int32(patience) * 1000)
            if count > 0 { return true }
            if count < 0, errno == EINTR { continue }
            reason =
                count == 0
                ? "no answer in \(patience) seconds" : String(cString: strerror(errno))
            stop()
            return false
        }
    }

    private static func readSome(
        _ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer, _ reason: inout String
    ) -> Int {
        while true {
            #if canImport(Glibc)
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            #elseif canImport(Musl)
                let count = Musl.read(descriptor, buffer.baseAddress, buffer.count)
            #else
                let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if count >= 0 { return count }
            if errno == EINTR { continue }
            reason = String(cString: strerror(errno))
            return -1
        }
    }

    /// All that it prints, on both ends; nil if that is too much, or does not come in time.
    func readAll(limit: Int) -> (output: [UInt8], errors: [UInt8])? {
        var texts: [Int32: [UInt8]] = [output: [], errors: []]
        var isOpen = [output: true, errors: errors >= 0]
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while isOpen.values.contains(true) {
            let ends = [output, errors].map { isOpen[$0] == true ? $0 : -1 }
            guard isReadable(ends[0], ends[1]) else { return nil }
            for end in ends where end >= 0 {
                var state = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
                guard poll(&state, 1, 0) > 0 else { continue }
                let count = chunk.withUnsafeMutableBytes { Self.readSome(end, $0, &reason) }
                if count < 0 { return nil }
                if count == 0 { isOpen[end] = false }
                // Of complaints the first will do.
                if end == output || (texts[end]?.count ?? 0) < 1 << 16 {
                    texts[end]?.append(contentsOf: chunk[..<count])
                }
            }
            if (texts[output]?.count ?? 0) >= limit {
                reason = "it prints too much"
                return nil
            }
        }
        return (texts[output] ?? [], texts[errors] ?? [])
    }

    /// What is wrong when it ended before it had answered, in its own words where it had any.
    package func fault(instead other: GitFault) -> GitFault {
        stop()
        guard errors >= 0, let (_, words) = readAll(limit: 1 << 26),
            let complaint = GitCommand.complaint(in: String(decoding: words, as: UTF8.self))
        else { return other }
        return .failed(name, words: complaint)
    }

    // MARK: ends

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
