import Engine
import Findings
import Foundation
import Patches
import Reports
import SeriesDiff
import Testing

/// One way in which a series may arrive, and what has to be said of it.
struct Variant: Sendable, CustomTestStringConvertible {
    var name: String
    var input: @Sendable () throws -> String
    /// The findings of each state that are no notes, without the base; nil where the input is refused.
    var states: [String]?
    var exit: Int
    /// In the message of what is refused or does not apply.
    var words = ""

    var testDescription: String { name }

    static let good = ["helper-bypass ops-wiring", "ops-wiring", ""]

    init(
        _ name: String, _ states: [String]? = Self.good, exit: Int = 0, words: String = "",
        _ input: @escaping @Sendable () throws -> String
    ) {
        self.name = name
        self.input = input
        self.states = states
        self.exit = exit
        self.words = words
    }

    /// The good series with its mails changed.
    static func mails(
        _ name: String, _ states: [String]? = Self.good, exit: Int = 0, words: String = "",
        _ change: @escaping @Sendable (MailSeries) throws -> [String]
    ) -> Variant {
        Variant(name, states, exit: exit, words: words) {
            try change(MailSeries.good.get()).joined(separator: "\n")
        }
    }

    /// Other commits on the same tree.
    static func commits(
        _ name: String, _ states: [String]?, exit: Int, words: String = "",
        _ commits: [(subject: String, files: [String: String])], options: [String] = []
    ) -> Variant {
        Variant(name, states, exit: exit, words: words) {
            try MailSeries(commits, options: options).mails.joined(separator: "\n")
        }
    }
}

@Suite("ways in which a series arrives")
struct SeriesVariantTests {
    @Test(
        "each is judged state by state",
        arguments: Variant.shapes + Variant.broken + Variant.content)
    func judged(variant: Variant) async throws {
        let tree = try MiniKernel(MailSeries.before)
        let input = try variant.input()
        guard let expected = variant.states else {
            do {
                let report = try await tree.checker().series(input)
                Issue.record("not refused: \(report.verdicts)")
            } catch let error as PatchInputError {
                #expect("\(error)".contains(variant.words), "\(error)")
                #expect(variant.exit == 2)
            }
            return
        }
        let report = try await tree.checker().series(input)
        let states = report.series.states.dropFirst().map { state in
            state.findings.map { report.series.findings[$0] }
                .filter { $0.finding.severity > .note || $0.finding.rule == "ops-wiring" }
                .map(\.finding.rule).sorted().joined(separator: " ")
        }
        #expect(states == expected)
        #expect(report.series.summary.exit.rawValue == variant.exit)
        if !variant.words.isEmpty {
            #expect(
                report.series.findings.contains { $0.finding.message.contains(variant.words) },
                "\(report.series.findings.map(\.finding.message))")
        }
        #expect(
            report.json()
                == (try await tree.checker(jobs: 1).series(input)).timed(as: report).json())
    }

    @Test("there are enough of them")
    func count() {
        #expect((Variant.shapes + Variant.broken + Variant.content).count >= 40)
    }
}

extension Report {
    fileprivate func timed(as other: Report) -> Report {
        var copy = self
        copy.milliseconds = other.milliseconds
        return copy
    }
}

extension Variant {
    // MARK: the same series in other mails

    static let shapes: [Variant] = [
        .mails("as git writes it") { $0.mails },
        .mails("with its cover letter") { [$0.cover] + $0.mails },
        .mails("backwards") { $0.mails.reversed() },
        .mails("shuffled, the cover letter last") {
            [$0.mails[1], $0.mails[2], $0.mails[0], $0.cover]
        },
        .mails("quoted-printable") { $0.mails.map(MailShape.quotedPrintable) },
        .mails("base64") { $0.mails.map(MailShape.base64) },
        .mails("a different encoding in each") {
            [MailShape.base64($0.mails[0]), MailShape.quotedPrintable($0.mails[1]), $0.mails[2]]
        },
        .mails("format=flowed") { $0.mails.map(MailShape.flowed) },
        .mails("as attachments") { $0.mails.map(MailShape.attached) },
        .mails("CRLF") { $0.mails.map { $0.replacing("\n", with: "\r\n") } },
        .mails("8bit, names in UTF-8") {
            $0.mails.map {
                $0.replacing("From: Test Author", with: "From: =?UTF-8?q?Zo=C3=AB_Author?=")
                    .replacing(
                        "For a test.",
                        with: "Für einen Test.\n\nSigned-off-by: Zoë Author <z@example.com>"
                    )
            }
        },
        .mails("Latin-1 in the header, unencoded words in the body") {
            $0.mails.map {
                $0.replacing("From: Test Author", with: "From: =?ISO-8859-1?Q?Jos=E9?= Author")
            }
        },
        .mails("mboxrd: a quoted From line in the message") {
            $0.mails.map { $0.replacing("For a test.", with: ">From here on it is better.") }
        },
        .mails("a From line in the message that starts no mail") {
            $0.mails.map { $0.replacing("For a test.", with: "From the start it was wrong.") }
        },
        .mails("a reply without a patch in between") {
            [$0.mails[0], MailShape.reply(to: $0.mails[0], "Looks good.")] + $0.mails[1...]
        },
        .mails("a reply that quotes the patch") { series in
            let quoted = MailShape.parts(series.mails[0]).body.split(separator: "\n")
                .map { "> " + $0 }.joined(separator: "\n")
            return series.mails + [MailShape.reply(to: series.mails[0], quoted)]
        },
        .mails("a reply with a diff is a suggestion") { series in
            let diff = MailShape.parts(series.mails[1]).body
            return series.mails + [MailShape.reply(to: series.mails[0], diff)]
        },
        .mails("a mail twice, as an archive of two lists has it") { $0.mails + [$0.mails[1]] },
        .mails("the same without a Message-ID") { series in
            let bare = series.mails.map { $0.replacing(/Message-I[dD]: .*\n/, with: "") }
            return [bare[2]] + bare
        },
        .mails("RFC, a version and another tree's name in the subject") {
            $0.mails.map {
                MailShape.subject($0) { $0.replacing("[PATCH ", with: "[RFC PATCH ntb-next v3 ") }
            }
        },
        .mails("two versions at once, the older one worse and not whole") { series in
            let old = [series.mails[2].replacing("&dma_device", with: "NULL"), series.cover]
            return old
                + series.mails.map {
                    MailShape.subject($0) { $0.replacing("[PATCH ", with: "[PATCH v2 ") }
                }
        },
        .mails("subjects as patchwork writes them") {
            $0.mails.map { MailShape.subject($0) { $0.replacing("[PATCH ", with: "[v2,") } }
        },
        .mails("no numbers: the order in which they come") {
            $0.mails.map {
                MailShape.subject($0) { $0.replacing(/\[PATCH \d\/\d\]/, with: "[PATCH]") }
            }
        },
        .mails("a signature and a footer after the hunks") {
            $0.mails.map { $0 + "\n-- \nTest Author\n_____\nntb mailing list\n- one\n+ two\n" }
        },
        .mails("lines of a list between headers and body") {
            $0.mails.map {
                $0.replacing(
                    "Subject: ", with: "List-Id: <ntb.example.com>\nX-Long: a\n b\nSubject: ")
            }
        },
        .mails("a change log with a diff's look below the fold") {
            $0.mails.map { $0.replacing("\n---\n", with: "\n---\nv2: --- a is now +++ b\n") }
        },
        .mails("diffs without prefixes") {
            $0.mails.map {
                $0.replacing("diff --git a/", with: "diff --git ").replacing(" b/", with: " ")
                    .replacing("--- a/", with: "--- ").replacing("+++ b/", with: "+++ ")
            }
        },
    ]

