import Foundation
import SourceText

/// Tidies up when the user, or a tool that has waited long enough, ends the program.
enum Interruption {
    /// The end of a pipe that the handler writes to, as it can do little else. Written once, before there is a handler.
    nonisolated(unsafe) private static var wakeUp: Int32 = -1

    static func handle() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        wakeUp = ends[1]
        let awaited = ends[0]
        Thread.detachNewThread {
            var number: UInt8 = 0
            while read(awaited, &number, 1) != 1 {
                if errno != EINTR { return }
            }
            ProgressLine.shared.end()
            PrivateDirectoryRegister.shared.removeAllForEver(isInterrupted: true)
            // Ended by the signal after all, which is what the parent wants to know.
            signal(Int32(number), SIG_DFL)
            kill(getpid(), Int32(number))
        }
        for number in [SIGINT, SIGTERM, SIGHUP] {
            let before = signal(number) { number in
                var byte = UInt8(truncatingIfNeeded: number)
                _ = write(Interruption.wakeUp, &byte, 1)
            }
            // `nohup`, or a shell's `&`, means it.
            if isIgnore(before) { signal(number, SIG_IGN) }
        }
    }

    private static func isIgnore(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
        unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
