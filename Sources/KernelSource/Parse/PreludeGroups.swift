internal import BitCollections
internal import SourceText

/// Which headers are worth a prelude, and for which units.
extension PreludeChooser {
    /// Groups that any unit may use as they are, and larger ones for units whose changed headers turn out to stand alone.
    mutating func groups(of units: [TreePath], _ search: SearchPath) -> [Group] {
        guard units.count >= Self.fewestUnits else { return [] }
        let question = Question(units: units, directories: search.directories)
        if let known = found[question] { return known }
        graph.use(search.directories)
        let files = units.map { graph.number(of: $0) }
        graph.read(from: files)
        let plain = plainGroups(of: files)
        let groups = (plain + largerGroups(of: files, beside: plain)).map { group in
            Group(headers: group.headers, units: Set(group.units.map { graph.path(of: $0) }))
        }
        found[question] = groups
        return groups
    }

    /// With units by number.
    private struct NumberedGroup {
        var headers: [String]
        var units: [Int]
        var files: BitSet
    }

    /// One group for most of the units, and more for those that can't use its headers.
    private mutating func plainGroups(of units: [Int]) -> [NumberedGroup] {
        var reached: [Int: BitSet] = [:]
        for unit in units { reached[unit] = reachBeforeChanges(from: unit) }
        var groups: [NumberedGroup] = []
        while reached.count >= Self.fewestUnits, let next = bestGroup(reached) {
            groups.append(next)
            for unit in next.units { reached[unit] = nil }
        }
        return groups
    }

    /// More headers for units that have many in common: those of one directory, and those that the first group does not suit.
    /// They come after headers that change, so a unit may need another prelude instead.
    private mutating func largerGroups(
        of units: [Int], beside plain: [NumberedGroup]
    ) -> [NumberedGroup] {
        let wanted = plain.first?.files ?? BitSet()
        var reached: [Int: BitSet] = [:]
        var saved: [Int: Int] = [:]
        for unit in units where definesNothingBefore(unit) {
            let reach = graph.certainReach(from: unit)
            reached[unit] = reach
            saved[unit] = reach.isSuperset(of: wanted) ? wanted.count : 0
        }
        let clusters =
            [reached.keys.filter { saved[$0] == 0 }] + directories(of: Array(reached.keys))
        var groups: [NumberedGroup] = []
        for cluster in clusters where cluster.count >= Self.fewestUnits {
            let best = commonGroup(of: cluster.sorted(), reached, saved: saved)
            guard let best else { continue }
            groups.append(best)
            for unit in best.units { saved[unit] = best.files.count }
        }
        return groups
    }

    private func directories(of units: [Int]) -> [[Int]] {
        Dictionary(grouping: units) { graph.path(of: $0).parent?.string ?? "" }
            .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map(\.value)
    }

    /// The headers that are worth most, of those that at least so many units include before anything changes, and the units
    /// that include them all.
    private mutating func bestGroup(_ reached: [Int: BitSet]) -> NumberedGroup? {
        var names: [Int: String] = [:]
        for unit in reached.keys.sorted() { addNames(in: unit, to: &names) }
        let stable = stableHeaders(&names)
        var counts: [Int: Int] = [:]
        for header in stable { counts[header] = reached.values.count { $0.contains(header) } }
        let sorted = stable.sorted {
            (-counts[$0, default: 0], graph.path(of: $0))
                < (-counts[$1, default: 0], graph.path(of: $1))
        }
        var best: (group: NumberedGroup, gain: Int)?
        for threshold in Set(counts.values).sorted() where threshold >= Self.fewestUnits {
            let headers = sorted.filter { counts[$0, default: 0] >= threshold }
            let wanted = BitSet(headers)
            let served = reached.filter { $0.value.isSuperset(of: wanted) }.map(\.key)
            guard served.count >= Self.fewestUnits else { continue }
            let files = certainReach(from: headers)
            let gain = (served.count - 1) * files.count
            guard gain > best?.gain ?? 0 else { continue }
            let group = NumberedGroup(
                headers: headers.compactMap { names[$0] }, units: served, files: files)
            best = (group, gain)
        }
        return best?.group
    }

