import Foundation
import Testing

@Suite("directories of kernel builds")
struct BuildDirectoryTests {
    /// What the newest kernel still lacks.
    private static let bypasses = [
        "drivers/ntb/test/ntb_perf.c:563", "drivers/ntb/test/ntb_perf.c:592",
        "drivers/ntb/test/ntb_tool.c:588", "drivers/ntb/test/ntb_tool.c:610",
        "drivers/ntb/test/ntb_tool.c:627",
    ]

    @Test("the newest kernel's own trial of a checker passes, and its drivers are checked")
    func newest() throws {
        let kernel = try KernelBuild.newest.get()
        let checked = try kernel.check("1")
        #expect(checked.status == 0)
        #expect(!(checked.output + checked.errors).contains("not available or not up to date"))
        #expect(checked.checked.contains { $0.hasSuffix("ntb_perf.c") })
        let errors = checked.words.filter { $0.contains(": error: ") }
        let places = errors.map { line in
            line.split(separator: ":").prefix(2).joined(separator: ":")
        }
        #expect(
            Set(places.compactMap { place in Self.bypasses.first { place.hasSuffix($0) } })
                == Set(Self.bypasses), "\(checked.words)")
        #expect(errors.allSatisfy { $0.hasSuffix("[helper-bypass]") }, "\(errors)")

        // The directory says how units are compiled, those aside that were not: the same is found.
        let arguments = [
            "check", "--tree", kernel.tree, "--build", kernel.build, "--arch", "x86_64",
        ]
        let built = try ntbcheck(arguments + ["--format", "json"])
        let report = try Report(built.output)
        #expect(report.tree.flags == "kbuild" && report.tree.notes.count == 1)
        #expect(report.tree.notes.allSatisfy { $0.hasSuffix(": drivers/net/ntb_netdev.c") })
        #expect(report.unanalysed == [])
        #expect(report.findings.filter { $0.severity == "error" }.map(\.place) == Self.bypasses)
        let perf = kernel.build + "/drivers/ntb/test/.ntb_perf.o.cmd"
        let command = try String(contentsOfFile: perf, encoding: .utf8)
        try FileManager.default.removeItem(atPath: perf)
        defer { try? command.write(toFile: perf, atomically: true, encoding: .utf8) }
        let derived = try Report(try ntbcheck(arguments + ["--format", "json"]).output)
        #expect(derived.tree.notes.contains { $0.hasSuffix(", drivers/ntb/test/ntb_perf.c") })
        #expect(derived.findings == report.findings && derived.unanalysed == [])

        try Self.withSettings(of: kernel, added: "CONFIG_NTB_NEW_ONE=y") {
            let stale = try Report(try ntbcheck(arguments + ["--format", "json"]).output)
            #expect(stale.tree.flags == "synthesized")
            #expect(stale.tree.notes.contains { $0.contains("CONFIG_NTB_NEW_ONE") })
        }
    }

    private static func withSettings(
        of kernel: KernelBuild, added line: String, _ body: () throws -> Void
    ) throws {
        let file = kernel.build + "/.config"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try (text + line + "\n").write(toFile: file, atomically: true, encoding: .utf8)
        defer { try? text.write(toFile: file, atomically: true, encoding: .utf8) }
        try body()
    }
}

@Suite("modules outside of the tree")
struct ModuleTests {
    /// Our own client; `device` is what it maps for.
    private static func client(device: String) -> String {
        """
        #include <linux/dma-mapping.h>
        #include <linux/module.h>
        #include <linux/ntb.h>
        #include <linux/pci.h>
        #include "ring.h"

        static void *ring_memory(struct ntb_dev *ntb, struct ring *ring)
        {
        \treturn dma_alloc_coherent(\(device), RING_SIZE, &ring->address, GFP_KERNEL);
        }

        static int ring_probe(struct ntb_client *client, struct ntb_dev *ntb)
        {
        \tstatic struct ring ring;

        \treturn ring_memory(ntb, &ring) ? 0 : -ENOMEM;
        }

        static void ring_remove(struct ntb_client *client, struct ntb_dev *ntb)
        {
        }

        static struct ntb_client ring_client = {
        \t.ops = { .probe = ring_probe, .remove = ring_remove },
        };
        module_ntb_client(ring_client);
        MODULE_LICENSE("GPL");

        """
    }

