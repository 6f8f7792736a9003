/// An architecture that compile flags can be made for.
package enum Arch: String, Sendable, Hashable, CaseIterable, Codable, CustomStringConvertible {
    // swift-format-ignore: AlwaysUseLowerCamelCase
    case x86_64
    case arm64

    package static var host: Arch {
        #if arch(arm64)
            .arm64
        #else
            .x86_64
        #endif
    }

    package var description: String { rawValue }

    /// Its directory under `arch/` (`SRCARCH` of the top Makefile).
    package var directory: String {
        switch self {
        case .x86_64: "x86"
        case .arm64: "arm64"
        }
    }

    package var target: String {
        switch self {
        case .x86_64: "x86_64-linux-gnu"
        case .arm64: "aarch64-linux-gnu"
        }
    }

    /// The tree's own answer to "what would people switch on here" (`KBUILD_DEFCONFIG` of the
    /// top and arch Makefiles).
    var defaultConfiguration: String {
        switch self {
        case .x86_64: "arch/x86/configs/x86_64_defconfig"
        case .arm64: "arch/arm64/configs/defconfig"
        }
    }

    /// The symbol that only a configuration for this architecture sets.
    var ownSymbol: String {
        switch self {
        case .x86_64: "X86_64"
        case .arm64: "ARM64"
        }
    }
}
