extension ArchTraits {
    static let loongarch = ArchTraits(
        directory: "loongarch", target: "loongarch64-linux-gnu", ownSymbol: "LOONGARCH",
        configurations: [
            "arch/loongarch/configs/loongson64_defconfig",
            "arch/loongarch/configs/loongson3_defconfig",
        ],
        machine: ["-mabi=lp64s", "-msoft-float"])
}
