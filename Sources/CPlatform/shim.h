// What the C library has but its Swift module leaves out.
#include <stddef.h>

// glibc declares it for _GNU_SOURCE only.
void *memmem(const void *haystack, size_t haystack_length, const void *needle, size_t needle_length);

#ifdef __linux__
int pipe2(int ends[2], int flags);
#endif
