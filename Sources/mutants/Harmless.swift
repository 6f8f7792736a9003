import SourceText

/// Changes that leave the contract as it is, and at which nothing may be reported.
enum Harmless {
    static let all: [Mutant] = callback + clients + helper

    private static let device = "ntb_get_dma_dev(nt->ndev)"

    private static let callback = [
        Mutant(
            "callback: another name",
            Edit(
                Tree.vntb, #"\bvntb_epf_get_dma_dev\b"#, "vntb_epf_dma_device", everywhere: true)),
        Mutant(
            "callback: first in its table",
            Edit(Tree.vntb, #"^\t\.get_dma_dev\s*=.*\n"#, ""),
            Edit(
                Tree.vntb, #"^static const struct ntb_dev_ops \w+ = \{"#,
                "$0\n\t.get_dma_dev = vntb_epf_get_dma_dev,")),
        Mutant(
            "callback: wired by a macro",
            Tree.insert(
                Tree.vntb, before: "vntb_epf_get_dma_dev",
                "#define NTB_OP(name) .name = vntb_epf_##name"),
            Edit(Tree.vntb, #"^\t\.get_dma_dev\s*=.*"#, "\tNTB_OP(get_dma_dev),")),
        Mutant(
            "callback: extracted function",
            Tree.callback(
                before: "static struct device *epf_ntb_dma_dev(struct epf_ntb *ntb)\n{\n"
                    + "\treturn ntb->dma_dev;\n}",
                "return epf_ntb_dma_dev(ntb_ndev(ndev));")),
        Mutant(
            "callback: a local, declared and assigned apart",
            Tree.callback(
                "struct epf_ntb *ntb;", "struct device *dev;", "", "ntb = ntb_ndev(ndev);",
                "dev = ntb->dma_dev;", "", "return dev;")),
        Mutant(
            "callback: a local that starts as NULL",
            Tree.callback(
                "struct device *dev = NULL;", "", "dev = ntb_ndev(ndev)->dma_dev;",
                "return dev;")),
        Mutant(
            "callback: parentheses, a cast and likely()",
            Tree.callback(
                "if (likely(ndev))", "\treturn (struct device *)((ntb_ndev(ndev))->dma_dev);", "",
                "return &((ntb_ndev(ndev))->epf->dev);")),
        Mutant(
            "callback: another device where there is none",
            Tree.callback(
                "struct device *dev = ntb_ndev(ndev)->dma_dev;", "", "if (!dev)",
                "\treturn &ntb_ndev(ndev)->epf->dev;", "", "return dev;"),
            notes: ["unproven-return": -1]),
        Mutant(
            "callback: a ?: b",
            Tree.callback("return ntb_ndev(ndev)->dma_dev ?: &ntb_ndev(ndev)->epf->dev;"),
            notes: ["unproven-return": -1]),
        Mutant(
            "callback: NULL on a branch that is not taken",
            Tree.callback(
                "int ret = 0;", "", "if (ret)", "\treturn NULL;", "if (IS_ENABLED(CONFIG_NO_SUCH))",
                "\treturn NULL;", "return ntb_ndev(ndev)->dma_dev;")),
        Mutant(
            "callback: checked by a flag",
            Tree.callback(
                "struct device *dev = ntb_ndev(ndev)->dma_dev;", "bool ok = dev != NULL;", "",
                "if (!ok)", "\tdev = &ntb_ndev(ndev)->epf->dev;", "", "return dev;"),
            notes: ["unproven-return": -1]),
        Mutant(
            "callback: get_device()",
            Tree.callback("return get_device(ntb_ndev(ndev)->dma_dev);")),
        Mutant(
            "callback: in front of it a function that returns NULL",
            Tree.insert(
                Tree.vntb, before: "vntb_epf_get_dma_dev",
                "static struct device *vntb_no_device(struct ntb_dev *ndev)\n{\n\treturn NULL;\n}")),
        Mutant(
            "callback: moved to the end, with a declaration",
            Edit(
                Tree.vntb,
                #"^(static struct device \*vntb_epf_get_dma_dev\([^)]*\))(\n\{\n(?s:.*?)^\}\n)((?s:.*)\z)"#,
                "$1;\n$3\n$1$2")),
        Mutant(
            "vntb: the member moved in its struct",
            Edit(Tree.vntb, #"^\tstruct device \*dma_dev;\n"#, ""),
            Edit(
                Tree.vntb, #"^struct epf_ntb \{\n(\tstruct ntb_dev ntb;\n)"#,
                "$0\tstruct device *dma_dev;\n")),
        Mutant(
            "vntb: a mask and a message for the PCI device",
            Edit(
                Tree.vntb, in: "pci_vntb_probe", #"^\tret = ntb_register_device"#,
                "\tdma_set_mask(&pdev->dev, DMA_BIT_MASK(64));\n\tdev_info(&pdev->dev, \"probed\\\\n\");\n$0"
            )),
    ]

    private static let clients = [
        Mutant(
            "client: another name for a local",
            Edit(
                Tree.transport, in: "ntb_free_mw", #"\bdma_dev\b"#, "buffer_device",
                everywhere: true)),
        Mutant(
            "client: another name for a parameter",
            Edit(
                Tree.transport, in: "ntb_alloc_mw_buffer", #"\bntb_dev\b"#, "dma_dev",
                everywhere: true)),
        Mutant(
            "client: declared and assigned apart",
            Edit(
                Tree.transport, in: "ntb_free_mw", #"(struct device \*dma_dev) = (.*);"#,
                "$1;\n\n\tdma_dev = $2;")),
        Mutant(
            "client: no local",
            Edit(Tree.transport, in: "ntb_free_mw", #"^\tstruct device \*dma_dev = .*\n"#, ""),
            Edit(Tree.transport, in: "ntb_free_mw", #"\bdma_dev\b"#, device)),
        Mutant(
            "client: a local that starts as the PCI device",
            Edit(
                Tree.transport, in: "ntb_free_mw", #"(struct device \*dma_dev) = (.*);"#,
                "$1 = &nt->ndev->pdev->dev;\n\n\tdma_dev = $2;")),
        Mutant(
            "client: a local, parentheses, a cast",
            Edit(
                Tree.perf, in: "perf_free_inbuf", #"\bntb_get_dma_dev\(([\w>-]+)\)"#,
                "((struct device *)(ntb_get_dma_dev(($1))))")),
        Mutant(
            "client: a macro for the device",
            Tree.insert(
                Tree.perf, before: "perf_free_inbuf",
                "#define perf_dev(perf) ntb_get_dma_dev((perf)->ntb)"),
            Edit(
                Tree.perf, in: "perf_free_inbuf", #"ntb_get_dma_dev\(peer->perf->ntb\)"#,
                "perf_dev(peer->perf)")),
        Mutant(
            "client: a macro for the call",
            Tree.insert(
                Tree.tool, before: "tool_free_mw",
                "#define tool_free(ntb, ...) dma_free_coherent(ntb_get_dma_dev(ntb), __VA_ARGS__)"),
            Edit(
                Tree.tool, in: "tool_free_mw",
                #"dma_free_coherent\(ntb_get_dma_dev\(([\w>-]+)\)"#, "tool_free($1")),
        Mutant(
            "client: a static inline wrapper",
            Tree.insert(
                Tree.tool, before: "tool_setup_mw",
                "static inline struct device *tool_dev(struct tool_ctx *tc)\n{\n"
                    + "\treturn ntb_get_dma_dev(tc->ntb);\n}"),
            Edit(
                Tree.tool, #"\bntb_get_dma_dev\(tc->ntb\)(,)"#, "tool_dev(tc)$1",
                everywhere: true)),
        Mutant(
            "client: the device kept in a member",
            Edit(
                Tree.transport, #"^struct ntb_transport_ctx \{"#, "$0\n\tstruct device *buffer_dev;"
            ),
            Edit(
                Tree.transport, in: "ntb_transport_probe", #"^\tnt->ndev = ndev;"#,
                "$0\n\tnt->buffer_dev = ntb_get_dma_dev(ndev);"),
            Edit(
                Tree.transport, in: "ntb_free_mw", #"dma_free_coherent\(dma_dev"#,
                "dma_free_coherent(nt->buffer_dev")),
        Mutant(
            "client: extracted function",
            Tree.insert(
                Tree.perf, before: "perf_free_inbuf",
                "static void perf_free(struct device *dev, struct perf_peer *peer)\n{\n"
                    + "\tdma_free_coherent(dev, peer->inbuf_size, peer->inbuf, peer->inbuf_xlat);\n}"
            ),
            Edit(
                Tree.perf, in: "perf_free_inbuf",
                #"dma_free_coherent\((ntb_get_dma_dev\([^)]*\))(?:[^;]|\n)*;"#,
                "perf_free($1, peer);")),
        Mutant(
            "client: messages for the PCI device",
            Edit(
                Tree.perf, in: "perf_setup_inbuf", #"dev_err\(&perf->ntb->dev"#,
                "dev_err(&perf->ntb->pdev->dev", everywhere: true)),
        Mutant(
            "client: a mask for the PCI device",
            Edit(
                Tree.transport, in: "ntb_transport_probe", #"^\tnt->ndev = ndev;"#,
                "$0\n\tif (dma_set_mask_and_coherent(&ndev->pdev->dev, DMA_BIT_MASK(64)))\n"
                    + "\t\tdev_warn(&ndev->pdev->dev, \"no 64 bit DMA\\\\n\");")),
        Mutant(
            "client: a bypass in dead code",
            Edit(
                Tree.perf, in: "perf_free_inbuf", #"^\tpeer->inbuf = NULL;"#,
                "\tif (0)\n\t\tdma_free_coherent(&peer->perf->ntb->pdev->dev, peer->inbuf_size,\n"
                    + "\t\t\t\t  peer->inbuf, peer->inbuf_xlat);\n$0")),
        Mutant(
            "client: a bypass in a comment and in what is compiled out",
            Edit(
                Tree.perf, in: "perf_free_inbuf", #"^\tpeer->inbuf = NULL;"#,
                "\t/* dma_free_coherent(&peer->perf->ntb->pdev->dev, 0, NULL, 0); */\n#if 0\n"
                    + "\tdma_free_coherent(&peer->perf->ntb->pdev->dev, 0, NULL, 0);\n#endif\n$0")),
        Mutant(
            "client: functions in another order",
            Edit(
                Tree.tool,
                #"^(static void tool_free_mw\([^)]*\)\n\{\n(?s:.*?)^\}\n\n)"#, ""),
            Tree.insert(
                Tree.tool, before: "tool_setup_mw",
                "static void tool_free_mw(struct tool_ctx *tc, int pidx, int widx)\n{\n"
                    + "\tstruct tool_mw *mw = &tc->peers[pidx].inmws[widx];\n\n"
                    + "\tdebugfs_remove(mw->dbgfs_file);\n\tif (mw->mm_base)\n"
                    + "\t\tdma_free_coherent(ntb_get_dma_dev(tc->ntb), mw->size,\n"
                    + "\t\t\t\t  mw->mm_base, mw->dma_base);\n\tmw->mm_base = NULL;\n}")),
        Mutant(
            "client: the attribute through a constant",
            Edit(
                Tree.transport, in: "ntb_alloc_mw_buffer", #"^\tdma_addr_t dma_addr;"#,
                "\tconst unsigned long attrs = DMA_ATTR_FORCE_CONTIGUOUS | DMA_ATTR_NO_WARN;\n$0"),
            Edit(
                Tree.transport, in: "ntb_alloc_mw_buffer",
                #"(dma_alloc_attrs\((?:[^;]|\n)*?)DMA_ATTR_FORCE_CONTIGUOUS"#, "$1attrs")),
    ]

    private static let helper = [
        Mutant(
            "helper: the branches the other way round",
            Tree.helper(
                "if (ntb->ops->get_dma_dev)", "\treturn ntb->ops->get_dma_dev(ntb);", "",
                "return ntb->dev.parent;")),
        Mutant(
            "helper: a local and ?:",
            Tree.helper(
                "const struct ntb_dev_ops *ops = ntb->ops;", "",
                "return ops->get_dma_dev ? ops->get_dma_dev(ntb) : ntb->dev.parent;")),
        Mutant(
            "helper: one exit",
            Tree.helper(
                "struct device *dev = ntb->dev.parent;", "", "if (ntb->ops->get_dma_dev != NULL)",
                "\tdev = ntb->ops->get_dma_dev(ntb);", "return dev;")),
        Mutant(
            "helper: falls back by an inline function",
            Tree.insert(
                Tree.header, before: Tree.helper,
                "static inline struct device *ntb_parent(struct ntb_dev *ntb)\n{\n"
                    + "\treturn ntb->dev.parent;\n}"),
            Tree.helper(
                "if (unlikely(!ntb->ops->get_dma_dev))", "\treturn ntb_parent(ntb);", "",
                "return ntb->ops->get_dma_dev(ntb);")),
        Mutant(
            "doc: the promise in other words",
            Edit(
                Tree.header, #"must return a non-NULL pointer"#, "must never return NULL")),
        Mutant(
            "struct: the member moved",
            Edit(
                Tree.header, #"^\tstruct device \*\(\*get_dma_dev\)\(struct ntb_dev \*ntb\);\n"#, ""
            ),
            Edit(
                Tree.header, #"^struct ntb_dev_ops \{"#,
                "$0\n\tstruct device *(*get_dma_dev)(struct ntb_dev *ntb);")),
    ]
}
