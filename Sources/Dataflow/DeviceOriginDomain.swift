package import Facts

/// Where a `struct device *` came from.
package struct DeviceOrigin: Hashable, Sendable {
    package enum Base: Hashable, Sendable {
        case parameter(Int)
        case result(String)
        case global(String)
        case unknown
    }
    package var base: Base
    /// The members on the way from the base to the device, as `record.member`.
    package var path: [Member]
    /// The expression as a reader of the source would write it.
    package var text: String

    package init(base: Base, path: [Member], text: String) {
        self.base = base
        self.path = path
        self.text = text
    }

    /// What can hold a device from one function's call to another's.
    package enum Holder: Hashable, Sendable {
        case member(Member)
        case global(String)
    }

    /// The path as a contract writes it.
    package var written: [Member] { path.map(\.asWritten) }

    /// The members on the way and the variable that it starts from, from the device backwards.
    package var holders: [Holder] {
        let members = path.reversed().map { Holder.member($0) }
        if case .global(let name) = base { return members + [.global(name)] }
        return members
    }

    package struct Member: Hashable, Sendable {
        /// The record's identifier, which tells structs of different units apart; in a contract, its tag.
        package var record: String
        package var name: String
        /// The member that the record itself is of another one, where it is one of the driver model's devices: any object may have
        /// one, and what is set in one is nothing that another has. Empty otherwise.
        package var within: String

        package init(_ field: Field, in outer: Field? = nil) {
            record = field.record.name
            name = field.name
            within = ""
            if let outer, record == "device" { within = "\(outer.record.name).\(outer.name)" }
        }

        /// The member as a contract names it.
        package var asWritten: Member { Member(record: RecordID(record).tag, name: name) }

        package init(record: String, name: String, within: String = "") {
            self.record = record
            self.name = name
            self.within = within
        }
    }
}

package struct DeviceOriginDomain: AbstractDomain {
    /// Functions on the way to the calls of interest; the bodies of others say nothing of origins.
    private let entered: Set<String>

    package init(entering: Set<String>) { entered = entering }

    package func enters(_ function: String) -> Bool { entered.contains(function) }

    package func isDefinite(_ element: [DeviceOrigin]) -> Bool { true }

    /// All origins that the value may have here; more than one where paths were merged.
    package func element(of term: Term, in view: StateView) -> [DeviceOrigin] {
        var seen: Set<Term> = []
        var found: [DeviceOrigin] = []
        func add(_ term: Term) {
            guard seen.insert(term).inserted else { return }
            let parts = view.components(of: term)
            for part in parts { add(part) }
            if parts.isEmpty { found.append(origin(of: term, in: view)) }
        }
        add(view.representative(term))
        return found.sorted { $0.text < $1.text }
    }

    package func origin(of term: Term, in view: StateView) -> DeviceOrigin {
        var path: [DeviceOrigin.Member] = []
        let base = trace(term, view, &path)
        return DeviceOrigin(base: base, path: path.reversed(), text: view.describe(term))
    }

    private func trace(
        _ term: Term, _ view: StateView, _ path: inout [DeviceOrigin.Member]
    ) -> DeviceOrigin.Base {
        switch view.arena.node(view.representative(term)) {
        case .address(let region): return trace(region, view, &path)
        case .offset(let base, _), .convert(let base, _): return trace(base, view, &path)
        case .symbol(.initial(let region, _), _), .symbol(.merged(let region, _, _), _):
            return trace(region, view, &path)
        case .symbol(.result(let name, _, _), _): return .result(name)
        default: return .unknown
        }
    }

    private func trace(
        _ region: Region, _ view: StateView, _ path: inout [DeviceOrigin.Member]
    ) -> DeviceOrigin.Base {
        switch view.arena.node(region) {
        case .field(let base, let field):
            var outer: Field?
            if case .field(_, let found) = view.arena.node(base) { outer = found }
            path.append(DeviceOrigin.Member(field, in: outer))
            return trace(base, view, &path)
        case .element(let base, _): return trace(base, view, &path)
        case .pointee(let pointer): return trace(pointer, view, &path)
        case .global(let name): return .global(name)
        case .local(let local, let frame):
            return frame == 0 ? .parameter(local.index) : .unknown
        }
    }
}
