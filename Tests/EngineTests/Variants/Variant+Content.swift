extension Variant {
    private static let core = (
        subject: "ntb: Add a callback", files: [MailSeries.header: MailSeries.headerAfter]
    )
    private static let client = (
        subject: "ntb: client: Ask the helper", files: [MiniKernel.client: MailSeries.clientAfter]
    )
    private static let driver = (
        subject: "PCI: endpoint: Wire it", files: [MiniKernel.endpoint: MailSeries.endpointWired]
    )
    private static func endpoint(_ subject: String, returning value: String) -> (
        subject: String, files: [String: String]
    ) {
        (
            subject,
            [
                MiniKernel.endpoint: MailSeries.endpointWired.replacing(
                    "return &dma_device;", with: "return \(value);")
            ]
        )
    }

    // MARK: other patches, other order

    static let content: [Variant] = [
        .commits(
            "the client before the helper",
            ["callback-missing patch-parse use-before-introduction", "ops-wiring", ""], exit: 1,
            words:
                "'ntb_get_dma_dev' is used here, and only patch 2 (\"ntb: Add a callback\") introduces it",
            [client, core, driver]),
        .commits(
            "the driver before the callback",
            [
                "callback-missing helper-bypass patch-parse use-before-introduction",
                "helper-bypass", "",
            ], exit: 1, words: "'get_dma_dev' is used here, and only patch 2",
            [driver, core, client]),
        .commits(
            "a macro before its header",
            [
                "callback-missing patch-parse use-before-introduction use-before-introduction",
                "callback-missing helper-bypass",
            ], exit: 1, words: "'linux/demo.h' is used here, and only patch 2",
            [
                (
                    "ntb: Use a constant",
                    [
                        MiniKernel.client: "#include <linux/demo.h>\n"
                            + MailSeries.clientBefore.replacing("64", with: "DEMO_SIZE")
                    ]
                ), ("ntb: Add a header", ["include/linux/demo.h": "#define DEMO_SIZE 64\n"]),
            ]),
        .commits(
            "a name that nobody introduces", ["callback-missing patch-parse"],
            exit: 1,
            [
                (
                    "ntb: Use nothing",
                    [MiniKernel.client: MailSeries.clientBefore.replacing("64", with: "NO_SUCH")]
                )
            ]),
        .commits(
            "an interface that nothing uses",
            ["api-without-user api-without-user helper-bypass ops-wiring"],
            exit: 1,
            words: "no driver in the series wires the callback 'get_dma_dev'", [core]),
        .commits(
            "a callback that is wired, a helper that is not called",
            [
                "api-without-user helper-bypass ops-wiring", "api-without-user helper-bypass",
            ], exit: 0,
            words: "nothing in the series calls ntb_get_dma_dev()", [core, driver]),
        .commits(
            "the driver depends on another tree", good, exit: 0,
            words:
                "patch 3 (DEMO ENDPOINT) uses get_dma_dev from patch 1 (DEMO CORE): it must not be applied before it",
            [core, client, driver]),
        .commits(
            "a NULL that a later patch takes away",
            ["helper-bypass ops-wiring", "helper-bypass null-return", "helper-bypass", ""], exit: 1,
            words: "returns NULL",
            [core, endpoint("PCI: endpoint: Wire it", returning: "NULL"), driver, client]),
        .commits(
            "a NULL that a later patch brings",
            ["helper-bypass ops-wiring", "ops-wiring", "", "null-return"], exit: 1,
            [core, client, driver, endpoint("PCI: endpoint: Break it", returning: "NULL")]),
        .commits(
            "a driver that moves with its callback", good + [""], exit: 0,
            [
                core, client, driver,
                (
                    "PCI: endpoint: Move",
                    [
                        MiniKernel.endpoint: "",
                        "drivers/pci/endpoint/functions/moved.c": MailSeries.endpointWired,
                    ]
                ),
            ]),
        .commits(
            "a driver that goes", good + [""], exit: 0,
            [core, client, driver, ("PCI: endpoint: Remove", [MiniKernel.endpoint: ""])]),
        .commits(
            "a client that is new and wrong", good + ["helper-bypass"], exit: 1,
            [
                core, client, driver,
                (
                    "ntb: Add a client",
                    [
                        "drivers/ntb/test/second.c": MailSeries.clientBefore.replacing(
                            "demo_", with: "second_")
                    ]
                ),
            ]),
        .commits(
            "a patch of text alone", ["callback-missing helper-bypass"], exit: 0,
            [("notes: Count on", ["notes.txt": "one\ntwo\nthree\nfour\n"])]),
        .commits(
            "a new file without a newline at its end", ["callback-missing helper-bypass"], exit: 0,
            [("notes: Add", ["more.txt": "no newline"])]),
        Variant("a binary file", ["callback-missing helper-bypass"]) {
            try MailSeries(
                [("logo: Add", ["logo.bin": "\u{0}\u{1}binary\u{0}"])], options: ["--binary"]
            ).mails.joined()
        },
        Variant("a mode change", ["callback-missing helper-bypass"]) {
            mail(
                """
                diff --git a/notes.txt b/notes.txt
                old mode 100644
                new mode 100755
                """)
        },
        Variant("a rename without a change", ["callback-missing helper-bypass"]) {
            mail(
                """
                diff --git a/notes.txt b/notes.rst
                similarity index 100%
                rename from notes.txt
                rename to notes.rst
                """)
        },
        Variant(
            "a symbolic link", ["callback-missing helper-bypass patch-apply"], exit: 1,
            words: "symbolic link"
        ) {
            mail(
                """
                diff --git a/link b/link
                new file mode 120000
                --- /dev/null
                +++ b/link
                @@ -0,0 +1 @@
                +/etc/passwd
                \\ No newline at end of file
                """)
        },
        Variant(
            "a submodule", ["callback-missing helper-bypass patch-apply"], exit: 1,
            words: "submodule"
        ) {
            mail(
                """
                diff --git a/module b/module
                new file mode 160000
                --- /dev/null
                +++ b/module
                @@ -0,0 +1 @@
                +Subproject commit 0123456789012345678901234567890123456789
                """)
        },
        Variant("a diff without a mail", ["callback-missing helper-bypass"]) {
            "--- a/notes.txt\n+++ b/notes.txt\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n"
        },
    ]

    private static func mail(_ diff: String) -> String {
        """
        From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001
        From: Test Author <test@example.com>
        Date: Mon, 1 Jan 2024 00:00:00 +0000
        Subject: [PATCH] notes: Change

        For a test.
        ---
        \(diff)
        --\u{20}
        2.0

        """
    }
}
