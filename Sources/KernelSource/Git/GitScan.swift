#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import Dispatch
import SourceText

/// Looks through the C files of a commit: git hands them over in one stream for each processor.
struct GitScan {
    let search: WordSearch
    let repository: GitRepository

    func look(
        at files: [(path: String, object: String)], into result: inout ScanResult
    ) throws(TreeError) {
        // Lists of registers are a third of a tree's bytes, and not worth unpacking: ask for sizes first.
        let sizes = try self.sizes(files)
        var wanted: [(path: String, object: String, size: Int)] = []
        for (file, size) in zip(files, sizes) {
            let isUnit = file.path.hasSuffix(".c")
            if size <= (isUnit ? Snapshot.largestFile : TreeLook.largestHeader) {
                wanted.append((file.path, file.object, size))
            } else if isUnit {
                result.unread += [TreePath(file.path)].compactMap { $0 }
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
    }

    private func sizes(_ files: [(path: String, object: String)]) throws(TreeError) -> [Int] {
        let input = try list(files.map(\.object), "sizes")
        let output = try repository.objects.mustRun(
            ["cat-file", "--batch-check=%(objectsize)", "--buffer"], input: input)
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
        guard lines.count == files.count else {
            throw .git(.failed("cat-file", "objects are missing"))
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
        let process = try GitProcess(
            repository.objects, ["cat-file", "--batch", "--buffer"], input: .file(input))
        var stream = ByteStream(process.output)
        var mentions: [(String, FileMention)] = []
        for file in files {
            // OBJECT SP blob SP SIZE NL CONTENT NL
            let header = stream.line()
            guard header.hasSuffix(" blob \(file.size)"),
                let mention = stream.take(file.size + 1, { search.mention(in: $0) })
            else { throw .git(.corruptObject(file.object)) }
            if mention.isAny { mentions.append((file.path, mention)) }
        }
        return mentions
    }
}

private func activeProcessors() -> Int { Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

/// Reads ahead from a descriptor into one buffer that grows to the largest file.
private struct ByteStream {
    private let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 1 << 18)
    private var start = 0
    private var end = 0

    init(_ descriptor: Int32) { self.descriptor = descriptor }

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
        let got = buffer.withUnsafeMutableBytes { bytes -> Int in
            while true {
                let count = read(
                    descriptor, bytes.baseAddress.map { $0 + room }, bytes.count - room)
                if count >= 0 || errno != EINTR { return count }
            }
        }
        end += max(0, got)
        return got > 0
    }
}
