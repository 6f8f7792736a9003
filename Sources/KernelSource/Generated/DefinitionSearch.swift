package import SourceText

/// Finds out whether any header that units of an architecture can include defines a name, or is included by a name.
package struct DefinitionSearch: Sendable {
    private let snapshot: Snapshot

    package init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    /// The names that some file defines: as a macro, a constant of an enumeration, a type, a function or an object.
    ///
    /// - Parameters:
    ///   - arch: whose own headers count besides the general ones.
    ///   - near: units, the headers beside which count, and they themselves.
    package func defined(
        _ names: Set<String>, _ arch: Arch, near units: [TreePath]
    ) -> Set<String> {
        let roots = ["include", "arch/\(arch.directory)/include"]
        var files = roots.flatMap { TreePath($0).map { headers(below: $0, depth: 0) } ?? [] }
        for directory in Set(units.compactMap(\.parent)) {
            files += snapshot.entries(of: directory).filter { $0.hasSuffix(".h") }
                .compactMap(directory.appending)
        }
        files += units
        let words = names.sorted().map { (name: $0, bytes: Array($0.utf8)) }
        let list = files
        let found = concurrently(list.count) { [snapshot] number -> [String] in
            guard let bytes = snapshot.bytes(list[number].string) else { return [] }
            return bytes.withUnsafeBufferPointer { text in
                words.filter { Self.defines($0.bytes, in: text) }.map(\.name)
            }
        }
        return Set(found.joined())
    }

    /// Whether the tree has a file that an include of this name could mean.
    package func hasHeader(_ name: String, _ arch: Arch, near units: [TreePath]) -> Bool {
        let directories =
            ["include/", "include/uapi/"]
            + ["", "uapi/"].map { "arch/\(arch.directory)/include/" + $0 }
            + Set(units.compactMap(\.parent)).map { $0.string + "/" }
        return directories.contains { snapshot.has($0 + name) }
    }

    /// What asm-generic says holds for the architectures that ask for it, and each of those has a wrapper.
    private func headers(below directory: TreePath, depth: Int) -> [TreePath] {
        guard depth < 12, directory.lastComponent != "asm-generic" else { return [] }
        return snapshot.entries(of: directory).flatMap { name -> [TreePath] in
            guard let path = directory.appending(name) else { return [] }
            if name.hasSuffix(".h") { return [path] }
            return name.utf8.contains(UInt8(ascii: "."))
                ? [] : headers(below: path, depth: depth + 1)
        }
    }

    /// `#define NAME`, a line that begins with the name and goes on as a constant of an enumeration does, or a declaration that
    /// ends with it.
    static func defines(_ name: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard ByteSearch.contains(name, in: text) else { return false }
        var at = 0
        while let place = first(name, in: text, from: at) {
            at = place + name.count
            let before = place > 0 ? text[place - 1] : 0x20
            let after = at < text.count ? text[at] : 0x20
            if isWordByte(before) || isWordByte(after) { continue }
            var start = place
            while start > 0, text[start - 1] != 0x0a { start -= 1 }
            var end = at
            while end < text.count, text[end] != 0x0a { end += 1 }
            let head = String(decoding: text[start..<place], as: UTF8.self)
            let tail = String(decoding: text[at..<end], as: UTF8.self)
            if head.isEmpty, tail.hasPrefix("("), isBehindType(start, text) { return true }
            if isDefinition(
                trimmed(head), trimmed(tail), isInEnumeration: isInEnumeration(place, text))
            {
                return true
            }
        }
        return false
    }

    private static func first(
        _ name: [UInt8], in text: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int? {
        name.withUnsafeBufferPointer { ByteSearch.find($0, in: text, from: start) }
    }

    /// Whether the line before one is the type of a function whose name begins the line.
    private static func isBehindType(_ start: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard start > 0 else { return false }
        let before = text[..<(start - 1)]
        let line = before.lastIndex(of: 0x0a).map { before[($0 + 1)...] } ?? before
        guard let first = line.first, let last = line.last else { return false }
        return isWordByte(first) && (isWordByte(last) || last == UInt8(ascii: "*"))
    }

    /// Whether the braces around a place are those of an enumeration, and not of an array's initializer.
    private static func isInEnumeration(_ place: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var depth = 0
        var at = place - 1
        while at >= 0 {
            if text[at] == UInt8(ascii: "}") { depth += 1 }
            if text[at] == UInt8(ascii: "{") {
                if depth == 0 { break }
                depth -= 1
            }
            at -= 1
        }
        guard at >= 0 else { return false }
        let ends = ";{}=".utf8
        let start = text[..<at].lastIndex(where: ends.contains).map { $0 + 1 } ?? 0
        let head = String(decoding: text[max(start, at - 256)..<at], as: UTF8.self)
        return head.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" })
            .contains("enum")
    }

    private static func isDefinition(
        _ head: String, _ tail: String, isInEnumeration: @autoclosure () -> Bool
    ) -> Bool {
        let parts = words(head)
        // `# define NAME`
        if let last = parts.last, last == "define" || last == "#define" { return true }
        if head.hasPrefix("#") { return false }
        // `NAME,` or `NAME = 1,` of an enumeration; `NAME(...)` of a macro's list is none.
        if head.isEmpty || head == "{" || head.hasSuffix("enum {") {
            let isConstant =
                tail.isEmpty || tail.hasPrefix(",") || tail.hasPrefix("=") || tail.hasPrefix("}")
                || tail.hasPrefix("/*")
            return isConstant && isInEnumeration()
        }
        if parts.first == "typedef" { return tail.hasPrefix(";") || tail.hasPrefix(")") }
        if parts.last == "struct" || parts.last == "union" || parts.last == "enum" {
            return tail.hasPrefix("{")
        }
        // The name of a function or an object after its type, at the start of a line; not what it is made from.
        if head.utf8.contains(where: { "=(,".utf8.contains($0) }) { return false }
        return ["static", "extern", "int", "void", "long", "bool", "unsigned"].contains(parts[0])
            && (tail.hasPrefix("(") || tail.hasPrefix(";") || tail.hasPrefix("["))
    }
}
