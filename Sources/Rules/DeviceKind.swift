internal import Dataflow

/// A device as far as two of them can be told apart for certain.
enum DeviceKind: Hashable {
    case helper(String)
    /// The NTB device's own parent, however it is written.
    case ntb
    /// The device that such a member holds, of something that is no NTB.
    case foreign(DeviceOrigin.Member)
    case unknown

    init(
        _ origin: DeviceOrigin, refused: Set<DeviceOrigin.Member>,
        foreign: Set<DeviceOrigin.Member>
    ) {
        if let last = origin.written.last, foreign.contains(last) {
            self = .foreign(last)
        } else if !refused.isDisjoint(with: origin.written) {
            self = .ntb
        } else if origin.path.isEmpty {
            if case .result(let name) = origin.base {
                self = .helper(name)
            } else {
                self = .unknown
            }
        } else {
            // A member may hold what the helper gave.
            self = .unknown
        }
    }
}
