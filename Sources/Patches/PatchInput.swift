internal import Git
internal import Supervision
import SourceText
import SystemPackage

import Foundation

/// Reads what the user names as patches.
package enum PatchInput {
    /// A message above this size is no patch that anyone reviews.
    package static let maximumBytes = 32 << 20
    package static let maximumMessages = 2000
    /// An mbox may hold many messages of the size above; all in one this much.
    static let maximumMailboxBytes = 256 << 20

    /// Whether each number of the series has to be there.
    package enum Completeness: Sendable {
        case whole
        /// For tools that hand over one mail of a series at a time.
        case part
    }

    /// What becomes of an input that holds more than one version of a series.
    package enum Versions: Sendable {
        case newest
        /// Refused: for who would send all that is there.
        case onlyOne
    }

    /// Loads one series from patch files, mboxes, maildirs, directories of `*.patch`, or `-` for standard input.
    package static func load(
        _ arguments: [String], completeness: Completeness = .whole, versions: Versions = .newest,
        standardInput: @Sendable () throws -> [UInt8] = readStandardInput
    ) async throws(PatchInputError) -> Series {
        if arguments.isEmpty { throw .nothingNamed }
        var texts: [NamedText] = []
        for argument in arguments {
            texts += try read(argument, standardInput: standardInput)
            if texts.count > maximumMessages {
                throw .tooMany(texts.count, limit: maximumMessages)
            }
        }
        let reader: MailReader
        do {
            reader = MailReader(git: try PrivateGit())
        } catch {
            throw .git(error)
        }
        var mails: [Mail] = []
        for text in texts {
            var found = try await self.mails(of: text, by: reader)
            if text.isPlaced {
                for number in found.indices {
                    found[number].place()
                    if let strip = text.strip { try found[number].read(strip: strip) }
                }
            }
            mails += found
            if mails.count > maximumMessages {
                throw .tooMany(mails.count, limit: maximumMessages)
            }
        }
        let name = arguments.count == 1 ? displayName(arguments[0]) : "the input"
        return try SeriesBuilder(
            mails: mails, name: name, completeness: completeness, versions: versions
        ).series()
    }

    package static let readStandardInput: @Sendable () throws -> [UInt8] = {
        let bytes = try Risk.waitingForUser {
            try readAll(.standardInput, limit: maximumMailboxBytes)
        }
        Supervisor.keep(input: bytes)
        return bytes
    }

    // MARK: files

    private struct NamedText {
        var name: String
        var bytes: [UInt8]
        /// A file of a maildir is one message, whatever lines it holds.
        var isSingleMail = false
        /// Its place is given (by a `series` file), whatever its subject is numbered.
        var isPlaced = false
        /// How many parts of its paths are prefixes, where that was said.
        var strip: Int?
    }

    private static func displayName(_ argument: String) -> String {
        argument == "-" ? "standard input" : argument
    }

    private static func read(
        _ argument: String, standardInput: @Sendable () throws -> [UInt8]
    ) throws(PatchInputError) -> [NamedText] {
        if argument == "-" {
            return [try text("standard input") { try standardInput() }]
        }
        var isDirectory: Bool = false
        guard FileManager.default.fileExists(atPath: argument, isDirectory: &isDirectory) else {
            throw .missingFile(argument)
        }
        guard isDirectory else { return [try file(argument)] }

        let maildir = try entries(of: argument + "/cur") + entries(of: argument + "/new")
        if !maildir.isEmpty {
            // The names start with the time of delivery.
            let paths = maildir.map { path in (path.split(separator: "/").last ?? "", path) }
                .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.1)
            var texts: [NamedText] = []
            for path in paths {
                var text = try member(path)
                text.isSingleMail = true
                texts.append(text)
            }
            return texts
        }
        let list = (argument.hasSuffix("/") ? argument : argument + "/") + "series"
        if FileManager.default.fileExists(atPath: list, isDirectory: &isDirectory), !isDirectory {
            return try stack(argument, list)
        }
        let patches = try entries(of: argument).filter { $0.hasSuffix(".patch") }
        if patches.isEmpty { throw .noPatchFiles(directory: argument) }
        var texts: [NamedText] = []
        for path in patches { texts.append(try member(path)) }
        return texts
    }

    /// The patches that a `series` file names, in its order.
    private static func stack(
        _ directory: String, _ list: String
    ) throws(PatchInputError) -> [NamedText] {
        let bytes: [UInt8]
        do {
            bytes = try readFile(list, limit: 1 << 20)
        } catch {
            throw .unreadable(list, reason: "\(error)")
        }
        let series: SeriesFile
        do {
            series = try SeriesFile(String(decoding: bytes, as: UTF8.self))
        } catch {
            throw .seriesFile(list, line: error.line, reason: error.reason)
        }
        let base = directory.hasSuffix("/") ? String(directory.dropLast()) : directory
        var texts: [NamedText] = []
        for entry in series.entries where !entry.isGuarded {
            if entry.name.hasPrefix("/") || entry.name.split(separator: "/").contains("..") {
                throw .seriesFile(
                    list, line: 1, reason: "\(printable(entry.name)) is not below the directory")
            }
            let path = base + "/" + entry.name
            guard FileManager.default.fileExists(atPath: path) else { throw .missingFile(path) }
            var text = try member(path)
            text.isPlaced = true
            text.strip = entry.strip
            texts.append(text)
        }
        if texts.isEmpty { throw .noPatchFiles(directory: directory) }
        return texts
    }

    /// The paths of a directory's visible files, sorted by name; empty where there is no such directory.
    private static func entries(of directory: String) throws(PatchInputError) -> [String] {
        var isDirectory: Bool = false
        guard FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory),
            isDirectory
        else { return [] }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: directory)
        } catch {
            throw .unreadable(directory, reason: "its names can't be listed")
        }
        if names.count > 10 * maximumMessages {
            throw .tooMany(names.count, limit: maximumMessages)
        }
        let base = directory.hasSuffix("/") ? String(directory.dropLast()) : directory
        return names.filter { !$0.hasPrefix(".") }.sorted().map { base + "/" + $0 }
    }

    /// A file of a directory; what a user names may be a pipe.
    private static func member(_ path: String) throws(PatchInputError) -> NamedText {
        let kind = try? FileManager.default.attributesOfItem(
            atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)[.type]
        guard let kind = kind as? FileAttributeType, kind == .typeRegular else {
            throw .unreadable(path, reason: "it is no file")
        }
        return try file(path)
    }

    private static func file(_ path: String) throws(PatchInputError) -> NamedText {
        try text(path) { try readFile(path, limit: maximumMailboxBytes) }
    }

    private static func text(
        _ name: String, read: () throws -> [UInt8]
    ) throws(PatchInputError) -> NamedText {
        let bytes: [UInt8]
        do {
            bytes = try read()
        } catch is LimitExceeded {
            throw .tooLarge(name, limit: maximumMailboxBytes)
        } catch {
            throw .unreadable(name, reason: "\(error)")
        }
        if !bytes.contains(where: { $0 > UInt8(ascii: " ") }) { throw .empty(name) }
        if bytes.prefix(8000).contains(0) { throw .binary(name) }
        return NamedText(name: name, bytes: bytes)
    }

    // MARK: mails

    private static func mails(
        of text: NamedText, by reader: MailReader
    ) async throws(PatchInputError) -> [Mail] {
        let start = text.bytes.firstIndex { $0 > UInt8(ascii: " ") } ?? 0
        let bytes = start == 0 ? text.bytes : Array(text.bytes[start...])
        guard MailText.looksLikeMail(bytes) else {
            if text.bytes.count > maximumBytes { throw .tooLarge(text.name, limit: maximumBytes) }
            let mail = try reader.bareDiff(text.bytes, source: PatchSource(name: text.name))
            if mail.parsed.files.isEmpty { throw .notAPatch(text.name) }
            return [mail]
        }
        // Most files hold one mail, and need no git to split them.
        var messages = [bytes]
        if !text.isSingleMail, Mailbox(bytes).messageCount > 1 {
            messages = try await reader.split(bytes, name: text.name)
        }
        var mails: [Mail] = []
        for (index, message) in messages.enumerated() {
            let source = PatchSource(
                name: text.name, message: messages.count > 1 ? index + 1 : nil)
            if message.count > maximumBytes {
                throw .tooLarge(source.description, limit: maximumBytes)
            }
            mails.append(try await reader.read(message, source: source))
        }
        return mails
    }
}
