// swift-tools-version: 6.2
import Foundation
import PackageDescription

// MARK: libclang

/// LLVM 17 is the first release whose C API tells binary operators apart.
let oldestSupportedLLVM = 17

/// The directory that holds `include/clang-c` and `lib/libclang*`: `LLVM_PREFIX`
/// if set, else the newest supported release under the usual prefixes.
func findLLVM() -> (prefix: String, library: String) {
    let files = FileManager.default
    func library(in prefix: String) -> String? {
        guard files.fileExists(atPath: prefix + "/include/clang-c/Index.h") else { return nil }
        let names = (try? files.contentsOfDirectory(atPath: prefix + "/lib")) ?? []
        let major = URL(fileURLWithPath: prefix).lastPathComponent.split(separator: "-").last
        let versioned = major.map { "libclang-\($0).so" } ?? "libclang.so"
        if names.contains(versioned) { return String(versioned.dropFirst(3).dropLast(3)) }
        return names.contains("libclang.so") || names.contains("libclang.dylib") ? "clang" : nil
    }
    if let given = Context.environment["LLVM_PREFIX"] {
        if let found = library(in: given) { return (given, found) }
        fatalError(
            "LLVM_PREFIX=\(given) holds no include/clang-c/Index.h with lib/libclang.so; "
                + "name the prefix of LLVM \(oldestSupportedLLVM) or newer")
    }
    var candidates: [(major: Int, prefix: String)] = []
    for parent in ["/usr/lib", "/usr/local", "/opt", "/opt/homebrew/opt"] {
        for name in (try? files.contentsOfDirectory(atPath: parent)) ?? [] {
            let parts = name.split(whereSeparator: { $0 == "-" || $0 == "@" })
            guard parts.count == 2, parts[0] == "llvm", let major = Int(parts[1]) else { continue }
            candidates.append((major, parent + "/" + name))
        }
    }
    for candidate in candidates.sorted(by: { $0.major > $1.major })
    where candidate.major >= oldestSupportedLLVM {
        if let found = library(in: candidate.prefix) { return (candidate.prefix, found) }
    }
    fatalError(
        "no libclang of LLVM \(oldestSupportedLLVM) or newer was found; install it "
            + "(Debian and Ubuntu: apt-get install libclang-19-dev, or libclang-dev where that is "
            + "\(oldestSupportedLLVM) or newer) or set LLVM_PREFIX")
}

let llvm = findLLVM()

// MARK: settings, the same for every target

/// scripts/check sets NTBCHECK_STRICT=1: warnings are errors then. Not always, for a newer compiler has new warnings.
let gate: [SwiftSetting] =
    Context.environment["NTBCHECK_STRICT"] == "1" ? [.treatAllWarnings(as: .error)] : []
/// That nobody reads what somebody else is changing is proven by the compiler where it can, and checked in a running program
/// where it can't. What is installed does without these checks, which take a tenth of the time of an analysis; what the gate
/// tests, and debug builds, have them.
let installed: [SwiftSetting] =
    Context.environment["NTBCHECK_STRICT"] == "1"
    ? []
    : [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))]
let strict: [SwiftSetting] =
    gate + installed + [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ]
let withClangHeaders = strict + [.unsafeFlags(["-Xcc", "-I\(llvm.prefix)/include"])]

/// The files that libclang is loaded from, as C strings: the one whose headers the program is built with, by its full path
/// and by the name that a linker would have noted. No other version: the numbers of cursor kinds differ between them.
let libraryNames: String = {
    let directory = llvm.prefix + "/lib"
    let shortName = "lib\(llvm.library)."
    // libclang-19.so.19, which unlike libclang-19.so is there without the development package.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    let files = names.filter {
        $0.hasPrefix(shortName + "so") || $0 == shortName + "dylib"
    }.sorted { ($0.count, $1) > ($1.count, $0) }
    return (files.map { "\(directory)/\($0)" } + files).map { "\"\($0)\"" }.joined(separator: ",")
}()

// MARK: products of other packages

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let bitCollections = Target.Dependency.product(
    name: "BitCollections", package: "swift-collections")
let orderedCollections = Target.Dependency.product(
    name: "OrderedCollections", package: "swift-collections")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

// MARK: modules, from the left of the data flow to its right (ARCHITECTURE.md)

/// One module and its tests. `uses` names modules to the left of it only.
struct Module {
    var name: String
    var uses: [String]
    var packages: [Target.Dependency] = []
    var settings = strict
    var resources: [Resource] = []
}

