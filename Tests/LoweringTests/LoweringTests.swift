import TestSupport
import Testing

/// C in, IR out.
@Suite struct LoweringTests {
    private func body(_ code: String) throws -> [String] {
        try printed(code, function: "f").split(separator: "\n").dropFirst().map(String.init)
    }

    @Test func `asm goto may jump to its labels, whether a goto names them or not`() throws {
        let plain = try body(
            #"int f(int a) { asm volatile goto("" : : "r"(a) : : out); return 1; out: return 2; }"#)
        #expect(plain.contains("  return 2"))
        let named = try body(
            #"int f(int a) { if (a) goto out; asm goto("" : : : : out); return 1; out: return 2; }"#
        )
        #expect(named.contains { $0.hasPrefix("  goto one of b") && $0.contains(", b") })
    }

    @Test func `outputs of asm are written, parentheses or not`() throws {
        let lines = try body(
            #"int f(int a) { int x, y; asm("" : "=r"((x)), "=r"(y) : "r"(a)); return x; }"#)
        #expect(lines.contains("  clobber x, y"))
    }

    @Test func `a switch with fallthrough, a range and default in the middle`() throws {
        let code =
            "int f(int a) { switch (a) { case 1: a = 5; default: a = 6; break; case 3 ... 4: return a; } return 0; }"
        #expect(
            try body(code) == [
                "b0:", "  switch a [1: b1, 3...4: b4] else b2", "b1:", "  a = 5", "  jump b2",
                "b2:",
                "  a = 6", "  jump b3", "b3:", "  return 0", "b4:", "  return a",
            ])
    }

    @Test func `continue in a do loop goes to its test, and ?: keeps its value`() throws {
        let code =
            "int f(int a) { do { if (a == 2) continue; a = 1; } while (a < 4); return a ?: 7; }"
        #expect(
            try body(code) == [
                "b0:", "  jump b1", "b1:", "  if a == 2 b2 else b8", "b2:", "  jump b3", "b3:",
                "  if a < 4 b1 else b4", "b4:", "  %1 = a", "  if %1 b5 else b7", "b5:",
                "  %2 = %1",
                "  jump b6", "b6:", "  return %2", "b7:", "  %2 = 7", "  jump b6", "b8:", "  a = 1",
                "  jump b3",
            ])
    }

    @Test func `cleanups run on goto, return and break, innermost first, after the value is fixed`()
        throws
    {
        let code = """
            #define AUTO __attribute__((cleanup(drop)))
            void drop(int *p); int g(int);
            int f(int a) {
              int x AUTO = 1;
              { int y AUTO = 2; if (a) goto out; if (g(y)) return y; }
              for (;;) { int z AUTO = 3; if (g(z)) break; }
            out: return x; }
            """
        let lines = try body(code)
        #expect(lines.count { $0 == "  drop(&x)" } == 2)
        #expect(lines.count { $0 == "  drop(&y)" } == 3)
        #expect(lines.count { $0 == "  drop(&z)" } == 2)
        #expect(
            lines.joined(separator: ";").contains("  %4 = y;  drop(&y);  drop(&x);  return %4"))
    }

    @Test func `initialisers are flattened to what they name`() throws {
        let code = """
            struct s { int a; struct { int d, e; } in; int arr[3]; };
            int f(int a) {
              struct s v = { 1, 3, 4, { [1 ... 2] = a } };
              struct s w = { .in.e = 1, .a = 2, .a = 3 };
              return v.a; }
            """
        #expect(
            try body(code) == [
                "b0:", "  v = 0", "  v.a = 1", "  v.in.d = 3", "  v.in.e = 4", "  v.arr[1] = a",
                "  v.arr[2] = a", "  w = 0", "  w.in.e = 1", "  w.a = 2", "  w.a = 3",
                "  return v.a",
            ])
    }

    @Test func `a parameter's type that speaks of noreturn does not end the path`() throws {
        let code = """
            struct noreturn_x; void h(struct noreturn_x *); void die(void) __attribute__((noreturn));
            int f(int a) { h((void *)0); if (a) die(); return 1; }
            """
        #expect(
            try body(code) == [
                "b0:", "  h(NULL)", "  if a b1 else b2", "b1:", "  die()", "  unreachable", "b2:",
                "  return 1",
            ])
    }

    @Test func `statics of two scopes are two objects`() throws {
        let lines = try body(
            "int f(int a) { { static int s = 1; a = s; } { static int s; a = s; } return a; }")
        #expect(lines == ["b0:", "  a = f.s", "  a = f.s.2", "  return a"])
    }

    @Test func `an arm of _Generic is chosen by the types that are written, and never guessed`()
        throws
    {
        let code = "int f(int a, int b) { return _Generic(a, long: a, int: b, default: 3); }"
        #expect(try body(code) == ["b0:", "  return b"])
        // Which of them is meant the declaration of a name says.
        let named = "typedef int num; " + code.replacing("int: b", with: "num: b")
        #expect(try body(named) == ["b0:", "  return b"])
        #expect(
            try body("int f(int a) { return _Generic(a, long: 1, int: 2, default: 3); }")
                == ["b0:", "  return 2"])
    }

    @Test func `operands of sizeof are not evaluated`() throws {
        #expect(try body("int f(int a) { return sizeof(a++); }") == ["b0:", "  return 4"])
    }

    @Test func `a lost statement makes the function incomplete`() throws {
        let lines = try body("int f(int a) { if (a) return nowhere; return 1; }")
        #expect(lines.first == "  incomplete: line 1: use of undeclared identifier 'nowhere'")
    }

    @Test func `a for loop that a macro writes`() throws {
        let code = "#define E(i) for (i = 0; i < 3;)\nint f(int i) { E(i) i = 2; return i; }"
        #expect(
            try body(code) == [
                "b0:", "  i = 0", "  jump b1", "b1:", "  if i < 3 b2 else b3", "b2:", "  i = 2",
                "  jump b1", "b3:", "  return i",
            ])
    }
}