    /// What some units have in common, without those units that have least in common with the others.
    ///
    /// - Parameter saved: the files of each that it need not read anyway.
    private mutating func commonGroup(
        of cluster: [Int], _ reached: [Int: BitSet], saved: [Int: Int]
    ) -> NumberedGroup? {
        var names: [Int: String] = [:]
        for unit in cluster {
            addNames(in: unit, to: &names)
            for header in privateHeaders(of: unit) { addNames(in: header, to: &names) }
        }
        // Those of an architecture are made to be included by general ones, in the right place.
        names = names.filter { !$0.value.hasPrefix("asm/") }
        let stable = BitSet(stableHeaders(&names))
        var units = cluster
        var best: (group: NumberedGroup, gain: Int)?
        while units.count >= Self.fewestUnits {
            let sets = units.map { stable.intersection(reached[$0] ?? BitSet()) }
            let rests = Self.intersectionsWithoutEach(sets)
            let headers = (rests.first ?? BitSet()).intersection(sets.first ?? BitSet())
                .sorted { graph.path(of: $0) < graph.path(of: $1) }
            let files = certainReach(from: headers)
            // A prelude takes as long as its headers in a unit, and half as long to be saved.
            let gain =
                units.reduce(0) { $0 + files.count - saved[$1, default: 0] } - files.count * 3 / 2
            if gain > best?.gain ?? 0 {
                let group = NumberedGroup(
                    headers: headers.compactMap { names[$0] }, units: units, files: files)
                best = (group, gain)
            }
            let worst = rests.indices.max { rests[$0].count < rests[$1].count }
            if let worst { units.remove(at: worst) }
        }
        return best?.group
    }

    /// For each of some sets what all others have in common.
    private static func intersectionsWithoutEach(_ sets: [BitSet]) -> [BitSet] {
        func runs(_ sets: some Sequence<BitSet>) -> [BitSet?] {
            var found: [BitSet?] = [nil]
            var last: BitSet?
            for set in sets {
                last = last?.intersection(set) ?? set
                found.append(last)
            }
            return found
        }
        let before = runs(sets)
        let after = Array(runs(sets.reversed()).reversed())
        return sets.indices.map { place in
            guard let a = before[place] else { return after[place + 1] ?? BitSet() }
            return after[place + 1].map(a.intersection) ?? a
        }
    }

    /// Those of some headers that lead to none that changes.
    ///
    /// - Parameter names: to which those are added that headers which change include themselves: they are as good.
    private mutating func stableHeaders(_ names: inout [Int: String]) -> [Int] {
        for header in excluded { addNames(in: header, to: &names) }
        return names.keys.filter {
            !excluded.contains($0) && graph.possibleReach(from: $0).isDisjoint(with: excluded)
        }
    }

    private mutating func certainReach(from headers: [Int]) -> BitSet {
        var files = BitSet()
        for header in headers { files.formUnion(graph.certainReach(from: header)) }
        return files
    }

    /// Headers beside a unit that it includes, or that these include, whatever is defined.
    private mutating func privateHeaders(of unit: Int) -> [Int] {
        guard let directory = graph.path(of: unit).parent?.string else { return [] }
        return graph.certainReach(from: unit).filter { file in
            file != unit && !excluded.contains(file)
                && graph.path(of: file).string.hasPrefix(directory + "/")
        }
    }

    /// The names by which a file includes others, whatever is defined.
    private mutating func addNames(in file: Int, to names: inout [Int: String]) {
        for include in graph.scan(file)?.includes ?? [] where include.isCertain && !include.isQuoted
        {
            if let header = graph.target(of: include, from: file) { names[header] = include.name }
        }
    }
}
