import Cache
import Contract
import Engine
import Foundation
import KernelSource
import Reports
import SeriesDiff
import SourceText
import Testing

@Suite("build directories")
struct BuildTests {
    let kernel: MiniKernel
    let place: MiniKernel

    /// The endpoint's callback does what a generated header says.
    init() throws {
        kernel = try MiniKernel([
            MiniKernel.endpoint: try #require(MiniKernel.files[MiniKernel.endpoint])
                .replacing(
                    "#include <linux/ntb.h>",
                    with: "#include <linux/ntb.h>\n#include <generated/demo.h>")
        ])
        place = try MiniKernel()
    }

    private func build(in root: String, units: [String]) throws {
        let files = [
            "include/generated/autoconf.h": "#define CONFIG_DEMO 1\n",
            "include/generated/demo.h": "#define DEMO 1\n",
            "include/config/auto.conf": "CONFIG_X86_64=y\n", ".config": "CONFIG_X86_64=y\n",
            "include/config/kernel.release": "9.8.7-demo\n",
        ]
        for (file, text) in files { try write(root + "/" + file, text) }
        let includes = "-I\(kernel.root)/include -I./include"
        for unit in units {
            let parts = unit.split(separator: "/")
            let name =
                parts.dropLast().joined(separator: "/") + "/." + (parts.last ?? "").dropLast(2)
            try write(
                "\(root)/\(name).o.cmd",
                "savedcmd_x := gcc -nostdinc \(includes) -D__KERNEL__ -DMADE -c \(kernel.root)/\(unit)\n"
            )
        }
    }

    private func write(_ file: String, _ text: String) throws {
        let url = URL(fileURLWithPath: file)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    private let all = [MiniKernel.driver, MiniKernel.endpoint, MiniKernel.client]

    private var output: String { place.root + "/output" }

    @Test func aDirectoryThatCompiledEachUnitNeedsNoWord() throws {
        try build(in: output, units: all)
        let report = try kernel.checker(build: output).check()
        #expect(report.tree.flags == .kbuild && report.tree.notes == [])
        #expect(report.series.unanalysed == [])
    }

    @Test func aUnitThatWasNotCompiledIsAnalysedAndSaidToBeSo() throws {
        try build(in: output, units: [MiniKernel.driver, MiniKernel.endpoint])
        let report = try kernel.checker(build: output).check()
        #expect(report.tree.flags == .kbuild)
        #expect(report.series.unanalysed == [])
        #expect(report.tree.notes.count == 1)
        #expect(
            report.tree.notes.allSatisfy {
                $0.hasPrefix("not compiled in \(output), ")
                    && $0.hasSuffix(": \(MiniKernel.client)")
            }, "\(report.tree.notes)")
    }

    @Test func aTreeThatWasBuiltInPlaceIsUsedUnasked() throws {
        try build(in: kernel.root, units: all)
        let report = try kernel.check()
        #expect(report.tree.flags == .kbuild && report.tree.notes == [])
        #expect(report.series.unanalysed == [])
    }

    @Test(arguments: [
        ("include/config/kernel.release", "9.8.8\n"),
        (".config", "CONFIG_X86_64=y\nCONFIG_NEW=y\n"),
    ])
    func aStaleBuildIsNotUsed(file: String, text: String) throws {
        try build(in: kernel.root, units: all)
        try write(kernel.root + "/" + file, text)
        let report = try kernel.check()
        #expect(report.tree.flags == .synthesized)
        #expect(report.tree.notes.count == 1 && report.tree.notes[0].contains("is not used"))
    }

    @Test func aBuildInPlaceForAnotherArchitectureIsNotUsed() throws {
        try build(in: kernel.root, units: all)
        for file in [".config", "include/config/auto.conf"] {
            try write(kernel.root + "/" + file, "CONFIG_ARM64=y\n")
        }
        let report = try kernel.check(arch: .x86_64)
        #expect(report.tree.flags == .synthesized)
        #expect(report.tree.notes.count == 1 && report.tree.notes[0].contains("arm64"))
    }

    @Test func whatIsKeptIsOfTheHeadersThatTheBuildHas() throws {
        try build(in: output, units: all)
        let directory = place.root + "/cache"
        func run() throws -> Report {
            var options = AnalysisOptions(
                tree: kernel.root, arch: .x86_64, buildDirectory: output,
                contracts: [try Contract.builtIn()], jobs: 2)
            options.cache = CacheDirectory(parent: directory)
            return try Checker(options).check()
        }
        // Files that were written just now may be changing.
        usleep(120_000)
        let first = try run()
        #expect(first.series.unanalysed == [])
        #expect(try run().series.findings == first.series.findings)
        let names = try FileManager.default.subpathsOfDirectory(atPath: directory)
        #expect(names.count { $0.split(separator: "/").last?.count == 64 } == all.count)
        try write(output + "/include/generated/demo.h", "#error changed\n")
        #expect(try run().series.unanalysed.map(\.file.string) == [MiniKernel.endpoint])
        try write(output + "/include/generated/demo.h", "#define DEMO 1\n")
        #expect(try run().series.findings == first.series.findings)
        // As do its flags.
        let command = try String(
            contentsOfFile: output + "/drivers/ntb/test/.demo_client.o.cmd", encoding: .utf8)
        try write(
            output + "/drivers/ntb/test/.demo_client.o.cmd",
            command.replacing("-DMADE", with: "-include \(kernel.root)/nothing.h"))
        #expect(try run().series.unanalysed.map(\.file.string) == [MiniKernel.client])
    }
}
