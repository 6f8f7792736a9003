extension ArchTraits {
    static let s390 = ArchTraits(
        directory: "s390", target: "s390x-linux-gnu", ownSymbol: "S390",
        configurations: ["arch/s390/configs/defconfig"],
        machine: ["-m64", "-march=z13", "-msoft-float", "-mbackchain"])
}
