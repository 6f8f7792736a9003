import Testing

@testable import Dataflow

@Suite("A dictionary by number")
struct NumberMapTests {
    /// Some keys, in an order that is none.
    private let keys = [5, 1, 9, 3, 7, 0, 8, 2].map { Term(id: $0) }

    private func map(_ keys: [Term]) -> NumberMap<Term, Int> {
        var map = NumberMap<Term, Int>()
        for key in keys { map[key] = Int(key.id) * 10 }
        return map
    }

    @Test("holds what a dictionary would, in the order of the keys")
    func contents() {
        var map = map(keys)
        #expect(map.map(\.key.id) == [0, 1, 2, 3, 5, 7, 8, 9])
        #expect(map.map(\.value) == [0, 10, 20, 30, 50, 70, 80, 90])
        #expect(map[Term(id: 4)] == nil && map[Term(id: 10)] == nil)
        map[Term(id: 3)] = 1
        map[Term(id: 9)] = nil
        map[Term(id: 6)] = nil
        #expect(map.map(\.value) == [0, 10, 20, 1, 50, 70, 80])
        #expect(map.count == 7)
    }

    @Test("is the same whatever the order in which it came to be")
    func equality() {
        #expect(map(keys) == map(keys.reversed()))
        #expect(map(keys) != map(keys.dropLast()))
        var other = map(keys)
        other[keys[0]] = 1
        #expect(other != map(keys))
    }

    @Test("what is removed is gone, and a copy keeps it")
    func removal() {
        let whole = map(keys)
        var part = whole
        part.removeAll { key, value in key.id % 2 == 1 || value == 80 }
        #expect(part.map(\.key.id) == [0, 2])
        #expect(whole.count == 8)
        part.removeAll { _, _ in false }
        #expect(part == map([0, 2].map { Term(id: $0) }))
        #expect(whole.filter { key, _ in key.id > 7 }.map(\.value) == [80, 90])
        part.removeAll { _, _ in true }
        #expect(part.isEmpty)
    }
}
