internal import Cache
internal import Contract
internal import Facts
internal import KernelSource
internal import Rules
internal import SourceText

/// What a state's units need of others that nothing else would have found: those have the body of a callback that a table wires, or
/// are handed a device by a client, and need not name what the contract is about.
struct NeededBodies {
    /// Functions that tables wire, wherever in the tree they are.
    var wired: Set<String> = []
    /// Functions that are near, or that a patch may bring, if the unit knows them from a header of which that holds.
    var handed: Set<String> = []
    /// Functions that the kernel has for everybody. Only bodies that are near count: no client is followed into all that it calls.
    var handedToAll: Set<String> = []
    /// The directories around the units that need the latter.
    var directories: Set<String> = []

    init(_ state: TreeAnalysis.LoweredState, _ contract: Contract) {
        let bodies = Set(
            state.facts.values.lazy.flatMap(\.functions).filter { !$0.isStatic }.map(\.name))
        for (path, unit) in state.facts {
            let tables = state.tables[path] ?? []
            let own = Set(unit.functions.map(\.name))
            let names = Set(tables.flatMap { $0.functions(of: contract.member) })
            wired.formUnion(names.filter { !own.contains($0) && !bodies.contains($0) })
            let imports = state.clients[path]?.ties.imports ?? []
            for prototype in unit.prototypes where !bodies.contains(prototype.name) {
                let header = prototype.header?.string
                let isNear =
                    header.map { !$0.hasPrefix("include/") && !$0.hasPrefix("arch/") } ?? true
                let isNeeded =
                    tables.isEmpty
                    ? imports.contains(prototype.name)
                        && prototype.parameters.contains { Self.isHolder($0, isNear: isNear) }
                    : isNear && prototype.result.isPointer
                guard isNeeded else { continue }
                if isNear || prototype.header.map({ state.snapshot.overlay[$0] != nil }) == true {
                    handed.insert(prototype.name)
                } else {
                    handedToAll.insert(prototype.name)
                }
                directories.formUnion(
                    [path.parent, prototype.header?.parent].compactMap {
                        $0?.string
                    }.filter { !$0.hasPrefix("include") && $0.contains("/") })
            }
        }
    }

    /// Whether a parameter can bring a device along. A private function may be handed it in any record.
    private static func isHolder(_ type: CType, isNear: Bool) -> Bool {
        guard let tag = type.pointee.recordID?.tag else { return false }
        return isNear || tag == "device" || tag.hasSuffix("_dev")
    }
}

extension TreeAnalysis {
    /// Takes in the units that have the bodies which a state's units need, and what those need in turn.
    mutating func follow(_ state: inout LoweredState) throws {
        guard options.command == nil, options.units == nil else { return }
        for _ in 0..<Self.mostSteps {
            let needed = NeededBodies(state, contract)
            let found = units(for: needed, state.snapshot).subtracting(state.paths)
            if found.isEmpty { return }
            followed.formUnion(found)
            try extend(&state, by: found)
            if number == 0 { try heal(&state) }
        }
    }

    /// A device that is handed on more often is nobody's to follow.
    private static let mostSteps = 4

    private func units(for needed: NeededBodies, _ snapshot: Snapshot) -> Set<TreePath> {
        var found: Set<TreePath> = []
        if !needed.wired.isEmpty {
            found.formUnion(search(needed.wired, marks: [], around: nil, snapshot))
        }
        if !needed.handed.isEmpty {
            found.formUnion(
                search(needed.handed, marks: marks, around: needed.directories, snapshot))
        }
        if !needed.handedToAll.isEmpty {
            found.formUnion(
                search(
                    needed.handedToAll, marks: marks, around: needed.directories,
                    patched: needed.directories, snapshot))
        }
        return found
    }

    /// How the names begin of the functions that a client asks memory of. A callback's helpers may do without.
    private var marks: [String] {
        guard let clients = contract.clients else { return [] }
        return Set(
            clients.deviceCalls.flatMap(\.names).compactMap { name in
                name.firstIndex(of: "_").map { String(name[...$0]) }
            }
        ).sorted() + [contract.struct, "struct device *"]
    }

    /// - Parameters:
    ///   - directories: where the bodies are looked for; nil for the whole tree.
    ///   - patched: where those are that patches bring.
    private func search(
        _ names: Set<String>, marks: [String], around directories: Set<String>?,
        patched: Set<String>? = nil, _ snapshot: Snapshot
    ) -> [TreePath] {
        let search = FunctionSearch(names, marks: marks)
        let changed = finder.patchedFiles(of: snapshot, arch: options.arch, around: patched)
        let key = cache?.searchKey(
            names, marks: marks, around: directories, snapshot, scan, options.arch)
        if let key, let known = cache?.searched(key) {
            return known + search.units(among: changed, of: snapshot)
        }
        // The tree's own files are looked through once; what patches change, in each state.
        let plain = finder.files(of: snapshot, in: scan, arch: options.arch, around: directories)
        let found = search.units(among: plain, of: snapshot)
        if let key { cache?.keep(searched: found, key) }
        return found + search.units(among: changed, of: snapshot)
    }

    /// The same state with more units.
    private mutating func extend(_ state: inout LoweredState, by units: Set<TreePath>) throws {
        guard let before = flags else { return }
        let paths = (state.paths + units).sorted()
        let made = remedies.applied(
            to: try buildFlags(state.snapshot, paths), state.snapshot, hidden: scan.unsafe)
        let haveSameHeaders = made.generated == before.generated
        change(made)
        state.paths = paths
        state.isSame = false
        state.scope = BuildScope(made)
        let stale = paths.filter { path in
            guard haveSameHeaders, state.facts[path] != nil else { return true }
            return (try? made.arguments(for: path)) != (try? before.arguments(for: path))
        }
        for path in stale {
            state.facts[path] = nil
            state.clients[path] = nil
        }
        try settle(stale, in: &state, made)
    }
}
