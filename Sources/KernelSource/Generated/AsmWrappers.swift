import SourceText

/// The headers that `make asm-generic uapi-asm-generic` writes, by the rules of scripts/Makefile.asm-generic
/// (scripts/Makefile.asm-headers from 6.11 on).
enum AsmWrappers {
    static func files(_ snapshot: Snapshot, arch: Arch) -> [GeneratedFile] {
        let base = "arch/\(arch.directory)/include"
        return wrappers(
            snapshot, own: base + "/asm", generic: "include/asm-generic",
            output: base + "/generated/asm")
            + wrappers(
                snapshot, own: base + "/uapi/asm", generic: "include/uapi/asm-generic",
                output: base + "/generated/uapi/asm")
    }

    private static func wrappers(
        _ snapshot: Snapshot, own: String, generic: String, output: String
    ) -> [GeneratedFile] {
        let arch = Makefile(snapshot.text(own + "/Kbuild") ?? "")
        let all = Makefile(snapshot.text(generic + "/Kbuild") ?? "")
        let generated = Set(words(arch.value("generated-y")))
        let existing = names(snapshot, own)
        let templates = names(snapshot, generic)
        // A listed header that asm-generic lacks has no rule to make it, in Kbuild too.
        let wanted = Set(
            words(arch.value("generic-y")) + words(all.value("mandatory-y"))
        ).subtracting(generated).subtracting(existing).intersection(templates)
        return wanted.sorted().map { name in
            GeneratedFile(output + "/" + name, "#include <asm-generic/\(name)>\n")
        }
    }

    private static func names(_ snapshot: Snapshot, _ directory: String) -> Set<String> {
        Set(TreePath(directory).map { snapshot.entries(of: $0) } ?? [])
    }
}

/// A header that the kernel's build would have made, at its path below the generated root.
package struct GeneratedFile: Hashable, Sendable {
    package var path: String
    package var contents: [UInt8]

    init(_ path: String, _ text: String) {
        self.init(path, Array(text.utf8))
    }

    package init(_ path: String, _ contents: [UInt8]) {
        self.path = path
        self.contents = contents
    }
}
