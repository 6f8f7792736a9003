extension ArchTraits {
    static let arm64 = ArchTraits(
        directory: "arm64", target: "aarch64-linux-gnu", ownSymbol: "ARM64",
        configurations: ["arch/arm64/configs/defconfig"],
        machine: ["-mlittle-endian", "-mgeneral-regs-only"])
}
