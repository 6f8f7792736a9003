/// Which of several versions of a series counts: the newest, as for `b4 am`. Of a newest version that has some of its patches sent
/// anew in reply to the older ones, the others are those of the version before.
///
/// What is left out has to be the same series, told by a title, a thread or a `change-id:` that they share. Two series that
/// just happen to have different versions are none's older self, and are left for the user to take apart.
struct VersionChoice {
    /// The only version, or the newest of one series.
    let newest: Revision
    /// The others, oldest first.
    let older: [Revision]
    /// Patches of older versions that the newest has not sent anew.
    private var kept: Set<PatchSource> = []

    init?(_ mails: [Mail]) {
        var versions: [Revision: Marks] = [:]
        for mail in mails where Self.isPart(mail) {
            versions[Revision(mail.subject), default: Marks()].add(mail)
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
        kept = keptPatches(mails)
    }

    func leavesOut(_ mail: Mail) -> Bool {
        Self.isPart(mail) && Revision(mail.subject) != newest && !kept.contains(mail.source)
    }

    /// The mail as one of the newest version, which it is or which it goes with.
    func taken(_ mail: Mail) -> Mail {
        guard kept.contains(mail.source) else { return mail }
        var mail = mail
        mail.subject.version = newest.major
        mail.subject.minorVersion = newest.minor > 0 ? newest.minor : nil
        return mail
    }

    /// What fills the gaps of a newest version that is no whole one.
    private func keptPatches(_ mails: [Mail]) -> Set<PatchSource> {
        let patches = mails.filter { Self.isPart($0) && !$0.parsed.files.isEmpty }
        func byNumber(_ revision: Revision) -> [Int: Mail] {
            let own = patches.filter { Revision($0.subject) == revision }
            return Dictionary(own.map { ($0.subject.number ?? 0, $0) }) { first, _ in first }
        }
        let own = byNumber(newest)
        guard let total = own.values.first?.subject.total, total > 0,
            total <= PatchInput.maximumMessages,
            own.values.allSatisfy({ $0.subject.total == total })
        else { return [] }
        var missing = Set(1...total).subtracting(own.keys)
        if missing.isEmpty || own[0] != nil { return [] }
        let ids = Dictionary(
            patches.compactMap { mail in mail.messageID.map { ($0, mail) } }
        ) { first, _ in first }
        let isReroll = own.values.allSatisfy { mail in
            // The same patches once more are what they were.
            if newest.isResent { return true }
            return mail.references.contains { id in
                guard let answered = ids[id] else { return false }
                return (answered.subject.number, answered.subject.total)
                    == (mail.subject.number, mail.subject.total)
                    && Revision(answered.subject) < newest
            }
        }
        guard isReroll else { return [] }
        var kept: Set<PatchSource> = []
        for revision in older.reversed() {
            for (number, mail) in byNumber(revision)
            where mail.subject.total == total && missing.remove(number) != nil {
                kept.insert(mail.source)
            }
        }
        return missing.isEmpty ? kept : []
    }

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
