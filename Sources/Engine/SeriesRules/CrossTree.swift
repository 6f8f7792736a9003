internal import Findings
internal import KernelSource
internal import Rules
internal import SourceText

/// Finds patches that need a patch which may go into another maintainer's tree.
struct CrossTree {
    let maintainers: Maintainers

    /// The base's own file; nil where it has none.
    init?(base: Snapshot) {
        guard let bytes = (try? base.contents(of: TreePath(literal: "MAINTAINERS"))) ?? nil else {
            return nil
        }
        maintainers = Maintainers(String(decoding: bytes, as: UTF8.self))
    }

    func findings(_ states: [SeriesRemarks.State]) -> [(state: Int, finding: Finding)] {
        let routes = routes(of: states.map(\.symbols.files))
        var result: [(state: Int, finding: Finding)] = []
        for (index, state) in states.enumerated() {
            for (other, earlier) in states[..<index].enumerated() {
                guard let away = routes[index].beyond(routes[other]) else { continue }
                var names: [String] = []
                var place: Location?
                for introduced in earlier.symbols.introduced {
                    guard let use = state.symbols.use(of: introduced),
                        !names.contains(introduced.symbol.name)
                    else { continue }
                    names.append(introduced.symbol.name)
                    place = place ?? use
                }
                guard let place else { continue }
                let list =
                    names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", ..." : "")
                let home = routes[other].titles.first ?? "no maintainer"
                result.append(
                    (
                        state.number,
                        Finding(
                            rule: SeriesRules.crossTree, location: place,
                            message: "patch \(state.number) (\(away)) uses \(list) from patch "
                                + "\(earlier.number) (\(home)): it must not be applied before it",
                            key: "\(state.subject) after \(earlier.subject)")
                    ))
            }
        }
        return result
    }

    /// Whom a patch can go through: the trees of its files' sections, the most specific first; people and lists where no
    /// section has a tree.
    private struct Route {
        var titles: [String] = []
        /// Tree and the title of its section.
        var trees: [(tree: String, title: String)] = []
        var people: Set<String> = []

        /// The section by which this patch may go another way than `other`; nil if it can't.
        func beyond(_ other: Route) -> String? {
            if titles.isEmpty || other.titles.isEmpty { return nil }
            if !trees.isEmpty, !other.trees.isEmpty {
                let theirs = Set(other.trees.map(\.tree))
                return trees.first { !theirs.contains($0.tree) }?.title
            }
            return people.isDisjoint(with: other.people) ? titles[0] : nil
        }
    }

    /// One for each list of files.
    private func routes(of lists: [[TreePath]]) -> [Route] {
        let files = Array(Set(lists.joined()))
        let found = Dictionary(
            zip(files, maintainers.sections(of: files)), uniquingKeysWith: { first, _ in first })
        return lists.map { files in Self.route(files.map { found[$0] ?? [] }) }
    }

    /// - Parameter sections: for each file of a patch.
    private static func route(_ sections: [[Maintainers.Section]]) -> Route {
        var route = Route()
        for sections in sections {
            for section in sections {
                if !route.titles.contains(section.title) { route.titles.append(section.title) }
                for tree in section.trees where !route.trees.contains(where: { $0.tree == tree }) {
                    route.trees.append((tree, section.title))
                }
            }
            if let nearest = sections.first {
                route.people.formUnion(nearest.maintainers)
                // Everyone's list is no one's.
                route.people.formUnion(
                    nearest.lists.filter { !$0.hasPrefix("linux-kernel@") })
            }
        }
        return route
    }
}
