import Foundation

/// Checks JSON against the part of JSON schema (drafts 04 and 2020-12) that our schemas and SARIF's use. A keyword that it does not
/// know is an error, so that the schema can't ask for what is not checked.
package struct SchemaValidator {
    private let root: [String: Any]
    private static let annotations: Set = [
        "$schema", "title", "description", "$defs", "definitions", "id", "$id", "default",
    ]

    package init(_ schema: String) throws {
        root = try JSONSerialization.jsonObject(with: Data(schema.utf8)) as? [String: Any] ?? [:]
    }

    /// What is wrong with the document; nothing if it is valid.
    package func problems(in document: String) throws -> [String] {
        check(try JSONSerialization.jsonObject(with: Data(document.utf8)), root, "$")
    }

    private func check(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        schema.keys.sorted().flatMap { keyword -> [String] in
            guard let rule = schema[keyword] else { return [] }
            if Self.annotations.contains(keyword) { return [] }
            switch (keyword, rule) {
            case ("$ref", let target as String):
                let name = target.split(separator: "/").last.map(String.init) ?? ""
                let definitions = (root["$defs"] ?? root["definitions"]) as? [String: Any]
                guard let found = definitions?[name] as? [String: Any] else {
                    return ["\(path): no \(target)"]
                }
                return check(value, found, path)
            case ("type", let name as String):
                return kinds(of: value).contains(name) ? [] : ["\(path): not of type \(name)"]
            case ("type", let names as [String]):
                return kinds(of: value).isDisjoint(with: names)
                    ? ["\(path): not one of \(names)"] : []
            case ("const", _):
                return equal(value, rule) ? [] : ["\(path): is not \(rule)"]
            case ("enum", let values as [Any]):
                return values.contains { equal(value, $0) } ? [] : ["\(path): is none of \(values)"]
            case ("minimum", let least as Double):
                return number(value).map { $0 >= least } == false ? ["\(path): too small"] : []
            case ("maximum", let most as Double):
                return number(value).map { $0 <= most } == false ? ["\(path): too large"] : []
            case ("format", let format as String):
                guard ["uri", "uri-reference"].contains(format), let text = value as? String else {
                    return ["\(path): no text, or the validator does not know \(format)"]
                }
                return text.wholeMatch(of: /[!-~]*/) == nil ? ["\(path): no URI"] : []
            case ("uniqueItems", _):
                let items = try? (value as? [Any] ?? []).map(canonical)
                return items.map { Set($0).count == $0.count } == true
                    ? [] : ["\(path): items are not unique"]
            case ("anyOf", let choices as [[String: Any]]):
                return choices.contains { check(value, $0, path).isEmpty }
                    ? [] : ["\(path): meets none of the choices"]
            case ("oneOf", let choices as [[String: Any]]):
                return choices.count { check(value, $0, path).isEmpty } == 1
                    ? [] : ["\(path): does not meet one of the choices"]
            case ("minLength", let least as Int):
                return (value as? String).map { $0.count >= least } == false
                    ? ["\(path): too short"] : []
            case ("minItems", let least as Int):
                return (value as? [Any]).map { $0.count >= least } == false
                    ? ["\(path): too few"] : []
            case ("minProperties", let least as Int):
                return (value as? [String: Any]).map { $0.count >= least } == false
                    ? ["\(path): too few"] : []
            case ("pattern", let pattern as String):
                guard let text = value as? String, let regex = try? Regex(pattern) else {
                    return ["\(path): no text or no pattern"]
                }
                return text.firstMatch(of: regex) == nil
                    ? ["\(path): does not match \(pattern)"] : []
            case ("items", let items as [String: Any]):
                return (value as? [Any] ?? []).enumerated().flatMap {
                    check($1, items, "\(path)[\($0)]")
                }
            case ("required", let names as [String]):
                let object = value as? [String: Any] ?? [:]
                return names.filter { object[$0] == nil }.map { "\(path): lacks \($0)" }
            case ("properties", let properties as [String: [String: Any]]):
                let object = value as? [String: Any] ?? [:]
                return properties.keys.sorted().flatMap { name in
                    object[name].map { check($0, properties[name] ?? [:], "\(path).\(name)") } ?? []
                }
            case ("additionalProperties", let allowed as Bool) where allowed:
                return []
            case ("additionalProperties", _):
                let known = schema["properties"] as? [String: Any] ?? [:]
                let others = (value as? [String: Any] ?? [:]).filter { known[$0.key] == nil }
                if let rest = rule as? [String: Any] {
                    return others.flatMap { check($0.value, rest, "\(path).\($0.key)") }
                }
                return others.keys.map { "\(path): unknown key \($0)" }
            default:
                return ["\(path): the validator does not know \(keyword)"]
            }
        }
    }

    private func equal(_ a: Any, _ b: Any) -> Bool {
        (a as? String).map { $0 == b as? String } ?? (a as? Int).map { $0 == b as? Int } ?? false
    }

    private func number(_ value: Any) -> Double? {
        isBoolean(value) ? nil : value as? Double
    }

    /// The same text for equal values.
    private func canonical(_ value: Any) throws -> Data {
        try JSONSerialization.data(withJSONObject: [value], options: .sortedKeys)
    }

    /// Foundation reads `true` as a number that only says so if asked.
    private func isBoolean(_ value: Any) -> Bool {
        if type(of: value) == Bool.self { return true }
        return (value as? NSNumber).map { ["c", "B"].contains(String(cString: $0.objCType)) }
            == true
    }

    private func kinds(of value: Any) -> Set<String> {
        if isBoolean(value) { return ["boolean"] }
        return switch value {
        case is NSNull: ["null"]
        case is String: ["string"]
        case is [Any]: ["array"]
        case is [String: Any]: ["object"]
        case is Int: ["integer", "number"]
        case is Double: ["number"]
        default: []
        }
    }
}
