/// An architecture that compile flags can be made for. What is special about each stands in its file of Architectures/.
package enum Arch: String, Sendable, Hashable, CaseIterable, Codable, CustomStringConvertible {
    // swift-format-ignore: AlwaysUseLowerCamelCase
    case x86_64
    case i386
    case arm64
    case arm
    case riscv
    case s390
    case powerpc
    case powerpc32
    case loongarch
    case mips
    case mips64

    /// The one that the program itself runs on, or the commonest where that can't be made flags for.
    package static var host: Arch {
        #if arch(arm64)
            .arm64
        #elseif arch(arm)
            .arm
        #elseif arch(i386)
            .i386
        #elseif arch(s390x)
            .s390
        #elseif arch(powerpc64) || arch(powerpc64le)
            .powerpc
        #elseif arch(riscv64)
            .riscv
        #else
            .x86_64
        #endif
    }

    package var description: String { rawValue }

    var traits: ArchTraits {
        switch self {
        case .x86_64: .x86_64
        case .i386: .i386
        case .arm64: .arm64
        case .arm: .arm
        case .riscv: .riscv
        case .s390: .s390
        case .powerpc: .powerpc
        case .powerpc32: .powerpc32
        case .loongarch: .loongarch
        case .mips: .mips
        case .mips64: .mips64
        }
    }

    /// What `make ARCH=` is given for it, which tells apart machines of two widths for x86 only.
    var makeName: String { directory == "x86" ? rawValue : directory }

    /// Its directory under `arch/` (`SRCARCH` of the top Makefile).
    package var directory: String { traits.directory }

    package var target: String { traits.target }

    /// The one that a configuration is for.
    static func of(_ configuration: Configuration) -> Arch? {
        allCases.first { arch in
            configuration.isEnabled(arch.traits.ownSymbol)
                && !arch.traits.otherSymbols.contains(where: configuration.isEnabled)
        }
    }
}

/// What is to be known of an architecture that the tree itself does not say, or says in a language that is not read.
struct ArchTraits: Sendable {
    /// `SRCARCH` of the top Makefile: the directory below `arch/`.
    var directory: String
    /// clang's `--target`.
    var target: String
    /// A symbol that no other architecture's configuration sets, but for one that sets another of its own besides.
    var ownSymbol: String
    var otherSymbols: [String] = []
    /// Files that `KBUILD_DEFCONFIG` of the arch's Makefile stands for, the first one that the tree has, and fragments on top.
    var configurations: [String]
    var fragments: [String] = []
    /// Code generation that changes which macros are predefined or which operands of asm are allowed.
    var machine: [String]
    /// Variables of the arch's Makefile that come from the environment or from running a program.
    var makeVariables: [String: String] = [:]
}

/// Which architectures units are analysed for.
package enum ArchChoice: Sendable, Hashable {
    /// Each unit for the first that can build it, the host's before all others.
    case auto
    case only(Arch)

    package static let host = ArchChoice.only(.host)
    // swift-format-ignore: AlwaysUseLowerCamelCase
    package static let x86_64 = ArchChoice.only(.x86_64)
    package static let arm64 = ArchChoice.only(.arm64)

    /// Names as users write them.
    package init?(_ name: String) {
        if name == "auto" {
            self = .auto
        } else if let arch = Arch(rawValue: name) {
            self = .only(arch)
        } else {
            return nil
        }
    }

    /// The ones to try, in their order.
    package var candidates: [Arch] {
        switch self {
        case .auto: [.host] + Arch.allCases.filter { $0 != .host }
        case .only(let arch): [arch]
        }
    }

    package var first: Arch {
        switch self {
        case .auto: .host
        case .only(let arch): arch
        }
    }

    package var name: String {
        switch self {
        case .auto: "auto"
        case .only(let arch): arch.rawValue
        }
    }

    /// Whether a path of a tree can be part of a kernel for one of them.
    func builds(_ path: String) -> Bool {
        switch self {
        case .auto: true
        case .only(let arch):
            !path.hasPrefix("arch/") || path.hasPrefix("arch/\(arch.directory)/")
        }
    }
}
