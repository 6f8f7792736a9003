internal import Git
package import SourceText

/// Finds the units that have the bodies of functions, by what their lines look like: nothing is parsed, and what a macro makes is not
/// found.
package struct FunctionSearch: Sendable {
    private let names: Set<String>
    /// Texts of which a unit must have one; empty where any unit will do.
    private let marks: [[UInt8]]

    /// - Parameters:
    ///   - names: the functions'. A static one is another unit's own, whatever it is called.
    ///   - marks: parts of words of which a unit must have one.
    package init(_ names: Set<String>, marks: [String] = []) {
        self.names = names
        self.marks = marks.map { Array($0.utf8) }
    }

    /// Those of the files that have a body of one of the functions, in their order. A file that can't be read has none: whoever
    /// looks at the tree has taken that down.
    package func units(among files: [TreePath], of snapshot: Snapshot) -> [TreePath] {
        if names.isEmpty { return [] }
        let found = concurrently(files.count) { number -> Bool in
            guard let bytes = (try? snapshot.contents(of: files[number])) ?? nil else {
                return false
            }
            return bytes.withUnsafeBufferPointer { defines($0) }
        }
        return zip(files, found).filter(\.1).map(\.0)
    }

    func defines(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if !marks.isEmpty, !marks.contains(where: { ByteSearch.contains($0, in: text) }) {
            return false
        }
        var isFound = false
        Self.walk(text) { name in
            isFound = names.contains(name)
            return !isFound
        }
        return isFound
    }

    /// The functions whose bodies a text has, but for static ones.
    static func bodies(in text: UnsafeBufferPointer<UInt8>) -> Set<String> {
        var found: Set<String> = []
        walk(text) { name in
            found.insert(name)
            return true
        }
        return found
    }

    /// - Parameter visit: takes the name of each function, and says whether to go on.
    private static func walk(_ text: UnsafeBufferPointer<UInt8>, _ visit: (String) -> Bool) {
        var start = 0
        var isStatic = false
        while start < text.count {
            var end = start
            while end < text.count, text[end] != 0x0a { end += 1 }
            let isWord = text[start] != 0x0a && isWordByte(text[start])
            if isWord {
                let line = UnsafeBufferPointer(rebasing: text[start..<end])
                isStatic = isStatic || ByteSearch.containsWord(Self.staticWord, in: line)
                if !isStatic, !walk(text, start..<end, visit) { return }
            }
            // The type of a function may stand on a line of its own.
            let last = end > start ? text[end - 1] : 0
            isStatic = isStatic && isWord && (isWordByte(last) || last == UInt8(ascii: "*"))
            start = end + 1
        }
    }

    private static let staticWord = Array("static".utf8)

    /// Visits what a line that begins at the margin begins the body of.
    private static func walk(
        _ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, _ visit: (String) -> Bool
    ) -> Bool {
        var at = line.lowerBound
        var word = at..<at
        while at < line.upperBound {
            let byte = text[at]
            if isWordByte(byte) {
                let from = at
                while at < line.upperBound, isWordByte(text[at]) { at += 1 }
                word = from..<at
                continue
            }
            switch byte {
            case UInt8(ascii: "="), UInt8(ascii: ";"), UInt8(ascii: "{"): return true
            case UInt8(ascii: "("):
                guard let close = closing(at, text) else { return true }
                if !word.isEmpty, isBody(close + 1, text),
                    !visit(String(decoding: text[word], as: UTF8.self))
                {
                    return false
                }
                // It may have been an attribute's.
                at = close
            default: break
            }
            at += 1
        }
        return true
    }

    /// Longer lists of parameters are none.
    private static let longest = 4096

    private static func closing(_ open: Int, _ text: UnsafeBufferPointer<UInt8>) -> Int? {
        var depth = 0
        for at in open..<min(text.count, open + longest) {
            if text[at] == UInt8(ascii: "(") { depth += 1 }
            if text[at] == UInt8(ascii: ")") {
                depth -= 1
                if depth == 0 { return at }
            }
        }
        return nil
    }

    /// Whether a brace comes next, but for attributes.
    private static func isBody(_ start: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var at = start
        while at < min(text.count, start + longest) {
            switch text[at] {
            case UInt8(ascii: "{"): return true
            case UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "="): return false
            case UInt8(ascii: "("):
                guard let close = closing(at, text) else { return false }
                at = close
            default: break
            }
            at += 1
        }
        return false
    }
}

extension UnitFinder {
    /// The units of a state that no patch touches: all, or those in some directories and below. Where there are too many below,
    /// those in the directory itself.
    ///
    /// - Parameter directories: nil for the whole tree.
    package func files(
        of snapshot: Snapshot, in base: ScanResult, arch: ArchChoice,
        around directories: Set<String>?
    ) -> [TreePath] {
        var found: Set<String> = []
        if let directories {
            for directory in directories {
                let below = base.files(below: directory + "/").filter(\.isUnitName)
                let few = below.count <= Self.mostNear
                found.formUnion(few ? below : base.files(in: directory + "/"))
            }
        } else {
            found.formUnion(base.files(below: ""))
        }
        return found.filter { $0.isUnitName && !Self.isOutside($0) && arch.builds($0) }
            .compactMap { TreePath($0) }.filter { snapshot.overlay[$0] == nil }.sorted()
    }

    /// The units of a state that patches touch: all, or those in some directories and below.
    package func patchedFiles(
        of snapshot: Snapshot, arch: ArchChoice, around directories: Set<String>?
    ) -> [TreePath] {
        snapshot.overlay.filter { path, entry in
            entry != .deleted && path.string.isUnitName && !Self.isOutside(path.string)
                && arch.builds(path.string)
                && directories?.contains { path.string.hasPrefix($0 + "/") } ?? true
        }.map(\.key).sorted()
    }

    private static let mostNear = 1000
}
