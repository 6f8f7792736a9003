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

    /// As LLVM's libraries do, this one registers what is to run at the program's end before it is ready for that.
    private let slow = """
        #include <stdlib.h>
        #include <unistd.h>
        static void end(void) { abort(); }
        __attribute__((constructor)) static void begin(void) { atexit(end); sleep(5); }
        """

    @Test("an error ends the program while libclang is still being loaded")
    func loading() throws {
        let place = try TemporaryDirectory()
        try place.write("slow.c", slow)
        let library = place.path + "/libclang.so"
        let compiler = try run(
            "/usr/bin/env", ["clang", "-shared", "-fPIC", "-o", library, place.path + "/slow.c"])
        try #require(compiler.status == 0, "\(compiler.errors)")
        let outcome = try run(
            "/bin/sh",
            [
                "-c", "sleep 1 | \"$0\" series --tree \"$1\" -", try programPath(),
                try Tree.newest612.path,
            ],
            environment: ["NTBCHECK_LIBCLANG": library])
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("empty"))
    }
}
