import SourceText

/// All headers that a build would have made before it compiles the first unit (`make prepare`).
///
/// Those that follow from the tree's text are exact. Those that need a compiler's answer are evaluated (``OffsetsHeader``), and
/// those of which only the name is known are empty (``stubs``).
enum GeneratedHeaders {
    /// What does not depend on the configuration.
    struct Fixed: Sendable {
        fileprivate var files: [GeneratedFile]
        /// Of headers that are included, wherever they come from.
        fileprivate var names: Set<String>
        /// Those of them that generic headers include.
        var general: Set<String>

        init(_ snapshot: Snapshot, arch: Arch) {
            files =
                AsmWrappers.files(snapshot, arch: arch) + SyscallHeaders.files(snapshot, arch: arch)
                + CompilerHeaders.files(snapshot)
            general = Set(snapshot.generalIncludes.map { "include/generated/" + $0 })
            names = GeneratedHeaders.names(snapshot, arch: arch).union(general)
        }
    }

    /// - Returns: paths begin with the architecture's name.
    static func files(
        _ snapshot: Snapshot, arch: Arch, _ fixed: Fixed, _ configuration: Configuration,
        _ environment: Makefile.Environment, offsets: [OffsetsHeader]
    ) -> [GeneratedFile] {
        var files = fixed.files
        switch arch {
        case .x86_64, .i386: files += X86Headers.files(snapshot, configuration)
        case .arm64: files += Arm64Headers.files(snapshot)
        default: break
        }
        let version = versionNumbers(snapshot)
        let text = snapshot.kernelVersion ?? ""
        let hz = UInt64(configuration.number("HZ") ?? 250)
        files += [
            GeneratedFile("include/generated/autoconf.h", configuration.header),
            GeneratedFile(
                "include/generated/timeconst.h", TimeConstants.header(ticksPerSecond: hz)),
            GeneratedFile("include/generated/utsrelease.h", "#define UTS_RELEASE \"\(text)\"\n"),
            GeneratedFile("include/generated/utsversion.h", "#define UTS_VERSION \"#1\"\n"),
            GeneratedFile("include/generated/uapi/linux/version.h", version),
        ]
        for place in files.indices { files[place].path = arch.rawValue + "/" + files[place].path }
        files += offsets.map { $0.placeholder(snapshot) }
        let known = Set(files.map(\.path))
        return files + stubs(Set(fixed.names.map { arch.rawValue + "/" + $0 }).subtracting(known))
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

    /// Empty files for generated headers that we know only by name: the arch's `generated-y` lists, and what the
    /// general headers include from `generated/`. An empty header costs what it would have declared; a missing one
    /// costs the unit.
    private static func stubs(_ names: Set<String>) -> [GeneratedFile] {
        names.sorted().filter { TreePath($0)?.string == $0 }.map { GeneratedFile($0, "") }
    }

    private static func names(_ snapshot: Snapshot, arch: Arch) -> Set<String> {
        var names: Set<String> = []
        for directory in ["asm", "uapi/asm"] {
            let kbuild = Makefile(
                snapshot.text("arch/\(arch.directory)/include/\(directory)/Kbuild") ?? "")
            for name in words(kbuild.value("generated-y") + " " + kbuild.value("syscall-y")) {
                names.insert("arch/\(arch.directory)/include/generated/\(directory)/\(name)")
            }
        }
        let own = snapshot.generatedIncludes(below: "arch/\(arch.directory)/include/asm")
        return names.union(own.map { "include/generated/" + $0 })
    }
}

extension Snapshot {
    /// What generic headers include from `generated/`.
    var generalIncludes: [String] { generatedIncludes(below: "include/linux") }

    fileprivate func generatedIncludes(below directory: String) -> [String] {
        guard let path = TreePath(directory) else { return [] }
        return entries(of: path).filter { $0.hasSuffix(".h") }.flatMap { name in
            TreePath(directory + "/" + name).map(generatedIncludes(of:)) ?? []
        }
    }
}
