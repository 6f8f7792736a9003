#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A directory that only this user can enter, and that is gone when its owner is.
///
/// All that git reads and writes for us lies in here, so nothing of the user's can be touched.
final class PrivateDirectory: Sendable {
    /// Without symbolic links, as git compares its own idea of where it is with it.
    let path: String
    /// Where git has to stop looking for a repository that it was not told of.
    let parent: String

    init() throws(GitFailure) {
        let given = ProcessInfo.processInfo.environment["TMPDIR"] ?? ""
        let wanted = given.hasPrefix("/") ? given : "/tmp"
        guard let resolved = realpath(wanted, nil) else {
            throw .temporaryDirectory(parent: wanted, code: errno)
        }
        defer { free(resolved) }
        parent = String(cString: resolved)
        var template = Array("\(parent)/ntbcheck-XXXXXX".utf8CString)
        // mkdtemp makes the directory with mode 0700 in one step.
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { mkdtemp($0) != nil } ?? false
        }
        guard made else {
            throw .temporaryDirectory(parent: parent, code: errno)
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The absolute path of an entry.
    func file(_ name: String) -> String {
        path + "/" + name
    }
}
