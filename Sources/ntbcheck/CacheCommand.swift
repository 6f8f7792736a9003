import ArgumentParser
import Cache
import Engine
import Foundation

struct CacheCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cache", abstract: "Show or empty the cache of what earlier runs found out.",
        discussion: """
            The cache is kept by content and may be emptied at any time. It is in $NTBCHECK_CACHE, else in \
            $XDG_CACHE_HOME/ntbcheck, else in ~/.cache/ntbcheck; $NTBCHECK_CACHE_LIMIT says how many MiB it may grow to \
            (default: \(CacheDirectory.usualLimit >> 20)).
            """,
        subcommands: [Status.self, Clear.self])

    /// Where the cache is. Without a home directory there is none.
    fileprivate static func directory() throws -> CacheDirectory {
        guard let found = CacheDirectory.usual(ProcessInfo.processInfo.environment) else {
            throw InputError("there is no place for a cache: set NTBCHECK_CACHE to a directory")
        }
        return found
    }

    struct Status: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say where the cache is, how large it is, and how large it may become.")

        func run() throws {
            let directory = try CacheCommand.directory()
            let usage = directory.usage()
            try writeOutput("directory  \(directory.path)\n")
            try writeOutput("entries    \(usage.entries)\n")
            try writeOutput(
                "size       \(Self.mebibytes(usage.bytes)) of \(Self.mebibytes(directory.limit))\n")
        }

        private static func mebibytes(_ bytes: Int) -> String {
            String(format: "%.1f MiB", Double(bytes) / Double(1 << 20))
        }
    }

    struct Clear: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove every entry of the cache, and nothing else.")

        func run() throws {
            do {
                try CacheCommand.directory().clear()
            } catch let failure as CacheDirectory.Failure {
                throw MachineFailure("the cache can't be emptied: \(failure)")
            }
        }
    }
}
