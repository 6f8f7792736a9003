internal import Cache
internal import Contract
internal import Dispatch
internal import Facts
internal import Findings
internal import Git
internal import KernelSource
internal import Lowering
internal import Rules
internal import SourceText
internal import Supervision

/// Analyses the states of one tree. What one state has in common with the one before it is not done again.
struct TreeAnalysis {
    let options: AnalysisOptions
    let contract: Contract
    let base: Snapshot
    let knowledge: KernelKnowledge
    let finder: UnitFinder
    let scan: ScanResult
    private(set) var flags: CompileFlags?
    /// What the base's units were found to need besides; it holds for all states.
    var remedies = Remedies()
    /// Units that others were found to need; they stay with all later states.
    var followed: Set<TreePath> = []
    /// Of the cache, for these flags; nil if nobody asked yet.
    private var context: ContentHash?
    private(set) var last: LoweredState?
    let states: [Snapshot]
    /// The number of the state that is being lowered.
    private(set) var number = -1
    /// Units that are being parsed, some of them of states to come.
    var batches: [UnitBatch] = []
    /// The last state of which units may be among them.
    var lookedAhead = 0
    /// The base's Kconfig files, read while the units are looked for; nil once they were used.
    private var kconfig: (rules: ReadAhead<KconfigRules>, trace: ReadTrace)?
    /// Files that differ between the states that are going to be analysed.
    let unstable: Set<TreePath>
    var preludes: Preludes?
    /// Of the state that was begun last.
    var environment: ParseEnvironment?
    var plan: PreludePlan?
    /// What the plan begins with, if somebody is at it.
    var planning: ReadAhead<PreludePlan>?
    /// Of the last state.
    private var lastDocs: Documentation?
    let cache: AnalysisCache?
    private let keeping: DispatchGroup
    /// The hash of the names of all headers, of which there are many; nil where nothing is kept.
    private let headers: ReadAhead<ContentHash>?
    /// What is to be said of how the tree was read, each once.
    var notes: [String] = []
    /// How many units of the last state had their common headers from a prelude.
    private(set) var unitsWithPrelude = 0

    /// The header's comments, and what the overlay had of it.
    private struct Documentation {
        var entry: Snapshot.Overlay?
        var docs: [KernelDoc]
    }

    /// One state's units, and what could not be lowered.
    struct LoweredState {
        var snapshot: Snapshot
        var paths: [TreePath]
        var facts: [TreePath: UnitFacts] = [:]
        var clients: [TreePath: ClientFacts] = [:]
        /// The contract's tables in each unit that has facts.
        var tables: [TreePath: [OpsTable]] = [:]
        var failures: [TreePath: String] = [:]
        /// Which units the tree lets be built, and for which architecture.
        var scope = BuildScope()
        /// The comments of the contract's header, which hold the promise that the rules check.
        var docs: [KernelDoc] = []
        /// Whether all this is what it was in the state before.
        var isSame = false
    }

    /// What earlier runs have kept of a state, and what it is looked up by.
    struct KeptState: Sendable {
        var cache: AnalysisCache
        var context: ContentHash
    }

    /// - Parameters:
    ///   - states: all that are going to be analysed, in their order.
    ///   - beginning: what was begun before, if anything.
    init(
        _ options: AnalysisOptions, contract: Contract, base: Snapshot, states: [Snapshot],
        _ beginning: Beginning? = nil
    ) throws {
        let beginning = beginning ?? Beginning(options, contract, base)
        self.options = options
        self.contract = contract
        self.base = base
        guard let knowledge = try beginning.knowledge.wait()?.get() else {
            throw InputError("\(contract.name): no knowledge")
        }
        self.knowledge = knowledge
        let finder = UnitFinder(contract)
        self.finder = finder
        // Headers of the contract are what people edit between two runs.
        let own = [contract.header] + contract.includes.map { "include/" + $0 }
        unstable = Set(states.flatMap(\.overlay.keys) + own.compactMap { TreePath($0) })
        self.states = states
        kconfig = beginning.kconfig
        keeping = beginning.keeping
        guard let found = beginning.look.wait() else {
            throw InputError("\(options.tree): no look at it")
        }
        scan = try found.get()
        headers = beginning.cache.map { [scan] _ in
            ReadAhead { ContentHash(of: scan.headerNames) }
        }
        cache = try beginning.cache?.wait()?.get()
    }

