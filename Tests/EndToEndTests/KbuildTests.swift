import Foundation
import Testing

/// A whole kernel tree, and a build directory that is configured for all of NTB and prepared.
struct KernelBuild: Sendable {
    let place: TemporaryDirectory
    var tree: String { place.path + "/linux" }
    var build: String { place.path + "/build" }

    /// An old one with the project's series applied.
    static let shared: Result<KernelBuild, any Error> = Result {
        try KernelBuild("NTBCHECK_TREE_FULL", series: "linux-6.1.170")
    }
    /// The newest, as it is.
    static let newest: Result<KernelBuild, any Error> = Result {
        try KernelBuild("NTBCHECK_TREE_NEWEST_FULL", series: nil)
    }

    private init(_ variable: String, series name: String?) throws {
        place = try TemporaryDirectory()
        guard let full = ProcessInfo.processInfo.environment[variable], !full.isEmpty
        else { throw Failure("\(variable) names no tree: run the tests by 'make test'") }
        // Linked where it can be: a build with O= writes nothing there, and patches replace the files that they change.
        let copy = "cp -al \"$1\" \"$2\" 2>/dev/null || { rm -rf \"$2\"; cp -a \"$1\" \"$2\"; }"
        let copied = try run("/bin/sh", ["-c", copy, "sh", full, tree])
        // Several tests look at the result, and each has to fail: no expectation, which is recorded once.
        if copied.status != 0 { throw Failure(copied.errors) }
        let series = name.map(seriesDirectory)
        for file in try series.map(FileManager.default.contentsOfDirectory(atPath:))?.sorted() ?? []
        where file.hasSuffix(".patch") && !file.hasPrefix("0000") {
            let applied = try run(
                "/usr/bin/env", ["git", "apply", (series ?? "") + "/" + file], in: tree,
                environment: ["GIT_CEILING_DIRECTORIES": place.path])
            if applied.status != 0 { throw Failure(applied.errors) }
        }
        try FileManager.default.createDirectory(atPath: build, withIntermediateDirectories: true)
        let config = seriesDirectory("../scripts/lib/verify.config")
        for arguments in [["KCONFIG_ALLCONFIG=" + config, "allnoconfig"], ["prepare"]] {
            let made = try make(["-s"] + arguments)
            if made.status != 0 { throw Failure(made.output + made.errors) }
        }
    }

    /// Nothing of a make that runs the tests gets to the one that builds the kernel.
    func make(_ arguments: [String]) throws -> Outcome {
        let environment = ProcessInfo.processInfo.environment
        let jobs = ProcessInfo.processInfo.activeProcessorCount
        let kept = ["PATH", "HOME", "TMPDIR"].compactMap { name in
            environment[name].map { "\(name)=\($0)" }
        }
        var words = ["-i"] + kept + ["LC_ALL=C.UTF-8", "make", "-C", tree, "O=" + build]
        words += ["-j\(jobs)", "-Otarget", "LOCALVERSION=", "ARCH=x86_64"]
        #if !arch(x86_64)
            words.append("CROSS_COMPILE=x86_64-linux-gnu-")
        #endif
        return try run("/usr/bin/env", words + arguments)
    }

    /// The same with ntbcheck as the checker, on what is watched and on what is not.
    func check(_ mode: String, options: String = "") throws -> Outcome {
        try make([
            "C=\(mode)", "CHECK=\(try programPath()) kbuild\(options)", "drivers/ntb/",
            "drivers/pci/endpoint/functions/", "lib/ctype.o",
        ])
    }
}

extension Outcome {
    /// The files that the checker was called for.
    var checked: Set<String> {
        Set((output + errors).matches(of: /(?m)^  CHECK   (?:.*\/)?(.*)$/).map { String($0.1) })
    }

    /// What is not make's own.
    var words: [String] {
        (output + errors).split(separator: "\n").map(String.init).filter {
            !$0.contains(/^(  [A-Z]+|make(\[\d+\])?: )/)
        }
    }
}

@Suite("kernel builds")
struct KbuildTests {
    @Test(
        "make C=1 and C=2 print what a driver breaks, as a compiler would, and nothing of good ones"
    )
    func make() throws {
        let kernel = try KernelBuild.shared.get()
        let vntb = "drivers/pci/endpoint/functions/pci-epf-vntb"
        let object = kernel.build + "/" + vntb + ".o"
        let source = kernel.tree + "/" + vntb + ".c"

        let good = try kernel.check("1")
        #expect(good.status == 0)
        #expect(good.checked.isSuperset(of: ["pci-epf-vntb.c", "ntb_transport.c", "ctype.c"]))
        #expect(good.words == [])
        #expect(FileManager.default.fileExists(atPath: object))

        let text = try String(contentsOfFile: source, encoding: .utf8)
        try HookRepository.breakDriver(in: kernel.tree)
        let lines = try String(contentsOfFile: source, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(lines.firstIndex { $0.hasSuffix("\treturn NULL;") }) + 1
        let bad = try kernel.check("1")
        #expect(bad.status == 0)
        #expect(bad.checked == ["pci-epf-vntb.c"])
        #expect(bad.words.allSatisfy { $0.hasPrefix("\(source):") }, "\(bad.words)")
        let errors = bad.words.filter { $0.contains(": error: ") }
        #expect(errors.count == 1)
        #expect(errors.allSatisfy { $0.hasPrefix("\(source):\(line):3: error: ") }, "\(errors)")
        #expect(errors.allSatisfy { $0.hasSuffix(" [null-return]") })
        #expect(FileManager.default.fileExists(atPath: object))

        // Everything again, compiled or not; the kernel's own scripts/mod/empty.c too.
        let all = try kernel.check("2")
        #expect(all.status == 0)
        #expect(all.checked.isSuperset(of: ["pci-epf-vntb.c", "ntb_transport.c", "empty.c"]))
        #expect(all.words == bad.words)
        #expect(!all.output.contains("  CC [M]  "))

        let failing = try kernel.check("2", options: " --fail")
        #expect(failing.status != 0)
        #expect(failing.words.contains(errors.first ?? "-"))

        try text.write(toFile: source, atomically: true, encoding: .utf8)
        let repaired = try kernel.check("1", options: " --fail")
        #expect(repaired.status == 0)
        #expect(repaired.checked.contains("pci-epf-vntb.c") && repaired.words == [])
    }
}
