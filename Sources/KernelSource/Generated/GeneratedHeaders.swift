import SourceText

/// All headers that a build would have made before it compiles the first unit (`make prepare`).
///
/// Those that follow from the tree's text are exact; those that need a compiler's answer (sizes, offsets) get
/// constants that are plausible, which is enough for the units to parse.
enum GeneratedHeaders {
    /// What does not depend on the configuration.
    struct Fixed: Sendable {
        fileprivate var files: [GeneratedFile]
        fileprivate var offsets: String
        /// Of headers that are included, wherever they come from.
        fileprivate var names: Set<String>

        init(_ snapshot: Snapshot, arch: Arch) {
            files =
                AsmWrappers.files(snapshot, arch: arch) + SyscallHeaders.files(snapshot, arch: arch)
            offsets = GeneratedHeaders.offsets(snapshot, arch)
            names = GeneratedHeaders.names(snapshot, arch: arch)
        }
    }

    static func files(
        _ snapshot: Snapshot, arch: Arch, _ fixed: Fixed, _ configuration: Configuration
    ) -> [GeneratedFile] {
        var files = fixed.files
        switch arch {
        case .x86_64: files += X86Headers.files(snapshot, configuration)
        case .arm64: files += Arm64Headers.files(snapshot)
        }
        let version = versionNumbers(snapshot)
        let text = snapshot.kernelVersion ?? ""
        let hz = UInt64(configuration.number("HZ") ?? 250)
        files += [
            GeneratedFile("include/generated/autoconf.h", configuration.header),
            GeneratedFile("include/generated/bounds.h", bounds(snapshot, configuration)),
            GeneratedFile("include/generated/asm-offsets.h", fixed.offsets),
            GeneratedFile(
                "include/generated/timeconst.h", TimeConstants.header(ticksPerSecond: hz)),
            GeneratedFile("include/generated/utsrelease.h", "#define UTS_RELEASE \"\(text)\"\n"),
            GeneratedFile("include/generated/utsversion.h", "#define UTS_VERSION \"#1\"\n"),
            GeneratedFile("include/generated/uapi/linux/version.h", version),
        ]
        let known = Set(files.map(\.path))
        return files + stubs(fixed.names.subtracting(known))
    }

    /// include/generated/uapi/linux/version.h (filechk_version.h in the top Makefile).
    private static func versionNumbers(_ snapshot: Snapshot) -> String {
        let numbers = (snapshot.kernelVersion ?? "0").split(whereSeparator: {
            $0 == "." || $0 == "-"
        })
        .map { Int($0.prefix { $0.isNumber }) ?? 0 }
        let (major, patch, sub) = (
            numbers.first ?? 0, numbers.dropFirst().first ?? 0, numbers.dropFirst(2).first ?? 0
        )
        return """
            #define LINUX_VERSION_CODE \(major << 16 + patch << 8 + min(sub, 255))
            #define KERNEL_VERSION(a,b,c) (((a) << 16) + ((b) << 8) + ((c) > 255 ? 255 : (c)))
            #define LINUX_VERSION_MAJOR \(major)
            #define LINUX_VERSION_PATCHLEVEL \(patch)
            #define LINUX_VERSION_SUBLEVEL \(sub)

            """
    }

    /// include/generated/bounds.h: the names come from kernel/bounds.c, so that those of later versions are there too.
    private static func bounds(_ snapshot: Snapshot, _ configuration: Configuration) -> String {
        var values = [
            "NR_PAGEFLAGS": 26, "MAX_NR_ZONES": 4, "SPINLOCK_SIZE": 4, "LRU_GEN_WIDTH": 0,
        ]
        if configuration.isEnabled("LRU_GEN") {
            values["LRU_GEN_WIDTH"] = 3
            values["__LRU_REFS_WIDTH"] = 2
        }
        let processors = configuration.number("NR_CPUS") ?? 64
        values["NR_CPUS_BITS"] = (0..<32).first { 1 << $0 >= processors } ?? 0
        return defined(snapshot.text("kernel/bounds.c") ?? "").map { name, _ in
            "#define \(name) \(values[name] ?? 0)\n"
        }.joined()
    }

    /// include/generated/asm-offsets.h. A constant that carries the name of its own value is what C code calls so already.
    private static func offsets(_ snapshot: Snapshot, _ arch: Arch) -> String {
        ["asm-offsets.c", "asm-offsets_64.c"].map { file in
            defined(snapshot.text("arch/\(arch.directory)/kernel/" + file) ?? "")
                .filter { $0.name != $0.value }.map { "#define \($0.name) 0\n" }.joined()
        }.joined()
    }

    /// `DEFINE(NAME, value)` and `OFFSET(NAME, type, member)` lines (include/linux/kbuild.h), each name once.
    private static func defined(_ text: String) -> [(name: String, value: String)] {
        var seen: Set<String> = []
        return text.matches(of: /(?:DEFINE|OFFSET)\(\s*(\w+)\s*,\s*(\w+)/).compactMap { match in
            seen.insert(String(match.1)).inserted ? (String(match.1), String(match.2)) : nil
        }
    }

    /// Empty files for generated headers that we know only by name: the arch's `generated-y` lists, and what the
    /// general headers include from `generated/`. An empty header costs what it would have declared; a missing one
    /// costs the unit.
    private static func stubs(_ names: Set<String>) -> [GeneratedFile] {
        names.sorted().filter { TreePath($0)?.string == $0 }.map { GeneratedFile($0, "") }
    }

    private static func names(_ snapshot: Snapshot, arch: Arch) -> Set<String> {
        var names: Set<String> = []
        for directory in ["asm", "uapi/asm"] {
            let kbuild = snapshot.text("arch/\(arch.directory)/include/\(directory)/Kbuild") ?? ""
            let variables = Makefile(kbuild).variables
            for name in words(
                (variables["generated-y"] ?? "") + " " + (variables["syscall-y"] ?? ""))
            {
                names.insert("arch/\(arch.directory)/include/generated/\(directory)/\(name)")
            }
        }
        for directory in ["include/linux", "arch/\(arch.directory)/include/asm"] {
            guard let path = TreePath(directory) else { continue }
            for name in snapshot.entries(of: path) where name.hasSuffix(".h") {
                guard let header = TreePath(directory + "/" + name) else { continue }
                for included in snapshot.generatedIncludes(of: header) {
                    names.insert("include/generated/" + included)
                }
            }
        }
        return names
    }
}
