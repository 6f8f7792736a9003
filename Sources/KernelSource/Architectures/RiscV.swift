extension ArchTraits {
    static let riscv = ArchTraits(
        directory: "riscv", target: "riscv64-linux-gnu", ownSymbol: "RISCV",
        configurations: ["arch/riscv/configs/defconfig"],
        machine: ["-mabi=lp64", "-march=rv64imac_zicsr_zifencei", "-mcmodel=medany"])
}