    private static let line = 9

    private func module(device: String) throws -> TemporaryDirectory {
        let place = try TemporaryDirectory()
        try place.write(
            "ring/Kbuild", "obj-m := ring.o\nccflags-y := -I$(src)/include -DRING_SIZE=64\n")
        try place.write("ring/include/ring.h", "struct ring { dma_addr_t address; };\n")
        try place.write("ring/ring.c", Self.client(device: device))
        try place.write("ring/other.c", "int nothing_to_do_with_it;\n")
        return place
    }

    @Test("check --module looks at a module's units, against the tree")
    func check() throws {
        for (device, status) in [("&ntb->pdev->dev", 1), ("ntb_get_dma_dev(ntb)", 0)] {
            let place = try module(device: device)
            let done = try ntbcheck([
                "check", "--tree", try Tree.newest612.path, "--module", place.path + "/ring",
                "--arch",
                "x86_64", "--format", "json",
            ])
            let report = try Report(done.output)
            #expect(done.status == status, "\(done.output)\(done.errors)")
            #expect(report.unanalysed == [])
            #expect(
                report.findings.filter { $0.severity == "error" }.map(\.place)
                    == (status == 0 ? [] : ["ring/ring.c:\(Self.line)"]))
        }
    }

    @Test("make M= with the checker, in an old kernel and in the newest")
    func make() throws {
        for kernel in [try KernelBuild.shared.get(), try KernelBuild.newest.get()] {
            for (device, errors) in [("&ntb->pdev->dev", 1), ("ntb_get_dma_dev(ntb)", 0)] {
                let place = try module(device: device)
                let made = try kernel.make([
                    "M=\(place.path)/ring", "C=1", "CHECK=\(try programPath()) kbuild", "ring.o",
                ])
                #expect(made.status == 0, "\(made.errors)")
                #expect(made.checked.contains { $0.hasSuffix("ring.c") })
                let said = made.words.filter { $0.contains("ring.c:\(Self.line):") }
                #expect(said.count == errors, "\(made.words)")
                #expect(said.allSatisfy { $0.hasSuffix("[helper-bypass]") })
                #expect(!made.words.contains { $0.contains("cannot analyse") }, "\(made.words)")

                // And what was built says how.
                let done = try ntbcheck([
                    "check", "--tree", kernel.tree, "--build", kernel.build, "--module",
                    place.path + "/ring", "--arch", "x86_64", "--format", "json",
                ])
                let report = try Report(done.output)
                #expect(report.tree.flags == "kbuild" && report.unanalysed == [])
                #expect(report.tree.notes == [])
                #expect(report.findings.filter { $0.severity == "error" }.count == errors)
            }
        }
    }
}

@Suite("the version")
struct VersionTests {
    @Test("names the libclang that is used")
    func libclang() throws {
        let place = try TemporaryDirectory()
        for _ in 1...2 {
            let said = try ntbcheck(
                ["--version"], environment: ["NTBCHECK_CACHE": place.path + "/cache"])
            #expect(said.status == 0 && said.errors == "")
            #expect(said.lines.count == 2)
            #expect(said.lines.first?.wholeMatch(of: /\d+\.\d+\.\d+/) != nil)
            #expect(said.lines.last?.contains(/^libclang: .*clang version \d+\.\d+/) == true)
        }
        let missing = try ntbcheck(
            ["--version"],
            environment: [
                "NTBCHECK_LIBCLANG": "/nonexistent", "NTBCHECK_CACHE": place.path + "/none",
            ])
        #expect(missing.status == 0)
        #expect(missing.lines.last?.contains("/nonexistent") == true, "\(missing.output)")
    }
}
