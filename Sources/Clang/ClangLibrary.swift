internal import ClangLibrary

/// libclang itself, which is loaded when it is first needed.
package enum LibClang {
    /// Why there is none to work with.
    package struct Failure: Error, Hashable, CustomStringConvertible {
        package var reason: String

        package var description: String {
            "libclang can't be loaded (\(reason)), so nothing was checked; install the libclang that ntbcheck was built "
                + "with, or name one of the same version in NTBCHECK_LIBCLANG"
        }
    }

    /// Nothing in libclang may be called before this has succeeded once; to call it again costs nothing.
    package static func load() throws(Failure) {
        if let reason = ntbcheck_load_libclang() { throw Failure(reason: String(cString: reason)) }
    }

    /// The file that is loaded unless something is wrong with it; nil where that is the dynamic loader's to find.
    package static var expectedFile: String? {
        guard let name = ntbcheck_first_libclang() else { return nil }
        let file = String(cString: name)
        return file.hasPrefix("/") ? file : nil
    }

    /// Whether it was loaded from there.
    package static var isAsExpected: Bool { ntbcheck_is_first_libclang() != 0 }
}
