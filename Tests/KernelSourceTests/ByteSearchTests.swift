import Testing

@testable import KernelSource

@Suite struct ByteSearchTests {
    private func find(_ needle: String, in bytes: [UInt8], from start: Int = 0) -> Int? {
        Array(needle.utf8).withUnsafeBufferPointer { needle in
            bytes.withUnsafeBufferPointer { ByteSearch.find(needle, in: $0, from: start) }
        }
    }

    /// Blocks are 64 bytes, and a needle may begin in one and end in another, or in what is left after the last.
    @Test(arguments: [
        "n", "nt", "ntb", "ntb_", "absent_dev_ops", String(repeating: "ab", count: 40),
    ])
    func findsTheFirstWhereverItIs(_ needle: String) {
        for length in [0, 1, 63, 64, 65, 127, 128, 129, 200, 333] {
            let filler = [UInt8](repeating: UInt8(ascii: "."), count: length)
            #expect(find(needle, in: filler) == nil)
            for place in 0...length {
                var bytes = filler
                bytes.insert(contentsOf: needle.utf8, at: place)
                #expect(find(needle, in: bytes) == place)
                #expect(find(needle, in: bytes, from: place) == place)
                #expect(find(needle, in: bytes, from: place + 1) == nil)
                #expect(find(needle, in: bytes + needle.utf8) == place)
            }
        }
    }

    /// The bytes that are looked for at once are all there, and yet the needle is not.
    @Test func isNotFooledByWhatLooksAlike() {
        let alike = Array(String(repeating: "abXdeYg abXde abcdef", count: 20).utf8)
        #expect(find("abcdefg", in: alike) == nil)
        #expect(find("abcdefg", in: alike + "abcdefg".utf8) == alike.count)
        let torn = Array(String(repeating: "abcdef", count: 30).utf8)
        #expect(find("abcdefg", in: torn) == nil)
    }

    @Test func findsNothingBeyondTheEnd() {
        let bytes = Array(String(repeating: ".", count: 126).utf8) + Array("nt".utf8)
        #expect(find("ntb", in: bytes) == nil)
        #expect(find("ntb", in: bytes, from: 128) == nil)
        #expect(find("ntb", in: bytes, from: 500) == nil)
    }
}
