import Foundation

/// OASIS's schema of SARIF 2.1.0, which `scripts/setup` fetches.
package func sarifSchema() throws -> String {
    guard let path = ProcessInfo.processInfo.environment["NTBCHECK_SARIF_SCHEMA"], !path.isEmpty
    else { throw SchemaMissing() }
    return try String(contentsOfFile: path, encoding: .utf8)
}

private struct SchemaMissing: Error, CustomStringConvertible {
    var description: String {
        "NTBCHECK_SARIF_SCHEMA names no schema: run the tests by 'make test'"
    }
}
