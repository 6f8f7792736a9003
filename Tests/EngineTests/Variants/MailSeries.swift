import Foundation
import TestSupport

/// The mails of a good series for a small kernel that lacks the callback, as git writes them.
struct MailSeries: Sendable {
    /// Cover letter, core, client, driver.
    let cover: String
    var mails: [String]

    static let endpointWired = MiniKernel.files[MiniKernel.endpoint] ?? ""
    static let endpointBefore = endpointWired.replacing(
        "\t.get_dma_dev = demo_get_dma_dev,\n", with: ""
    ).replacing(
        "static struct device *demo_get_dma_dev(struct ntb_dev *ntb)\n{\n\treturn &dma_device;\n}\n",
        with: "")
    static let clientAfter = MiniKernel.files[MiniKernel.client] ?? ""
    static let clientBefore = clientAfter.replacing(
        "ntb_get_dma_dev(ntb)", with: "&ntb->pdev->dev")
    static let header = "include/linux/ntb.h"
    static let headerAfter = MiniKernel.files[header] ?? ""
    static let headerBefore: String = {
        let lines = headerAfter.split(separator: "\n", omittingEmptySubsequences: false)
        let helper = lines.firstIndex { $0.contains("ntb_get_dma_dev() -") } ?? 0
        let end = lines.lastIndex { $0 == "#endif" } ?? 0
        return (lines[..<(helper - 1)] + lines[end...]).filter { !$0.contains("get_dma_dev") }
            .joined(separator: "\n")
    }()

    static let maintainers = """
        List of maintainers
        -------------------

        DEMO CORE
        M:\tA. Person <a@example.com>
        L:\tntb@example.com
        T:\tgit git://example.com/ntb.git
        F:\tdrivers/ntb/
        F:\tdrivers/pci/endpoint/functions/*-epf.c
        F:\tinclude/linux/ntb.h

        DEMO ENDPOINT
        M:\tB. Person <b@example.com>
        T:\tgit git://example.com/pci.git
        F:\tdrivers/pci/endpoint/

        THE REST
        T:\tgit git://example.com/all.git
        F:\t*
        F:\t*/

        """

    static let before = [
        header: headerBefore, MiniKernel.client: clientBefore, MiniKernel.endpoint: endpointBefore,
        "MAINTAINERS": maintainers, "notes.txt": "one\ntwo\nthree\n",
    ]

    static let good: Result<MailSeries, any Error> = Result {
        try MailSeries([
            ("ntb: Add a callback", [header: headerAfter]),
            ("ntb: client: Ask the helper", [MiniKernel.client: clientAfter]),
            ("PCI: endpoint: Wire it", [MiniKernel.endpoint: endpointWired]),
        ])
    }

    /// Commits of changes to the tree before, an empty text being no file.
    init(_ commits: [(subject: String, files: [String: String])], options: [String] = []) throws {
        let tree = try MiniKernel(Self.before)
        try makeRepository(tree.root)
        for commit in commits {
            for (path, text) in commit.files {
                if text.isEmpty {
                    try FileManager.default.removeItem(atPath: tree.root + "/" + path)
                } else {
                    try tree.write(path, text)
                }
            }
            try commitAll(commit.subject + "\n\nFor a test.", in: tree.root)
        }
        let names = try git(
            [
                "format-patch", "-q", "--cover-letter", "--thread", "-o", "out",
                "HEAD~\(commits.count)",
            ]
                + options, in: tree.root)
        _ = names
        let files = try FileManager.default.contentsOfDirectory(atPath: tree.root + "/out").sorted()
        let texts = try files.map { try tree.text("out/" + $0) }
        cover = texts.first ?? ""
        mails = Array(texts.dropFirst())
    }
}

/// Puts a mail into another shape.
enum MailShape {
    static func parts(_ mail: String) -> (head: String, body: String) {
        guard let gap = mail.firstRange(of: "\n\n") else { return (mail, "") }
        return (String(mail[..<gap.lowerBound]), String(mail[gap.upperBound...]))
    }

    private static func encoded(_ mail: String, _ encoding: String, _ body: String) -> String {
        parts(mail).head + "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
            + "Content-Transfer-Encoding: \(encoding)\n\n" + body
    }

    static func base64(_ mail: String) -> String {
        encoded(
            mail, "base64",
            Data(parts(mail).body.utf8).base64EncodedString(options: .lineLength76Characters)
                .replacing("\r\n", with: "\n") + "\n")
    }

    static func quotedPrintable(_ mail: String) -> String {
        let lines = parts(mail).body.split(separator: "\n", omittingEmptySubsequences: false)
        return encoded(
            mail, "quoted-printable",
            lines.map { line in
                var text = ""
                var width = 0
                for byte in line.utf8 {
                    let piece =
                        byte == 0x3d || byte == 9 || byte > 126
                        ? "=" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
                        : String(UnicodeScalar(byte))
                    if width + piece.count > 70 {
                        text += "=\n"
                        width = 0
                    }
                    text += piece
                    width += piece.count
                }
                if text.hasSuffix(" ") { text = text.dropLast() + "=20" }
                return text
            }.joined(separator: "\n"))
    }

    static func flowed(_ mail: String) -> String {
        // Lines that start with a space get one more (RFC 3676, 4.4), and no line ends in one.
        let body = parts(mail).body.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.hasPrefix(" ") || $0.hasPrefix("From ") ? " " + $0 : String($0)
        }
        return parts(mail).head
            + "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n"
            + body.joined(separator: "\n")
    }

    static func attached(_ mail: String) -> String {
        let (head, body) = parts(mail)
        return head + """

            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="edge"

            --edge
            Content-Type: text/plain; charset=utf-8

            See the attachment.

            --edge
            Content-Type: text/x-patch; charset=utf-8
            Content-Disposition: attachment; filename="a.patch"

            \(body)
            --edge--

            """
    }

    static func reply(to mail: String, _ text: String) -> String {
        """
        From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001
        From: Reviewer <r@example.com>
        Date: Tue, 2 Jan 2024 00:00:00 +0000
        Subject: Re: [PATCH 1/3] ntb: Add a callback
        In-Reply-To: <1@example.com>

        \(text)

        """
    }

    static func subject(_ mail: String, _ change: (String) -> String) -> String {
        mail.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.hasPrefix("Subject: ") ? "Subject: " + change(String($0.dropFirst(9))) : String($0)
        }.joined(separator: "\n")
    }
}
