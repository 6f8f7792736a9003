/// What the top Makefile and the arch's compile every unit with: LINUXINCLUDE, KBUILD_CPPFLAGS and KBUILD_CFLAGS.
///
/// The Makefiles are evaluated as they are, so that what later versions add is there too.
struct TopFlags {
    /// As in a command, paths virtual.
    private(set) var arguments: [String]

    /// - Parameter made: the directory of the generated headers.
    init(
        _ snapshot: Snapshot, _ arch: Arch, made: String, _ environment: Makefile.Environment
    ) {
        let text = snapshot.text("Makefile") ?? ""
        let tree = VirtualRoot.tree
        var variables = arch.traits.makeVariables
        // As if they stood on make's command line: what the file assigns to them does not count.
        let fixed = [
            "srctree": tree, "srcroot": tree, "abs_srctree": tree, "objtree": made,
            "abs_objtree": made, "abs_output": made, "obj": ".", "src": ".", "VPATH": "",
            "ARCH": arch.makeName, "SRCARCH": arch.directory, "sub_make_done": "1",
            "need-sub-make": "", "mixed-build": "", "config-build": "", "need-config": "1",
            "KBUILD_EXTMOD": "", "building_out_of_srctree": "1", "CC": "clang", "LLVM": "1",
            "CROSS_COMPILE": "",
            "CLANG_FLAGS": "", "MAKECMDGOALS": "", "CONFIG_SHELL": "sh",
        ]
        variables["MAKE_VERSION"] = "4.3"
        let makefile = Makefile(text, variables: variables, fixed: fixed, environment)
        var command: [String] = []
        for name in ["LINUXINCLUDE", "KBUILD_CPPFLAGS", "KBUILD_CFLAGS", "KBUILD_CFLAGS_MODULE"] {
            command += CommandWords.split(makefile.value(name))
        }
        arguments = LanguageOptions.accepted(command) { path in
            VirtualRoot.place(path) ?? VirtualRoot.place(tree + "/" + path)
        }
        arguments.removeAll { $0 == "-DMODULE" }
        arguments = Self.generatedFirst(
            Self.missingIncludes(arguments, arch, made: made) + arguments, made: made)
        // c_flags of scripts/Makefile.lib has the last of these.
        for name in ["compiler-version.h", "kconfig.h", "compiler_types.h"] {
            let file = "include/linux/" + name
            if snapshot.has(file), !arguments.contains(tree + "/" + file) {
                arguments += ["-include", tree + "/" + file]
            }
        }
        if !arguments.contains("-D__KERNEL__") { arguments.append("-D__KERNEL__") }
        if !arguments.contains(where: { $0.hasPrefix("-std=") }) { arguments.append("-std=gnu11") }
        // Before 5.15 the kernel took <stdarg.h> from the compiler.
        if !snapshot.has("include/linux/stdarg.h") {
            arguments += ["-isystem", made + "/" + CompilerHeaders.directory]
        }
    }

    /// The tree's own directories that LINUXINCLUDE has named for long, as arguments.
    static func usualDirectories(_ arch: Arch) -> [String] {
        let own = "arch/\(arch.directory)/include"
        return [own, "include", own + "/uapi", "include/uapi"].map {
            "-I\(VirtualRoot.tree)/\($0)"
        }
    }

    /// What LINUXINCLUDE has named for long, where the Makefile was not understood.
    private static func missingIncludes(
        _ arguments: [String], _ arch: Arch, made: String
    ) -> [String] {
        if arguments.contains("-I\(VirtualRoot.tree)/include") { return [] }
        let usual = usualDirectories(arch)
        let own = "-I\(made)/arch/\(arch.directory)/include/generated"
        return [
            usual[0], own, "-I\(made)/include", usual[1], usual[2], own + "/uapi", usual[3],
            "-I\(made)/include/generated/uapi",
        ]
    }

    /// Puts the generated headers before the tree's of the same directory, lest what an earlier build left in the tree counts.
    private static func generatedFirst(_ arguments: [String], made: String) -> [String] {
        var result = arguments
        let (generated, tree) = ("-I\(made)/include", "-I\(VirtualRoot.tree)/include")
        if let first = result.firstIndex(of: tree), let second = result.firstIndex(of: generated),
            first < second
        {
            result.swapAt(first, second)
        }
        return result
    }
}
