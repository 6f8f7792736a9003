/// Which of several versions of a series counts: the newest, as for `b4 am`.
///
/// What is left out has to be the same series, told by a title, a thread or a `change-id:` that they share. Two series that
/// just happen to have different versions are none's older self, and are left for the user to take apart.
struct VersionChoice {
    /// The only version, or the newest of one series.
    let newest: Int
    /// The others, oldest first.
    let older: [Int]

    init?(_ mails: [Mail]) {
        var versions: [Int: Marks] = [:]
        for mail in mails where Self.isPart(mail) {
            versions[Self.version(of: mail), default: Marks()].add(mail)
        }
        guard let newest = versions.keys.max(), var known = versions.removeValue(forKey: newest)
        else { return nil }
        older = versions.keys.sorted()
        // The third may have been sent in reply to the second, and that to the first.
        while let next = versions.first(where: { known.meet($0.value) }) {
            known.formUnion(next.value)
            versions[next.key] = nil
        }
        guard versions.isEmpty else { return nil }
        self.newest = newest
    }

    func leavesOut(_ mail: Mail) -> Bool {
        Self.isPart(mail) && Self.version(of: mail) != newest
    }

    private static func version(of mail: Mail) -> Int { mail.subject.version ?? 1 }

    /// Patches and cover letters; replies and talk are of no version.
    private static func isPart(_ mail: Mail) -> Bool {
        !mail.isReply && (!mail.parsed.files.isEmpty || mail.subject.number != nil)
    }

    /// What mails of one version have that those of another may have too.
    private struct Marks {
        private var titles: Set<String> = []
        private var changes: Set<String> = []
        private var own: Set<String> = []
        private var followed: Set<String> = []

        mutating func add(_ mail: Mail) {
            if !mail.subject.title.isEmpty { titles.insert(mail.subject.title.lowercased()) }
            if let id = mail.messageID { own.insert(id) }
            followed.formUnion(mail.references)
            let lines = mail.message.split(whereSeparator: \.isNewline).map(String.init)
            for line in lines + mail.parsed.outside where line.begins(like: "change-id:") {
                if let match = line.prefixMatch(of: /(?i)change-id:\s+(\S+)/) {
                    changes.insert(String(match.1))
                }
            }
        }

        func meet(_ other: Marks) -> Bool {
            !titles.isDisjoint(with: other.titles) || !changes.isDisjoint(with: other.changes)
                || !own.isDisjoint(with: other.followed) || !followed.isDisjoint(with: other.own)
        }

        mutating func formUnion(_ other: Marks) {
            titles.formUnion(other.titles)
            changes.formUnion(other.changes)
            own.formUnion(other.own)
            followed.formUnion(other.followed)
        }
    }
}
