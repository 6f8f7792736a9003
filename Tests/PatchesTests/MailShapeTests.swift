import Foundation
import Testing

@testable import Patches

/// One mail in many dresses: each has to give the same file in the end.
@Suite struct MailShapeTests {
    static let plain = mail(
        "[PATCH] ntb: shout", headers: ["Content-Type: text/plain; charset=UTF-8"])

    static let shapes: [String: String] = [
        "8bit": plain,
        "no From line": mail("[PATCH] ntb: shout", mbox: false),
        "quoted-printable": quotedPrintable(mail("[PATCH] ntb: shout")),
        "base64": base64(mail("[PATCH] ntb: shout")),
        "base64 of CR LF text": base64(mail("[PATCH] ntb: shout"), lineEnd: "\r\n"),
        "CR LF": crlf(plain),
        "CR LF around quoted-printable": crlf(quotedPrintable(mail("[PATCH] ntb: shout"))),
        "blank lines before": "\n\n" + plain,
        "flowed": flowed,
        "attachment": attachment,
        "unknown character set": mail(
            "[PATCH] ntb: shout", headers: ["Content-Type: text/plain; charset=x-nobody-knows"]),
        "encoded subject": mail("=?UTF-8?q?[PATCH]_ntb:_shout?="),
        "From line without a header after it": mail(
            "[PATCH] ntb: shout",
            body: "From a friend on Mon Sep 17 10:30:00 2001\nwe heard this.\n"),
        "bare CR LF diff": crlf(sampleDiff),
        "bare diff": sampleDiff,
        "bare diff after text": "Index: x\nsome words\n" + sampleDiff,
    ]

    static var flowed: String {
        mail(
            "[PATCH] ntb: shout", diff: sampleDiff.replacingOccurrences(of: "\n ", with: "\n  "),
            headers: ["Content-Type: text/plain; charset=UTF-8; format=flowed"])
    }

    static var attachment: String {
        """
        From: A U Thor <author@example.com>
        Subject: [PATCH] ntb: shout
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="xyz"

        --xyz
        Content-Type: text/plain; charset=UTF-8

        See the attachment.
        --xyz
        Content-Type: text/x-patch; charset=UTF-8
        Content-Transfer-Encoding: base64
        Content-Disposition: attachment; filename="x.patch"

        \(Data(sampleDiff.utf8).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed]))
        --xyz--

        """
    }

    @Test(arguments: shapes.keys.sorted())
    func givesTheSameFile(shape: String) async throws {
        let series = try await load(try #require(Self.shapes[shape]))
        #expect(series.patches.count == 1)
        let result = try await applied(series, to: tree(["drivers/ntb/ntb.c": sampleBefore]))
        #expect(result == ["drivers/ntb/ntb.c": sampleAfter])
        if !shape.hasPrefix("bare") { #expect(series.patches.first?.subject == "ntb: shout") }
    }

    @Test func readsWhatTheMailSays() async throws {
        let text = mail(
            "[RFC PATCH net-next v3 1/1] ntb:\n shout louder", id: "x@y"
        ).replacingOccurrences(of: "A U Thor", with: "=?UTF-8?q?Zo=C3=AB_Author?=")
        let patch = try #require(try await load(text).patches.first)
        #expect(patch.subject == "ntb: shout louder")
        #expect(patch.author == "Zoë Author <author@example.com>")
        #expect(patch.messageID == "<x@y>")
        #expect(patch.message == "Because.\n")
        #expect(patch.number == 1 && patch.total == 1)
        #expect(patch.source.description == "standard input")
    }

    @Test func headersInTheBodyKeepTheNumber() async throws {
        let text = mail(
            "[PATCH v2 1/1] whatever",
            body: "From: Real Author <real@example.com>\nSubject: ntb: real\n\nBecause.\n")
        let series = try await load(text)
        #expect(series.version == 2)
        #expect(series.patches.first?.subject == "ntb: real")
        #expect(series.patches.first?.author == "Real Author <real@example.com>")
    }

    @Test func bareDiffIsNamedAfterItsFile() async throws {
        let bench = try Workbench()
        let path = try bench.write(sampleDiff, to: "some/fix.diff")
        let patch = try #require(try await PatchInput.load([path]).patches.first)
        #expect(patch.subject == "fix.diff")
        #expect(patch.author == nil)
        #expect(patch.source.name == path)
    }

    @Test func quotesOfMboxrdComeOff() async throws {
        let text = mail("[PATCH] ntb: shout", body: ">From here on it is louder.\n>>From twice.\n")
        let both = text + "\n" + mail("[PATCH] ntb: add", diff: adding("x.c"))
        let series = try await load(both)
        #expect(series.patches.map(\.subject) == ["ntb: shout", "ntb: add"])
        #expect(series.patches.first?.message == "From here on it is louder.\n>From twice.\n")
        #expect(series.patches.last?.source.description == "standard input, message 2")
    }

    @Test func maildirIsReadInTheOrderOfDelivery() async throws {
        let bench = try Workbench()
        try bench.write(mail("[PATCH] second", diff: adding("b.c")), to: "box/cur/1700000002.x:2,S")
        try bench.write(mail("[PATCH] third", diff: adding("c.c")), to: "box/cur/1700000003.x:2,S")
        try bench.write(mail("[PATCH] first", diff: adding("a.c")), to: "box/new/1700000001.x")
        let series = try await PatchInput.load([bench.file("box")])
        #expect(series.patches.map(\.subject) == ["first", "second", "third"])
        #expect(
            series.patches.first?.source.name.hasSuffix("/box/new/1700000001.x") == true)
    }

    @Test func falseSeparatorsInAnMboxSplitNothing() async throws {
        let first = mail(
            "[PATCH 1/2] ntb: shout", body: "From a friend on Mon Sep 17 10:30:00 2001\nwe know.\n")
        let series = try await load(first + mail("[PATCH 2/2] ntb: add", diff: adding("x.c")))
        #expect(series.patches.count == 2)
        #expect(
            series.patches.first?.message
                == "From a friend on Mon Sep 17 10:30:00 2001\nwe know.\n")
    }

    @Test func controlCharactersDoNotReachTheTerminal() async throws {
        let series = try await load(mail("[PATCH] ntb: \u{1B}[2Jgone"))
        #expect(series.patches.first?.subject == "ntb: ?[2Jgone")
    }
}
