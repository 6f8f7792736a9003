import Patches

/// The lines of standard input, all of them: a process that takes this one's place can't read them again (``Supervisor``).
func standardInputLines() throws -> [String] {
    String(decoding: try PatchInput.readStandardInput(), as: UTF8.self)
        .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}
