/// How a line of a makefile is taken apart.
enum MakeText {
    enum Assignment { case recursive, simple, append, ifUnset }

    /// Where the name of an assignment ends and its value begins, outside of references; nil for a line that is none.
    static func assignment(
        _ line: String
    ) -> (name: String.Index, kind: Assignment, value: String.Index)? {
        var depth = 0
        var last: UInt8 = 0
        var lastIndex = line.utf8.startIndex
        for index in line.utf8.indices {
            let byte = line.utf8[index]
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: "=") where depth <= 0:
                let value = line.utf8.index(after: index)
                switch last {
                case UInt8(ascii: "+"): return (lastIndex, .append, value)
                case UInt8(ascii: "?"): return (lastIndex, .ifUnset, value)
                case UInt8(ascii: "!"): return nil
                case UInt8(ascii: ":"):
                    var name = lastIndex
                    while name > line.utf8.startIndex,
                        line.utf8[line.utf8.index(before: name)] == UInt8(ascii: ":")
                    {
                        name = line.utf8.index(before: name)
                    }
                    return (name, .simple, value)
                default: return (index, .recursive, value)
                }
            default: break
            }
            last = byte
            lastIndex = index
        }
        return nil
    }

    /// The colon that parts targets from prerequisites, outside of references.
    static func ruleColon(_ line: String) -> String.Index? {
        var depth = 0
        for index in line.utf8.indices {
            switch line.utf8[index] {
            case UInt8(ascii: "("), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: ":") where depth <= 0: return index
            default: break
            }
        }
        return nil
    }

    /// The index of the bracket that closes the one at `start`; nil where none does.
    static func closing(_ bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
        let open = bytes[start]
        let close = open == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "}")
        var depth = 0
        for at in start..<bytes.endIndex {
            if bytes[at] == open { depth += 1 }
            if bytes[at] == close {
                depth -= 1
                if depth == 0 { return at }
            }
        }
        return nil
    }

    /// Parts at commas outside of brackets; the last part keeps further commas.
    static func arguments(_ bytes: some Collection<UInt8>, most: Int = .max) -> [String] {
        var parts: [[UInt8]] = [[]]
        var depth = 0
        for byte in bytes {
            if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "}") { depth -= 1 }
            if byte == UInt8(ascii: ","), depth == 0, parts.count < most {
                parts.append([])
            } else {
                parts[parts.count - 1].append(byte)
            }
        }
        return parts.map { String(decoding: $0, as: UTF8.self) }
    }
}
