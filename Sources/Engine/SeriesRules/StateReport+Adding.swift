internal import Facts
internal import Findings
internal import Rules

extension StateReport {
    /// Puts a finding in its place.
    mutating func add(_ finding: Finding) {
        findings.append(finding)
        findings.sort(by: Finding.reportOrder)
    }
}

extension AnalysedState {
    /// The callbacks that some table wires to a function.
    var wiredCallbacks: Set<String> {
        var names: Set<String> = []
        for table in tables {
            for (name, entry) in table.members {
                if case .null = entry.target { continue }
                names.insert(name)
            }
        }
        return names
    }
}
