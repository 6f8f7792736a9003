#if canImport(Glibc)
    internal import CPlatform
    internal import Foundation
    internal import Glibc
    internal import SourceText

    /// Watches the process that does the work, from one that does nothing else.
    ///
    /// The parser and the engine recurse on what strangers wrote. When that ends the process, the piece of work that it was at is
    /// known, and the next one does without: what is lost is that piece, and it is said to be.
    package enum Supervisor {
        // Set before there is a second thread, and never again.
        nonisolated(unsafe) static var board: Board?
        nonisolated(unsafe) private static var input: Int32 = -1

        /// So many processes are lost before the run is given up.
        private static let mostAttempts = 24

        /// Makes the calling process a supervisor, and returns in the one that it watches. To be called before anything else, as
        /// a process with threads can't be copied. Where there is none to be had, the calling process goes on by itself.
        package static func begin() {
            guard getenv("NTBCHECK_SUPERVISION").map({ String(cString: $0) }) != "off",
                let board = Board()
            else { return }
            input = memfd_create("input", 1)
            let start = lseek(STDIN_FILENO, 0, SEEK_CUR)
            var watch = Watch(board: board)
            for attempt in 0..<mostAttempts {
                if attempt > 0 { rewindInput(to: start) }
                watch.blockSignals()
                let parent = getpid()
                let child = ntbcheck_fork()
                if child <= 0 {
                    watch.restoreSignals()
                    if child == 0 {
                        ntbcheck_end_with_parent(SIGTERM)
                        if getppid() != parent { _exit(3) }
                        self.board = board
                    }
                    return
                }
                switch watch.wait(for: child) {
                case .exit(let status): _exit(status)
                case .signal(let number): watch.endAs(number)
                case .lost(let reason, let names):
                    PrivateDirectory.removeAll(leftBy: child)
                    if board.isInputLost { give(up: reason) }
                    learn(reason, names)
                }
            }
            give(up: "the program was lost \(mostAttempts) times")
        }

        /// Keeps what was read from standard input for a process to come, which can't read it again.
        package static func keep(input bytes: [UInt8]) {
            guard let board else { return }
            guard input >= 0, lseek(input, 0, SEEK_END) == 0 else { return board.loseInput() }
            var rest = bytes[...]
            while !rest.isEmpty {
                let written = rest.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
                // Half of it would be another input.
                if written <= 0 { return board.loseInput() }
                rest = rest.dropFirst(written)
            }
        }

        private static func rewindInput(to start: off_t) {
            if start >= 0 {
                lseek(STDIN_FILENO, start, SEEK_SET)
            } else if input >= 0, lseek(input, 0, SEEK_END) > 0 {
                lseek(input, 0, SEEK_SET)
                dup2(input, STDIN_FILENO)
            }
        }

        private static func learn(_ reason: String, _ all: [String]) {
            let names = all.filter { !$0.hasPrefix(Risk.needed) }
            if names.isEmpty, let needed = all.first {
                give(up: "\(needed.dropFirst()): \(reason)")
            }
            if names.isEmpty || (names.count > 1 && Risk.isCareful) { give(up: reason) }
            if names.count == 1 {
                for name in names { Risk.fatal[name] = reason }
            }
            Risk.isCareful = true
        }

        private static func give(up reason: String) -> Never {
            // A line about progress may stand there.
            let start = isatty(STDERR_FILENO) != 0 ? "\r" : ""
            let text = "\(start)ntbcheck: error: \(reason); nothing was checked\n"
            _ = text.utf8.withContiguousStorageIfAvailable {
                write(STDERR_FILENO, $0.baseAddress, $0.count)
            }
            _exit(3)
        }
    }
#else
    package enum Supervisor {
        struct Board {
            func begin(_ line: Int, _ name: String) {}
            func end(_ line: Int) {}
        }
        static var board: Board? { nil }
        package static func begin() {}
        package static func keep(input bytes: [UInt8]) {}
    }
#endif
