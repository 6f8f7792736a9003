import Findings
import SeriesDiff
import SourceText

/// All that is said of one finding, for people: what is wrong, who brought it, where, how the code gets there, what was
/// promised and how it can be mended.
struct FindingBlock {
    private let entry: SeriesFinding
    private let report: Report
    private let style: TextStyle

    init(_ entry: SeriesFinding, of report: Report, _ style: TextStyle) {
        self.entry = entry
        self.report = report
        self.style = style
    }

    var lines: [String] {
        var lines = title
        for (name, text) in origin { lines += field(name, text) }
        let place = entry.finding.location
        lines += field("at", place.line > 0 ? "\(place)".printable : place.file.string.printable)
        // What a later patch mends needs no explanation.
        if entry.status == .transient, !entry.fails, style.detail != .verbose { return lines }
        let excerpt = SourceExcerpt(entry.finding, style).lines
        if !excerpt.isEmpty { lines += [""] + excerpt + [""] }
        for assumption in entry.finding.assumptions {
            lines += field("assumes", assumption.printable)
        }
        if let promise { lines += field("promise", promise) }
        if entry.status != .fixed, let mend = mend(of: entry.finding.rule, report.promises) {
            lines += field("mend", mend)
        }
        return lines
    }

    private var title: [String] {
        let finding = entry.finding
        let severity = finding.severity.rawValue + ":"
        var lines = wrapped(
            "\(severity) \(finding.message.printable) [\(finding.rule.printable)]",
            to: style.width, rest: "    ")
        lines[0].removeFirst(severity.count)
        lines = lines.map { style.paint($0, .bold) }
        lines[0] = style.paint(severity, .init(finding.severity)) + lines[0]
        return lines
    }

    private var origin: [(String, String)] {
        if !report.series.isSeries { return [] }
        if entry.status == .existing { return [("brought by", "nobody here: the base has it")] }
        return [
            entry.introducedIn.map { ("brought by", patch($0)) },
            entry.fixedIn.map { ("mended by", patch($0)) },
        ].compactMap(\.self)
    }

    /// `patch 2/3, 0c7c1e80d123: Subject`. A file is mostly named like its subject, and says less.
    private func patch(_ index: Int) -> String {
        guard report.series.states.indices.contains(index) else { return "patch \(index)" }
        let state = report.series.states[index]
        let label = state.label.hasPrefix("patch ") ? state.label : "patch \(index)"
        let commit = state.patch?.shortCommit.map { ", \($0)" } ?? ""
        let subject = state.subject ?? state.patch
        return label.printable + commit + (subject.map { ": \($0.printable)" } ?? "")
    }

    private var promise: String? {
        guard let promise = report.promises.first, report.promises.count == 1,
            !rulesWithoutPromise.contains(entry.finding.rule), entry.finding.kind != .series
        else { return nil }
        if let made = promise.made, rulesOfReturns.contains(entry.finding.rule) {
            return
                "\"\(made.words.printable)\" (\(made.place.file.string.printable):\(made.place.line))"
        }
        return "\(promise.summary.printable) (\(promise.header.printable))"
    }

    private func field(_ name: String, _ text: String) -> [String] {
        let first = "  " + name.fitted(to: 12)
        let rest = String(repeating: " ", count: first.count)
        var lines = wrapped(text, to: style.width, first: first, rest: rest)
        lines[0] = style.paint(first, .dim) + lines[0].dropFirst(first.count)
        return lines
    }
}

extension String {
    /// The beginning of a commit's name; nil for a file's.
    fileprivate var shortCommit: String? {
        utf8.count >= 40 && utf8.allSatisfy { $0 < 128 } && allSatisfy(\.isHexDigit)
            ? String(prefix(12)) : nil
    }
}

/// What the DMA API or the kernel's way to document asks for, and no contract.
private let rulesWithoutPromise: Set = [
    "device-mismatch", "contiguous-dropped", "double-mapping", "contract-doc",
]
private let rulesOfReturns: Set = ["null-return", "error-pointer-return", "unproven-return"]

/// What is to be done about a finding of the rule, in a sentence; nil where that is plain from its message.
private func mend(of rule: String, _ promises: [Report.Promise]) -> String? {
    let helper = promises.count == 1 ? promises[0].helper.map { "\($0)()" } : nil
    let asked = helper ?? "the helper"
    return switch rule {
    case "callback-missing": "add the callback to the struct, with its kernel-doc"
    case "ops-wiring": "name an implementation of the callback in the table's initialiser"
    case "null-return":
        "return a device on this path, too; a driver that has none must not wire the callback"
    case "error-pointer-return":
        "return a device on this path, too; callers do not test for error pointers"
    case "wrong-device":
        "return the device that the memory belongs to, which is not the one that the fallback gives"
    case "unproven-return":
        "nothing, if the assumption holds; else see to it that it does before the table is registered"
    case "helper-bypass": "take the device from \(asked)"
    case "raw-callback": "call \(asked) instead"
    case "helper-fallback":
        "test the callback before it is called, and fall back to a device that is always there"
    case "caller-check": "test for what can come, and for nothing else"
    case "device-mismatch": "free the buffer for the same device as it was allocated for"
    case "contiguous-dropped": "allocate the buffer with DMA_ATTR_FORCE_CONTIGUOUS"
    case "double-mapping": "use the address that the allocation gave, where the device is the same"
    case "contract-doc": "say so in the kernel-doc"
    case "patch-apply": "make the patch again for this state of the tree"
    case "patch-parse": "make each patch compile by itself; bisection stops at each"
    case "use-before-introduction": "put the patch that introduces it before this one"
    case "api-without-user": "add its first user to the series"
    case "cross-tree": "tell the maintainers in which order the patches have to be applied"
    default: nil
    }
}
