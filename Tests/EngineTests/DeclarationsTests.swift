import Testing

@testable import Engine

@Suite("what C text declares")
struct DeclarationsTests {
    private func names(_ text: String) -> [String] {
        Declarations(CText(Array(text.utf8))).symbols.keys.map { symbol in
            switch symbol.kind {
            case .member(let tag, let isCallback): "\(tag).\(symbol.name)\(isCallback ? "()" : "")"
            default: "\(symbol.kind) \(symbol.isStatic ? "static " : "")\(symbol.name)"
            }
        }.sorted()
    }

    @Test(
        "declarations of the file scope, each in its kind",
        arguments: [
            ("int f(void);", ["function f"]),
            (
                "static inline struct a *f(struct b *b)\n{\n\tint local = g(b);\n\treturn h(local);\n}",
                ["function static f"]
            ),
            ("int __must_check f(int (*cb)(int)) __acquires(x);", ["function f"]),
            ("#define A 1\n#define B(x) \\\n\tf(x)\n#undef C", ["macro A", "macro B"]),
            (
                "struct ops {\n\tint (*open)(struct x *x);\n\tvoid *data, *more[2];\n\tu32 bits:3;\n};",
                ["ops.bits", "ops.data", "ops.more", "ops.open()", "type ops"]
            ),
            (
                "struct a {\n\tunion { int x; struct { int y; } in; };\n} __packed;",
                ["a.x", "a.y", "type a"]
            ),
            ("typedef struct { int v; } t;", [".v", "type t"]),
            ("typedef int (*cb_t)(void);", ["type cb_t"]),
            (
                "enum e { ONE, TWO = 2, THREE = f(1, 2) };",
                ["constant ONE", "constant THREE", "constant TWO", "type e"]
            ),
            (
                "static const struct ops my_ops = {\n\t.open = my_open,\n};\nint after;",
                ["variable after", "variable static my_ops"]
            ),
            (
                "struct forward;\nMODULE_LICENSE(\"GPL\");\nint table[] = { 1, 2 };",
                ["variable table"]
            ),
            (
                "/* int no; */ // int nor;\nchar *s = \"int neither;\"; char c = '\"';",
                ["variable c", "variable s"]
            ),
            (
                "int f(void) { if (x) { return 1; } }\nint g(void) { }",
                ["function f", "function g"]
            ),
        ])
    func kinds(text: String, expected: [String]) {
        #expect(names(text) == expected)
    }

    @Test(
        "text that is no C, or ends too early, is stepped over",
        arguments: [
            "", "{", "}}}}", "struct", "struct {", "((((", "\"", "/*", "#", "\\", "enum e {",
            "a;;b)",
            "struct a { struct b { int", "#define", "'",
        ])
    func noise(text: String) {
        _ = names(text)
        #expect(names(text + "\n") == names(text))
    }
}
