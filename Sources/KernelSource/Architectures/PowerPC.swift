extension ArchTraits {
    /// 64-bit, little endian: what the distributions ship, and what `make ARCH=powerpc defconfig` makes on such a machine.
    static let powerpc = ArchTraits(
        directory: "powerpc", target: "powerpc64le-linux-gnu", ownSymbol: "PPC",
        configurations: ["arch/powerpc/configs/ppc64_defconfig"],
        fragments: ["arch/powerpc/configs/le.config"],
        machine: ["-m64", "-mlittle-endian", "-msoft-float", "-mno-altivec", "-mno-vsx"],
        makeVariables: ["uname": "ppc64le", "BITS": "64"])
}
