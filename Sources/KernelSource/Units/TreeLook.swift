internal import Cache
import Foundation

/// Goes through a tree on disk, on all cores: what C files there are, what they hold, and what must not be read.
struct TreeLook: Sendable {
    let root: String
    let search: WordSearch
    /// Other architectures' files are listed, and not looked at; nil to look at all.
    let arch: ArchChoice?
    /// Headers of which it matters whether they changed, although no unit is found by them: their paths.
    let watched: Set<String>
    /// What the last look found, by path.
    let known: KnownDirectories
    /// Takes down what could not be looked at.
    let failures: ReadFailures
    /// Called, more than once perhaps, as soon as a unit has to do with what is looked for.
    let whenFound: @Sendable () -> Void
    /// When it began; what may have changed since then is looked at again next time.
    private let start = FileSignature.now()

    init(
        root: String, search: WordSearch, arch: ArchChoice?, watched: Set<String>,
        known: KnownDirectories, failures: ReadFailures,
        whenFound: @escaping @Sendable () -> Void
    ) {
        self.root = root
        self.search = search
        self.arch = arch
        self.watched = watched
        self.known = known
        self.failures = failures
        self.whenFound = whenFound
    }

    /// Directories at the top whose C files are programs for the build machine or for user space.
    private static let withoutUnits: Set<String> = [
        "Documentation", "LICENSES", "scripts", "tools", "usr",
    ]
    /// The longest lists of registers have 20 MiB.
    static let largestHeader = 1 << 26

    struct Found: Sendable {
        /// Sorted by path.
        var directories: [ListedDirectory] = []
        /// Whether it is all as it is known.
        var isKnown = true
    }

    func look() -> Found {
        let queue = DirectoryQueue([""])
        let parts = concurrently(max(1, ProcessInfo.processInfo.activeProcessorCount)) { _ in
            var part = Found()
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 18) { buffer in
                while let path = queue.next() {
                    var below: [String] = []
                    if let directory = listedOrNoted(path, buffer, &part.isKnown) {
                        let prefix = path.isEmpty ? "" : path + "/"
                        below = directory.directories.map { prefix + $0 }
                        part.directories.append(directory)
                    }
                    queue.add(below)
                }
            }
            return part
        }
        var found = Found()
        for part in parts {
            found.directories += part.directories
            found.isKnown = found.isKnown && part.isKnown
        }
        found.directories.sort { $0.path < $1.path }
        found.isKnown = found.isKnown && found.directories.count == known.count
        return found
    }

    // MARK: one directory

    /// Nil where there is no such directory any more, or where it can't be read, which is taken down.
    private func listedOrNoted(
        _ path: String, _ buffer: UnsafeMutableBufferPointer<UInt8>, _ isKnown: inout Bool
    ) -> ListedDirectory? {
        do throws(OpenFile.Failure) {
            let directory = try listed(path, buffer, &isKnown)
            if wantsFiles(path) {
                for name in directory.unnamed {
                    failures.note(
                        path.isEmpty ? name : path + "/" + name,
                        reason: "the directory's name is no UTF-8, so it is not looked at")
                }
            }
            return directory
        } catch {
            isKnown = false
            if case .system(let code) = error { failures.note(path, code) }
            return nil
        }
    }

    private func listed(
        _ path: String, _ buffer: UnsafeMutableBufferPointer<UInt8>, _ isKnown: inout Bool
    ) throws(OpenFile.Failure) -> ListedDirectory {
        let open = try OpenDirectory(path.isEmpty ? root : root + "/" + path)
        let old = known[path]
        var directory: ListedDirectory
        if let old, let signature = open.signature, old.signature == signature {
            directory = old
        } else {
            directory = try open.entries(path, wantsFiles: wantsFiles(path))
            if path.isEmpty { directory.directories.removeAll { $0 == ".git" } }
            isKnown = false
        }
        directory.signature = open.signature.flatMap { $0.isSettled(before: start) ? $0 : nil }
        isKnown = isKnown && directory.signature == old?.signature
        directory.isWanted = arch?.builds(path + "/") ?? true
        if !directory.isWanted {
            keep(old, in: &directory)
            return directory
        }
        if let old, old.names.elementsEqual(directory.names), isSame(old, open) {
            directory.signatures = old.signatures
            directory.mentions = old.mentions
            directory.unread = old.unread
            return directory
        }
        look(into: &directory, open, old, buffer, &isKnown)
        return directory
    }

    /// Leaves what is known of the files for a look that wants them.
    private func keep(_ old: ListedDirectory?, in directory: inout ListedDirectory) {
        if let old, old.names.elementsEqual(directory.names) {
            directory.signatures = old.signatures
            directory.mentions = old.mentions
            directory.unread = old.unread
        } else {
            var signatures = ByteWriter()
            for _ in directory.files { signatures.write(.none) }
            directory.signatures = signatures.bytes[...]
        }
    }

    /// Whether all files of a directory are as they were: nearly always.
    private func isSame(_ old: ListedDirectory, _ open: borrowing OpenDirectory) -> Bool {
        let matter = Matter(in: old.path, watched: watched)
        return old.names.withUnsafeBytes { names in
            old.signatures.withUnsafeBytes { signatures in
                var at = 0
                var number = 0
                while at < names.count, let base = names.baseAddress {
                    let name = (base + at).assumingMemoryBound(to: CChar.self)
                    let length = strlen(name)
                    let end = number + ListedDirectory.width
                    guard end <= signatures.count else { return false }
                    if matter.includes(name, length) {
                        guard let signature = open.signature(of: name),
                            signature.isWritten(
                                in: UnsafeRawBufferPointer(rebasing: signatures[number..<end]))
                        else { return false }
                    }
                    number = end
                    at += length + 1
                }
                return true
            }
        }
    }

    private func wantsFiles(_ path: String) -> Bool {
        !Self.withoutUnits.contains(String(path.prefix { $0 != "/" }))
    }

    private func look(
        into directory: inout ListedDirectory, _ open: borrowing OpenDirectory,
        _ old: ListedDirectory?, _ buffer: UnsafeMutableBufferPointer<UInt8>,
        _ isKnown: inout Bool
    ) {
        let files = directory.files
        let places = old?.numbers(of: directory.names, files)
        let matter = Matter(in: directory.path, watched: watched)
        var signatures = ByteWriter()
        var mentions: [Int: FileMention] = [:]
        var unread: Set<Int> = []
        directory.names.withUnsafeBufferPointer { names in
            for (number, file) in files.enumerated() {
                guard let base = names.baseAddress else { return }
                let name = UnsafeRawPointer(base + file.lowerBound - directory.names.startIndex)
                    .assumingMemoryBound(to: CChar.self)
                guard matter.includes(name, file.count) else {
                    signatures.write(.none)
                    continue
                }
                var signature: FileSignature?
                var answer: ListedDirectory.Answer?
                if let old, let place = places?[number] {
                    signature = open.signature(of: name)
                    answer = signature.flatMap { old.answer(place, $0) }
                }
                let isUnit = isUnitName(name, file.count)
                if answer == nil {
                    isKnown = false
                    answer = look(
                        at: name, in: directory.path, isUnit: isUnit, open, &signature, buffer)
                }
                let isSettled = signature?.isSettled(before: start) ?? false
                signatures.write(isSettled ? signature ?? .none : .none)
                switch answer {
                case .mention(let mention)?:
                    guard mention.isAny else { continue }
                    mentions[number] = mention
                    if isUnit { whenFound() }
                case .unread?, nil: unread.insert(number)
                }
            }
        }
        directory.signatures = signatures.bytes[...]
        directory.mentions = mentions
        directory.unread = unread
    }

    private func look(
        at name: UnsafePointer<CChar>, in directory: String, isUnit: Bool,
        _ open: borrowing OpenDirectory,
        _ signature: inout FileSignature?, _ buffer: UnsafeMutableBufferPointer<UInt8>
    ) -> ListedDirectory.Answer {
        do throws(OpenFile.Failure) {
            // Of a name that is no text there can be no path.
            guard String(validatingCString: name) != nil else { return .unread }
            let limit = isUnit ? Snapshot.largestFile : Self.largestHeader
            let file = try open.file(name, limit: limit)
            signature = file.signature
            guard file.size <= buffer.count else {
                return .mention(search.mention(in: try file.contents()))
            }
            var failure: Int32 = 0
            let count = file.fill(.init(rebasing: buffer[..<file.size]), &failure)
            if failure != 0 { throw .system(failure) }
            return .mention(search.mention(in: UnsafeBufferPointer(rebasing: buffer[..<count])))
        } catch {
            switch error {
            case .absent:
                // Gone since its directory was read.
                signature = nil
                return .mention(FileMention())
            case .system(let code):
                signature = nil
                let name = String(cString: name)
                failures.note(directory.isEmpty ? name : directory + "/" + name, code)
                return .unread
            case .notRegular, .tooLarge:
                // It stays so until it is another file.
                signature = signature ?? open.signature(of: name)
                return .unread
            }
        }
    }
}

