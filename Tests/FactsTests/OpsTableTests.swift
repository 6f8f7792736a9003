import Facts
import TestSupport
import Testing

/// Which function a table wires, in each way in which C can say so.
@Suite struct OpsTableTests {
    private static let prelude = """
        #include <linux/ntb.h>
        #include <linux/slab.h>
        static struct device *good(struct ntb_dev *ntb) { return &ntb->dev; }
        static struct device *other(struct ntb_dev *ntb) { return &ntb->dev; }
        static int port(struct ntb_dev *ntb) { return 0; }

        """

    /// What each table of the struct has for the callback: the function, `NULL`, `?text`, or `-`.
    private func wired(_ code: String, arguments: [String] = []) throws -> [String: String] {
        let facts = try Example(Self.prelude + code, arguments: arguments).lowered()
        if let error = facts.errors.first { throw ExampleError(error.message) }
        return Dictionary(
            facts.tables(of: "ntb_dev_ops").map { table in
                let text =
                    switch table.members["get_dma_dev"]?.target {
                    case .function(let name): name
                    case .null: "NULL"
                    case .other(let what): "?" + what
                    case nil: "-"
                    }
                return (table.variable, text)
            }, uniquingKeysWith: { a, b in "\(a) and \(b)" })
    }

    @Test(
        arguments: [
            (".get_dma_dev = good", "good"), (".get_dma_dev = &good", "good"),
            (".get_dma_dev = (void *)good", "good"), (".get_dma_dev = (good)", "good"),
            (".get_dma_dev = *good", "good"), ("get_dma_dev: good", "good"),
            (".get_dma_dev = NULL", "NULL"), (".get_dma_dev = 0", "NULL"),
            (".get_dma_dev = (void *)0", "NULL"), (".port_number = port", "-"),
            ("port, NULL, NULL, NULL, good", "good"), ("port, NULL, NULL, NULL", "-"),
            (".mw_count = NULL, good", "good"),
            (".get_dma_dev = other, .port_number = port, .get_dma_dev = good", "good"),
            (".get_dma_dev = good, .get_dma_dev = NULL", "NULL"),
            (".get_dma_dev = 1 ? good : NULL", "good"),
            (".get_dma_dev = 0 ? good : NULL", "NULL"),
            (".get_dma_dev = __builtin_choose_expr(1, good, NULL)", "good"),
            (".get_dma_dev = IS_ENABLED(CONFIG_ON) ? good : NULL", "good"),
            (".get_dma_dev = IS_ENABLED(CONFIG_OFF) ? good : NULL", "NULL"),
        ])
    func `an initialiser`(_ items: (String, String)) throws {
        let code = "static const struct ntb_dev_ops ops = { \(items.0) };"
        #expect(
            try wired(code, arguments: ["-DCONFIG_ON=1", "-DEXAMPLE_ENABLED_1=0,"])
                == ["ops": items.1])
    }

    @Test func `a table through macros`() throws {
        let code = """
            #define CALLBACK(f) .get_dma_dev = f
            #define TABLE(name, f) static const struct ntb_dev_ops name##_ops = { CALLBACK(f) }
            TABLE(first, good);
            TABLE(second, NULL);
            """
        #expect(try wired(code) == ["first_ops": "good", "second_ops": "NULL"])
    }

    @Test func `tables in arrays and in other structs`() throws {
        let code = """
            struct variant { int id; struct ntb_dev_ops ops; };
            static const struct ntb_dev_ops many[] = { { .get_dma_dev = good }, { .port_number = port } };
            static const struct variant nested = { .id = 1, .ops = { .get_dma_dev = good } };
            static const struct variant dotted = { .ops.get_dma_dev = other };
            static const struct variant rows[2] = { [1] = { 2, { .get_dma_dev = NULL } } };
            """
        #expect(
            try wired(code) == [
                "many[0]": "good", "many[1]": "-", "nested.ops": "good", "dotted.ops": "other",
                "rows[1].ops": "NULL",
            ])
    }

    @Test func `a range of an array`() throws {
        let code =
            "static const struct ntb_dev_ops many[3] = { [0 ... 1] = { .get_dma_dev = good } };"
        #expect(try wired(code) == ["many[0]": "good", "many[1]": "good"])
    }

    @Test func `assignments add to the initialiser`() throws {
        let code = """
            static struct ntb_dev_ops ops = { .port_number = port };
            int init(void) { ops.get_dma_dev = good; return 0; }
            """
        #expect(try wired(code) == ["ops": "good"])
    }

    @Test func `an assignment through a pointer to the table`() throws {
        let code = """
            static struct ntb_dev_ops ops;
            int init(void) { struct ntb_dev_ops *p = &ops; p->get_dma_dev = good; return 0; }
            """
        #expect(try wired(code) == ["ops": "good"])
    }

    @Test func `a copy of another table`() throws {
        let code = """
            static const struct ntb_dev_ops base = { .get_dma_dev = good };
            static struct ntb_dev_ops ops;
            int init(void) { ops = base; return 0; }
            """
        #expect(try wired(code) == ["base": "good", "ops": "good"])
    }

    @Test func `a whole table as a compound literal`() throws {
        let code = """
            static struct ntb_dev_ops ops;
            int init(void) { ops = (struct ntb_dev_ops){ .get_dma_dev = good }; return 0; }
            """
        #expect(try wired(code)["ops"] == "good")
    }

    @Test func `a compound literal behind a pointer, at file scope`() throws {
        let code = """
            static struct ntb_dev dev = {
            	.ops = &(const struct ntb_dev_ops){ .get_dma_dev = good },
            };
            """
        #expect(try wired(code).values.sorted() == ["good"])
    }

    @Test func `a compound literal behind a pointer, in a function`() throws {
        let code = """
            void init(struct ntb_dev *ntb)
            {
            	ntb->ops = &(const struct ntb_dev_ops){ .get_dma_dev = good };
            }
            """
        #expect(try wired(code).values.sorted() == ["good"])
    }

    @Test func `a table that is declared only is none`() throws {
        #expect(try wired("extern const struct ntb_dev_ops elsewhere;").isEmpty)
    }

    @Test func `a static table in a function`() throws {
        let code = """
            const struct ntb_dev_ops *get(void)
            {
            	static const struct ntb_dev_ops ops = { .get_dma_dev = good };
            	return &ops;
            }
            """
        #expect(try wired(code).values.sorted() == ["good"])
    }

    @Test func `a table with an unknown function says that it is not complete`() throws {
        let code =
            Self.prelude + "static const struct ntb_dev_ops ops = { .get_dma_dev = nowhere };"
        let facts = try lowered(code)
        #expect(!facts.errors.isEmpty)
        #expect(facts.tables(of: "ntb_dev_ops").allSatisfy { !$0.isComplete })
    }
}
