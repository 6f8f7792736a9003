import Engine
import Foundation
import KernelSource
import SourceText

/// The root of the kernel tree that the current directory is in, as a relative path; `.` where it is in none.
///
/// A tree that can't be read is the one that is meant: what is wrong with it is said by whoever opens it.
func treeAround() -> String {
    var place = "."
    for _ in 0..<maximalDepth {
        do throws(TreeError) {
            _ = try Snapshot.open(place)
            return place
        } catch {
            guard case .notAKernelTree = error else { return place }
        }
        if realPath(place) == "/" { break }
        place = place == "." ? ".." : place + "/.."
    }
    return "."
}

/// A path of the system can't be deeper.
private let maximalDepth = 2048

private func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
}

/// The parts of a tree that the user wants to hear of: files and directories, given relative to the current directory.
struct WantedParts {
    /// Nil for the tree as a whole.
    private let parts: [TreePath]?

    init(_ names: [String], tree: String, revision: String?) throws {
        guard !names.isEmpty else {
            parts = nil
            return
        }
        let snapshot =
            if let revision {
                try Snapshot.open(tree, revision: revision)
            } else {
                try Snapshot.open(tree)
            }
        let root = realPath(tree) ?? tree
        let here = FileManager.default.currentDirectoryPath
        var parts: [TreePath] = []
        var isWhole = false
        for name in names {
            let path = Self.place(of: name, in: root, from: realPath(here) ?? here)
            switch path {
            case .root: isWhole = true
            case .outside:
                throw InputError("\(name): is outside of the tree \(tree); name a part of it")
            case .inside(let path):
                guard snapshot.exists(path) else {
                    throw InputError(Self.absence(of: name, path, tree, snapshot))
                }
                parts.append(path)
            }
        }
        self.parts = isWhole ? nil : parts
    }

    var isWhole: Bool { parts == nil }

    func hold(_ file: TreePath) -> Bool {
        guard let parts else { return true }
        return parts.contains { $0 == file || file.string.hasPrefix($0.string + "/") }
    }

    private enum Place {
        case root, outside
        case inside(TreePath)
    }

    /// A link in the path is followed where the path would leave the tree otherwise: the tree itself may be behind one.
    private static func place(of name: String, in root: String, from here: String) -> Place {
        let given = name.hasPrefix("/") ? name : here + "/" + name
        for whole in [TreePath(given.drop { $0 == "/" })?.string, realPath(given)] {
            guard let whole else { continue }
            let path = whole.hasPrefix("/") ? whole : "/" + whole
            if path == root { return .root }
            let start = root == "/" ? root : root + "/"
            if path.hasPrefix(start), let inside = TreePath(path.dropFirst(start.count)) {
                return .inside(inside)
            }
        }
        return .outside
    }

    private static func absence(
        of name: String, _ path: TreePath, _ tree: String, _ snapshot: Snapshot
    ) -> String {
        if let other = TreePath(name), other != path, snapshot.exists(other) {
            return
                "\(name): the tree has no \(path); paths are relative to the current directory: did you mean \(tree)/\(other)?"
        }
        return "\(name): the tree has no such file or directory"
    }
}
