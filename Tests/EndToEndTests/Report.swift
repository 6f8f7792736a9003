import Foundation
import Testing

/// What of a JSON report the tests look at.
struct Report: Decodable, Equatable {
    struct Tree: Decodable, Equatable {
        var kernelVersion: String
        var flags: String
        var notes: [String]
    }
    struct State: Decodable, Equatable {
        var label: String
        var introduced: [Int]
        var fixed: [Int]
        var findings: [Int]
    }
    struct Step: Decodable, Equatable {
        var file: String
        var line: Int
        var message: String
    }
    struct Finding: Decodable, Equatable {
        var rule: String
        var severity: String
        var file: String
        var line: Int
        var function: String?
        var table: String?
        var status: String
        var witness: [Step]

        var place: String { "\(file):\(line)" }
    }
    struct Table: Decodable, Equatable {
        var variable: String
        var file: String
        var members: [String: String]
    }
    struct Gap: Decodable, Equatable {
        var file: String
        var reason: String
    }
    struct Summary: Decodable, Equatable {
        var error: Int
        var exit: Int
    }

    var tree: Tree
    var states: [State]
    var findings: [Finding]
    var tables: [Table]
    var unanalysed: [Gap]
    var summary: Summary

    init(_ json: String) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(json.utf8))
    }

    func findings(_ rule: String) -> [Finding] { findings.filter { $0.rule == rule } }
}

/// Runs that several tests look at; each is made once.
enum Runs {
    static let newest612 = result(["check", "--tree"], .newest612)
    static let newest61 = result(["check", "--tree"], .newest61)
    static let newest612OnArm = result(["check", "--arch", "arm64", "--tree"], .newest612)
    static let before = result(["check", "--tree"], .before)

    struct Failed: Error { var reason: String }

    private static func result(
        _ arguments: [String], _ tree: Tree
    ) -> Result<(outcome: Outcome, report: Report), Failed> {
        do {
            let outcome = try ntbcheck(
                arguments + [try tree.path, "--format", "json"]
                    + (arguments.contains("--arch") ? [] : ["--arch", "x86_64"]))
            return .success((outcome, try Report(outcome.output)))
        } catch {
            return .failure(Failed(reason: "\(error)"))
        }
    }
}

/// The report without the one number that may differ.
func timeless(_ json: String) -> String {
    json.replacing(/"milliseconds" : \d+/, with: "\"milliseconds\" : 0")
}
