// libclang, loaded when it is first needed.
//
// LLVM's relocations cost tens of milliseconds at every start of a program that is linked to it, and where the library is
// missing, the dynamic loader ends the program before it can say what to do. So the program defines the functions that it
// calls itself (functions.inc), each of which jumps to libclang's.
#pragma once

/// Loads libclang once, for all threads: the file that the program was built for, or the one that $NTBCHECK_LIBCLANG
/// names. Returns NULL, or the reason why it can't be used.
const char *ntbcheck_load_libclang(void);

/// The file that is tried first: a path, or a name for the dynamic loader to look up.
const char *ntbcheck_first_libclang(void);

/// Whether that is the one that was loaded. False until one is.
int ntbcheck_is_first_libclang(void);
