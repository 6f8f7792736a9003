extension String {
    /// Whether the text begins with a word, whatever the case of its letters; said without an expression, which takes long to be
    /// made, and most lines are not what is looked for.
    ///
    /// - Parameter word: ASCII, in lower case.
    func begins(like word: StaticString) -> Bool {
        let wanted = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        let start = utf8.prefix(wanted.count)
        return start.elementsEqual(wanted) { byte, wanted in
            byte == wanted
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) && byte | 0x20 == wanted
        }
    }
}
