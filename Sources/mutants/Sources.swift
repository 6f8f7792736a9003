import SourceText

/// The files that are changed, and edits that several mutants make.
enum Tree {
    static let header = TreePath(literal: "include/linux/ntb.h")
    static let vntb = TreePath(literal: "drivers/pci/endpoint/functions/pci-epf-vntb.c")
    static let transport = TreePath(literal: "drivers/ntb/ntb_transport.c")
    static let perf = TreePath(literal: "drivers/ntb/test/ntb_perf.c")
    static let tool = TreePath(literal: "drivers/ntb/test/ntb_tool.c")

    static let callback = "vntb_epf_get_dma_dev"
    static let helper = "ntb_get_dma_dev"

    /// The callback's body, and what stands before it.
    static func callback(before: String = "", _ lines: String...) -> Edit {
        let body = lines.map { $0.isEmpty ? "" : "\t" + $0 }.joined(separator: "\n")
        return Edit(
            vntb, #"^(static struct device \*\#(callback)\([^)]*\)\n)\{\n(?s:.*?)^\}"#,
            escaped(before.isEmpty ? "" : before + "\n\n") + "$1{\n" + escaped(body) + "\n}")
    }

    /// The helper's body.
    static func helper(_ lines: String...) -> Edit {
        let body = lines.map { "\t" + $0 }.joined(separator: "\n")
        return Edit(
            header, #"^(static inline struct device \*\#(helper)\([^)]*\)\n)\{\n(?s:.*?)^\}"#,
            "$1{\n" + escaped(body) + "\n}")
    }

    /// Text before the definition of a function.
    static func insert(_ file: TreePath, before function: String, _ text: String) -> Edit {
        Edit(
            file, #"^(static [^\n;=]*\b\#(function)\([^;{]*\)\n\{)"#, escaped(text) + "\n\n$1")
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("$", with: "\\$")
    }
}
