/// Changes that break the contract.
enum Harm {
    static let all: [Mutant] = (wiring + nullReturns + otherReturns + clients + detours + header)
        .map { mutant in
            var mutant = mutant
            mutant.isHarmful = true
            return mutant
        }

    private static let member = #"^(\t\.get_dma_dev\s*=\s*)(\w+),$"#
    /// The place of a table that lacks something.
    private static let table = Edit(
        Tree.vntb, #"^static const struct ntb_dev_ops \w+ = \{"#, "$0 /* !! ops-wiring */")

    private static let wiring = [
        Mutant("wiring: dropped", Edit(Tree.vntb, member + "\n", ""), table),
        Mutant(
            "wiring: NULL", Edit(Tree.vntb, member, "$1NULL, /* !! ops-wiring */")),
        Mutant(
            "wiring: a later NULL in the same table",
            Edit(Tree.vntb, member, "$0\n$1NULL, /* !! ops-wiring */")),
        Mutant("wiring: compiled out", Edit(Tree.vntb, member, "#if 0\n$0\n#endif"), table),
        Mutant(
            "wiring: only with an option that does not exist",
            Edit(Tree.vntb, member, "#ifdef CONFIG_VNTB_DMA_DEV\n$0\n#endif"), table),
    ]

    private static let nullReturns = [
        Mutant(
            "callback: NULL on one branch",
            Tree.callback(
                "if (!ntb_ndev(ndev)->epf)", "\treturn NULL; /* !! null-return */", "",
                "return ntb_ndev(ndev)->dma_dev;")),
        Mutant(
            "callback: the first sketch on the list",
            Tree.callback(
                "struct epf_ntb *ntb = ntb_ndev(ndev);", "", "if (!ndev || !ntb->epf)",
                "\treturn NULL; /* !! null-return */", "", "return ntb->epf->epc->dev.parent;")),
        Mutant(
            "callback: what it found to be NULL, through a local",
            Tree.callback(
                "struct device *dev = ntb_ndev(ndev)->dma_dev;", "", "if (!dev)",
                "\tdev_warn(&ndev->dev, \"no device\\n\");", "",
                "return dev; /* !! null-return */")),
        Mutant(
            "callback: NULL by goto",
            Tree.callback(
                "struct epf_ntb *ntb = ntb_ndev(ndev);", "struct device *dev = NULL;", "",
                "if (!ntb->epf)", "\tgoto out;", "dev = ntb->epf->epc->dev.parent;", "out:",
                "return dev; /* !! null-return */")),
        Mutant(
            "callback: NULL by ?:",
            Tree.callback(
                "struct epf_ntb *ntb = ntb_ndev(ndev);", "",
                "return ntb->epf ? ntb->epf->epc->dev.parent : NULL; /* !! null-return */")),
        Mutant(
            "callback: NULL by the default of a switch",
            Tree.callback(
                "switch (ntb_ndev(ndev)->num_mws) {", "case 1:", "case 2:",
                "\treturn ntb_ndev(ndev)->dma_dev;", "default:",
                "\treturn NULL; /* !! null-return */", "}")),
        Mutant(
            "callback: a search that finds nothing",
            Tree.callback(
                "struct epf_ntb *ntb = ntb_ndev(ndev);", "struct device *dev = NULL;",
                "u32 i;", "", "for (i = 0; i < ntb->num_mws; i++) {", "\tif (ntb->mws_size[i]) {",
                "\t\tdev = &ntb->epf->dev;", "\t\tbreak;", "\t}", "}", "",
                "return dev; /* !! null-return */")),
        Mutant(
            "callback: get_device() of what may be NULL",
            Tree.callback(
                "struct device *dev = ntb_ndev(ndev)->dma_dev;", "", "if (!dev)",
                "\tpr_warn(\"no device\\n\");", "",
                "return get_device(dev); /* !! null-return */")),
        Mutant(
            "callback: an unchecked allocation",
            Tree.callback(
                "return kzalloc(sizeof(struct device), GFP_KERNEL); /* !! null-return */")),
        Mutant(
            "callback: a static pointer that nothing fills",
            Tree.callback(
                before: "static struct device *vntb_dma_dev;",
                "return vntb_dma_dev; /* !! null-return */")),
        Mutant(
            "callback: NULL from a static function",
            Tree.callback(
                before: "static struct device *epf_ntb_parent(struct epf_ntb *ntb)\n{\n"
                    + "\tif (!ntb->epf)\n\t\treturn NULL;\n\treturn ntb->epf->epc->dev.parent;\n}",
                "return epf_ntb_parent(ntb_ndev(ndev)); /* !! null-return */")),
        Mutant(
            "callback: an out-parameter that stays NULL",
            Tree.callback(
                before: "static int epf_ntb_parent(struct epf_ntb *ntb, struct device **dev)\n{\n"
                    + "\tif (!ntb->epf)\n\t\treturn -ENODEV;\n\t*dev = ntb->epf->epc->dev.parent;\n"
                    + "\treturn 0;\n}",
                "struct device *dev = NULL;", "",
                "epf_ntb_parent(ntb_ndev(ndev), &dev);", "return dev; /* !! null-return */")),
        Mutant(
            "callback: NULL by a macro",
            Tree.callback(
                before:
                    "#define vntb_parent(ntb) \\\n\t((ntb)->epf ? (ntb)->epf->epc->dev.parent : NULL)",
                "return vntb_parent(ntb_ndev(ndev)); /* !! null-return */")),
    ]

    private static let otherReturns = [
        Mutant(
            "callback: an error pointer",
            Tree.callback(
                "if (!ntb_ndev(ndev)->dma_dev)",
                "\treturn ERR_PTR(-ENODEV); /* !! error-pointer-return */", "",
                "return ntb_ndev(ndev)->dma_dev;")),
        Mutant(
            "callback: an error pointer through a local",
            Tree.callback(
                "struct epf_ntb *ntb = ntb_ndev(ndev);",
                "struct device *dev = ERR_PTR(-EPROBE_DEFER);", "", "if (ntb->epf)",
                "\tdev = ntb->epf->epc->dev.parent;", "",
                "return dev; /* !! error-pointer-return */")),
        Mutant(
            "callback: the PCI device",
            Tree.callback("return &ndev->pdev->dev; /* !! wrong-device */")),
        Mutant(
            "callback: the NTB device's parent",
            Tree.callback("return ndev->dev.parent; /* !! wrong-device */")),
        Mutant(
            "callback: the PCI device, on one branch, through a local",
            Tree.callback(
                "struct device *dev = &ndev->pdev->dev;", "", "if (ntb_ndev(ndev)->num_mws > 1)",
                "\tdev = &ntb_ndev(ndev)->epf->dev;", "", "return dev; /* !! wrong-device */")),
        Mutant(
            "callback: does not compile",
            Edit(
                Tree.vntb, in: Tree.callback, #"return (.*);"#,
                "return no_such_variable; /* !! patch-parse */")),
    ]
}
