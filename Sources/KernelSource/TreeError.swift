package import Git
package import SourceText

/// Why a kernel tree, or a file of it, can't be read. Its description is one line and says what to do.
package enum TreeError: Error, Hashable, Sendable, CustomStringConvertible {
    case noSuchDirectory(String)
    case notADirectory(String)
    case notAKernelTree(String, missing: String)
    /// With the error that the system gave.
    case unreadable(String, Int32)
    case badDatabase(String)
    case leavesTree(TreePath)
    case notAFile(TreePath)
    case tooLarge(TreePath, bytes: Int)
    case privateDirectory(PrivateDirectory.Failure)
    case noSuchBuild(String)
    case emptyBuild(String)
    case buildOfOtherTree(build: String, source: String, tree: String)
    case noSuchArch(tree: String, arch: Arch)
    case buildOfOtherArch(build: String, arch: String, wanted: Arch)
    case notInBuild(TreePath)
    case badBuildFile(String, reason: String)
    case noSuchModule(String)
    case moduleInTree(String, tree: String)
    case git(GitFault)

    package var description: String {
        switch self {
        case .noSuchDirectory(let path):
            "no such directory: \(path); name a kernel tree with --tree"
        case .notADirectory(let path):
            "\(path) is not a directory; name the root of a kernel tree with --tree"
        case .notAKernelTree(let path, let missing):
            "\(path) is not a kernel tree (it has no \(missing)); name the root of one with --tree"
        case .unreadable(let path, let code):
            "cannot read \(path): \(message(ofSystemError: code))"
        case .badDatabase(let path):
            "cannot read \(path): it is not a compilation database; make it again"
        case .leavesTree(let path):
            "\(path) is a symbolic link that leaves the tree; it is not followed: replace it by a file"
        case .notAFile(let path):
            "\(path) is not a regular file; it is not read: remove it from the tree"
        case .tooLarge(let path, let bytes):
            "\(path) has \(bytes) bytes, more than the \(Snapshot.largestFile) that are read of one file"
        case .privateDirectory(let failure):
            failure.description
        case .noSuchBuild(let path):
            "no such build directory: \(path); name a Kbuild output directory with --build"
        case .emptyBuild(let path):
            "\(path) holds neither compile_commands.json nor .cmd files; build the kernel in it first"
        case .buildOfOtherTree(let build, let source, let tree):
            "\(build) was built from \(source), not from \(tree); name the build directory of this tree"
        case .noSuchArch(let tree, let arch):
            "\(tree) has no arch/\(arch.directory); name another --arch, or auto"
        case .buildOfOtherArch(let build, let arch, let wanted):
            "\(build) was built for \(arch), not for \(wanted); pass --arch or another --build"
        case .notInBuild(let path):
            "\(path) was not compiled in the build directory; enable its option there and build it"
        case .badBuildFile(let path, let reason):
            "\(path) \(reason); it is not read: make the build directory again"
        case .noSuchModule(let path):
            "no such directory: \(path); name the sources of a module with --module"
        case .moduleInTree(let path, let tree):
            "\(path) and the tree \(tree) hold one another; --module is for sources outside of it"
        case .git(let fault):
            fault.description
        }
    }
}
