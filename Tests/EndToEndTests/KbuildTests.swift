import Foundation
import TestSupport
import Testing

/// make and the words that Kbuild gives to a checker, in a makefile of a few lines: preparing a kernel build takes minutes.
extension HookTests {
    /// As scripts/Makefile.build does it for x86_64: sparse's words, the compiler's, the file. The object is deleted on failure.
    private static let makefile = """
        .DELETE_ON_ERROR:
        export srctree := .
        export SRCARCH := x86
        CHECKFLAGS := -D__linux__ -Dlinux -D__STDC__ -Dunix -D__unix__ -Wbitwise -Wno-return-void \\
        \t-Wno-unknown-attribute -D__x86_64__ --arch=x86 -mlittle-endian -m64
        c_flags = -Wp,-MMD,$(dir $@).$(notdir $@).d -nostdinc -I./arch/x86/include -I./include \\
        \t-I./arch/x86/include/uapi -I./include/uapi -include ./include/linux/compiler_types.h -D__KERNEL__ \\
        \t-std=gnu11 -fno-strict-aliasing -mno-sse -mcmodel=kernel -falign-jumps=1 -mrecord-mcount \\
        \t-fconserve-stack -fplugin=./scripts/gcc-plugins/x.so -DMODULE -DKBUILD_BASENAME='"x"' \\
        \t-DKBUILD_MODNAME='"x"' -D__KBUILD_MODNAME=kmod_x
        %.o: %.c
        \t@touch $@
        \t@set -e; $(CHECK) $(CHECKFLAGS) $(c_flags) $<

        """

    private func make(_ object: String, check: String) throws -> Outcome {
        try run(
            "/usr/bin/env",
            [
                "make", "-f", place.path + "/makefile", object,
                "CHECK=\(try programPath()) kbuild\(check)",
            ], in: tree)
    }

    @Test("make C=1 prints what the file breaks, and builds on; with --fail, it stops")
    func kbuild() throws {
        try place.write("makefile", Self.makefile)
        _ = try call("checkout", "-q", "good")
        let object = "drivers/pci/endpoint/functions/pci-epf-vntb.o"
        let good = try make(object, check: " --fail")
        #expect(good.status == 0, "\(good.errors)")
        #expect(!good.errors.contains("[null-return]"))

        try FileManager.default.removeItem(atPath: tree + "/" + object)
        try HookRepository.breakDriver(in: tree)
        let told = try make(object, check: "")
        #expect(told.status == 0)
        #expect(told.errors.contains("[null-return]"), "\(told.errors)")
        #expect(FileManager.default.fileExists(atPath: tree + "/" + object))

        try FileManager.default.removeItem(atPath: tree + "/" + object)
        let stopped = try make(object, check: " --fail")
        #expect(stopped.status == 2)
        #expect(stopped.errors.contains("[null-return]"))
        #expect(!FileManager.default.fileExists(atPath: tree + "/" + object))

        let other = try make("drivers/base/core.o", check: " --fail")
        #expect(other.status == 0)
        #expect(other.errors.isEmpty && other.output.isEmpty)
    }
}