    // MARK: what is no series

    static let broken: [Variant] = [
        .mails("the second patch is missing", nil, exit: 2, words: "patch 2/3 is missing") {
            [$0.mails[0], $0.mails[2]]
        },
        .mails("two are missing", nil, exit: 2, words: "patches 1, 3 of 3 are missing") {
            [$0.mails[1]]
        },
        .mails("an older version of another series", nil, exit: 2, words: "are mixed") { series in
            [
                """
                From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001
                From: Test Author <test@example.com>
                Subject: [PATCH] notes: Change

                ---
                --- a/notes.txt
                +++ b/notes.txt
                @@ -1,3 +1,3 @@
                 one
                -two
                +2
                 three

                """
            ]
                + series.mails.map {
                    MailShape.subject($0) { $0.replacing("[PATCH ", with: "[PATCH v2 ") }
                }
        },
        .mails("the newest version lacks a patch", nil, exit: 2, words: "2/3 is missing from v2") {
            series in
            series.mails
                + [series.mails[0], series.mails[2]].map {
                    MailShape.subject($0) { $0.replacing("[PATCH ", with: "[PATCH v2 ") }
                }
        },
        .mails("one number twice", nil, exit: 2, words: "there twice") { series in
            series.mails
                + [
                    series.mails[1].replacing("Message-I", with: "X-I")
                        .replacing("For a test.", with: "Once more.")
                ]
        },
        .mails("a number beyond the total", nil, exit: 2, words: "no series can have") {
            $0.mails.map { MailShape.subject($0) { $0.replacing("3/3", with: "4/3") } }
        },
        .mails("nothing but a cover letter", nil, exit: 2, words: "no diff") { [$0.cover] },
        .mails("a patch without its diff", nil, exit: 2, words: "2/3 holds no diff") { series in
            let mail = series.mails[1]
            let end = mail.firstRange(of: "diff --git")?.lowerBound ?? mail.endIndex
            return [series.mails[0], String(mail[..<end]), series.mails[2]]
        },
        Variant("nothing at all", nil, exit: 2, words: "is empty") { "" },
        Variant("only talk", nil, exit: 2, words: "not a patch") {
            "Hello,\nthere is no patch here.\n"
        },
        Variant("bytes", nil, exit: 2, words: "binary") { "a\u{0}\u{1}\u{2}" },
        .mails("a path that climbs out", nil, exit: 2, words: "climbs out") {
            $0.mails.map { $0.replacing("/include/linux/ntb.h", with: "/include/../../ntb.h") }
        },
        .mails("a path in git's own directory", nil, exit: 2, words: "git's own") {
            $0.mails.map { $0.replacing("/include/linux/ntb.h", with: "/.git/hooks/pre-commit") }
        },
        .mails(
            "a diff that ends early", ["callback-missing helper-bypass patch-apply"], exit: 1,
            words: "does not apply"
        ) { series in
            let mail = series.mails[0]
            let end = mail.lastRange(of: "\n #endif")?.lowerBound ?? mail.endIndex
            return [String(mail[..<end]) + "\n"] + series.mails[1...]
        },
        .mails(
            "tabs that a mailer made blanks",
            ["helper-bypass ops-wiring", "helper-bypass ops-wiring patch-apply"], exit: 1,
            words: "does not apply"
        ) {
            [$0.mails[0], $0.mails[1].replacing("\t", with: "    "), $0.mails[2]]
        },
    ]
}

extension StringProtocol {
    fileprivate func lastRange(of text: String) -> Range<String.Index>? {
        ranges(of: text).last
    }
}
