/// What Kconfig and makefiles ask of the compiler, which here is libclang.
package struct CompilerProbe: Sendable {
    /// As Kconfig's CLANG_VERSION counts it; 190100 is 19.1.0.
    package var version: Int
    private let accepts: @Sendable (String) -> Bool

    /// - Parameter accepts: whether one option, such as `-fshort-wchar`, is known. Asked of those that change what C means only;
    ///   all others count as known, since a parser is not given them.
    package init(version: Int, accepts: @escaping @Sendable (String) -> Bool) {
        self.version = version
        self.accepts = accepts
    }

    /// One that knows every option.
    package static let willing = CompilerProbe(version: 190100) { _ in true }

    func takes(_ options: String) -> Bool {
        words(options).allSatisfy { !LanguageOptions.isDialect($0) || accepts($0) }
    }
}
