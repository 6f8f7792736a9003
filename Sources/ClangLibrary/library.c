#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "include/ClangLibrary.h"

// What we define stays ours: exported, libclang's own calls could come back to us.
#define CINDEX_NO_EXPORTS
#pragma GCC visibility push(hidden)
#include <clang-c/CXErrorCode.h>
#include <clang-c/CXString.h>
#include <clang-c/Index.h>
#pragma GCC visibility pop

// Where libclang has each function; all are NULL until all are known.
static struct {
#define LIBCLANG(result, name, parameters, arguments) result(*name) parameters;
#define LIBCLANG_VOID(name, parameters, arguments) void(*name) parameters;
#include "functions.inc"
#undef LIBCLANG
#undef LIBCLANG_VOID
} library;

#define LIBCLANG(result, name, parameters, arguments) \
    result name parameters { return library.name arguments; }
#define LIBCLANG_VOID(name, parameters, arguments) \
    void name parameters { library.name arguments; }
#include "functions.inc"
#undef LIBCLANG
#undef LIBCLANG_VOID

static char failure[512];
static const char *const built_in[] = {NTBCHECK_LIBCLANG_NAMES, NULL};
static int is_first;

const char *ntbcheck_first_libclang(void) {
    const char *chosen = getenv("NTBCHECK_LIBCLANG");
    return chosen != NULL && chosen[0] != '\0' ? chosen : built_in[0];
}

int ntbcheck_is_first_libclang(void) { return is_first; }

static void load(void) {
    const char *first[] = {ntbcheck_first_libclang(), NULL};
    const char *const *names = first[0] == built_in[0] ? built_in : first;
    void *handle = NULL;
    for (size_t i = 0; handle == NULL && names[i] != NULL; i++) {
        handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
        if (handle != NULL) is_first = i == 0;
        // The first file is the one that we were built for: why that can't be had says the most.
        if (handle == NULL && failure[0] == '\0') {
            const char *reason = dlerror();
            snprintf(failure, sizeof failure, "%s", reason != NULL ? reason : "not found");
        }
    }
    if (handle == NULL) return;
    failure[0] = '\0';
    const char *missing = NULL;
#define LIBCLANG(result, name, parameters, arguments) \
    if ((library.name = (result(*) parameters)dlsym(handle, #name)) == NULL) missing = #name;
#define LIBCLANG_VOID(name, parameters, arguments) \
    if ((library.name = (void (*) parameters)dlsym(handle, #name)) == NULL) missing = #name;
#include "functions.inc"
#undef LIBCLANG
#undef LIBCLANG_VOID
    if (missing != NULL) snprintf(failure, sizeof failure, "it has no %s()", missing);
}

const char *ntbcheck_load_libclang(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return failure[0] != '\0' ? failure : NULL;
}
