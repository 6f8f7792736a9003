import Testing

@testable import Patches

/// Our own reading of plain mails has to give what `git mailinfo` gives.
@Suite struct PlainMailTests {
    static let plain: [String] = [
        mail("[PATCH] ntb: shout"),
        mail("[PATCH v2 2/7]  ntb:  two \n  blanks", id: "a@b"),
        mail("[PATCH] ntb: shout", mbox: false),
        crlf(mail("[PATCH] ntb: shout")),
        mail("[PATCH] x", body: "\n\nText.\n\n-- \n--- \n"),
        mail("[PATCH] x", body: "Text - with\n\n\nblank lines.\n--\n---x\n"),
        mail("[PATCH] x", body: "é and \u{1F600}\n", headers: ["MIME-Version: 1.0"]),
        mail("[PATCH] x", body: ""),
        mail("[PATCH] x", body: "Signed-off-by: A B <a@b>\n"),
        mail("[PATCH] x", body: "Signed-off-by: A B <a@b>\nFrom: Real <c@d>\nSubject: y\n\nText\n"),
        mail("[PATCH 0/3] x", diff: "", body: "Cover.\n"),
        mail(
            "[PATCH] x",
            headers: [
                "Content-Type: text/plain; charset=\"UTF-8\"", "Content-Transfer-Encoding: 8bit",
            ]),
        mail("Re: [PATCH] x", diff: "", body: "Why?\n> Because.\n"),
    ]

    @Test(arguments: plain)
    func agreesWithGit(text: String) async throws {
        let mailText = MailText(Array(text.utf8))
        let ours = try #require(PlainMail(mailText))
        let gits = try await MailReader(git: PrivateGit()).decode(
            mailText, source: PatchSource(name: "x"))
        #expect(ours.subject == gits.subject)
        #expect(ours.author == gits.author)
        #expect(ours.message == gits.message)
        #expect(
            String(decoding: ours.diff, as: UTF8.self) == String(decoding: gits.diff, as: UTF8.self)
        )
    }

    @Test(arguments: [
        quotedPrintable(mail("[PATCH] x")), base64(mail("[PATCH] x")), MailShapeTests.flowed,
        MailShapeTests.attachment, mail("=?UTF-8?q?[PATCH]_x?="), mail("no bracket"),
        mail("[PATCH] x", body: "From: Real <a@b>\n\nText\n"),
        mail("[PATCH] x", body: "Subject: y\n\nText\n"), mail("[PATCH] x", body: "[PATCH] y\n"),
        mail("[PATCH] x", body: "  \nText\n"),
        mail("[PATCH] x", headers: ["Subject: again"]),
        mail("[PATCH] x", headers: ["Content-Type: text/plain; charset=latin1"]),
        mail("[PATCH] x").replacing("A U Thor", with: "\"Thor, A U\""),
        mail("[PATCH] x").replacing("A U Thor", with: "Zoë"),
    ])
    func leavesTheRestToGit(text: String) {
        #expect(PlainMail(MailText(Array(text.utf8))) == nil)
    }
}
