import Contract
import Engine
import Findings
import KernelSource
import Reports
import SeriesDiff
import Testing

/// Contracts that ask for something else than NTB's does.
@Suite("contracts of others")
struct OtherContractTests {
    private static let files = [
        "include/linux/queue.h": """
        #include <linux/pci.h>
        struct queue;
        struct queue_ops {
        \tstruct device *(*get_dev)(struct queue *queue, int index);
        \tint (*count)(struct queue *queue);
        };
        struct queue { struct device *parent; const struct queue_ops *ops; };
        struct device *queue_get_dev(struct queue *queue, int index);

        """,
        "net/core/queue.c": """
        #include <linux/queue.h>
        static struct device *asked(struct queue *queue, int index)
        {
        \treturn queue->ops->get_dev(queue, index);
        }
        static struct device *own(struct queue *queue)
        {
        \treturn queue->parent;
        }
        struct device *queue_get_dev(struct queue *queue, int index)
        {
        \tif (index < 0)
        \t\treturn NULL;
        \tif (queue->ops && queue->ops->get_dev)
        \t\treturn asked(queue, index);
        \treturn own(queue);
        }

        """,
        "drivers/net/queue.c": """
        #include <linux/queue.h>
        static struct device *get(struct queue *queue, int index)
        {
        \treturn index ? NULL : queue->parent;
        }
        static int count(struct queue *queue) { return 0; }
        const struct queue_ops ops = { .get_dev = get, .count = count };

        """,
    ]

    private static func contract(_ member: String, _ more: String = "") throws -> Contract {
        try Contract(
            yaml: """
                schema: 1
                name: queue
                summary: a queue has a device, or none
                header: include/linux/queue.h
                includes: [linux/queue.h]
                struct: queue_ops
                member: \(member)
                returns:
                  null: allowed
                  error-pointer: never
                \(more)
                """, file: "queue.yaml")
    }

    private func check(_ contract: Contract, _ changes: [String: String] = [:]) throws -> Report {
        let tree = try MiniKernel(Self.files.merging(changes) { $1 })
        return try Checker(
            AnalysisOptions(
                tree: tree.root, arch: .x86_64, buildDirectory: nil, contracts: [contract], jobs: 2)
        ).check()
    }

    private static let helper = "helper:\n  name: queue_get_dev\n  fallback: [queue.parent]"

    @Test("a helper of a .c file, in parts, that may return NULL, is one like any other")
    func helperInUnit() throws {
        let report = try check(try Self.contract("get_dev", Self.helper))
        #expect(report.series.findings.map(\.finding.rule) == [])
        let other =
            (Self.files["net/core/queue.c"] ?? "") + """
                struct device *others(struct queue *queue) { return asked(queue, 1); }

                """
        let shared = try check(
            try Self.contract("get_dev", Self.helper), ["net/core/queue.c": other])
        #expect(shared.series.findings.map(\.finding.rule) == ["raw-callback"])
    }

    @Test("a member that returns no pointer is refused, with the reason")
    func noPointer() throws {
        let error = #expect(throws: InputError.self) { _ = try check(try Self.contract("count")) }
        #expect(error?.description.contains("count() (drivers/net/queue.c:6:12)") == true)
        #expect(error?.description.contains("returns no pointer") == true)
    }

    @Test("a file that another unit includes is read with that one")
    func part() throws {
        let files = [
            "drivers/net/part.c":
                "static struct device *part(struct queue *q, int n) { return NULL; }\n"
                + "static const struct queue_ops part_ops = { .get_dev = part };\n",
            "drivers/net/whole.c": "#include <linux/queue.h>\n#include \"part.c\"\n",
        ]
        let report = try check(try Self.contract("get_dev", Self.helper), files)
        #expect(report.gaps == [])
        let alone = try check(
            try Self.contract("get_dev", Self.helper),
            files.merging(["drivers/net/whole.c": "int nothing;\n"]) { $1 })
        #expect(alone.gaps == ["part.c"])
    }
}
