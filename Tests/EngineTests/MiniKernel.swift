import Contract
import Engine
import Foundation
import KernelSource
import Patches
import Reports
import SeriesDiff
import Testing

/// A kernel tree of a few small files that has all that the built-in contract is about, in our own words.
final class MiniKernel: Sendable {
    let root: String

    init(_ changes: [String: String] = [:]) throws {
        root =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("mini-kernel-\(UUID().uuidString)").path
        for (path, text) in Self.files.merging(changes, uniquingKeysWith: { $1 }) {
            try write(path, text)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func write(_ path: String, _ text: String) throws {
        let file = URL(fileURLWithPath: root + "/" + path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func text(_ path: String) throws -> String {
        try String(contentsOfFile: root + "/" + path, encoding: .utf8)
    }

    func checker(
        revision: String? = nil, arch: ArchChoice = .x86_64, build: String? = nil, jobs: Int = 2
    ) throws -> Checker {
        Checker(
            AnalysisOptions(
                tree: root, revision: revision, arch: arch, buildDirectory: build,
                contracts: [try Contract.builtIn()],
                jobs: jobs))
    }

    func check(arch: ArchChoice = .x86_64) throws -> Report { try checker(arch: arch).check() }

    func series(_ mails: String...) async throws -> Report {
        try await checker().series(mails.joined(separator: "\n"))
    }

    /// A mail that replaces text in a file, made by hand: one hunk over the whole file. A file of no text is absent.
    func patch(
        _ subject: String, _ path: String, from old: String, to new: String
    ) -> String {
        func lines(_ text: String) -> [Substring] {
            text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        }
        let (removed, added) = (lines(old), lines(new))
        let hunk =
            "@@ -\(removed.isEmpty ? 0 : 1),\(removed.count) +\(added.isEmpty ? 0 : 1),\(added.count) @@\n"
            + removed.map { "-\($0)\n" }.joined() + added.map { "+\($0)\n" }.joined()
        let kind =
            removed.isEmpty
            ? "new file mode 100644\n" : added.isEmpty ? "deleted file mode 100644\n" : ""
        return """
            From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001
            From: Test Author <test@example.com>
            Date: Mon, 1 Jan 2024 00:00:00 +0000
            Subject: \(subject)

            For a test.
            ---
            diff --git a/\(path) b/\(path)
            \(kind)--- \(removed.isEmpty ? "/dev/null" : "a/" + path)
            +++ \(added.isEmpty ? "/dev/null" : "b/" + path)
            \(hunk)--
            2.0

            """
    }

    static let driver = "drivers/ntb/hw/demo/demo.c"
    static let endpoint = "drivers/pci/endpoint/functions/demo-epf.c"
    static let client = "drivers/ntb/test/demo_client.c"

    static let files = [
        "Makefile": "VERSION = 9\nPATCHLEVEL = 8\nSUBLEVEL = 7\nEXTRAVERSION =\n",
        "include/linux/pci.h": """
        #ifndef _LINUX_PCI_H
        #define _LINUX_PCI_H
        #define NULL ((void *)0)
        typedef unsigned long size_t;
        typedef unsigned long dma_addr_t;
        struct device { struct device *parent; };
        struct pci_dev { struct device dev; };
        void *dma_alloc_coherent(struct device *dev, size_t size, dma_addr_t *handle, unsigned int flags);
        #endif

        """,
        "include/linux/pci-epf.h": """
        struct pci_epf_driver { int unused; };
        int __pci_epf_register_driver(struct pci_epf_driver *driver, void *owner);

        """,
        "include/linux/ntb.h": """
        #ifndef _LINUX_NTB_H
        #define _LINUX_NTB_H
        #include <linux/pci.h>
        struct ntb_dev;
        /**
         * struct ntb_dev_ops - what a driver does for the core
         * @link_is_up: whether there is a link
         * @get_dma_dev: see ntb_get_dma_dev()
         */
        struct ntb_dev_ops {
        \tint (*link_is_up)(struct ntb_dev *ntb);
        \tstruct device *(*get_dma_dev)(struct ntb_dev *ntb);
        };
        struct ntb_dev {
        \tstruct device dev;
        \tstruct pci_dev *pdev;
        \tconst struct ntb_dev_ops *ops;
        };
        /**
         * ntb_get_dma_dev() - the device for buffers
         * @ntb: NTB device
         *
         * Drivers that implement the callback must return a non-NULL pointer.
         *
         * Return: the device
         */
        static inline struct device *ntb_get_dma_dev(struct ntb_dev *ntb)
        {
        \tif (!ntb->ops->get_dma_dev)
        \t\treturn ntb->dev.parent;
        \treturn ntb->ops->get_dma_dev(ntb);
        }
        #endif

        """,
        driver: """
        #include <linux/ntb.h>
        static int demo_link_is_up(struct ntb_dev *ntb)
        {
        \treturn 1;
        }
        static const struct ntb_dev_ops demo_ops = {
        \t.link_is_up = demo_link_is_up,
        };

        """,
        endpoint: """
        #include <linux/ntb.h>
        #include <linux/pci-epf.h>
        static struct device dma_device;
        static struct device *demo_get_dma_dev(struct ntb_dev *ntb)
        {
        \treturn &dma_device;
        }
        static const struct ntb_dev_ops demo_epf_ops = {
        \t.get_dma_dev = demo_get_dma_dev,
        };
        static struct pci_epf_driver demo_driver;
        int demo_init(void)
        {
        \treturn __pci_epf_register_driver(&demo_driver, NULL);
        }

        """,
        client: """
        #include <linux/ntb.h>
        void *demo_buffer(struct ntb_dev *ntb, dma_addr_t *handle)
        {
        \treturn dma_alloc_coherent(ntb_get_dma_dev(ntb), 64, handle, 0);
        }

        """,
    ]
}

extension Checker {
    func series(_ mails: String) async throws -> Report {
        let input = Array(mails.utf8)
        return try await series(PatchInput.load(["-"], standardInput: { input }))
    }
}
