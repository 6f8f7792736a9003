import Contract
import Engine
import KernelSource
import Synchronization
import Testing

@Suite("Progress")
struct ProgressTests {
    private func moment(_ change: (inout Progress.Moment) -> Void) -> String {
        var moment = Progress.Moment()
        change(&moment)
        return moment.words()
    }

    @Test("the words name the series, the state and its units")
    func words() {
        #expect(moment { _ in } == "reading the tree")
        #expect(
            moment { ($0.units, $0.parsed) = (16, 11) } == "11/16 units")
        #expect(
            moment {
                ($0.patches, $0.base, $0.state, $0.units, $0.parsed) = (3, "0c7c1e80d", 2, 16, 11)
            }
                == "3 patches on 0c7c1e80d - patch 2/3 - 11/16 units")
        #expect(
            moment { ($0.patches, $0.units) = (1, 2) } == "1 patch - base - 0/2 units")
    }

    @Test("a terminal is told after half a second and then often, a log every ten seconds")
    func pace() {
        var terminal = ProgressPace(isTerminal: true)
        #expect(terminal.wait(at: 0.2) > 0.25)
        #expect(terminal.wait(at: 0.5) <= 0)
        terminal.wrote(at: 0.5)
        #expect(terminal.wait(at: 0.55) > 0)
        #expect(terminal.wait(at: 0.7) <= 0)
        var log = ProgressPace(isTerminal: false)
        #expect(log.wait(at: 9) > 0.9)
        #expect(log.wait(at: 10) <= 0)
        log.wrote(at: 10)
        #expect(log.wait(at: 19) > 0.9)
    }

    @Test("a check tells of each unit that it parses, and ends with all of them")
    func units() throws {
        let kernel = try MiniKernel()
        let seen = Mutex<[Progress.Moment]>([])
        var options = AnalysisOptions(
            tree: kernel.root, arch: .x86_64, buildDirectory: nil,
            contracts: [try Contract.builtIn()], jobs: 2)
        options.progress = Progress { moment in seen.withLock { $0.append(moment) } }
        _ = try Checker(options).check()
        let moments = seen.withLock { $0 }
        let last = try #require(moments.last)
        #expect(last.units > 0 && last.parsed == last.units)
        #expect(moments.contains { $0.units > 0 && $0.parsed < $0.units })
        #expect(moments.allSatisfy { $0.patches == 0 })
    }
}
