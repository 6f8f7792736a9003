/// Bounds the work on one question about a term: terms share their parts, so that a small one can be a huge tree, and knowledge of
/// one leads to knowledge of others.
final class Effort {
    private var depth = 0
    private var spent = 0

    /// Parts inside of parts that are looked at.
    private static let deepest = 200
    /// Parts that are looked at in all.
    private static let most = 4000

    /// False if the question has to do without what is below here; otherwise `end` is to be called.
    func begin() -> Bool {
        if depth == 0 { spent = 0 }
        guard depth < Self.deepest, spent < Self.most else { return false }
        depth += 1
        spent += 1
        return true
    }

    func end() { depth -= 1 }
}
