import SourceText

extension Harm {
    /// The device of one call of the DMA API.
    private static let device = #"ntb_get_dma_dev\(([\w>-]+)\)"#
    private static let bypass = "/* !! helper-bypass */ "

    /// A buffer that is freed around the helper, and was allocated with it, is at odds with its allocation as well.
    private static func marks(_ call: String) -> String {
        bypass + (call.contains("free") ? "/* !! device-mismatch */ " : "")
    }

    private static func swap(_ file: TreePath, in function: String, call: String) -> Edit {
        Edit(
            file, in: function, #"\b(\#(call)\()"# + device,
            marks(call) + "$1&$2->pdev->dev")
    }

    private static func swap(_ file: TreePath, in function: String, _ call: String, _ to: String)
        -> Edit
    {
        Edit(file, in: function, #"\b(\#(call)\()(\w+),"#, marks(call) + "$1\(to),")
    }

    static let clients = [
        Mutant(
            "ntb_perf: allocates against the PCI device",
            swap(Tree.perf, in: "perf_setup_inbuf", call: "dma_alloc_coherent"),
            also: ["device-mismatch"]),
        Mutant(
            "ntb_perf: frees against the PCI device",
            swap(Tree.perf, in: "perf_free_inbuf", call: "dma_free_coherent")),
        Mutant(
            "ntb_tool: allocates against the PCI device",
            swap(Tree.tool, in: "tool_setup_mw", call: "dma_alloc_coherent"),
            also: ["device-mismatch"]),
        Mutant(
            "ntb_tool: frees against the PCI device on the error path",
            swap(Tree.tool, in: "tool_setup_mw", call: "dma_free_coherent")),
        Mutant(
            "ntb_tool: frees against the PCI device",
            swap(Tree.tool, in: "tool_free_mw", call: "dma_free_coherent")),
        Mutant(
            "ntb_tool: converts the allocation only",
            swap(Tree.tool, in: "tool_setup_mw", call: "dma_free_coherent"),
            swap(Tree.tool, in: "tool_free_mw", call: "dma_free_coherent")),
        Mutant(
            "ntb_transport: frees against the PCI device",
            swap(Tree.transport, in: "ntb_free_mw", "dma_free_coherent", "&nt->ndev->pdev->dev")),
        Mutant(
            "ntb_transport: frees against the NTB device's parent",
            swap(Tree.transport, in: "ntb_free_mw", "dma_free_coherent", "nt->ndev->dev.parent")),
        Mutant(
            "ntb_transport: frees against the device of a DMA channel",
            Edit(
                Tree.transport, in: "ntb_free_mw", #"\b(dma_free_coherent\()(\w+),"#,
                "/* !! device-mismatch */ $1nt->qp_vec[0].rx_dma_chan->device->dev,")),
        Mutant(
            "ntb_transport: frees against the PCI device on the error path",
            Edit(
                Tree.transport, #"(struct device \*ntb_dev, size_t align)\)"#,
                "$1,\n\t\t\t       struct ntb_dev *ndev)"),
            Edit(
                Tree.transport, in: "ntb_set_mw", #"(ntb_alloc_mw_buffer\(.*)\);"#,
                "$1, nt->ndev);", everywhere: true),
            swap(
                Tree.transport, in: "ntb_alloc_mw_buffer", "dma_free_coherent",
                "&ndev->pdev->dev")),
    ]

    static let detours = [
        Mutant(
            "detour: a parameter",
            Edit(
                Tree.transport, in: "ntb_set_mw", #"(ntb_alloc_mw_buffer\(mw, )dma_dev"#,
                bypass + "$1&nt->ndev->pdev->dev", everywhere: true), also: ["device-mismatch"]),
        Mutant(
            "detour: a local",
            Edit(
                Tree.transport, in: "ntb_free_mw", #"(dma_dev = )"# + device,
                "$1&$2->pdev->dev"),
            Edit(Tree.transport, in: "ntb_free_mw", #"dma_free_coherent\("#, bypass + "$0"),
            also: ["device-mismatch"]),
        Mutant(
            "detour: a member filled in probe",
            Edit(
                Tree.transport, #"^struct ntb_transport_ctx \{"#, "$0\n\tstruct device *buffer_dev;"
            ),
            Edit(
                Tree.transport, in: "ntb_transport_probe", #"^\tnt->ndev = ndev;"#,
                "$0\n\tnt->buffer_dev = &ndev->pdev->dev;"),
            swap(Tree.transport, in: "ntb_free_mw", "dma_free_coherent", "nt->buffer_dev"),
            also: ["device-mismatch"]),
        Mutant(
            "detour: a function",
            Tree.insert(
                Tree.perf, before: "perf_free_inbuf",
                "static struct device *perf_dev(struct perf_ctx *perf)\n{\n"
                    + "\treturn &perf->ntb->pdev->dev;\n}"),
            Edit(
                Tree.perf, in: "perf_free_inbuf", #"\bdma_free_coherent\("# + device,
                bypass + "dma_free_coherent(perf_dev(peer->perf)"), also: ["device-mismatch"]),
        Mutant(
            "detour: a macro for the device",
            Tree.insert(
                Tree.tool, before: "tool_setup_mw",
                "#define tool_dev(tc) (&(tc)->ntb->pdev->dev)"),
            Edit(
                Tree.tool, in: "tool_setup_mw", #"\bdma_alloc_coherent\("# + device,
                bypass + "dma_alloc_coherent(tool_dev(tc)"), also: ["device-mismatch"]),
        Mutant(
            "detour: a macro for the call",
            Tree.insert(
                Tree.tool, before: "tool_free_mw",
                "#define tool_free(ntb, ...) dma_free_coherent(&(ntb)->pdev->dev, __VA_ARGS__)"),
            Edit(
                Tree.tool, in: "tool_free_mw", #"\bdma_free_coherent\("# + device,
                bypass + "tool_free($1"), also: ["device-mismatch"]),
        Mutant(
            "detour: on one branch",
            Edit(
                Tree.perf, in: "perf_setup_inbuf", #"\bdma_alloc_coherent\("# + device,
                bypass + "dma_alloc_coherent(perf->gidx ? ntb_get_dma_dev($1) : &$1->pdev->dev"),
            also: ["device-mismatch"]),
        Mutant(
            "detour: a cast",
            Edit(
                Tree.perf, in: "perf_setup_inbuf", #"\bdma_alloc_coherent\("# + device,
                bypass + "dma_alloc_coherent((struct device *)(void *)&$1->pdev->dev"),
            also: ["device-mismatch"]),
        Mutant(
            "detour: overwritten after the helper",
            Edit(
                Tree.transport, in: "ntb_free_mw", #"^\tif \(!mw->virt_addr\)"#,
                "\tdma_dev = &nt->ndev->pdev->dev;\n$0"),
            Edit(Tree.transport, in: "ntb_free_mw", #"dma_free_coherent\("#, bypass + "$0"),
            also: ["device-mismatch"]),
        Mutant(
            "raw callback: in place of the helper",
            Edit(
                Tree.perf, in: "perf_setup_inbuf", device,
                "$1->ops->get_dma_dev($1) /* !! raw-callback */"),
            also: ["device-mismatch", "helper-bypass"]),
        Mutant(
            "raw callback: through a local pointer",
            Edit(
                Tree.transport, in: "ntb_free_mw", #"\bstruct device \*dma_dev = .*;"#,
                "const struct ntb_dev_ops *ops = nt->ndev->ops;\n"
                    + "\tstruct device *dma_dev = ops->get_dma_dev(nt->ndev); /* !! raw-callback */"
            ),
            also: ["device-mismatch", "helper-bypass"]),
        Mutant(
            "contiguous: the attribute dropped",
            Edit(
                Tree.transport, in: "ntb_alloc_mw_buffer",
                #"(dma_alloc_attrs\((?:[^;]|\n)*?)DMA_ATTR_FORCE_CONTIGUOUS"#,
                "/* !! contiguous-dropped */ $1(0)")),
        Mutant(
            "contiguous: another attribute",
            Edit(
                Tree.transport, in: "ntb_alloc_mw_buffer",
                #"(dma_alloc_attrs\((?:[^;]|\n)*?)DMA_ATTR_FORCE_CONTIGUOUS"#,
                "/* !! contiguous-dropped */ $1DMA_ATTR_NO_WARN")),
        Mutant(
            "contiguous: dma_alloc_coherent()",
            Edit(
                Tree.transport, in: "ntb_alloc_mw_buffer",
                #"dma_alloc_attrs(\((?:[^;]|\n)*?),\s*DMA_ATTR_FORCE_CONTIGUOUS"#,
                "/* !! contiguous-dropped */ dma_alloc_coherent$1")),
    ]

    static let header = [
        Mutant(
            "helper: no guard",
            Tree.helper("return ntb->ops->get_dma_dev(ntb); /* !! helper-fallback */")),
        Mutant(
            "helper: the guard the wrong way round",
            Tree.helper(
                "if (ntb->ops->get_dma_dev)", "\treturn ntb->dev.parent;", "",
                "return ntb->ops->get_dma_dev(ntb); /* !! helper-fallback */")),
        Mutant(
            "helper: guards another callback",
            Tree.helper(
                "if (!ntb->ops->mw_count)", "\treturn ntb->dev.parent;", "",
                "return ntb->ops->get_dma_dev(ntb); /* !! helper-fallback */")),
        Mutant(
            "helper: falls back to NULL",
            Tree.helper(
                "if (!ntb->ops->get_dma_dev)", "\treturn NULL; /* !! helper-fallback */", "",
                "return ntb->ops->get_dma_dev(ntb);")),
        Mutant(
            "helper: a check that ends in NULL",
            Tree.helper(
                "if (!ntb)", "\treturn NULL; /* !! helper-fallback */",
                "if (!ntb->ops->get_dma_dev)", "\treturn ntb->dev.parent;", "",
                "return ntb->ops->get_dma_dev(ntb);")),
        Mutant(
            "doc: the promise dropped",
            Edit(
                Tree.header, #"^ \* Drivers that implement \.get_dma_dev\(\)(?s:.*?)^ \*$\n"#, ""),
            expects: [
                Place("contract-doc", Tree.header, line: #"^/\*\*\n \* ntb_get_dma_dev\(\) - "#)
            ]),
        Mutant(
            "doc: the member's line dropped",
            Edit(Tree.header, #"^ \* @get_dma_dev:.*\n"#, ""),
            expects: [
                Place("contract-doc", Tree.header, line: #"^/\*\*\n \* struct ntb_dev_ops - "#)
            ]),
        Mutant(
            "struct: the member dropped",
            Edit(
                Tree.header, #"^\tstruct device \*\(\*get_dma_dev\)\(struct ntb_dev \*ntb\);\n"#, ""
            ),
            Edit(Tree.header, #"^ \* @get_dma_dev:.*\n"#, ""),
            Tree.helper("return ntb->dev.parent;"),
            Edit(Tree.vntb, #"^\t\.get_dma_dev\s*=.*\n"#, ""),
            Edit(Tree.header, #"^struct ntb_dev_ops \{"#, "$0 /* !! callback-missing */")),
    ]
}