    /// Where the compile flags come from; known after the first state.
    var flagsOrigin: String { flags?.origin ?? "synthesized" }

    /// What the units of a state say, each by itself.
    mutating func lower(_ snapshot: Snapshot) throws -> LoweredState {
        number += 1
        // Nothing else needs it, and a core is free now and then.
        let (contract, last) = (contract, lastDocs)
        let documentation = ReadAhead {
            Result { () throws(TreeError) in
                try Self.documentation(for: contract, in: snapshot, after: last)
            }
        }
        var lowered: LoweredState
        do {
            lowered = try units(of: snapshot)
        } catch {
            finishBatches()
            throw error
        }
        lastDocs = try documentation.wait()?.get()
        lowered.docs = lastDocs?.docs ?? []
        lowered.isSame = lowered.isSame && lowered.docs == self.last?.docs
        self.last = lowered
        return lowered
    }

    /// What they say together, which no other state has a part in.
    var together: StateAnalysis {
        StateAnalysis(
            contract: contract, knowledge: knowledge, limits: options.limits, jobs: options.jobs)
    }

    private mutating func units(of snapshot: Snapshot) throws -> LoweredState {
        unitsWithPrelude = 0
        let changed = last.map { Self.changes(from: $0.snapshot, to: snapshot) }
        let paths = unitPaths(in: snapshot, changed: changed)
        var state = LoweredState(snapshot: snapshot, paths: paths)
        // Nothing is compiled then, and nobody need know how.
        if paths.isEmpty {
            noteUnread(in: &state)
            return state
        }
        if number == 0, !scan.isRemembered { beginPlan(snapshot, paths) }
        let before = flags?.generated
        let flags = try compileFlags(snapshot, paths, changed: changed)
        let haveSameHeaders = before.map { $0 == flags.generated } ?? true
        state.scope = BuildScope(flags)
        var unknown: [TreePath] = []
        for path in paths {
            if let last, let changed, let known = last.facts[path], last.failures[path] == nil,
                haveSameHeaders, !Self.mayDiffer(known, changed)
            {
                state.facts[path] = known
                state.clients[path] = last.clients[path]
                state.tables[path] = last.tables[path]
            } else {
                unknown.append(path)
            }
        }
        state.isSame = unknown.isEmpty && last?.paths == paths
        noteUnread(in: &state)
        try settle(unknown, in: &state, flags)
        // What the base does not need is not made up: a later state's errors are the series' own.
        if number == 0 { try heal(&state) }
        try follow(&state)
        state.scope.assumptions = remedies.assumptions
        return state
    }

    /// Finds out what some units of a state say, from the cache or by parsing them.
    mutating func settle(
        _ asked: [TreePath], in state: inout LoweredState, _ flags: CompileFlags
    ) throws {
        let snapshot = state.snapshot
        let kept = asked.isEmpty ? nil : keptState(snapshot, flags)
        let known = onWorkers(kept == nil ? 0 : asked.count, width: options.jobs) {
            number -> AnalysisCache.Unit? in
            guard let kept, let arguments = try? flags.arguments(for: asked[number]) else {
                return nil
            }
            return kept.cache.unit(
                asked[number], arguments: arguments, kept.context, in: snapshot)
        }
        for unit in known.compactMap(\.self) {
            state.facts[unit.facts.path] = unit.facts
            state.clients[unit.facts.path] = unit.client
        }
        let stale = asked.filter { state.facts[$0] == nil }
        addClients(to: &state)
        if stale.isEmpty { return addTables(of: asked, to: &state) }
        let outcomes = try parsed(stale, of: state, flags, kept)
        for (path, outcome) in outcomes {
            switch outcome.result {
            case .success(let unit):
                state.facts[path] = unit.facts
                state.clients[path] = unit.client
                state.failures[path] = nil
            case .failure(let failure): state.failures[path] = failure.description
            }
        }
        addTables(of: asked, to: &state)
        unitsWithPrelude += outcomes.values.count(where: \.hadPrelude)
        if let kept { keep(stale, of: state, flags, kept) }
    }

