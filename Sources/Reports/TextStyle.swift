import Findings

/// How text reports may look; the command decides from its options and whether it writes to a terminal.
package struct TextStyle: Sendable, Hashable {
    /// Whether escape sequences for colours are allowed.
    package var color: Bool
    /// Whether characters outside of ASCII are allowed where they help.
    package var unicode: Bool
    /// What is for people is at most so wide, as far as words allow; lines that editors parse are never cut.
    package var width: Int
    package var detail: Detail
    /// Whether the findings of a series' base are shown that the series leaves as they are.
    package var showsExisting: Bool

    package enum Detail: Sendable {
        /// Only what makes the run fail, and what could not be analysed.
        case quiet
        case normal
        /// Witnesses and assumptions also for findings that the base already has.
        case verbose
    }

    package init(
        color: Bool = false, unicode: Bool = false, width: Int = 100, detail: Detail = .normal,
        showsExisting: Bool = false
    ) {
        self.color = color
        self.unicode = unicode
        self.width = width
        self.detail = detail
        self.showsExisting = showsExisting
    }

    enum Paint: String {
        case bold = "1"
        case error = "1;31"
        case warning = "1;35"
        case note = "1;36"
        case good = "32"
        case dim = "2"

        init(_ severity: Severity) {
            switch severity {
            case .error: self = .error
            case .warning: self = .warning
            case .note: self = .note
            }
        }
    }

    /// The text in the colour, if colours are on.
    func paint(_ text: String, _ paint: Paint) -> String {
        color ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
    }
}

extension String {
    /// The text with control characters written out, so that nothing in a tree or a patch can move the cursor, forge a
    /// line of the report or reverse its reading direction.
    var printable: String {
        guard unicodeScalars.contains(where: \.isTreacherous) else { return self }
        var result = ""
        for scalar in unicodeScalars {
            if scalar.isTreacherous {
                result += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The text filled up with blanks to the width, or cut with an ellipsis of dots where it is longer.
    func fitted(to width: Int) -> String {
        if count <= width { return self + String(repeating: " ", count: width - count) }
        return String(prefix(max(width - 3, 0))) + "..."
    }

    func rightAligned(to width: Int) -> String {
        String(repeating: " ", count: max(width - count, 0)) + self
    }
}

extension Unicode.Scalar {
    fileprivate var isTreacherous: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: true
        default: false
        }
    }
}

/// `1 error`, `2 errors`.
func counted(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
}
