extension ArchTraits {
    // swift-format-ignore: AlwaysUseLowerCamelCase
    static let x86_64 = ArchTraits(
        directory: "x86", target: "x86_64-linux-gnu", ownSymbol: "X86_64",
        configurations: ["arch/x86/configs/x86_64_defconfig"],
        machine: [
            "-m64", "-mno-sse", "-mno-mmx", "-mno-sse2", "-mno-3dnow", "-mno-avx", "-mno-80387",
            "-mno-red-zone", "-mcmodel=kernel",
        ])

    static let i386 = ArchTraits(
        directory: "x86", target: "i386-linux-gnu", ownSymbol: "X86_32",
        configurations: ["arch/x86/configs/i386_defconfig"],
        machine: ["-m32", "-mno-sse", "-mno-mmx", "-mno-sse2", "-mno-3dnow", "-mno-avx"])
}