    /// Keeps for later runs what was parsed for a state, while this one goes on.
    private func keep(
        _ parsed: [TreePath], of state: LoweredState, _ flags: CompileFlags, _ kept: KeptState
    ) {
        // What is kept was coded by recursion as well.
        if Risk.isCareful { return }
        for path in parsed {
            guard let facts = state.facts[path], let arguments = try? flags.arguments(for: path)
            else { continue }
            let unit = AnalysisCache.Unit(facts: facts, client: state.clients[path])
            kept.cache.meanwhile {
                Risk.run("keeping \(path)") {
                    kept.cache.keep(
                        unit, arguments: arguments, kept.context, in: state.snapshot)
                } instead: { _ in
                }
            }
        }
        guard let preludes else { return }
        for number in preludes.takeMade() {
            guard let facts = preludes[number]?.facts else { continue }
            kept.cache.meanwhile {
                kept.cache.keep(
                    facts, precompiled: preludes.precompiled(number), preludes.choices[number],
                    kept.context, in: state.snapshot)
            }
        }
    }

    private func unitPaths(in snapshot: Snapshot, changed: Set<TreePath>?) -> [TreePath] {
        if let command = options.command { return [command.unit] }
        if let units = options.units { return units.filter(snapshot.exists) }
        if let last, let changed,
            finder.findsTheSame(in: snapshot, as: last.snapshot, changed: changed)
        {
            return last.paths
        }
        let found = finder.units(of: snapshot, in: scan, arch: options.arch)
        return followed.isEmpty
            ? found : followed.filter(snapshot.exists).union(found).sorted()
    }

    /// Goes on with other flags: what was parsed ahead, or made for the old ones, does not count.
    mutating func change(_ flags: CompileFlags) {
        finishBatches()
        batches = []
        lookedAhead = 0
        self.flags = flags
        context = nil
        preludes = nil
        plan = nil
        planning = nil
        environment = nil
    }

    /// What is kept of a state; nil where nothing is.
    mutating func keptState(_ snapshot: Snapshot, _ flags: CompileFlags) -> KeptState? {
        guard let cache else { return nil }
        let common: ContentHash
        if let context {
            common = context
        } else {
            guard let headers = headers?.wait() else { return nil }
            common = cache.context(generated: flags.generated, headers: headers)
            context = common
        }
        return KeptState(
            cache: cache, context: cache.context(common, snapshot, scan: scan))
    }

    private func noteUnread(in state: inout LoweredState) {
        for path in scan.unread where state.facts[path] == nil {
            state.failures[path] = "it is too large or can't be read"
        }
    }

    private func addTables(of paths: [TreePath], to state: inout LoweredState) {
        let units = paths.compactMap { state.facts[$0] }
        let tag = contract.struct
        let tables = onWorkers(units.count, width: options.jobs) { units[$0].tables(of: tag) }
        for (unit, tables) in zip(units, tables) { state.tables[unit.path] = tables }
    }

    /// Facts that a cache had say nothing of what the unit does as a client.
    private func addClients(to state: inout LoweredState) {
        let missing = state.paths.compactMap { path in
            state.clients[path] == nil ? state.facts[path] : nil
        }
        if missing.isEmpty { return }
        let (contract, knowledge, limits) = (contract, knowledge, options.limits)
        let clients = onWorkers(missing.count, width: options.jobs) { number in
            Risk.run(missing[number].path.string) {
                AnalysedState.clientFacts(
                    in: missing[number], contract: contract, knowledge: knowledge, limits: limits)
            } instead: { _ in
                ClientFacts()
            }
        }
        for (facts, client) in zip(missing, clients) {
            state.clients[facts.path] = client
            if let reason = Risk.reason(not: facts.path.string) {
                state.failures[facts.path] = reason
            }
        }
    }

    /// Keeps for later runs what this one has learned.
    func close() {
        finishBatches()
        keeping.wait()
        cache?.close()
    }

    private func finishBatches() { for batch in batches { batch.finish() } }

