internal import Cache
internal import Facts
internal import Foundation
internal import KernelSource
internal import Rules
internal import SourceText
internal import Synchronization

/// What earlier runs found out of a tree, kept by content: whatever could have led to another answer is part of what an answer is
/// looked up by. One that is missing or damaged is worked out again.
///
/// It belongs to one run; what is on disk may be used by many at once.
final class AnalysisCache: Sendable {
    /// The layout of what is kept. Whoever changes what facts hold, or how they are written, changes it.
    private static let format = 7
    /// How many sets of included files are remembered for one unit with one text: two states of a header may include others.
    private static let mostVariants = 8

    let directory: CacheDirectory
    private let identity: ContentHash
    private let analysis: ContentHash
    private let hashes: Mutex<FileHashes>
    private let start: Int64
    private let pending = DispatchGroup()

    /// - Parameters:
    ///   - libclang: its version text.
    ///   - analysis: what the analyses depend on besides the facts and the program.
    init(_ directory: CacheDirectory, for base: Snapshot, libclang: String, analysis: [Any]) {
        self.directory = directory
        var hasher = ContentHasher("identity")
        hasher.add(Self.program)
        hasher.add(libclang)
        identity = hasher.result
        var second = ContentHasher("analysis")
        for value in analysis { second.add(describing: value) }
        self.analysis = second.result
        let hashes = FileHashes(directory, root: base.root)
        start = hashes.start
        self.hashes = Mutex(hashes)
    }

    /// This program: one that was built anew may find something else.
    private static var program: ContentHash {
        var hasher = ContentHasher("program")
        hasher.add(Checker.version)
        hasher.add(format)
        if let own = FileSignature(of: "/proc/self/exe") {
            hasher.add(Int(truncatingIfNeeded: own.size))
            hasher.add(Int(own.modified))
        }
        return hasher.result
    }

    /// Keeps something while the run goes on.
    func meanwhile(_ work: @escaping @Sendable () -> Void) {
        DispatchQueue.global(qos: .utility).async(group: pending, execute: work)
    }

    /// Writes down what was learned of the files, and keeps the directory within its limit.
    func close() {
        pending.wait()
        hashes.withLock { $0.save() }
        directory.trim()
    }

    // MARK: what all units of a state have in common

    /// What the parse of any unit depends on besides the files that it reads, in all states that have the same flags.
    ///
    /// - Parameter headers: the hash of ``ScanResult/headerNames``.
    func context(generated: [GeneratedFile], headers: ContentHash) -> ContentHash {
        var hasher = ContentHasher("context")
        hasher.add(identity)
        for file in generated {
            hasher.add(file.path)
            hasher.add(file.contents)
        }
        hasher.add(headers)
        return hasher.result
    }

    /// The same in one state: a header that comes or goes may be found instead of one that was read.
    func context(_ common: ContentHash, _ snapshot: Snapshot, scan: ScanResult) -> ContentHash {
        var hasher = ContentHasher("state")
        hasher.add(common)
        hasher.add(scan.headerChanges(in: snapshot))
        return hasher.result
    }

    /// Where the next run finds what this one learned in its look through the tree.
    static func scanMemory(
        _ directory: CacheDirectory, _ finder: UnitFinder, root: String
    ) -> ScanMemory {
        var hasher = ContentHasher("scan")
        hasher.add(program)
        for part in [root] + finder.searched { hasher.add(part) }
        return ScanMemory(directory, name: "s-" + hasher.result.hex)
    }

    /// Whether a run has looked through this tree before.
    static func knows(_ root: String, _ finder: UnitFinder, in directory: CacheDirectory) -> Bool {
        !scanMemory(directory, finder, root: root).isEmpty
    }

    /// Begins the key of a search.
    var searchHasher: ContentHasher {
        var hasher = ContentHasher("search")
        hasher.add(Self.program)
        return hasher
    }

    // MARK: facts

    /// What a unit says, and what it does as a client.
    struct Unit {
        var facts: UnitFacts
        var client: ClientFacts?
    }

    func unit(
        _ path: TreePath, arguments: [String], _ context: ContentHash, in snapshot: Snapshot
    ) -> Unit? {
        let key = key("facts", [path.string] + arguments, context)
        return firstVariant(key) { files in
            guard let name = name(key, files, in: snapshot),
                let payload = directory.contents(of: name)
            else { return nil }
            var reader = ByteReader(payload)
            guard let facts = try? reader.facts(including: files), reader.isAtEnd,
                facts.path == path
            else { return nil }
            return Unit(facts: facts, client: client(name))
        }
    }

    func keep(
        _ unit: Unit, arguments: [String], _ context: ContentHash, in snapshot: Snapshot
    ) {
        let files = unit.facts.includes
        // What is neither a source nor a header is not among the names that the context watches.
        guard files.allSatisfy({ $0.string.hasSuffix(".h") || $0.string.hasSuffix(".c") }) else {
            return
        }
        let key = key("facts", [unit.facts.path.string] + arguments, context)
        guard let name = name(key, files, in: snapshot, isFresh: true) else { return }
        var writer = ByteWriter()
        writer.write(unit.facts)
        directory.keep(writer.bytes, as: name)
        if let client = unit.client {
            var writer = ByteWriter()
            writer.write(client)
            directory.keep(writer.bytes, as: clientName(name))
        }
        remember(files, key)
    }

    private func client(_ name: String) -> ClientFacts? {
        guard let payload = directory.contents(of: clientName(name)) else { return nil }
        var reader = ByteReader(payload)
        guard let client = try? reader.client(), reader.isAtEnd else { return nil }
        return client
    }

