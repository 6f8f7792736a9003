/// The text with what could move a terminal's cursor or turn its direction replaced, in one line of bounded length.
package func printable(_ text: some StringProtocol) -> String {
    var result = ""
    for scalar in text.unicodeScalars.prefix(400) {
        result.unicodeScalars.append(movesText(scalar) ? "?" : scalar)
    }
    return result
}

/// The same for lines of any length.
package func inert(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        let isLayout = scalar == "\n" || scalar == "\t"
        result.unicodeScalars.append(!isLayout && movesText(scalar) ? "?" : scalar)
    }
    return result
}

/// JSON with the same characters escaped: whoever prints it as it is, or one string of it, is none the worse for it.
package func inertJSON(_ bytes: some Sequence<UInt8>) -> String {
    let text = String(decoding: Array(bytes), as: UTF8.self)
    if !text.unicodeScalars.contains(where: { $0 != "\n" && movesText($0) }) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
        if scalar != "\n", movesText(scalar) {
            let digits = String(scalar.value, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
            result.unicodeScalars.append(scalar)
        }
    }
    return result
}

/// Whether a character moves a terminal's cursor, or turns the direction of the text behind it.
private func movesText(_ scalar: Unicode.Scalar) -> Bool {
    let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    let isDirection =
        [0x061C, 0x200E, 0x200F, 0x2028, 0x2029].contains(scalar.value)
        || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    return isControl || isDirection
}
