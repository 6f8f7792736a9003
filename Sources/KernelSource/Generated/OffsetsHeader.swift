package import SourceText

/// A header whose constants are worked out by compiling C: `$(call filechk,offsets,...)` in the tree's Kbuild file makes it from
/// the assembler text of a source that says `DEFINE(NAME, expression)` (include/linux/kbuild.h, scripts/Makefile.lib).
package struct OffsetsHeader: Sendable, Hashable {
    /// Below the generated root, the architecture's name in front.
    package var path: String
    package var source: TreePath
    /// Whether generic headers include it, so that every unit does. What only some headers of an architecture include is
    /// mostly for assembler, and evaluated when C is seen to ask for it.
    package var isNeeded: Bool
    package var isEvaluated = false

    package init(path: String, source: TreePath, isNeeded: Bool, isEvaluated: Bool = false) {
        self.path = path
        self.source = source
        self.isNeeded = isNeeded
        self.isEvaluated = isEvaluated
    }

    /// Those of a tree, each after the ones that its source needs.
    ///
    /// - Parameter general: generated headers that generic ones include.
    static func all(
        _ snapshot: Snapshot, _ arch: Arch, _ environment: Makefile.Environment,
        general: Set<String>
    ) -> [OffsetsHeader] {
        let makefile = Makefile(
            snapshot.text("Kbuild") ?? "",
            variables: [
                "SRCARCH": arch.directory, "ARCH": arch.makeName, "srctree": VirtualRoot.tree,
                "objtree": VirtualRoot.tree, "obj": ".", "src": ".",
            ], environment)
        var found: [OffsetsHeader] = []
        var needs: [String: [String]] = [:]
        for rule in makefile.rules {
            let targets = words(makefile.expand(rule.targets))
            let prerequisites = words(makefile.expand(rule.prerequisites))
            for target in targets { needs[target, default: []] += prerequisites }
            guard rule.recipe.contains(where: makesOffsets), let header = targets.first,
                TreePath(header)?.string == header,
                let object = prerequisites.first(where: { $0.hasSuffix(".s") }),
                let source = TreePath(object.dropLast(2) + ".c")
            else { continue }
            found.append(
                OffsetsHeader(
                    path: arch.rawValue + "/" + header, source: source,
                    isNeeded: general.contains(header)))
        }
        return ordered(found, needs, arch)
    }

    private static func makesOffsets(_ line: String) -> Bool {
        let text = line.filter { !$0.isWhitespace }
        return text.contains("filechk,offsets") || text.contains("filechk_offsets")
    }

    private static func ordered(
        _ headers: [OffsetsHeader], _ needs: [String: [String]], _ arch: Arch
    ) -> [OffsetsHeader] {
        let byPath = Dictionary(headers.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
        var order: [OffsetsHeader] = []
        var seen: Set<String> = []
        func visit(_ name: String) {
            guard seen.insert(name).inserted, seen.count < 10_000 else { return }
            for need in needs[name] ?? [] { visit(need) }
            if let header = byPath[arch.rawValue + "/" + name] { order.append(header) }
        }
        for header in headers { visit(String(header.path.dropFirst(arch.rawValue.count + 1))) }
        return order
    }

    /// The macros that its source defines, whatever the configuration.
    static func names(in source: String) -> [String] {
        var seen: Set<String> = []
        return source.matches(of: /(?:DEFINE|OFFSET)\(\s*(\w+)\s*,/).compactMap {
            seen.insert(String($0.1)).inserted ? String($0.1) : nil
        }
    }

    /// What stands for a constant that was not evaluated yet: whatever C or the preprocessor does with it is an error that names
    /// it, and an assembler text that only spells it is none.
    static let marker = "__ntbcheck_offset_"

    /// The header while it is not evaluated.
    func placeholder(_ snapshot: Snapshot) -> GeneratedFile {
        let text = snapshot.text(source.string) ?? ""
        return GeneratedFile(
            path,
            Self.names(in: text).map { "#define \($0) \(Self.marker)\($0)()\n" }.joined())
    }

    /// Whether an error of a unit says that it needs a header which is not evaluated.
    package static func isAsked(by message: String) -> Bool { message.contains(marker) }
}

/// Constants that a source of the build defines, in its order. Nil where libclang could not parse it at all.
package typealias OffsetsEvaluation = @Sendable (OffsetsRequest) -> OffsetsAnswer?

package struct OffsetsRequest: Sendable {
    /// The tree, with our own meaning of DEFINE.
    package var snapshot: Snapshot
    package var source: TreePath
    package var flags: CompileFlags
}

package struct OffsetsAnswer: Sendable {
    /// Values as the header has them.
    package var values: [(name: String, value: String)]
    /// Files of the tree that were read.
    package var files: [TreePath]

    package init(values: [(name: String, value: String)], files: [TreePath]) {
        self.values = values
        self.files = files
    }
}

extension ArchBuild {
    /// - Parameters:
    ///   - isLazy: leaves out what not every unit needs.
    ///   - wanted: evaluates just these, and what they need.
    mutating func evaluate(
        in snapshot: Snapshot, _ evaluation: OffsetsEvaluation, lazily isLazy: Bool = false,
        only wanted: Set<String>? = nil
    ) {
        let last = offsets.lastIndex { header in
            wanted.map { $0.contains(header.path) } ?? (!isLazy || header.isNeeded)
        }
        guard let last else { return }
        for place in offsets.indices where place <= last && !offsets[place].isEvaluated {
            let header = offsets[place]
            if isLazy, !header.isNeeded { continue }
            offsets[place].isEvaluated = true
            let request = OffsetsRequest(
                snapshot: OffsetsSource.snapshot(snapshot, for: header.source),
                source: header.source,
                flags: .synthesized(
                    SynthesizedBuild(builds: [self], places: [:], foreign: [:], asked: [arch])))
            guard let answer = evaluation(request) else { continue }
            put(
                GeneratedFile(
                    header.path,
                    answer.values.map { "#define \($0.name) \($0.value)\n" }.joined()))
            evaluatedFrom.formUnion(answer.files)
        }
    }
}

/// Our own meaning of the macros of include/linux/kbuild.h.
package enum OffsetsSource {
    /// In front of the name of each constant.
    package static let prefix = "__ntbcheck_value_"

    private static let macros = """
        #ifndef __LINUX_KBUILD_H
        #define __LINUX_KBUILD_H
        #define DEFINE(sym, val) \\
            do { \
                enum { __ntbcheck_constant_##sym = (val) }; \
                static const long long \(prefix)##sym = __ntbcheck_constant_##sym; \
            } while (0)
        #define BLANK() do { } while (0)
        #define OFFSET(sym, str, mem) DEFINE(sym, __builtin_offsetof(struct str, mem))
        #define COMMENT(x) do { } while (0)
        #endif

        """

    /// The tree in which the header that defines DEFINE for a source says what is above.
    static func snapshot(_ snapshot: Snapshot, for source: TreePath) -> Snapshot {
        var result = snapshot
        result.trace = nil
        let usual = TreePath(literal: "include/linux/kbuild.h")
        var header = snapshot.exists(usual) ? usual : nil
        if header == nil, let text = snapshot.bytes(source.string) {
            let names = text.withUnsafeBufferPointer { ByteSearch.includes(in: $0).map(\.name) }
            header = names.lazy.compactMap { TreePath("include/" + $0) }.first {
                snapshot.text($0.string)?.contains("#define DEFINE(") ?? false
            }
        }
        if let header { result.set(header, to: .contents(Array(macros.utf8))) }
        return result
    }
}