    /// What a client does depends on the contract, on what is known of functions, and on the limits besides.
    private func clientName(_ facts: String) -> String {
        var hasher = ContentHasher("client")
        hasher.add(facts)
        hasher.add(analysis)
        return "c-" + hasher.result.hex
    }

    // MARK: preludes

    /// The facts of a prelude that was kept; nil if there is none.
    ///
    /// - Parameter file: where the precompiled header is to go.
    func prelude(
        _ choice: PreludeChoice, _ context: ContentHash, in snapshot: Snapshot, to file: String
    ) -> UnitFacts? {
        let key = key("prelude", [choice.text] + choice.arguments, context)
        return firstVariant(key) { files in
            guard let name = name(key, files, in: snapshot, withTimes: true),
                let payload = directory.contents(of: name)
            else { return nil }
            var reader = ByteReader(payload)
            guard let facts = try? reader.facts(including: files),
                let precompiled = try? reader.hash(), reader.isAtEnd,
                directory.bringFile(precompiled, to: file)
            else { return nil }
            return facts
        }
    }

    /// - Parameter file: the precompiled header. Nobody writes to it any more.
    func keep(
        _ facts: UnitFacts, precompiled file: String, _ choice: PreludeChoice,
        _ context: ContentHash, in snapshot: Snapshot
    ) {
        let key = key("prelude", [choice.text] + choice.arguments, context)
        guard
            let name = name(key, facts.includes, in: snapshot, isFresh: true, withTimes: true),
            let precompiled = directory.keepFile(at: file)
        else { return }
        var writer = ByteWriter()
        writer.write(facts)
        writer.write(precompiled)
        directory.keep(writer.bytes, as: name)
        remember(facts.includes, key)
    }

    // MARK: flags

    /// The flags that were worked out for these units when all that was read for them was as it is now.
    func build(
        arch: ArchChoice, units: [TreePath], in snapshot: Snapshot, jobs: Int
    ) -> SynthesizedBuild? {
        guard snapshot.overlay.isEmpty, snapshot.commit == nil,
            let payload = directory.contents(of: buildName(arch, units, snapshot))
        else { return nil }
        var reader = ByteReader(payload)
        guard
            let entries = try? reader.list({ reader throws(CorruptData) in
                try reader.traceEntry()
            }), let build = try? reader.build(), reader.isAtEnd
        else { return nil }
        // Many files; each is asked for its status.
        let size = 100
        let holds = onWorkers((entries.count + size - 1) / size, width: jobs) { part in
            entries[(part * size)...].prefix(size).allSatisfy { $0.holds(in: snapshot) }
        }
        return holds.contains(false) ? nil : build
    }

    /// - Parameter trace: what was read of the tree to work them out.
    func keep(
        _ build: SynthesizedBuild, arch: ArchChoice, units: [TreePath], in snapshot: Snapshot,
        _ trace: ReadTrace
    ) {
        guard snapshot.overlay.isEmpty, snapshot.commit == nil else { return }
        meanwhile { [self] in
            guard let entries = trace.entries(since: start) else { return }
            var writer = ByteWriter()
            writer.write(entries) { $0.write($1) }
            writer.write(build)
            directory.keep(writer.bytes, as: buildName(arch, units, snapshot))
        }
    }

    private func buildName(_ arch: ArchChoice, _ units: [TreePath], _ snapshot: Snapshot) -> String
    {
        key("build", [snapshot.root, arch.name] + units.map(\.string), identity).hex
    }

    // MARK: names

    private func key(_ purpose: String, _ parts: [String], _ context: ContentHash) -> ContentHash {
        var hasher = ContentHasher(purpose)
        hasher.add(context)
        for part in parts { hasher.add(part) }
        return hasher.result
    }

    /// The name of the entry for the files as they are now; nil if one of them is gone or may be changing.
    private func name(
        _ key: ContentHash, _ files: [TreePath], in snapshot: Snapshot, isFresh: Bool = false,
        withTimes: Bool = false
    ) -> String? {
        var hasher = ContentHasher("entry")
        hasher.add(key)
        for file in files {
            guard
                let content = hashes.withLock({
                    $0.hash(of: file, in: snapshot, settled: isFresh)
                })
            else {
                return nil
            }
            hasher.add(file.string)
            hasher.add(content)
            // libclang holds a precompiled header against these.
            if withTimes {
                hasher.add(Int(hashes.withLock { $0.signature(of: file) }?.modified ?? 0))
            }
        }
        return hasher.result.hex
    }

    /// The first answer for the sets of files that were read for a key before; the last comes first.
    private func firstVariant<Answer>(
        _ key: ContentHash, _ answer: ([TreePath]) -> Answer?
    ) -> Answer? {
        guard let payload = directory.contents(of: "v-" + key.hex) else { return nil }
        var reader = ByteReader(payload)
        for _ in 0..<((try? reader.count()) ?? 0) {
            let files = try? reader.list { reader throws(CorruptData) in try reader.path() }
            guard let files else { return nil }
            if let found = answer(files) { return found }
        }
        return nil
    }

    private func remember(_ files: [TreePath], _ key: ContentHash) {
        var known: [[TreePath]] = []
        _ = firstVariant(key) { files -> Void? in
            known.append(files)
            return nil
        }
        guard !known.contains(files) else { return }
        known.insert(files, at: 0)
        var writer = ByteWriter()
        writer.write(known.prefix(Self.mostVariants)) { writer, files in
            writer.write(files) { $0.write($1) }
        }
        directory.keep(writer.bytes, as: "v-" + key.hex)
    }
}
