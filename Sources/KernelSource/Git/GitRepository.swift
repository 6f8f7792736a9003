import Foundation
import SourceText

/// The objects of a user's repository, read and never written.
///
/// Only names are looked up in the repository itself. Objects are read through an empty repository in a private
/// directory that borrows the object store: the user's configuration, hooks, index and refs are not in sight there.
package final class GitRepository: @unchecked Sendable {
    /// The directory that was named, absolute.
    package let place: String
    /// Where that is in the repository's trees: empty, or with a slash at its end.
    let prefix: String
    let directory: PrivateDirectory
    /// Reads objects.
    let objects: GitCommand
    /// Looks up names.
    private let names: GitCommand
    private let lock = NSLock()
    private var reader: GitProcess?
    private var buffered: [UInt8] = []

    package init(at tree: String) throws(TreeError) {
        guard let place = canonicalPath(tree) else { throw .noSuchDirectory(tree) }
        guard pathKind(place) == .directory else { throw .notADirectory(tree) }
        self.place = place
        // What a push brings stands in quarantine while the receiving hooks run.
        let quarantine = getenv("GIT_QUARANTINE_PATH").flatMap {
            canonicalPath(String(cString: $0))
        }
        names = try GitCommand(
            home: true,
            variables: quarantine.map { ["GIT_ALTERNATE_OBJECT_DIRECTORIES": $0] } ?? [:])
        let found = try names.run(
            [
                "-C", place, "rev-parse", "--show-prefix", "--show-object-format", "--git-path",
                "objects",
                "--git-path", "shallow",
            ])
        let lines = String(decoding: found.output, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // A bare repository has no prefix to show, not even an empty line.
        let fields = lines.count == 4 ? [""] + lines : lines
        guard found.status == 0, fields.count == 5 else {
            throw .git(.noRepository(tree, words: found.complaint))
        }
        func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : place + "/" + path }
        prefix = fields[0]
        guard let store = canonicalPath(absolute(fields[2])) else {
            throw .git(.noRepository(tree, words: "it has no objects"))
        }
        do {
            directory = try PrivateDirectory()
            let config =
                fields[1] == "sha1"
                ? "[core]\n\trepositoryformatversion = 0\n\tbare = true\n"
                : "[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = \(fields[1])\n"
            try directory.write(Array(config.utf8), to: "git/config")
            try directory.write(Array("ref: refs/heads/none\n".utf8), to: "git/HEAD")
            try directory.write([], to: "git/refs/keep")
            try directory.write([], to: "git/objects/keep")
            if let shallow = try? OpenFile.opened(absolute(fields[3]), limit: 1 << 24).contents(),
                !shallow.isEmpty
            {
                try directory.write(shallow, to: "git/shallow")
            }
        } catch {
            throw .privateDirectory(error)
        }
        var variables = [
            "GIT_DIR": directory.file("git"), "GIT_OBJECT_DIRECTORY": store,
            "HOME": directory.path,
        ]
        if let quarantine, quarantine.hasPrefix(store + "/") {
            variables["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = quarantine
        }
        objects = try GitCommand(home: false, variables: variables)
    }

    /// The commit that a name stands for.
    package func commit(_ name: String) throws(TreeError) -> String {
        let failure = TreeError.git(.noRevision(name, tree: place))
        guard !name.isEmpty, !name.hasPrefix("-"), !name.utf8.contains(0) else { throw failure }
        let found = try names.run(
            ["-C", place, "rev-parse", "--quiet", "--verify", name + "^{commit}"])
        let object = trimmed(String(decoding: found.output, as: UTF8.self))
        guard found.status == 0, object.utf8.allSatisfy(isHexDigit), !object.isEmpty else {
            throw failure
        }
        return object
    }

    /// The same, nil where there is none.
    package func existingCommit(_ name: String) -> String? { try? commit(name) }

    /// The bytes of a file. Larger ones than a snapshot reads of one file are not read.
    func contents(of object: String, at path: TreePath) throws(TreeError) -> [UInt8] {
        lock.lock()
        defer { lock.unlock() }
        do {
            let reader =
                try self.reader ?? GitProcess(objects, ["cat-file", "--batch"], input: .held)
            self.reader = reader
            guard reader.write(Array((object + "\n").utf8)), let header = line(reader) else {
                throw TreeError.git(.corruptObject(object))
            }
            let fields = header.split(separator: " ")
            guard fields.count == 3, let size = Int(fields[2]) else {
                throw TreeError.git(.missingObject(object, of: path.string))
            }
            guard fields[1] == "blob" else { throw TreeError.git(.corruptObject(object)) }
            guard size <= Snapshot.largestFile else {
                // What would follow is not worth reading.
                self.reader = nil
                buffered = []
                throw TreeError.tooLarge(path, bytes: size)
            }
            guard let bytes = take(size + 1, reader) else {
                throw TreeError.git(.corruptObject(object))
            }
            return Array(bytes.dropLast())
        } catch let error as TreeError {
            if case .git(.corruptObject) = error {
                reader = nil
                buffered = []
            }
            throw error
        } catch {
            throw .git(.failed("cat-file", "\(error)"))
        }
    }

    private func line(_ reader: GitProcess) -> String? {
        while true {
            if let end = buffered.firstIndex(of: 10) {
                let line = String(decoding: buffered[..<end], as: UTF8.self)
                buffered.removeFirst(end + 1)
                return line
            }
            guard buffered.count < 4096, fill(reader) else { return nil }
        }
    }

    private func take(_ count: Int, _ reader: GitProcess) -> [UInt8]? {
        while buffered.count < count {
            guard fill(reader) else { return nil }
        }
        let bytes = Array(buffered[..<count])
        buffered.removeFirst(count)
        return bytes
    }

    private func fill(_ reader: GitProcess) -> Bool {
        let size = 1 << 16
        let old = buffered.count
        buffered.reserveCapacity(old + size)
        let more = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            var got = read(reader.output, buffer.baseAddress, size)
            while got < 0, errno == EINTR { got = read(reader.output, buffer.baseAddress, size) }
            count = max(0, got)
        }
        buffered += more
        return !more.isEmpty
    }
}
