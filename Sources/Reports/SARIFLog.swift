import Findings
import Foundation
import SourceText

/// The objects of a SARIF 2.1.0 log, as far as reports use them; names are those of the standard.
enum SARIF {
    struct Log: Encodable {
        var schema =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
        var version = "2.1.0"
        var runs: [Run]

        init(run: Run) { runs = [run] }

        enum CodingKeys: String, CodingKey {
            case schema = "$schema"
            case version, runs
        }
    }

    struct Run: Encodable {
        var tool: Tool
        var automationDetails: AutomationDetails
        var columnKind = "unicodeCodePoints"
        var invocations: [Invocation]
        /// Says what the paths are relative to, without saying where that is.
        var originalUriBaseIds = [
            SourceRoot.id: SourceRoot(description: Message(own: "The root of the kernel tree."))
        ]
        var results: [Result]
        var properties: RunProperties
    }

    struct AutomationDetails: Encodable {
        var id: String
    }

    struct SourceRoot: Encodable {
        static let id = "%SRCROOT%"
        var description: Message
    }

    struct RunProperties: Encodable {
        var arch: String
        var flags: String
        var kernelVersion: String?
        var revision: String?
        var suppressed: Int
        var states: [StateProperties]
    }

    struct StateProperties: Encodable {
        var label: String
        var subject: String?
    }

    struct Tool: Encodable {
        var driver: Driver
    }

    struct Driver: Encodable {
        var name: String
        var version: String
        var semanticVersion: String
        var rules: [Descriptor]
        var notifications: [Descriptor]
        var properties: [String: String]
    }

    struct Descriptor: Encodable {
        var id: String
        var shortDescription: Message
        var fullDescription: Message?
        var help: Message?
        var defaultConfiguration: Configuration?
        var properties: RuleProperties?
    }

    struct Configuration: Encodable {
        var level: String
    }

    struct RuleProperties: Encodable {
        var tags: [String]
        var problemSeverity: String

        enum CodingKeys: String, CodingKey {
            case tags
            case problemSeverity = "problem.severity"
        }
    }

    struct DescriptorReference: Encodable {
        var id: String
    }

    struct Invocation: Encodable {
        var executionSuccessful: Bool
        var exitCode: Int
        var toolExecutionNotifications: [Notification]
    }

    struct Notification: Encodable {
        var descriptor: DescriptorReference
        var level: String
        var message: Message
        var locations: [Location]
    }

    struct Result: Encodable {
        var ruleId: String
        var ruleIndex: Int?
        var level: String
        var message: Message
        var locations: [Location]
        var partialFingerprints: [String: String]
        var codeFlows: [CodeFlow]?
        var baselineState: String?
        var properties: ResultProperties
    }

    struct ResultProperties: Encodable {
        var kind: String
        var status: String
        /// Indices into the run's `properties.states`.
        var states: [Int]
        var assumptions: [String]?
    }

    struct CodeFlow: Encodable {
        var threadFlows: [ThreadFlow]
    }

    struct ThreadFlow: Encodable {
        var locations: [ThreadFlowLocation]
    }

    struct ThreadFlowLocation: Encodable {
        var location: Location
    }

    struct LogicalLocation: Encodable {
        var name: String
        var kind: String
    }

    struct Location: Encodable {
        var physicalLocation: PhysicalLocation
        var logicalLocations: [LogicalLocation]?
        var message: Message?

        /// - Parameter finding: what the place is of, which knows its column in code points.
        init(
            _ place: SourceText.Location, of finding: Finding, logical: [LogicalLocation]? = nil,
            message: Message? = nil
        ) {
            let column = finding.codePointColumns[place] ?? place.column
            physicalLocation = PhysicalLocation(
                artifactLocation: ArtifactLocation(place.file),
                // The standard counts from 1; a place that says 0 is a whole line or file.
                region: Region(startLine: max(1, place.line), startColumn: max(1, column)))
            logicalLocations = logical
            self.message = message
        }

        init(file: TreePath) {
            physicalLocation = PhysicalLocation(artifactLocation: ArtifactLocation(file))
        }
    }

    struct PhysicalLocation: Encodable {
        var artifactLocation: ArtifactLocation
        var region: Region?
    }

    struct ArtifactLocation: Encodable {
        var uri: String
        var uriBaseId = SourceRoot.id

        init(_ path: TreePath) { uri = percentEncoded(path.string) }
    }

    struct Region: Encodable {
        var startLine: Int
        var startColumn: Int
    }

    struct Message: Encodable {
        var text: String
        var markdown: String?

        /// - Parameter text: as people shall read it. Braces and what looks like a link mean something in a message, so
        ///   code that is quoted in one is escaped.
        init(_ text: String) {
            self.text = Self.escaped(text.printable)
        }

        /// A text of the tool itself, which nobody fills in; services show it as it is.
        init(own text: String, markdown: String? = nil) {
            self.text = text
            self.markdown = markdown
        }

        private static func escaped(_ text: String) -> String {
            text.replacing("{", with: "{{").replacing("}", with: "}}")
                .replacing("](", with: "\\](")
        }
    }

    /// A path as a relative URI: all bytes that are not unreserved or a slash are written as `%` and two digits, so that
    /// neither a colon nor a question mark in a file's name changes what the URI means.
    static func percentEncoded(_ path: String) -> String {
        path.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
                return String(UnicodeScalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                return "%" + (hex.count == 1 ? "0" + hex : hex)
            }
        }.joined()
    }
}