    /// The files in which two snapshots of one tree differ.
    static func changes(from old: Snapshot, to new: Snapshot) -> Set<TreePath> {
        let paths = Set(old.overlay.keys).union(new.overlay.keys)
        return paths.filter { old.overlay[$0] != new.overlay[$0] }
    }

    /// Whether a change of these files can change what a unit means.
    static func mayDiffer(_ facts: UnitFacts, _ changed: Set<TreePath>) -> Bool {
        if changed.contains(facts.path) || changed.contains(where: SynthesizedBuild.depends) {
            return true
        }
        if changed.contains(where: facts.includes.contains) { return true }
        let headers = changed.filter { !$0.string.hasSuffix(".c") }
        if headers.isEmpty { return false }
        // A unit with errors may lack just this header; and a header of the same name as one that was included may now be
        // found in its place.
        let names = Set(headers.map(\.lastComponent))
        return !facts.errors.isEmpty || facts.includes.contains { names.contains($0.lastComponent) }
    }

    private mutating func compileFlags(
        _ snapshot: Snapshot, _ paths: [TreePath], changed: Set<TreePath>?
    ) throws -> CompileFlags {
        if let flags, let last, let changed, last.paths == paths,
            !changed.contains(where: flags.depends)
        {
            return flags
        }
        var made: CompileFlags
        if let command = options.command {
            made = .kbuild(
                try BuildDirectory(
                    command.directory, for: snapshot, arch: options.arch.first, unit: command.unit,
                    command: command.words, output: command.output))
        } else {
            made = try buildFlags(snapshot, paths)
            made = remedies.applied(to: made, snapshot, hidden: scan.unsafe)
        }
        flags = made
        context = nil
        preludes?.forgetTrials()
        return made
    }

    mutating func synthesizedBuild(
        _ snapshot: Snapshot, _ paths: [TreePath]
    ) -> SynthesizedBuild {
        if let known = cache?.build(
            arch: options.arch, units: paths, in: snapshot, jobs: options.jobs)
        {
            return known
        }
        beginPlan(snapshot, paths)
        if Self.changes(from: base, to: snapshot).contains(where: SynthesizedBuild.depends) {
            kconfig = nil
        }
        let trace = kconfig?.trace ?? ReadTrace()
        var traced = snapshot
        traced.trace = cache == nil ? nil : trace
        let begun = kconfig?.rules
        kconfig = nil
        let first = options.arch.first
        let tools = BuildTools(hidden: scan.unsafe).tools { snapshot, arch in
            let known = arch == first ? begun?.wait() : nil
            return known
                ?? Risk.watched("the Kconfig files of the tree") {
                    KconfigRules(snapshot, arch: arch, BuildTools.compiler)
                }
        }
        let build = Risk.watched("the build files of the tree") {
            SynthesizedBuild(traced, options.arch, units: paths, tools)
        }
        for file in build.evaluatedFrom { trace.noteLate(file, in: snapshot.root) }
        cache?.keep(build, arch: options.arch, units: paths, in: snapshot, trace)
        return build
    }

    /// Looks at what units include, while it is being found out how they are compiled: both read hundreds of files, and
    /// neither needs the other.
    private mutating func beginPlan(_ snapshot: Snapshot, _ paths: [TreePath]) {
        guard plan == nil, planning == nil, options.usesPreludes, !Risk.isCareful,
            options.command == nil
        else { return }
        let (arch, unstable) = (options.arch.first, unstable)
        planning = ReadAhead {
            PreludePlan(snapshot, excluding: unstable, preparedFor: paths, arch)
        }
    }

    /// - Parameter last: the comments of the state before.
    private static func documentation(
        for contract: Contract, in snapshot: Snapshot, after last: Documentation?
    ) throws(TreeError) -> Documentation? {
        guard let header = TreePath(contract.header) else { return nil }
        let entry = snapshot.overlay[header]
        if let last, last.entry == entry { return last }
        guard let bytes = try snapshot.contents(of: header) else { return nil }
        return Documentation(
            entry: entry,
            docs: KernelDoc.parse(String(decoding: bytes, as: UTF8.self), file: header))
    }
}
