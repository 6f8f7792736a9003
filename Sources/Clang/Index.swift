internal import CClang

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// libclang's index: the owner of translation units. Not Sendable: each worker has its own.
package final class Index {
    let raw: CXIndex

    /// Crash recovery is left on; `displayDiagnostics` is off, since diagnostics are read as values.
    ///
    /// - Parameter listsPrecompiled: whether the children of a unit hold the declarations of its precompiled header as well.
    package init(listsPrecompiled: Bool = true) throws(LibClang.Failure) {
        try LibClang.load()
        Self.parseOnCallersThread
        raw = clang_createIndex(listsPrecompiled ? 0 : 1, 0)
    }

    deinit { clang_disposeIndex(raw) }

    /// libclang's own parsing thread has 8 MB of stack, which deeply nested code overflows; the caller's may have more.
    private static let parseOnCallersThread: Void = {
        setenv("LIBCLANG_NOTHREADS", "1", 1)
    }()

    /// The version text of the libclang in use, as `clang version 19.1.7`.
    package static func libraryVersion() throws(LibClang.Failure) -> String {
        try LibClang.load()
        return string(clang_getClangVersion())
    }
}

/// Copies a libclang string and frees it.
func string(_ text: CXString) -> String {
    defer { clang_disposeString(text) }
    guard let bytes = clang_getCString(text) else { return "" }
    return String(cString: bytes)
}
