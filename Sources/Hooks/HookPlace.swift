internal import Foundation

/// The directory to find the repository from that a hook runs for.
///
/// Git runs hooks at the top of the working tree and exports `GIT_DIR` where that was found in another way than by looking
/// for `.git` there (`--git-dir`, as people have it who keep dotfiles). Such a repository is looked at from its own directory:
/// what hooks ask of it is in commits and in the index.
package func hookPlace(_ environment: [String: String]) -> String {
    let here = "."
    guard let named = environment["GIT_DIR"], !named.isEmpty else { return here }
    let there = canonical(named)
    let files = FileManager.default
    let beside = here + "/.git"
    var isDirectory: ObjCBool = false
    guard files.fileExists(atPath: beside, isDirectory: &isDirectory) else { return there }
    if isDirectory.boolValue { return canonical(beside) == there ? here : there }
    // A linked worktree, or a submodule: a file that says "gitdir: PATH".
    let text = files.contents(atPath: beside).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let link = text.trimmingCharacters(in: .newlines).dropFirst("gitdir: ".count)
    return canonical(String(link)) == there ? here : there
}

private func canonical(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path
}
