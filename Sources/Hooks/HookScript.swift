/// The file that stands in a hooks directory: small enough to be read before it is trusted.
struct HookScript {
    static let mark = "# Installed by 'ntbcheck hook install'"
    static let suffix = ".before-ntbcheck"
    /// Links to what was there before, under the names that it had: some hooks ask what they are called.
    static let directory = "ntbcheck-chained"

    var name: HookName
    var program: String
    /// For all repositories of a user: git then ignores the hooks directory of each, so the script runs the hook there.
    var isGlobal = false

    /// The program is looked for once more in PATH, should it have moved; without it, the hook refuses. Then comes what was
    /// there before: after ntbcheck, since a hook that signs the mail (patatt) has to have the last word.
    var text: String {
        // What git writes to pre-push is wanted by each; an empty variable must not become an empty line.
        let readsInput = name == .prePush
        let pipe = readsInput ? "printf '%s' \"${input:+$input$newline}\" | " : ""
        let reading = readsInput ? "input=$(cat)\nnewline='\n'\n" : ""
        let own =
            isGlobal
            ? """
            own=$(git rev-parse --git-common-dir)/hooks
            [ "$(cd -- "$own" 2>/dev/null && pwd -P)" != "$(cd -- "$hooks" && pwd -P)" ] || exit 0
            chain "$own/\(name.rawValue)" "$@"

            """ : ""
        return """
            #!/bin/sh
            \(Self.mark); 'ntbcheck hook uninstall' restores what was here.
            program=\(Self.quoted(program))
            [ -x "$program" ] || program=$(command -v ntbcheck) || {
            \techo "ntbcheck: the program was not found, so nothing was checked, and \(name.refusal);" >&2
            \techo "ntbcheck: install it, or go round it with '\(name.wayRound)'" >&2
            \texit 3
            }
            hooks=$(dirname -- "$0")

            """ + reading + """
                chain() {
                \t[ -x "$1" ] || return 0
                \tnext=$1
                \tshift
                \t\(pipe)"$next" "$@"
                }
                \(pipe)"$program" hook run \(name.rawValue) "$@" || exit
                chain "$hooks/\(Self.directory)/\(name.rawValue)" "$@" || exit

                """ + own
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "'\\''") + "'"
    }

    /// Whether a file is one of ours.
    static func isOurs(_ text: String) -> Bool {
        text.split(separator: "\n", maxSplits: 2).dropFirst().first?.hasPrefix(mark) ?? false
    }
}
