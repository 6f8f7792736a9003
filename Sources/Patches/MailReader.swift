internal import Git
import SourceText

/// A mail after `git mailinfo`.
struct Mail: Sendable {
    var source: PatchSource
    var subject: SubjectLine
    var author: String?
    var messageID: String?
    /// The mails that it follows in its thread.
    var references: Set<String> = []
    var isReply: Bool
    var message: String
    var diff: [UInt8]
    var parsed: ParsedDiff
}

extension Mail {
    /// Takes away what would tell it a place among others.
    mutating func place() {
        subject.number = nil
        subject.total = nil
        subject.version = nil
        subject.minorVersion = nil
        subject.isResent = false
        isReply = false
    }

    /// Reads the diff with so many parts of its paths as prefixes.
    mutating func read(strip: Int) throws(PatchInputError) {
        do {
            parsed = try ParsedDiff(diff, strip: strip)
        } catch {
            throw .hostilePath(error.path, reason: error.reason, source: source.description)
        }
    }
}

/// Splits mboxes and decodes mails, by git.
struct MailReader: Sendable {
    let git: PrivateGit

    /// The messages of a text that is a mail or an mbox.
    func split(_ bytes: [UInt8], name: String) async throws(PatchInputError) -> [[UInt8]] {
        let mailbox = Mailbox(bytes)
        let count = mailbox.messageCount
        if count > PatchInput.maximumMessages {
            throw .tooMany(count, limit: PatchInput.maximumMessages)
        }
        do {
            let path = try git.write(mailbox.quoted, to: "mbox")
            let output = try git.mustRun([
                "mailsplit", "-d6", "-b", "--keep-cr", "--mboxrd", "-o" + git.directory.path,
                "--", path,
            ])
            let text = String(decoding: output, as: UTF8.self)
            let written = Int(trimmedEnd(text[...])) ?? 0
            var messages: [[UInt8]] = []
            for number in 0..<written {
                let digits = String(number + 1)
                let padding = String(repeating: "0", count: max(0, 6 - digits.count))
                messages.append(try git.read(padding + digits))
            }
            return messages
        } catch {
            throw .git(error)
        }
    }

    /// Decodes one mail.
    func read(_ raw: [UInt8], source: PatchSource) async throws(PatchInputError) -> Mail {
        let text = MailText(raw)
        if let plain = PlainMail(text) {
            return Mail(
                source: source, subject: plain.subject, author: plain.author,
                messageID: text.messageID, references: text.references,
                isReply: plain.subject.isReply, message: plain.message,
                diff: plain.diff, parsed: try parse(plain.diff, source: source))
        }
        return try await decode(text, source: source)
    }

    /// Reads a mail by `git mailinfo`.
    func decode(_ text: MailText, source: PatchSource) async throws(PatchInputError) -> Mail {
        do {
            let input = try git.write(text.bytes, to: "mail")
            var info = try await information(input: input, options: [])
            var diff = try git.read("patch")
            let message = try git.read("message")
            if !info.subject.hasBracket {
                // A `Subject:` in the body replaces the header, and with it the number.
                let header = try await information(input: input, options: ["--no-inbody-headers"])
                if header.subject.hasBracket {
                    let title = info.subject.title
                    info.subject = header.subject
                    if !title.isEmpty { info.subject.title = title }
                }
            }
            if hasTransportCarriageReturns(diff) { diff = withoutCarriageReturns(diff) }
            return Mail(
                source: source, subject: info.subject, author: info.author,
                messageID: text.messageID, references: text.references,
                isReply: info.subject.isReply,
                message: String(decoding: withoutCarriageReturns(message), as: UTF8.self),
                diff: diff, parsed: try parse(diff, source: source))
        } catch let failure as GitFault {
            throw .git(failure)
        } catch let error as PatchInputError {
            throw error
        } catch {
            throw .notAPatch(source.description)
        }
    }

    /// A diff without a mail around it.
    func bareDiff(_ raw: [UInt8], source: PatchSource) throws(PatchInputError) -> Mail {
        let diff = hasTransportCarriageReturns(raw) ? withoutCarriageReturns(raw) : raw
        var subject = SubjectLine("")
        subject.title = printable(source.name.split(separator: "/").last.map(String.init) ?? "")
        return Mail(
            source: source, subject: subject, author: nil, messageID: nil, isReply: false,
            message: "", diff: diff, parsed: try parse(diff, source: source))
    }

    private func parse(
        _ diff: [UInt8], source: PatchSource
    ) throws(PatchInputError) -> ParsedDiff {
        do {
            return try ParsedDiff(diff)
        } catch {
            throw .hostilePath(error.path, reason: error.reason, source: source.description)
        }
    }

    private func information(
        input: String, options: [String]
    ) async throws(GitFault) -> (subject: SubjectLine, author: String?) {
        let files = [git.directory.file("message"), git.directory.file("patch")]
        let arguments = ["mailinfo", "-k", "--encoding=UTF-8"] + options + files
        var outcome = try git.run(arguments, input: input)
        if outcome.status != 0, outcome.errors.contains("cannot convert") {
            // A character set that nobody knows: take the bytes as they are.
            outcome = try git.run(["mailinfo", "-k", "-n"] + options + files, input: input)
        }
        guard outcome.status == 0 else {
            throw .failed("mailinfo", words: outcome.complaint)
        }
        var fields: [String: String] = [:]
        for line in String(decoding: outcome.output, as: UTF8.self).split(
            whereSeparator: \.isNewline)
        {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            fields[String(line[..<colon]), default: ""] += value
        }
        let name = printable(fields["Author"] ?? "")
        let address = printable(fields["Email"] ?? "")
        let author = name.isEmpty && address.isEmpty ? nil : "\(name) <\(address)>"
        return (SubjectLine(fields["Subject"] ?? ""), author)
    }
}
