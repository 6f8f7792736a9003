/// What an arena made, by its number there.
protocol Numbered: Hashable {
    var id: Int32 { get }
}

/// A dictionary whose keys are numbers, sorted by them. A state holds few of each kind, is copied at every branch, and is compared
/// with others wherever paths meet; and whatever is done for each entry is done in the same order in every run.
struct NumberMap<Key: Numbered, Value> {
    private var entries: [(key: Key, value: Value)] = []

    init() {}

    /// Where a key is, or where it would go.
    private func place(of key: Key) -> Int {
        entries.withUnsafeBufferPointer { entries in
            var low = 0
            var high = entries.count
            while low < high {
                let middle = (low + high) / 2
                if entries[middle].key.id < key.id { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }

    subscript(_ key: Key) -> Value? {
        get {
            let place = place(of: key)
            return place < entries.count && entries[place].key == key ? entries[place].value : nil
        }
        set {
            let place = place(of: key)
            let isKnown = place < entries.count && entries[place].key == key
            switch (newValue, isKnown) {
            case (let value?, true): entries[place].value = value
            case (let value?, false): entries.insert((key, value), at: place)
            case (nil, true): entries.remove(at: place)
            case (nil, false): break
            }
        }
    }

    var keys: some Sequence<Key> { entries.lazy.map(\.key) }

    mutating func removeAll(where isUnwanted: (Key, Value) -> Bool) {
        // Nothing is copied, as long as nothing is to go.
        guard let first = entries.firstIndex(where: { isUnwanted($0.key, $0.value) }) else {
            return
        }
        var kept = Array(entries[..<first])
        kept.reserveCapacity(entries.count)
        for entry in entries[(first + 1)...] where !isUnwanted(entry.key, entry.value) {
            kept.append(entry)
        }
        entries = kept
    }

    func filter(_ isWanted: (Key, Value) -> Bool) -> Self {
        var result = self
        result.removeAll { !isWanted($0, $1) }
        return result
    }
}

extension NumberMap: RandomAccessCollection {
    var startIndex: Int { 0 }
    var endIndex: Int { entries.count }
    subscript(position: Int) -> (key: Key, value: Value) { entries[position] }
}

extension NumberMap: Equatable where Value: Equatable {
    static func == (a: Self, b: Self) -> Bool {
        a.entries.count == b.entries.count
            && zip(a.entries, b.entries).allSatisfy { $0.key == $1.key && $0.value == $1.value }
    }
}
