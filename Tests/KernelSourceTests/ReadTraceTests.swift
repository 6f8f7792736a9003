import Cache
import Foundation
import SourceText
import Testing

@testable import KernelSource

/// What was worked out of files that were read is worked out again when one of them has changed, and only then.
@Suite("The trace of what was read")
final class ReadTraceTests {
    private let root = FileManager.default.temporaryDirectory
        .appendingPathComponent("trace-\(UUID().uuidString)").path
    private let header = TreePath(literal: "include/linux/ntb.h")
    private var later: Int64 { FileSignature.now() + 1_000_000_000_000 }

    init() throws {
        try FileManager.default.createDirectory(
            atPath: root + "/include/linux", withIntermediateDirectories: true)
        try write("#include <generated/bounds.h>\n")
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    private func write(_ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: root + "/" + header.string))
    }

    private func traced(_ read: (Snapshot) -> Void) -> ReadTrace {
        let trace = ReadTrace()
        var snapshot = Snapshot(root: root)
        snapshot.trace = trace
        read(snapshot)
        return trace
    }

    private func holds(_ entries: [ReadTrace.Entry]) -> Bool {
        entries.allSatisfy { $0.holds(in: Snapshot(root: root)) }
    }

    @Test("a file that was read as a whole may not change at all")
    func whole() throws {
        let trace = traced { #expect($0.text(header.string)?.isEmpty == false) }
        let entries = try #require(trace.entries(since: later))
        #expect(entries.map(\.path) == [header])
        #expect(holds(entries))
        try write("#include <generated/bounds.h>\n/* more */\n")
        #expect(!holds(entries))
    }

    @Test("of a header that was asked for its generated ones, these count")
    func lesson() throws {
        let trace = traced { #expect($0.generatedIncludes(of: header) == ["bounds.h"]) }
        let entries = try #require(trace.entries(since: later))
        #expect(holds(entries))
        try write("#include <generated/bounds.h>\n/* more */\n")
        #expect(holds(entries))
        try write("#include <generated/bounds.h>\n#include <generated/other.h>\n")
        #expect(!holds(entries))
        try FileManager.default.removeItem(atPath: root + "/" + header.string)
        #expect(!holds(entries))
    }

    @Test("whoever reads it as a whole besides wants all of it", arguments: [true, false])
    func both(wholeFirst: Bool) throws {
        let trace = traced { snapshot in
            if wholeFirst { _ = snapshot.text(header.string) }
            _ = snapshot.generatedIncludes(of: header)
            if !wholeFirst { _ = snapshot.text(header.string) }
        }
        let entries = try #require(trace.entries(since: later))
        try write("#include <generated/bounds.h>\n/* more */\n")
        #expect(!holds(entries))
    }

    @Test("what may be changing just now is not relied on")
    func unsettled() throws {
        let whole = traced { _ = $0.text(header.string) }
        #expect(whole.entries(since: 0) == nil)
        let lesson = traced { _ = $0.generatedIncludes(of: header) }
        let entries = try #require(lesson.entries(since: 0))
        #expect(entries.map(\.signature) == [FileSignature.none])
        #expect(holds(entries))
    }
}
