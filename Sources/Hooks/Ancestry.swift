internal import Foundation

/// The running `git send-email` that a hook was called by, told from any other, earlier or at the same time.
struct SendEmail {
    /// Its process number and when it started; process numbers come again.
    var key: String
    /// The last of its arguments that is no option: the last file, unless it was given otherwise.
    var lastArgument: String?

    static func running() -> SendEmail {
        var process = getppid()
        for _ in 0..<8 where process > 1 {
            guard let stat = fields(process) else { break }
            let words = (FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data())
                .split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            if words.prefix(3).contains(where: { $0.hasSuffix("git-send-email") }) {
                return SendEmail(
                    key: "\(process)-\(stat.start)",
                    lastArgument: words.last.flatMap { $0.hasPrefix("-") ? nil : $0 })
            }
            process = stat.parent
        }
        // No /proc, or a program that calls the hook on its own: the terminal session has to do.
        return SendEmail(key: "\(getsid(0))-session", lastArgument: nil)
    }

    private static func fields(_ process: pid_t) -> (parent: pid_t, start: String)? {
        guard let data = FileManager.default.contents(atPath: "/proc/\(process)/stat") else {
            return nil
        }
        // The program's name, in parentheses, may hold anything.
        let text = String(decoding: data, as: UTF8.self)
        guard let end = text.lastIndex(of: ")") else { return nil }
        let words = text[text.index(after: end)...].split(separator: " ")
        guard words.count > 19, let parent = pid_t(words[1]) else { return nil }
        return (parent, String(words[19]))
    }

    /// Whether the process that a gathering belongs to is still the one.
    static func isAlive(_ key: String) -> Bool {
        let parts = key.split(separator: "-")
        guard parts.count == 2, let process = pid_t(parts[0]) else { return false }
        if parts[1] == "session" { return kill(process, 0) == 0 || errno == EPERM }
        return fields(process)?.start == String(parts[1])
    }
}
