import Testing

@Suite("Without libclang")
struct LibraryTests {
    private let missing = ["NTBCHECK_LIBCLANG": "/nowhere/libclang.so"]

    @Test("what does not need it works")
    func unneeded() throws {
        #expect(try ntbcheck(["--version"], environment: missing).status == 0)
        #expect(try ntbcheck(["rules"], environment: missing).status == 0)
    }

    @Test("a check says in one line what is missing and the way round")
    func needed() throws {
        let tree = try Tree.newest612.path
        let outcome = try ntbcheck(["check", "--tree", tree], environment: missing)
        #expect(outcome.status == 3)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.split(separator: "\n").count == 1)
        #expect(outcome.errors.contains("libclang can't be loaded (/nowhere/libclang.so"))
        #expect(outcome.errors.contains("NTBCHECK_LIBCLANG"))
    }
}
