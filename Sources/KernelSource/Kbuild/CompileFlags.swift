package import SourceText

/// Where the flags of units come from.
package enum CompileFlags: Sendable {
    case synthesized(SynthesizedBuild)
    case kbuild(BuildDirectory)

    /// Flags for every unit: no warnings, since nothing is concluded from them; every error, since each one costs
    /// statements (the parser drops what does not type-check); and no pragma that makes the parser crash.
    static let always = [
        "-w", "-ferror-limit=0", "-fno-caret-diagnostics", "-Xclang", "-disable-pragma-debug-crash",
    ]

    package func arguments(for unit: TreePath) throws(TreeError) -> [String] {
        switch self {
        case .synthesized(let build): build.arguments(for: unit)
        case .kbuild(let directory): try directory.arguments(for: unit)
        }
    }

    /// Whether a change of the file can change flags, options or generated headers.
    package func depends(on path: TreePath) -> Bool {
        switch self {
        case .synthesized(let build): build.depends(on: path)
        case .kbuild: SynthesizedBuild.depends(on: path)
        }
    }

    /// The names whose values were made up, for a unit.
    package func assumedConstants(for unit: TreePath) -> Set<String> {
        if case .synthesized(let build) = self { build.assumedConstants(for: unit) } else { [] }
    }

    /// The architecture that a unit is analysed for.
    package func arch(of unit: TreePath) -> Arch {
        switch self {
        case .synthesized(let build): build.arch(of: unit)
        case .kbuild(let directory): directory.arch
        }
    }

    /// The word for it in reports.
    package var origin: String {
        switch self {
        case .synthesized: "synthesized"
        case .kbuild: "kbuild"
        }
    }

    package var generated: [GeneratedFile] {
        switch self {
        case .synthesized(let build): build.generated
        case .kbuild(let directory): directory.generated
        }
    }

    /// Whether an option is known to be on, and not as a module, for whatever is compiled.
    ///
    /// - Parameter option: as C has it, `CONFIG_X`.
    func isOn(_ option: String, for arch: Arch) -> Bool {
        guard
            let file = generated.first(where: {
                $0.path == "\(arch.rawValue)/include/generated/autoconf.h"
            })
        else { return false }
        let line = Array("#define \(option) 1\n".utf8)
        return file.contents.withUnsafeBufferPointer { ByteSearch.contains(line, in: $0) }
    }
}
