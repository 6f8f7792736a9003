#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
import SourceText

/// compile_commands.json of a build (scripts/clang-tools/gen_compile_commands.py).
enum CompilationDatabase {
    private struct Entry: Decodable {
        var directory: String
        var file: String
        var command: String?
        var arguments: [String]?
    }

    /// That of the whole kernel stays far below.
    private static let largestFile = 512 << 20

    /// The commands by unit; empty if there is no such file.
    static func read(_ build: String, sources: String) throws(TreeError) -> [String: [String]] {
        let file = build + "/compile_commands.json"
        guard pathKind(file) != nil else { return [:] }
        guard let real = canonicalPath(file),
            [build, sources].contains(where: { real.hasPrefix($0 + "/") })
        else { throw .badBuildFile(file, reason: "leads out of the directory") }
        let bytes: [UInt8]
        let entries: [Entry]
        do {
            bytes = try OpenFile.opened(real, limit: largestFile).contents()
            entries = try JSONDecoder().decode([Entry].self, from: Data(bytes))
        } catch {
            throw .badDatabase(file)
        }
        var commands: [String: [String]] = [:]
        for entry in entries {
            let place = entry.file.hasPrefix("/") ? entry.file : entry.directory + "/" + entry.file
            guard let normal = TreePath(place.dropFirst()).map({ "/" + $0.string }),
                normal.hasPrefix(sources + "/"),
                let command = entry.arguments ?? entry.command.map(CommandWords.split)
            else { continue }
            commands[String(normal.dropFirst(sources.count + 1))] = command
        }
        if commands.isEmpty, let first = entries.first {
            throw .buildOfOtherTree(build: build, source: first.file, tree: sources)
        }
        return commands
    }
}
