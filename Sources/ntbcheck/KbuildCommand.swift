import ArgumentParser
import Contract
import Engine
import Findings
import Foundation
import KernelSource
import Reports
import SeriesDiff
import SourceText

/// What `make C=1 CHECK="ntbcheck kbuild"` runs for each file, with sparse's and the compiler's words; the last is the file.
struct KbuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kbuild",
        abstract: "Checks one file in a kernel build: make C=1 CHECK=\"ntbcheck kbuild [--fail]\".",
        discussion: """
            Findings do not fail the build unless --fail is the first word: make would delete the object. Files that \
            have nothing to do with a contract are passed over, and notes are left to 'ntbcheck check'.
            """)

    @Argument(
        parsing: .captureForPassthrough,
        help: "Words of the compiler's command line, the file last.")
    var words: [String] = []

    func run() async throws {
        var words = words
        let fails = words.first == "--fail"
        if fails { words.removeFirst() }
        guard let file = words.popLast() else {
            throw ValidationError("there is no file to check; run it by make C=1")
        }
        if !file.hasSuffix(".c") {
            // The kernel tries a checker before it uses one (scripts/checker-valid.sh), on a file that is no unit of its.
            if isRegularFile(file) { return }
            throw ValidationError("the last word is no C file; run it by make C=1")
        }
        let (names, headers) = try Contract.builtInWords()
        guard isWatched(file, Watch(words: names, headers: headers)) else { return }
        let environment = ProcessInfo.processInfo.environment
        let here = FileManager.default.currentDirectoryPath
        let tree = absolute(environment["srctree"] ?? ".", here)
        let place = absolute(file, here)
        var options = AnalysisOptions(
            tree: tree, arch: .only(arch(environment, words)), buildDirectory: nil,
            contracts: [try Contract.builtIn()], jobs: 1)
        guard let unit = try unit(place, of: tree, environment, here, &options) else {
            writeError("\(file): cannot analyse: it is not in the kernel tree \(tree)")
            if fails { throw ExitCode(Int32(RunStatus.notAnalysed.rawValue)) }
            return
        }
        options.command = UnitCommand(
            unit: unit, words: words, directory: here,
            output: environment["objtree"].map { absolute($0, here) })
        do {
            var report = try Checker(options).check()
            // What is said of a header would be said again for every file that includes it. And a build that is all well is
            // quiet: what is merely not shown is for `check`.
            report.series.findings.removeAll {
                $0.finding.location.file != unit || $0.finding.severity == .note
            }
            report.series.unanalysed.removeAll { $0.file != unit }
            let text = report.gcc(
                TextStyle(color: false, unicode: false, width: 100, detail: .normal))
            // The last line is the summary. The others start with a path in the tree; make's words for that come before, so
            // that an editor finds the file from where make runs.
            let start = file.hasSuffix(unit.string) ? file.dropLast(unit.string.count) : ""
            let lines = text.split(separator: "\n").dropLast().map { line in
                line.hasPrefix(unit.string + ":")
                    ? file + line.dropFirst(unit.string.count) : start + line
            }
            if !lines.isEmpty { writeError(lines.joined(separator: "\n")) }
            if !fails { return }
            if report.series.findings.contains(where: \.fails) { throw ExitCode(1) }
            if report.series.unanalysed.contains(where: { !$0.isOutOfScope }) {
                throw ExitCode(Int32(RunStatus.notAnalysed.rawValue))
            }
        } catch let code as ExitCode {
            throw code
        } catch {
            if fails { throw error }
            writeError("\(file): cannot analyse: \(error)")
        }
    }

    /// The unit by its path in the tree, or below the name that the module has there whose sources it is one of.
    private func unit(
        _ place: String, of tree: String, _ environment: [String: String], _ here: String,
        _ options: inout AnalysisOptions
    ) throws -> TreePath? {
        if place.hasPrefix(tree + "/") { return TreePath(place.dropFirst(tree.count + 1)) }
        // The directory that make was given, relative to where it ran in newer kernels.
        let given = ["srcroot", "KBUILD_EXTMOD"].compactMap { environment[$0] }.map {
            absolute($0, here)
        }
        guard let module = given.first(where: { place.hasPrefix($0 + "/") }) else { return nil }
        options.module = module
        let mount = try options.place(ofModule: module)
        return TreePath(mount + place.dropFirst(module.count))
    }

    private func isRegularFile(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.type] as? FileAttributeType == .typeRegular
    }

    private func absolute(_ path: String, _ here: String) -> String {
        let whole = path.hasPrefix("/") ? path : here + "/" + path
        return URL(fileURLWithPath: whole).resolvingSymlinksInPath().path
    }

    /// make exports SRCARCH, which is one for several widths; the kernel's own words for a checker tell which of them.
    private func arch(_ environment: [String: String], _ words: [String]) -> Arch {
        let name = environment["SRCARCH"] ?? environment["ARCH"] ?? ""
        let named = words.last { $0.hasPrefix("--arch=") }.map { String($0.dropFirst(7)) }
        if let exact = [named, name].lazy.compactMap({ $0.flatMap(Arch.init(rawValue:)) }).first {
            return exact
        }
        let width = words.contains("-m32") ? "i386" : "x86_64"
        if name == "x86" { return Arch(rawValue: width) ?? .x86_64 }
        return words.contains("-D__aarch64__") ? .arm64 : .host
    }

    /// Whether the file, or a header of its own directory that it includes, names what the contract is about.
    private func isWatched(_ file: String, _ watch: Watch) -> Bool {
        var pending = [file]
        var seen: Set<String> = []
        while let next = pending.popLast(), seen.count < 100 {
            guard seen.insert(next).inserted, isRegularFile(next),
                let bytes = FileManager.default.contents(atPath: next)
            else { continue }
            let text = Array(bytes)
            if watch.isNamed(in: text) { return true }
            let directory = next.lastIndex(of: "/").map { String(next[...$0]) } ?? ""
            pending += quotedIncludes(text).map { directory + $0 }
        }
        return false
    }

    /// The names that lines like `#include "x.h"` give.
    private func quotedIncludes(_ text: [UInt8]) -> [String] {
        var names: [String] = []
        text.withUnsafeBufferPointer { bytes in
            var isStart = true
            for index in bytes.indices {
                if isStart, bytes[index] == UInt8(ascii: "#") {
                    let end = bytes[index...].firstIndex(of: 10) ?? bytes.endIndex
                    let parts = String(decoding: bytes[index..<end].prefix(300), as: UTF8.self)
                        .split(separator: "\"")
                    if parts.count > 1, parts[0].contains("include") {
                        names.append(String(parts[1]))
                    }
                }
                isStart = bytes[index] == 10
            }
        }
        return names
    }
}