private func isUnitName(_ name: UnsafePointer<CChar>, _ length: Int) -> Bool {
    length >= 2 && name[length - 1] == CChar(bitPattern: UInt8(ascii: "c"))
        && name[length - 2] == CChar(bitPattern: UInt8(ascii: "."))
}

/// Which files of a directory matter to a look: units, and headers by which units are found. Those of `include` directories are
/// a sixth of a tree, and none of them is.
private struct Matter {
    private let headersPassOn: Bool
    private let watched: [[UInt8]]

    init(in path: String, watched: Set<String>) {
        let prefix = path.isEmpty ? "" : path + "/"
        headersPassOn = UnitFinder.passesOn(prefix + "x.h")
        self.watched =
            headersPassOn
            ? []
            : watched.filter { $0.hasPrefix(prefix) }.map {
                Array($0.utf8.dropFirst(prefix.utf8.count))
            }
    }

    func includes(_ name: UnsafePointer<CChar>, _ length: Int) -> Bool {
        if headersPassOn || isUnitName(name, length) { return true }
        return watched.contains { $0.count == length && memcmp($0, name, length) == 0 }
    }
}

/// The directories that are still to be looked at.
private final class DirectoryQueue: @unchecked Sendable {
    private let condition = NSCondition()
    /// Only touched with the lock held.
    private var pending: [String]
    private var active = 0

    init(_ pending: [String]) { self.pending = pending }

    /// Nil when there is none, and none can come. Whoever gets one says when it is done.
    func next() -> String? {
        condition.lock()
        defer { condition.unlock() }
        while pending.isEmpty, active > 0 { condition.wait() }
        guard let next = pending.popLast() else { return nil }
        active += 1
        return next
    }

    /// One is done; these are in it.
    func add(_ more: [String]) {
        condition.lock()
        defer { condition.unlock() }
        pending += more
        active -= 1
        if !more.isEmpty || active == 0 { condition.broadcast() }
    }
}