let modules: [Module] = [
    Module(name: "SourceText", uses: []),
    Module(name: "Supervision", uses: ["CPlatform", "SourceText"]),
    Module(name: "Cache", uses: ["SourceText"], packages: [crypto]),
    Module(name: "Clang", uses: ["CClang", "ClangLibrary"], settings: withClangHeaders),
    Module(
        name: "Contract", uses: ["SourceText"], packages: [yams],
        resources: [
            .embedInCode("Resources/ntb.yaml"), .embedInCode("Resources/kernel.yaml"),
            .embedInCode("Resources/iommu.yaml"), .embedInCode("Resources/dma-buf.yaml"),
            .embedInCode("Resources/contract.schema.json"),
        ]),
    Module(name: "Findings", uses: ["SourceText"], packages: [crypto]),
    Module(name: "Git", uses: ["CPlatform", "SourceText"]),
    Module(
        name: "Patches", uses: ["SourceText", "Supervision", "Git"], packages: [systemPackage]),
    Module(
        name: "KernelSource", uses: ["CPlatform", "SourceText", "Cache", "Git"],
        packages: [bitCollections]),
    Module(name: "Facts", uses: ["SourceText"]),
    Module(
        name: "Lowering", uses: ["SourceText", "Contract", "Clang", "KernelSource", "Facts"],
        settings: withClangHeaders),
    Module(
        name: "Dataflow", uses: ["SourceText", "Contract", "Facts"], packages: [bitCollections]),
    Module(
        name: "Rules",
        uses: ["SourceText", "Supervision", "Contract", "Findings", "Facts", "Dataflow"],
        packages: [orderedCollections]),
    Module(name: "SeriesDiff", uses: ["SourceText", "Findings"]),
    Module(
        name: "Reports", uses: ["SourceText", "Findings", "Facts", "SeriesDiff"],
        resources: [.embedInCode("Resources/report.schema.json")]),
    Module(
        name: "Engine",
        uses: [
            "SourceText", "Supervision", "Cache", "Contract", "Findings", "Git", "Patches",
            "KernelSource", "Facts", "Lowering", "Dataflow", "Rules", "SeriesDiff", "Reports",
        ], settings: withClangHeaders),
    Module(
        name: "Hooks",
        uses: [
            "SourceText", "Contract", "Findings", "Git", "Patches", "KernelSource", "SeriesDiff",
            "Reports", "Engine",
        ], settings: withClangHeaders),
]

func dependencies(_ names: [String]) -> [Target.Dependency] {
    names.map { .target(name: $0) }
}

let package = Package(
    name: "ntbcheck",
    platforms: [.macOS(.v13)],
    products: [.executable(name: "ntbcheck", targets: ["ntbcheck"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        .systemLibrary(name: "CClang"),
        .systemLibrary(name: "CPlatform"),
        .target(
            name: "ClangLibrary", exclude: ["functions.inc"],
            cSettings: [
                .unsafeFlags([
                    "-I\(llvm.prefix)/include", "-Wall",
                    "-DNTBCHECK_LIBCLANG_NAMES=\(libraryNames)",
                ])
            ],
            linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
        .executableTarget(
            name: "ntbcheck",
            dependencies: dependencies([
                "SourceText", "Supervision", "Contract", "Findings", "Git", "Patches",
                "KernelSource", "Rules", "SeriesDiff", "Reports", "Engine", "Hooks", "Cache",
            ]) + [argumentParser],
            swiftSettings: withClangHeaders),
        // The mutation test (docs/trust.md): a program of the workshop, which is not installed.
        .executableTarget(
            name: "ntbcheck-mutants",
            dependencies: dependencies([
                "SourceText", "Cache", "Contract", "Findings", "Patches", "KernelSource", "Engine",
            ]) + [argumentParser],
            path: "Sources/mutants", swiftSettings: withClangHeaders),
    ]
        + modules.map {
            .target(
                name: $0.name, dependencies: dependencies($0.uses) + $0.packages,
                resources: $0.resources, swiftSettings: $0.settings)
        }
        + [
            .target(
                name: "TestSupport", dependencies: dependencies(modules.map(\.name)),
                path: "Tests/TestSupport", swiftSettings: withClangHeaders)
        ]
        + (modules.map(\.name) + ["EndToEnd", "Adversarial"]).filter(hasTests).map {
            .testTarget(
                name: $0 + "Tests",
                dependencies: dependencies(modules.map(\.name) + ["TestSupport"]),
                // C that is text to the tests, not a part of them.
                exclude: ["Adversarial": ["Cases", "ClientCases"]][$0] ?? [],
                swiftSettings: withClangHeaders)
        }
)

/// A test target exists as soon as its folder does.
func hasTests(_ module: String) -> Bool {
    FileManager.default.fileExists(atPath: Context.packageDirectory + "/Tests/\(module)Tests")
}
