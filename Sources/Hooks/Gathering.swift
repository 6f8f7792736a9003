internal import Foundation
internal import Patches

/// The mails of one `git send-email`, which calls its hook once for each: copies are kept until the last is there.
package struct Gathering {
    private let directory: String
    private let sender: SendEmail

    /// - Parameter parent: where the mails of each sender have a directory of their own.
    package init(in parent: String) throws {
        sender = SendEmail.running()
        do {
            try FileManager.default.createDirectory(
                atPath: parent, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw HookFailure(description: "\(parent) can't be made: \(error.localizedDescription)")
        }
        directory = parent + "/" + sender.key
        // What was abandoned half-way belongs to processes that are gone.
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        where !SendEmail.isAlive(name) {
            try? FileManager.default.removeItem(atPath: parent + "/" + name)
        }
    }

    /// Takes one more mail; gives all of them, in order, if it was the last.
    ///
    /// - Parameters:
    ///   - counter: git's count of this mail, from 1, and of all (since 2.41); without it, the subjects count.
    package func add(_ file: String, counter: (number: Int, total: Int)?) throws -> [String]? {
        guard let mail = FileManager.default.contents(atPath: file) else {
            throw HookFailure(description: "\(file): can't be read")
        }
        if let counter {
            if counter.total <= 1 { return [file] }
            if counter.number == 1 { discard() }
            try keep(mail, as: counter.number)
            guard counter.number == counter.total else { return nil }
            let all = try kept()
            guard all.count == counter.total else {
                throw HookFailure(
                    description:
                        "only \(all.count) of \(counter.total) mails were seen; send them again")
            }
            return all
        }
        let subject = MailNumbers(mail)
        guard let number = subject.number, let total = subject.total, total > 1 else {
            return [file]
        }
        try keep(mail, as: number)
        let isLast =
            sender.lastArgument.map { file.hasSuffix("/" + $0) || file == $0 } ?? false
        guard number == total || isLast else { return nil }
        return try kept()
    }

    private func keep(_ mail: Data, as number: Int) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try mail.write(
                to: URL(fileURLWithPath: directory + "/" + String(1_000_000 + number) + ".patch"))
        } catch {
            throw HookFailure(
                description: "\(directory) can't be written: \(error.localizedDescription)")
        }
    }

    private func kept() throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
                .map { directory + "/" + $0 }
        } catch {
            throw HookFailure(
                description: "\(directory) can't be read: \(error.localizedDescription)")
        }
    }

    /// Forgets the mails that were judged.
    package func discard() { try? FileManager.default.removeItem(atPath: directory) }
}

/// The `[PATCH n/m]` of a mail, read from its raw subject line.
struct MailNumbers {
    var number: Int?
    var total: Int?

    init(_ mail: Data) {
        let head = String(decoding: mail.prefix(65536), as: UTF8.self)
        var subject = ""
        for line in head.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty || line == "\r" { break }
            if line.lowercased().hasPrefix("subject:") {
                subject = String(line.dropFirst(8))
            } else if !subject.isEmpty {
                guard line.first == " " || line.first == "\t" else { break }
                subject += line
            }
        }
        guard let match = subject.firstMatch(of: /\[[^\]]*?(\d{1,6})\/(\d{1,6})[^\]]*\]/) else {
            return
        }
        number = Int(match.1)
        total = Int(match.2)
    }
}
