import SourceText

extension Snapshot {
    /// The version that the top Makefile states (`KERNELVERSION`: VERSION, PATCHLEVEL, SUBLEVEL and EXTRAVERSION).
    package var kernelVersion: String? {
        guard let makefile = text("Makefile") else { return nil }
        var parts: [String: String] = [:]
        for line in makefile.split(separator: "\n", maxSplits: 40, omittingEmptySubsequences: true)
        {
            let sides = line.split(separator: "=", maxSplits: 1)
            guard sides.count > 0, line.contains("=") else { continue }
            let name = trimmed(sides[0])
            let value = sides.count == 2 ? trimmed(sides[1]) : ""
            if ["VERSION", "PATCHLEVEL", "SUBLEVEL", "EXTRAVERSION"].contains(name),
                parts[name] == nil
            {
                parts[name] = value
            }
        }
        guard let version = parts["VERSION"], let patch = parts["PATCHLEVEL"],
            Int(version) != nil, Int(patch) != nil
        else { return nil }
        var text = version + "." + patch
        if let sublevel = parts["SUBLEVEL"], !sublevel.isEmpty { text += "." + sublevel }
        return text + (parts["EXTRAVERSION"] ?? "")
    }

    /// The commit that the snapshot is of, or that is checked out, if the tree is a git checkout; nil for a tarball.
    ///
    /// The latter is read as text, since git must not run in a directory whose configuration may name commands.
    package var gitRevision: String? {
        if let commit { return commit.commit }
        guard let directory = gitDirectory, let head = firstLine(directory + "/HEAD") else {
            return nil
        }
        guard let name = suffix(of: head, after: "ref: ") else {
            return isObjectName(head) ? head : nil
        }
        guard TreePath(name)?.string == name, name.hasPrefix("refs/") else { return nil }
        var places = [directory]
        if let common = firstLine(directory + "/commondir") {
            places.append(common.hasPrefix("/") ? common : directory + "/" + common)
        }
        for place in places {
            if let value = firstLine(place + "/" + name), isObjectName(value) { return value }
        }
        for place in places {
            guard let packed = plainText(place + "/packed-refs") else { continue }
            for line in packed.split(separator: "\n") where line.hasSuffix(" " + name) {
                let value = String(line.prefix { $0 != " " })
                if isObjectName(value), line.count == value.count + 1 + name.count { return value }
            }
        }
        return nil
    }

    /// `.git` itself, or where the file of that name in a linked worktree points to.
    private var gitDirectory: String? {
        let place = root + "/.git"
        switch pathKind(place) {
        case .directory: return place
        case .file:
            guard let line = firstLine(place), let target = suffix(of: line, after: "gitdir: ")
            else {
                return nil
            }
            return target.hasPrefix("/") ? target : root + "/" + target
        default: return nil
        }
    }

    private func firstLine(_ path: String) -> String? {
        plainText(path)?.split(separator: "\n").first.map { trimmed($0) }
    }

    private func plainText(_ path: String) -> String? {
        let bytes = try? OpenFile.opened(path, limit: Self.largestFile).contents()
        return bytes.map { String(decoding: $0, as: UTF8.self) }
    }

    private func suffix(of text: String, after prefix: String) -> String? {
        text.hasPrefix(prefix) ? trimmed(text.dropFirst(prefix.count)) : nil
    }

    private func isObjectName(_ text: String) -> Bool {
        (text.utf8.count == 40 || text.utf8.count == 64) && text.utf8.allSatisfy(isHexDigit)
    }
}
