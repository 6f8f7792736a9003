import Reports
import SourceText
import Testing

@Suite("The matrix of tables and callbacks")
struct OpsMatrixTests {
    let tables = [
        table(
            "vntb_epf_ops", vntb, 1214, ["link_is_up": "vntb_up", "get_dma_dev": "vntb_dma_dev"]),
        table("intel_ntb_ops", perf, 3, ["spad_read": "intel_spad_read"]),
    ]

    @Test("a column a table, a row a callback, and the functions of the one that matters")
    func names() {
        let matrix = OpsMatrix(
            structName: "ntb_dev_ops", members: ["link_is_up", "spad_read"], tables: tables,
            listing: ["get_dma_dev"])
        #expect(
            matrix.text() == """
                struct ntb_dev_ops: 2 tables

                  intel     intel_ntb_ops  drivers/ntb/test/ntb_perf.c:3
                  vntb_epf  vntb_epf_ops   drivers/pci/endpoint/functions/pci-epf-vntb.c:1214

                               intel  vntb_epf  wired
                link_is_up     -      x           1/2
                spad_read      x      -           1/2
                get_dma_dev    -      x           1/2

                get_dma_dev:
                  intel     not wired
                  vntb_epf  vntb_dma_dev

                """)
    }

    @Test("where names don't fit the width, letters stand for tables")
    func letters() {
        let matrix = OpsMatrix(structName: "ntb_dev_ops", members: [], tables: tables)
        let text = matrix.text(.init(width: 30))
        #expect(text.contains("  B  vntb_epf_ops   drivers/pci"))
        #expect(text.contains("get_dma_dev    -  x    1/2\n"))
    }

    @Test("30 tables need two letters and two blocks of columns, all within the width")
    func manyTables() {
        let many = (0..<30).map { table("driver_with_a_long_name_\($0)_ops", perf, $0, [:]) }
        let text = OpsMatrix(structName: "ntb_dev_ops", members: [], tables: many).text()
        #expect(text.contains("  Y  Z\n"))
        #expect(text.contains("AC  AD  wired\n"))
        let lines = text.split(separator: "\n")
        #expect(lines.count { $0.hasPrefix("spad_read") } == 2)
        #expect(lines.allSatisfy { $0.count <= 100 })
    }

    @Test("eight drivers with all callbacks of struct ntb_dev_ops fit 100 columns")
    func fits() {
        let names = ["idt", "amd", "intel", "intel3", "intel4", "switchtec", "ntb_epf", "vntb_epf"]
        let many = names.enumerated().map { table($1 + "_ntb_ops", perf, $0, [:]) }
        let text = OpsMatrix(
            structName: "ntb_dev_ops", members: ["peer_mw_clear_trans", "peer_db_clear_mask"],
            tables: many
        ).text()
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
        #expect(text.contains("  switchtec  "))
    }

    @Test("a callback that the struct lacks is said to be missing")
    func missingMember() {
        let rows = [
            TableRow(
                structName: "ntb_dev_ops", variable: "a_ops", file: perf, line: 1,
                members: [.init("link_is_up", "f")])
        ]
        let text = OpsMatrix.all(of: rows, listing: ["get_dma_dev"]).map { $0.text() }.joined()
        #expect(text.hasSuffix("get_dma_dev: struct ntb_dev_ops has no such member\n"))
    }

    @Test("plain ASCII unless more is allowed")
    func ascii() {
        let matrix = OpsMatrix(structName: "ntb_dev_ops", members: [], tables: tables)
        #expect(matrix.text().utf8.allSatisfy { $0 < 128 })
        #expect(matrix.text(.init(unicode: true)).contains("●"))
    }

    @Test("each struct has a matrix of its own")
    func perStruct() {
        var other = tables[0]
        other.structName = "iommu_ops"
        let matrices = OpsMatrix.all(of: tables + [other])
        #expect(matrices.count == 2)
        #expect(matrices.first?.text().hasPrefix("struct iommu_ops: 1 table\n") == true)
    }
}
