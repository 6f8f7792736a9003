/// The headers of the compiler's own that kernels still include, written against clang's builtins: a machine that has libclang
/// need not have its headers.
enum CompilerHeaders {
    static let directory = "compiler"

    static func files(_ snapshot: Snapshot) -> [GeneratedFile] {
        guard !snapshot.has("include/linux/stdarg.h") else { return [] }
        return [GeneratedFile(directory + "/stdarg.h", stdarg)]
    }

    private static let stdarg = """
        #ifndef NTBCHECK_STDARG_H
        #define NTBCHECK_STDARG_H
        typedef __builtin_va_list va_list;
        typedef __builtin_va_list __gnuc_va_list;
        #define va_start(list, last) __builtin_va_start(list, last)
        #define va_end(list) __builtin_va_end(list)
        #define va_arg(list, type) __builtin_va_arg(list, type)
        #define va_copy(to, from) __builtin_va_copy(to, from)
        #define __va_copy(to, from) __builtin_va_copy(to, from)
        #endif

        """
}
