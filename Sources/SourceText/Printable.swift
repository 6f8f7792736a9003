/// The text with what could move a terminal's cursor or turn its direction replaced, in one line of bounded length.
package func printable(_ text: some StringProtocol) -> String {
    var result = ""
    for scalar in text.unicodeScalars.prefix(400) {
        let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        let isDirection =
            [0x061C, 0x200E, 0x200F, 0x2028, 0x2029].contains(scalar.value)
            || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        result.unicodeScalars.append(isControl || isDirection ? "?" : scalar)
    }
    return result
}
