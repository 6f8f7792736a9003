/// The names that a text includes.
package enum IncludeNames {
    package static func all(in text: [UInt8]) -> [String] {
        text.withUnsafeBufferPointer { ByteSearch.includes(in: $0).map(\.name) }
    }
}
