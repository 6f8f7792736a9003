extension ArchTraits {
    static let arm = ArchTraits(
        directory: "arm", target: "arm-linux-gnueabi", ownSymbol: "ARM",
        configurations: ["arch/arm/configs/multi_v7_defconfig", "arch/arm/configs/defconfig"],
        machine: ["-mlittle-endian", "-march=armv7-a", "-mfloat-abi=soft", "-marm"])
}
