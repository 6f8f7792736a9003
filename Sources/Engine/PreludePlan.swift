internal import KernelSource
internal import SourceText

/// Which unit reads its common headers from which prelude, state by state. Only once a run is chosen what the preludes hold.
struct PreludePlan: Sendable {
    private var chooser: PreludeChooser
    private var isChosen = false

    /// - Parameter excluded: headers that no prelude may hold.
    init(_ snapshot: Snapshot, excluding excluded: Set<TreePath>) {
        chooser = PreludeChooser(snapshot, excluding: excluded)
    }

    /// The same, after a look at what these units include, which takes most of the time.
    init(
        _ snapshot: Snapshot, excluding excluded: Set<TreePath>, preparedFor units: [TreePath],
        _ arch: Arch
    ) {
        self.init(snapshot, excluding: excluded)
        chooser.prepare(for: units, arch: arch)
    }

    /// - Parameters:
    ///   - units: those that are going to be parsed.
    ///   - all: all units of the state.
    mutating func uses(
        _ units: [TreePath], of all: [TreePath], _ snapshot: Snapshot, _ flags: CompileFlags,
        _ preludes: Preludes
    ) -> [TreePath: PreludeUse] {
        chooser.move(to: snapshot)
        if !isChosen { preludes.choose(chooser.choices(for: all, flags)) }
        isChosen = true
        var found: [TreePath: PreludeUse] = [:]
        let valid = preludes.choices.indices.filter { preludes.isValid($0, in: snapshot) }
        for unit in units {
            let number = valid.first { chooser.serves(preludes.choices[$0], unit, flags) }
            found[unit] = number.map { PreludeUse(number: $0) }
            guard
                let upgrade = upgrade(
                    of: unit, from: number, among: valid, flags, preludes.choices)
            else { continue }
            found[unit] = PreludeUse(number: number, upgrade: upgrade)
        }
        return found
    }

    /// Whether a unit, as it is in the state that was planned last, may read one of some files.
    mutating func mayRead(_ files: Set<TreePath>, in unit: TreePath, _ flags: CompileFlags) -> Bool
    {
        chooser.mayRead(files, in: unit, flags)
    }

    /// The largest prelude that may serve a unit better than the one that does in any case.
    ///
    /// - Parameter valid: the choices that are good for this state; those that are made for few units come last.
    private mutating func upgrade(
        of unit: TreePath, from base: Int?, among valid: [Int], _ flags: CompileFlags,
        _ choices: [PreludeChoice]
    ) -> PreludeUse.Upgrade? {
        let own = valid.reversed().filter { choices[$0].units.contains(unit) }
        for number in own + valid.prefix(1) {
            if number == base { continue }
            let headers = chooser.standingAlone(
                for: choices[number], after: base.map { choices[$0] }, unit, flags)
            guard let headers else { continue }
            let first = choices.firstIndex { $0.arguments == choices[number].arguments }
            return .init(
                number: number,
                trial: .init(
                    headers: headers, base: base, arguments: first ?? number,
                    version: chooser.version(of: headers)))
        }
        return nil
    }

    /// Units in the order in which they are to be parsed, so that no long one is left for the end.
    mutating func longestFirst(
        _ units: [TreePath], _ uses: [TreePath: PreludeUse], _ snapshot: Snapshot,
        _ preludes: Preludes
    ) -> [TreePath] {
        // What a header that no prelude has weighs, in bytes of a unit. A rough guess is enough for an order.
        let header = 8000
        var work: [TreePath: Int] = [:]
        for unit in units {
            var weight = ((try? snapshot.contents(of: unit)) ?? nil)?.count ?? 0
            if let number = uses[unit]?.upgrade?.number ?? uses[unit]?.number {
                weight += chooser.filesBeyond(preludes.choices[number], unit) * header
            }
            work[unit] = weight
        }
        return units.sorted { (-(work[$0] ?? 0), $0) < (-(work[$1] ?? 0), $1) }
    }
}
