// What the C library has but its Swift module leaves out.
#include <stddef.h>
#include <string.h>

// glibc declares it for _GNU_SOURCE only.
void *memmem(const void *haystack, size_t haystack_length, const void *needle, size_t needle_length);

#ifdef __linux__
int pipe2(int ends[2], int flags);
#endif

// Opens a path that may not lead out of a directory, links included (openat2(2), Linux 5.6 and later). -1 with ENOSYS elsewhere.
#include <errno.h>
#ifdef __linux__
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

static inline int ntbcheck_open_beneath(int directory, const char *path, int flags)
{
#if defined(__linux__) && defined(SYS_openat2)
    // struct open_how of linux/openat2.h; the last are RESOLVE_BENEATH and RESOLVE_NO_MAGICLINKS.
    struct {
        uint64_t flags, mode, resolve;
    } how = { (unsigned int)flags, 0, 0x08 | 0x02 };

    return (int)syscall(SYS_openat2, directory, path, &how, sizeof(how));
#else
    (void)directory, (void)path, (void)flags;
    errno = ENOSYS;
    return -1;
#endif
}

// What Swift's module leaves out since it does not mix with threads, or since its arguments vary.
#ifdef __linux__
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>

int memfd_create(const char *name, unsigned int flags);

static inline int ntbcheck_fork(void) { return fork(); }

static inline int ntbcheck_thread(void) { return (int)syscall(SYS_gettid); }

// The calling process gets the signal when its parent ends.
static inline int ntbcheck_end_with_parent(int number) { return prctl(PR_SET_PDEATHSIG, number); }
#endif
