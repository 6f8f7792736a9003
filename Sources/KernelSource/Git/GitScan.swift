#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import Dispatch
import Git
import SourceText

/// Looks through the C files of a commit: git hands them over in one stream for each processor.
struct GitScan {
    let search: WordSearch
    let repository: GitRepository
    /// Large headers that are known to say nothing, by their objects' names.
    var silent: Set<String> = []
    /// Lists of registers are a third of a tree's bytes, and take long to unpack.
    private static let large = 1 << 20
    /// So many are asked of the git that is there already: two more take as long to start.
    private static let few = 100

    /// Gives the large headers that say nothing.
    @discardableResult
    func look(
        at files: [(path: String, object: String)], into result: inout ScanResult
    ) throws(TreeError) -> Set<String> {
        if files.count <= Self.few {
            for file in files { try look(at: file, into: &result) }
            return []
        }
        let sizes = try self.sizes(files)
        var large: [String: String] = [:]
        var known: Set<String> = []
        var wanted: [(path: String, object: String, size: Int)] = []
        for (file, size) in zip(files, sizes) {
            let isUnit = file.path.isUnitName
            if !isUnit, size > Self.large {
                if silent.contains(file.object) {
                    known.insert(file.object)
                    continue
                }
                large[file.path] = file.object
            }
            if size <= (isUnit ? Snapshot.largestFile : TreeLook.largestHeader) {
                wanted.append((file.path, file.object, size))
            } else if let path = TreePath(file.path) {
                result.unread.append(path)
            }
        }
        // Neighbours in the tree are often neighbours in a pack.
        let width = max(1, min(8, activeProcessors()))
        let total = wanted.reduce(0) { $0 + $1.size }
        var shares: [[(path: String, object: String, size: Int)]] = [[]]
        var filled = 0
        for file in wanted {
            if filled > total / width, shares.count < width {
                shares.append([])
                filled = 0
            }
            shares[shares.count - 1].append(file)
            filled += file.size
        }
        let found = concurrently(shares.count) { [shares] index in
            Result { () throws(TreeError) in try look(at: shares[index], number: index) }
        }
        for share in found {
            for (path, mention) in try share.get() { result.mentions[path] = mention }
        }
        let unread = Set(result.unread.map(\.string))
        let quiet = large.filter { result.mentions[$0.key] == nil && !unread.contains($0.key) }
        return known.union(quiet.values)
    }

    private func look(
        at file: (path: String, object: String), into result: inout ScanResult
    ) throws(TreeError) {
        // A name that no path can hold is one all the same.
        let path = TreePath(file.path) ?? TreePath(literal: "Makefile")
        do throws(TreeError) {
            let bytes = try repository.contents(of: file.object, at: path)
            if !file.path.isUnitName, bytes.count > TreeLook.largestHeader {
                result.unread.append(path)
                return
            }
            let mention = search.mention(in: bytes)
            if mention.isAny { result.mentions[file.path] = mention }
        } catch .tooLarge {
            result.unread.append(path)
        }
    }

    private func sizes(_ files: [(path: String, object: String)]) throws(TreeError) -> [Int] {
        let lines = GitRepository.lines(
            try repository.answer(
                ["cat-file", "--batch-check=%(objectsize)", "--buffer"],
                input: files.map(\.object)))
        guard lines.count == files.count else {
            throw .git(.failed("cat-file", words: "objects are missing"))
        }
        return try zip(files, lines).map { file, line throws(TreeError) in
            guard let size = Int(line) else {
                throw .git(.missingObject(file.object, of: file.path))
            }
            return size
        }
    }

    private func list(_ objects: [String], _ name: String) throws(TreeError) -> String {
        do {
            try repository.directory.write(
                Array((objects.joined(separator: "\n") + "\n").utf8), to: name)
        } catch {
            throw .privateDirectory(error)
        }
        return repository.directory.file(name)
    }

    private func look(
        at files: [(path: String, object: String, size: Int)], number: Int
    ) throws(TreeError) -> [(String, FileMention)] {
        let input = try list(files.map(\.object), "share\(number)")
        let process = try askingGit { () throws(GitFault) in
            try GitProcess(
                repository.objects, ["cat-file", "--batch", "--buffer"], input: .file(input),
                keepsErrors: true)
        }
        var stream = ByteStream(process)
        var mentions: [(String, FileMention)] = []
        for file in files {
            // OBJECT SP blob SP SIZE NL CONTENT NL
            let header = stream.line()
            guard header.hasSuffix(" blob \(file.size)"),
                let mention = stream.take(file.size + 1, { search.mention(in: $0) })
            else { throw .git(process.fault(instead: .corruptObject(file.object))) }
            if mention.isAny { mentions.append((file.path, mention)) }
        }
        return mentions
    }
}

private func activeProcessors() -> Int { Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

/// Reads ahead from a descriptor into one buffer that grows to the largest file.
private struct ByteStream {
    private let process: GitProcess
    private var buffer = [UInt8](repeating: 0, count: 1 << 18)
    private var start = 0
    private var end = 0

    init(_ process: GitProcess) { self.process = process }

    mutating func line() -> String {
        var from = start
        while true {
            if let newline = buffer[from..<end].firstIndex(of: 10) {
                defer { start = newline + 1 }
                return String(decoding: buffer[start..<newline], as: UTF8.self)
            }
            let seen = end - start
            guard seen < 4096, fill() else { return "" }
            from = start + seen
        }
    }

    /// Nil if the stream ends before.
    mutating func take<Result>(
        _ count: Int, _ use: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result? {
        while end - start < count {
            guard fill(atLeast: count) else { return nil }
        }
        defer { start += count }
        return buffer.withUnsafeBufferPointer {
            // Without the newline that git puts after it.
            use(UnsafeBufferPointer(rebasing: $0[start..<(start + count - 1)]))
        }
    }

    private mutating func fill(atLeast count: Int = 4096) -> Bool {
        if start > 0 {
            buffer.replaceSubrange(0..<(end - start), with: buffer[start..<end])
            (start, end) = (0, end - start)
        }
        if buffer.count < count + 1 {
            buffer += [UInt8](repeating: 0, count: count + 1 - buffer.count)
        }
        let room = end
        let got = buffer.withUnsafeMutableBytes { bytes in
            process.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[room...]))
        }
        end += max(0, got)
        return got > 0
    }
}
