internal import Cache
internal import Facts
internal import Foundation
internal import KernelSource
internal import Lowering
internal import SourceText

/// The precompiled headers of one run. What each is for is chosen at the first state; they are made while units are parsed, and
/// whoever needs one that is not ready parses without.
final class Preludes: @unchecked Sendable {
    let directory: PrivateDirectory
    /// Set before workers start.
    private(set) var choices: [PreludeChoice] = []
    private let lock = NSLock()
    /// Only touched with the lock held: the preludes that were made, by choice; nil for one that could not be.
    private var made: [Int: Prelude?] = [:]

    /// Those that were made and not yet asked for by ``takeMade()``.
    private var fresh: [Int] = []
    /// How trials went.
    private var trials: [PreludeUse.Trial: Bool] = [:]

    init() throws(TreeError) {
        do {
            directory = try PrivateDirectory()
        } catch {
            throw .privateDirectory(error)
        }
    }

    func choose(_ choices: [PreludeChoice]) { self.choices = choices }

    /// Those that nobody has tried to make yet.
    var missing: [Int] { lock.withLock { choices.indices.filter { made[$0] == nil } } }

    func state(_ number: Int) -> PreludeState {
        lock.withLock {
            guard let result = made[number] else { return .open }
            return result == nil ? .failed : .made
        }
    }

    subscript(_ number: Int) -> Prelude? { lock.withLock { made[number] ?? nil } }

    func make(_ number: Int, _ environment: ParseEnvironment) {
        let prelude = made(number, environment)
        lock.withLock {
            made[number] = .some(prelude)
            if prelude != nil { fresh.append(number) }
        }
    }

    /// Takes over one that another run has made.
    ///
    /// - Parameter bring: brings its precompiled header to a path, and says what is known of it.
    func adopt(_ number: Int, _ bring: (String) -> UnitFacts?) {
        let name = name(number)
        guard (try? directory.write(Array(choices[number].text.utf8), to: name + ".h")) != nil,
            let facts = bring(precompiled(number))
        else { return }
        let prelude = Prelude(file: VirtualRoot.preludes + "/\(name).pch", facts: facts)
        lock.withLock { made[number] = .some(prelude) }
    }

    /// Where the precompiled header is.
    func precompiled(_ number: Int) -> String { directory.file(name(number) + ".pch") }

    /// The same in every run, since a precompiled header knows what it was made from by name.
    private func name(_ number: Int) -> String {
        let choice = choices[number]
        return ContentHash(of: (choice.arguments + [choice.text]).joined(separator: "\n")).hex
    }

    private func made(_ number: Int, _ environment: ParseEnvironment) -> Prelude? {
        let choice = choices[number]
        let name = name(number)
        guard (try? directory.write(Array(choice.text.utf8), to: name + ".h")) != nil,
            let path = TreePath("prelude/" + name + ".h")
        else { return nil }
        let input = environment.input(forPrelude: name + ".h", arguments: choice.arguments)
        return Prelude(
            UnitRequest(path, input, environment), saved: precompiled(number),
            file: VirtualRoot.preludes + "/\(name).pch")
    }

    /// Whether headers that change say the same without what the larger prelude has and the smaller one has not: each of them,
    /// read with the smaller one alone, must be without an error.
    func passes(_ trial: PreludeUse.Trial, _ environment: ParseEnvironment) -> Bool {
        if let known = lock.withLock({ trials[trial] }) { return known }
        let passed = tried(trial, environment)
        lock.withLock { trials[trial] = passed }
        return passed
    }

    private func tried(_ trial: PreludeUse.Trial, _ environment: ParseEnvironment) -> Bool {
        let base = trial.base.flatMap { self[$0] }
        if trial.base != nil, base == nil { return false }
        return trial.headers.allSatisfy { header in
            guard let path = TreePath(header) else { return false }
            let input = environment.input(
                forHeader: path, arguments: choices[trial.arguments].arguments)
            return UnitRequest(path, input, environment).isComplete(after: base)
        }
    }

    /// Other flags, other results.
    func forgetTrials() { lock.withLock { trials = [:] } }

    /// Those that were made since this was asked last.
    func takeMade() -> [Int] {
        lock.withLock {
            defer { fresh = [] }
            return fresh
        }
    }

    /// Whether none of the files of a prelude is another one in this state, and none is found in another place.
    func isValid(_ number: Int, in snapshot: Snapshot) -> Bool {
        guard !snapshot.overlay.isEmpty, let prelude = self[number] else { return true }
        let files = Set(prelude.facts.includes)
        let names = Set(prelude.facts.includes.map(\.lastComponent))
        return snapshot.overlay.keys.allSatisfy {
            !files.contains($0) && !names.contains($0.lastComponent)
        }
    }
}
