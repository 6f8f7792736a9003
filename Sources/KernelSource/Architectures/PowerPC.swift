extension ArchTraits {
    /// 64-bit, little endian: what the distributions ship, and what `make ARCH=powerpc defconfig` makes on such a machine.
    static let powerpc = ArchTraits(
        directory: "powerpc", target: "powerpc64le-linux-gnu", ownSymbol: "PPC64",
        configurations: ["arch/powerpc/configs/ppc64_defconfig"],
        fragments: ["arch/powerpc/configs/le.config"],
        machine: ["-m64", "-mlittle-endian", "-msoft-float", "-mno-altivec", "-mno-vsx"],
        makeVariables: ["uname": "ppc64le", "BITS": "64"])

    /// 32-bit, big endian: the boards of the 6xx family, Apple's among them.
    static let powerpc32 = ArchTraits(
        directory: "powerpc", target: "powerpc-linux-gnu", ownSymbol: "PPC32",
        configurations: ["arch/powerpc/configs/ppc6xx_defconfig"],
        machine: ["-m32", "-mbig-endian", "-msoft-float", "-mno-altivec"],
        makeVariables: ["uname": "ppc", "BITS": "32"])
}
