/// The git hooks that ntbcheck can be.
package enum HookName: String, CaseIterable, Sendable {
    case sendemailValidate = "sendemail-validate"
    case prePush = "pre-push"
    case preCommit = "pre-commit"
    case preApplypatch = "pre-applypatch"

    /// How git is told to go on without the hook.
    package var wayRound: String {
        switch self {
        case .sendemailValidate: "git send-email --no-validate"
        case .prePush: "git push --no-verify"
        case .preCommit: "git commit --no-verify"
        // git am itself has an option for it in newer versions only.
        case .preApplypatch: "git -c core.hooksPath=/dev/null am --continue"
        }
    }

    /// What cannot go on without the hook's consent.
    package var refusal: String {
        switch self {
        case .sendemailValidate: "nothing is sent"
        case .prePush: "nothing is pushed"
        case .preCommit, .preApplypatch: "nothing is committed"
        }
    }
}
