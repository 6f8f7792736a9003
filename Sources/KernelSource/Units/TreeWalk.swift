#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import Dispatch
import SourceText

/// The C files of a tree on disk, and what in it must not be read.
struct TreeWalk: Sendable {
    /// `.c` and `.h` files relative to the root, sorted.
    var files: [String] = []
    /// Symbolic links that lead out of the tree, and FIFOs, devices and sockets.
    var unsafe: Set<String> = []

    /// Directories at the top whose C files are programs for the build machine or for user space.
    private static let withoutUnits: Set<String> = [
        "Documentation", "LICENSES", "scripts", "tools", "usr",
    ]

    init(root: String) {
        var pending: [String] = []
        var parts = [Self.list(root, "", wantsFiles: true)]
        for name in parts[0].directories where name != ".git" { pending.append(name) }
        // Two levels down there are enough directories to share out evenly.
        let upper = concurrently(pending.count) { [pending] index in
            let top = pending[index]
            return Self.list(root, top, wantsFiles: !Self.withoutUnits.contains(top))
        }
        parts += upper
        let lower = upper.flatMap(\.directories)
        parts += concurrently(lower.count) { Self.descend(root, lower[$0]) }
        for part in parts {
            files += part.files
            unsafe.formUnion(part.unsafe)
        }
        files.sort()
    }

    private struct Listing: Sendable {
        var files: [String] = []
        var directories: [String] = []
        var unsafe: [String] = []
    }

    private static func descend(_ root: String, _ directory: String) -> Listing {
        let top = String(directory.prefix { $0 != "/" })
        let wantsFiles = !withoutUnits.contains(top)
        var result = list(root, directory, wantsFiles: wantsFiles)
        var pending = result.directories
        while let next = pending.popLast() {
            let found = list(root, next, wantsFiles: wantsFiles)
            result.files += found.files
            result.unsafe += found.unsafe
            pending += found.directories
        }
        return result
    }

    private static func list(_ root: String, _ directory: String, wantsFiles: Bool) -> Listing {
        var result = Listing()
        let prefix = directory.isEmpty ? "" : directory + "/"
        for (name, kind) in directoryEntries(root + "/" + directory) ?? [] {
            switch kind {
            case .directory: result.directories.append(prefix + name)
            case .file:
                let end = name.utf8.suffix(2)
                if wantsFiles, end.first == UInt8(ascii: "."),
                    end.last == UInt8(ascii: "c") || end.last == UInt8(ascii: "h")
                {
                    result.files.append(prefix + name)
                }
            case .link:
                let target = canonicalPath(root + "/" + prefix + name)
                if let target, target == root || target.hasPrefix(root + "/") { continue }
                // A name that is not UTF-8 can't be written into the overlay: hide where it is.
                result.unsafe.append(
                    name.unicodeScalars.contains("\u{FFFD}") && !directory.isEmpty
                        ? directory : prefix + name)
            case .other:
                result.unsafe.append(
                    name.unicodeScalars.contains("\u{FFFD}") && !directory.isEmpty
                        ? directory : prefix + name)
            }
        }
        return result
    }
}

/// Runs the work for each index on all cores and gives the results in order.
func concurrently<Result: Sendable>(_ count: Int, _ work: @Sendable (Int) -> Result) -> [Result] {
    guard count > 1 else { return (0..<count).map(work) }
    var results = [Result?](repeating: nil, count: count)
    results.withUnsafeMutableBufferPointer { buffer in
        // Each index is written by one iteration only, and all are done when the call returns.
        nonisolated(unsafe) let slots = buffer
        DispatchQueue.concurrentPerform(iterations: count) { slots[$0] = work($0) }
    }
    return results.compactMap(\.self)
}
