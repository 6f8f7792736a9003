internal import Foundation
internal import Git

/// Why a hook could not be installed or taken away, in one line.
package struct HookFailure: Error, CustomStringConvertible {
    package var description: String

    package init(description: String) { self.description = description }
}

/// The directory that git takes its hooks from, and what ntbcheck does there.
package struct HookDirectory: Sendable {
    package let path: String
    private let isGlobal: Bool

    /// What stands under a hook's name.
    package enum State: Hashable, Sendable {
        case absent
        /// Ours, and whether another runs after it.
        case installed(chained: Bool)
        /// Somebody else's.
        case foreign
    }

    /// - Parameter global: the directory of the user's global `core.hooksPath` instead of the repository's.
    package init(of directory: String, global: Bool) throws {
        isGlobal = global
        path = try global ? Self.globalPlace() : Self.place(of: directory)
    }

    private static func globalPlace() throws -> String {
        // Asked from where there is a repository or not: the setting is the user's.
        let names = try GitCommand(.users, variables: [:])
        let found = try names.outcome(of: ["config", "--global", "--type=path", "core.hooksPath"])
        guard found.status == 0 || (found.status == 1 && found.errors.isEmpty) else {
            throw GitFault.failed("config", words: found.complaint)
        }
        guard let place = GitRepository.lines(found.output).first, place.hasPrefix("/") else {
            throw HookFailure(
                description:
                    "git has no global directory of hooks; run 'git config --global core.hooksPath ~/.config/git/hooks' first (of the hooks in each repository, git then ignores all but those that ntbcheck runs after itself)"
            )
        }
        return place
    }

    private static func place(of directory: String) throws -> String {
        let repository = try repository(of: directory)
        let configured = try repository.setting(["--type=path", "core.hooksPath"]) ?? ""
        if configured.hasPrefix("/") { return configured }
        if !configured.isEmpty {
            // It counts from the top of the working tree, where git runs hooks; a bare repository has none.
            let isBare = try repository.parse(["--is-bare-repository"]) == "true"
            let top = isBare ? repository.place : try repository.parse(["--show-toplevel"])
            return top + "/" + configured
        }
        let place = try repository.parse(["--git-path", "hooks"])
        return place.hasPrefix("/") ? place : repository.place + "/" + place
    }

    private static func repository(of directory: String) throws -> GitRepository {
        do {
            return try GitRepository(at: directory)
        } catch GitFault.noRepository {
            throw HookFailure(
                description: "\(directory) is in no git repository; name one with --tree")
        }
    }

    private func file(_ hook: HookName) -> String { path + "/" + hook.rawValue }
    private func aside(_ hook: HookName) -> String { file(hook) + HookScript.suffix }
    private var links: String { path + "/" + HookScript.directory }

    private func exists(_ path: String) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: path)) != nil
    }

    package func state(_ hook: HookName) -> State {
        guard exists(file(hook)) else { return .absent }
        guard isOurs(hook) else { return .foreign }
        return .installed(chained: exists(aside(hook)))
    }

    private func isOurs(_ hook: HookName) -> Bool {
        // Our script is no link; a link to one of ours elsewhere is somebody's own arrangement.
        let type = try? FileManager.default.attributesOfItem(atPath: file(hook))[.type]
        guard type as? FileAttributeType == .typeRegular,
            let data = FileManager.default.contents(atPath: file(hook))
        else { return false }
        return HookScript.isOurs(String(decoding: data.prefix(4096), as: UTF8.self))
    }

    /// Puts ntbcheck before what is there. Where it is already, only the program's place is brought up to date.
    package func install(_ hook: HookName, program: String) throws {
        try attempt(hook) {
            let files = FileManager.default
            try files.createDirectory(atPath: path, withIntermediateDirectories: true)
            if state(hook) == .foreign {
                if exists(aside(hook)) {
                    throw HookFailure(
                        description:
                            "\(aside(hook)) is in the way, left by an earlier installation; move it away or back to \(file(hook))"
                    )
                }
                try files.moveItem(atPath: file(hook), toPath: aside(hook))
                try files.createDirectory(atPath: links, withIntermediateDirectories: true)
                let link = links + "/" + hook.rawValue
                if exists(link) { try files.removeItem(atPath: link) }
                try files.createSymbolicLink(
                    atPath: link,
                    withDestinationPath: "../" + hook.rawValue + HookScript.suffix)
            }
            let new = file(hook) + ".ntbcheck-new"
            try Data(HookScript(name: hook, program: program, isGlobal: isGlobal).text.utf8)
                .write(to: URL(fileURLWithPath: new))
            try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: new)
            guard rename(new, file(hook)) == 0 else {
                throw HookFailure(
                    description: "\(file(hook)): \(String(cString: strerror(errno)))")
            }
        }
    }

    /// Puts back what was there, byte for byte, or nothing. False if ntbcheck is not there.
    package func uninstall(_ hook: HookName) throws -> Bool {
        guard case .installed(let chained) = state(hook) else { return false }
        try attempt(hook) {
            if chained {
                guard rename(aside(hook), file(hook)) == 0 else {
                    throw HookFailure(
                        description: "\(file(hook)): \(String(cString: strerror(errno)))")
                }
            } else {
                try FileManager.default.removeItem(atPath: file(hook))
            }
            try? FileManager.default.removeItem(atPath: links + "/" + hook.rawValue)
            rmdir(links)
        }
        return true
    }

    private func attempt(_ hook: HookName, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let failure as HookFailure {
            throw failure
        } catch {
            throw HookFailure(
                description: "\(file(hook)) can't be changed: \(error.localizedDescription)")
        }
    }
}
