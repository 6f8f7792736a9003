extension ArchTraits {
    /// What `make ARCH=mips defconfig` puts together: the generic platform, 32 bits, release 2, little endian.
    static let mips = ArchTraits(
        directory: "mips", target: "mipsel-linux-gnu", ownSymbol: "MIPS",
        otherSymbols: ["64BIT"],
        configurations: ["arch/mips/configs/generic_defconfig"],
        fragments: [
            "arch/mips/configs/generic/32r2.config", "arch/mips/configs/generic/el.config",
        ],
        machine: ["-march=mips32r2", "-mabi=32", "-msoft-float", "-mno-abicalls"])

    /// The same in 64 bits.
    static let mips64 = ArchTraits(
        directory: "mips", target: "mips64el-linux-gnuabi64", ownSymbol: "MIPS",
        otherSymbols: ["32BIT"],
        configurations: ["arch/mips/configs/generic_defconfig"],
        fragments: [
            "arch/mips/configs/generic/64r2.config", "arch/mips/configs/generic/el.config",
        ],
        machine: ["-march=mips64r2", "-mabi=64", "-msoft-float", "-mno-abicalls"])
}
