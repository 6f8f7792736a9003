/// The `v3`, `v1.2` or `RESEND v2` of a subject, in the order in which they are sent.
struct Revision: Hashable, Comparable, Sendable, CustomStringConvertible {
    var major = 1
    var minor = 0
    /// The same patches once more, which is newer than the first time.
    var isResent = false

    init(_ subject: SubjectLine) {
        major = subject.version ?? 1
        minor = subject.minorVersion ?? 0
        isResent = subject.isResent
    }

    static func < (a: Revision, b: Revision) -> Bool {
        (a.major, a.minor, a.isResent ? 1 : 0) < (b.major, b.minor, b.isResent ? 1 : 0)
    }

    var description: String {
        "v\(major)\(minor > 0 ? ".\(minor)" : "")\(isResent ? " resent" : "")"
    }
}
