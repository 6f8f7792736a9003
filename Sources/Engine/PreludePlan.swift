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
            guard let large = valid.first, large != number,
                let headers = chooser.standingAlone(
                    for: preludes.choices[large], after: number.map { preludes.choices[$0] }, unit,
                    flags)
            else { continue }
            found[unit] = PreludeUse(
                number: number, upgrade: .init(number: large, base: number, headers: headers))
        }
        return found
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
