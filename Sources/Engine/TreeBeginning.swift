internal import Cache
internal import Contract
internal import Dispatch
internal import KernelSource
internal import Lowering
internal import Supervision

extension TreeAnalysis {
    /// What depends on no patch, and can be begun before the states are known.
    struct Beginning: Sendable {
        let look: ReadAhead<Result<ScanResult, TreeError>>
        let cache: ReadAhead<Result<AnalysisCache, LibraryFailure>>?
        /// What is being kept of the look for later runs.
        let keeping = DispatchGroup()
        let knowledge: ReadAhead<Result<KernelKnowledge, ContractError>>
        /// What options there are does not depend on the units; begun as soon as there is one.
        let kconfig: (rules: ReadAhead<KconfigRules>, trace: ReadTrace)?

        /// - Parameter parses: whether units are going to be parsed, most likely: in a series.
        init(
            _ options: AnalysisOptions, _ contract: Contract, _ base: Snapshot, parses: Bool = false
        ) {
            let limits = options.limits
            let kconfig = Self.kconfig(options, contract, base)
            self.kconfig = kconfig
            look = ReadAhead { [keeping] in
                Result { () throws(TreeError) in
                    let finder = UnitFinder(contract)
                    if options.command != nil { return finder.skip(base) }
                    if let module = options.modulePlace(in: base) {
                        return try finder.scan(base, module: module)
                    }
                    let memory = options.cache.map {
                        AnalysisCache.scanMemory($0, finder, root: base.root)
                    }
                    let result = try finder.scan(
                        base, arch: options.arch, memory: memory,
                        keeping: {
                            DispatchQueue.global(qos: .utility).async(group: keeping, execute: $0)
                        }, whenFound: { kconfig?.rules.begin() })
                    if !result.isRemembered || parses { Self.loadLibclang() }
                    return result
                }
            }
            knowledge = ReadAhead {
                Result { () throws(ContractError) in try KernelKnowledge(for: contract) }
            }
            // What has to do with libclang waits for it to be loaded; the look through the tree need not. It is the last to be
            // begun: while libclang is being loaded, no thread can.
            cache = options.cache.map { directory in
                ReadAhead {
                    Result { () throws(LibraryFailure) in
                        AnalysisCache(
                            directory, for: base, libclang: try LibclangVersion.of(directory),
                            analysis: [contract, limits])
                    }
                }
            }
        }

        /// Whoever needs it first would have to wait.
        private static func loadLibclang() { _ = ReadAhead { try? libclangVersion() } }

        private static func kconfig(
            _ options: AnalysisOptions, _ contract: Contract, _ base: Snapshot
        ) -> (rules: ReadAhead<KconfigRules>, trace: ReadTrace)? {
            // Who knows the tree knows the flags as well, most likely.
            guard options.command == nil, options.buildDirectory == nil, base.commit == nil,
                BuildState.inPlace(of: base) == nil,
                options.cache.map({
                    AnalysisCache.knows(base.root, UnitFinder(contract), in: $0)
                }) != true
            else { return nil }
            let trace = ReadTrace()
            var traced = base
            traced.trace = options.cache == nil ? nil : trace
            let arch = options.arch.first
            let rules = ReadAhead(begun: false) { [traced] in
                Risk.watched("the Kconfig files of the tree") {
                    KconfigRules(traced, arch: arch, BuildTools.compiler)
                }
            }
            return (rules, trace)
        }
    }
}

extension KernelKnowledge {
    init(for contract: Contract) throws(ContractError) {
        self = try Self.builtIn().adding(contract.knowledge)
    }
}

extension UnitFinder {
    init(_ contract: Contract) {
        let concernsTablesOnly = contract.clients == nil && contract.helper == nil
        self.init(
            words: contract.searchWords, headers: contract.includes,
            member: concernsTablesOnly ? contract.member : nil)
    }
}
