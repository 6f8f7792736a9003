#if canImport(Glibc)
    internal import Foundation
    internal import Glibc

    /// What became of a process that was watched.
    enum Fate {
        case exit(Int32)
        /// Ended by a signal that somebody sent.
        case signal(Int32)
        /// Ended by a fault, or for using too much; which pieces of work may have been at fault.
        case lost(String, [String])
    }

    /// One process and the pieces of work that it is at.
    struct Watch {
        let board: Board
        private var mask = sigset_t()
        private var seen: [Int: Sight] = [:]
        private var idle = 0
        private var lastTicks = 0

        /// A piece of work as it was first seen.
        private struct Sight {
            var turn: UInt64
            var ticks: Int
            var pages: Int
        }

        /// Of one thread for one piece of work, in seconds. The largest units of a kernel take eight.
        static let mostSeconds = 60
        /// By how much memory may grow during one piece of work, in bytes. Those units take a tenth of it.
        static let mostGrowth = 3 << 29
        /// In nanoseconds.
        private static let interval = 200_000_000

        init(board: Board) { self.board = board }

        /// Signals that somebody may send us, and those that tell of a child.
        private static let watched = [SIGCHLD, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE]
        /// Those that the process under watch tidies up after, by itself.
        private static let sent: Set<Int32> = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE]

        private static var watchedSet: sigset_t {
            var set = sigset_t()
            sigemptyset(&set)
            for number in watched { sigaddset(&set, number) }
            return set
        }

        mutating func blockSignals() {
            // Where it was ignored, nobody would be told of a child's end.
            signal(SIGCHLD, SIG_DFL)
            var set = Self.watchedSet
            sigprocmask(SIG_BLOCK, &set, &mask)
        }

        mutating func restoreSignals() { sigprocmask(SIG_SETMASK, &mask, nil) }

        mutating func wait(for child: Int32) -> Fate {
            board.clear()
            seen = [:]
            var set = Self.watchedSet
            while true {
                var pause = timespec(tv_sec: 0, tv_nsec: Self.interval)
                let number = sigtimedwait(&set, nil, &pause)
                if number > 0, number != SIGCHLD { kill(child, number) }
                var status: Int32 = 0
                if waitpid(child, &status, WNOHANG) == child {
                    return fate(status, board.lines.map(\.name))
                }
                guard number < 0 else { continue }
                if let excess = excess(of: child) {
                    end(child)
                    return .lost(excess.reason, [excess.name])
                }
                if isStuck(child) {
                    end(child)
                    return .lost(
                        "it waits for what never comes; a machine without a free thread or memory does so",
                        [])
                }
            }
        }

        private func end(_ child: Int32) {
            var status: Int32 = 0
            kill(child, SIGKILL)
            while waitpid(child, &status, 0) < 0, errno == EINTR {}
        }

        private func fate(_ status: Int32, _ names: [String]) -> Fate {
            let number = status & 0x7f
            if number == 0 { return .exit((status >> 8) & 0xff) }
            if Self.sent.contains(number) { return .signal(number) }
            let text = String(cString: strsignal(number))
            return .lost("the process that was at it ended by signal \(number) (\(text))", names)
        }

        /// Ends as the process did that was watched, which is what the caller wants to know.
        mutating func endAs(_ number: Int32) -> Never {
            signal(number, SIG_DFL)
            restoreSignals()
            kill(getpid(), number)
            _exit(128 + number)
        }

        // MARK: what a process uses

        /// So many turns of the watch without any work, and with nobody who could send some: threads that could not be started.
        private static let mostIdle = 225

        private mutating func isStuck(_ child: Int32) -> Bool {
            // Whoever types, or sends the mail, may take his time.
            let isReading = board.lines.contains { $0.name == Risk.needed + Risk.userPace }
            let ticks = Self.ticks(in: "/proc/\(child)/stat")
            if isReading || ticks != lastTicks {
                lastTicks = ticks
                idle = 0
                return false
            }
            idle += 1
            if idle < Self.mostIdle { return false }
            idle = 0
            return !Self.hasChildren(child)
        }

        private static func hasChildren(_ process: Int32) -> Bool {
            let tasks = "/proc/\(process)/task"
            let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
            return threads.contains { text(of: "\(tasks)/\($0)/children")?.isEmpty == false }
        }

        private mutating func excess(of child: Int32) -> (reason: String, name: String)? {
            let lines = board.lines
            let pages = lines.isEmpty ? 0 : Self.residentPages(of: child)
            var heaviest: (ticks: Int, name: String)?
            var mostGrowth = 0
            for line in lines {
                let ticks = Self.ticks(of: line.thread, in: child)
                guard let first = seen[line.number], first.turn == line.turn else {
                    seen[line.number] = Sight(turn: line.turn, ticks: ticks, pages: pages)
                    continue
                }
                let used = ticks - first.ticks
                if used > Self.mostSeconds * sysconf(Int32(_SC_CLK_TCK)) {
                    return ("it took more than \(Self.mostSeconds) s of CPU time", line.name)
                }
                mostGrowth = max(mostGrowth, pages - first.pages)
                if heaviest == nil || used > heaviest?.ticks ?? 0 { heaviest = (used, line.name) }
            }
            if let heaviest, mostGrowth > Self.mostGrowth / sysconf(Int32(_SC_PAGESIZE)) {
                return ("it took more than 1.5 GiB of memory", heaviest.name)
            }
            return nil
        }

        /// The thread's user and system time, in ticks of the clock (proc(5)).
        private static func ticks(of thread: Int32, in child: Int32) -> Int {
            ticks(in: "/proc/\(child)/task/\(thread)/stat")
        }

        private static func ticks(in file: String) -> Int {
            guard let text = text(of: file),
                let end = text.lastIndex(of: ")")
            else { return 0 }
            let fields = text[end...].split(separator: " ")
            guard fields.count > 13 else { return 0 }
            return (Int(fields[12]) ?? 0) + (Int(fields[13]) ?? 0)
        }

        private static func residentPages(of child: Int32) -> Int {
            let fields = text(of: "/proc/\(child)/statm")?.split(separator: " ") ?? []
            return fields.count > 1 ? Int(fields[1]) ?? 0 : 0
        }

        private static func text(of path: String) -> String? {
            let file = open(path, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { return nil }
            defer { close(file) }
            var bytes = [UInt8](repeating: 0, count: 4096)
            let count = read(file, &bytes, bytes.count)
            return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
        }
    }
#endif
