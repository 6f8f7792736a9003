/// Tells patches from cover letters and talk, and puts them in order.
struct SeriesBuilder {
    let mails: [Mail]
    let name: String
    let completeness: PatchInput.Completeness
    let versions: PatchInput.Versions

    func series() throws(PatchInputError) -> Series {
        var ignored: [IgnoredMessage] = []
        func ignore(_ mail: Mail, _ reason: String) {
            ignored.append(
                IgnoredMessage(subject: mail.subject.title, source: mail.source, reason: reason))
        }

        var patches: [Mail] = []
        var replies: [Mail] = []
        var covers: [Mail] = []
        let originals = withoutCopies(ignore)
        let choice = versions == .newest ? VersionChoice(originals) : nil
        for original in originals {
            let mail = choice?.taken(original) ?? original
            if let choice, choice.leavesOut(original) {
                ignore(mail, "it is of an older version than \(choice.newest)")
            } else if mail.parsed.files.isEmpty {
                if !mail.isReply, mail.subject.number == 0 {
                    covers.append(mail)
                } else if !mail.isReply, mail.subject.number == nil,
                    BaseTrailers(mail).baseCommit != nil
                {
                    // The cover letter of `format-patch -k` has no number.
                    covers.append(mail)
                } else if !mail.isReply, let number = mail.subject.number,
                    let total = mail.subject.total
                {
                    throw .patchWithoutDiff(
                        number, total: total, source: mail.source.description)
                } else {
                    ignore(mail, "it holds no diff")
                }
            } else if mail.isReply {
                replies.append(mail)
            } else {
                patches.append(mail)
            }
        }
        // Someone who names nothing but a reply with a diff means that diff; next to patches it is a suggestion.
        if patches.isEmpty {
            patches = replies
        } else {
            for reply in replies { ignore(reply, "it is a reply to a patch") }
        }
        if patches.isEmpty {
            // One mail of a series, as checkers get it, may be the cover letter.
            guard completeness == .part, !covers.isEmpty else { throw .noPatch(name) }
        }

        let ordered = try inOrder(patches)
        let version = (ordered.first ?? covers.first)?.subject.version ?? 1
        let isOurs = { (cover: Mail) in
            choice.map { Revision(cover.subject) == $0.newest }
                ?? ((cover.subject.version ?? 1) == version)
        }
        let cover = covers.first(where: isOurs)
        for other in covers where other.source != cover?.source {
            ignore(other, "it is the cover letter of another series")
        }
        var series = Series(
            patches: numbered(ordered), cover: cover.map(CoverLetter.init), ignored: ignored,
            version: version, olderVersions: choice?.older.map(\.major) ?? [],
            versionName: choice?.newest.description ?? "v\(version)",
            olderVersionNames: choice?.older.map(\.description) ?? [])
        for mail in [cover, ordered.first].compactMap({ $0 }) {
            let trailers = BaseTrailers(mail)
            series.baseCommit = series.baseCommit ?? trailers.baseCommit
            series.prerequisitePatchIDs += trailers.prerequisitePatchIDs
        }
        return series
    }

    /// A list's archive holds a mail once for each list it was sent to; one of them is enough.
    private func withoutCopies(_ ignore: (Mail, String) -> Void) -> [Mail] {
        var seen: [String: [Mail]] = [:]
        return mails.filter { mail in
            // Not the diff's bytes: the last mail of an mbox ends in one empty line less than the others.
            let same = { (first: Mail) in
                first.subject == mail.subject && first.parsed.files == mail.parsed.files
                    && first.messageID == mail.messageID
                    && (mail.messageID != nil
                        || (first.author, first.message) == (mail.author, mail.message))
            }
            let key = mail.messageID ?? mail.subject.title
            if let first = seen[key]?.first(where: same) {
                ignore(mail, "it is a copy of \(first.source)")
                return false
            }
            seen[key, default: []].append(mail)
            return true
        }
    }

    private func inOrder(_ patches: [Mail]) throws(PatchInputError) -> [Mail] {
        var groups: [String] = []
        for patch in patches {
            let group = groupName(patch)
            if !groups.contains(group) { groups.append(group) }
        }
        if groups.count > 1 { throw .mixed(groups) }
        guard let total = patches.first?.subject.total else { return patches }

        if total > PatchInput.maximumMessages {
            throw .tooMany(total, limit: PatchInput.maximumMessages)
        }
        var byNumber: [Int: Mail] = [:]
        for patch in patches {
            let number = patch.subject.number ?? 0
            guard (1...max(total, 1)).contains(number), number <= total else {
                throw .misnumbered(number, total: total, source: patch.source.description)
            }
            if let first = byNumber[number] {
                throw .duplicate(
                    number, total: total, first: first.source.description,
                    second: patch.source.description)
            }
            byNumber[number] = patch
        }
        let missing = (1...max(total, 1)).filter { byNumber[$0] == nil }
        if completeness == .whole, !missing.isEmpty {
            throw .missingPatches(
                missing, total: total, version: patches.first?.subject.version)
        }
        return byNumber.sorted { $0.key < $1.key }.map(\.value)
    }

    private func groupName(_ mail: Mail) -> String {
        let minor = mail.subject.minorVersion.map { ".\($0)" } ?? ""
        let version = mail.subject.version.map { "v\($0)\(minor) " } ?? ""
        guard let total = mail.subject.total else { return "\(version)patches without numbers" }
        return "\(version)of \(total) patches"
    }

    private func numbered(_ mails: [Mail]) -> [Patch] {
        mails.enumerated().map { index, mail in
            Patch(
                number: mail.subject.number ?? index + 1,
                total: mail.subject.total ?? mails.count,
                subject: mail.subject.title, author: mail.author, messageID: mail.messageID,
                source: mail.source, message: mail.message, diff: mail.diff,
                files: mail.parsed.files, strip: mail.parsed.strip)
        }
    }
}

extension CoverLetter {
    fileprivate init(_ mail: Mail) {
        // What stands below a `---` belongs to the letter too: it carries no diff that could start there.
        let below = String(decoding: mail.diff, as: UTF8.self)
        self.init(
            subject: mail.subject.title, author: mail.author, messageID: mail.messageID,
            source: mail.source, message: mail.message + below)
    }
}

/// The lines that `git format-patch --base` puts at the end of the first message.
private struct BaseTrailers {
    var baseCommit: String?
    var prerequisitePatchIDs: [String] = []

    init(_ mail: Mail) {
        let message = mail.message.split(whereSeparator: \.isNewline).map(String.init)
        // Only outside of the hunks: a patch to documentation may well add such a line.
        for line in message + mail.parsed.outside {
            if line.begins(like: "base-commit:"),
                let match = line.prefixMatch(of: /(?i)base-commit: *([0-9a-f]{7,64})\s*$/)
            {
                baseCommit = baseCommit ?? match.1.lowercased()
            } else if line.begins(like: "prerequisite-patch-id:"),
                let match = line.prefixMatch(
                    of: /(?i)prerequisite-patch-id: *([0-9a-f]{40,64})\s*$/)
            {
                prerequisitePatchIDs.append(match.1.lowercased())
            }
        }
    }
}
