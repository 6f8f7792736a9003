// SPDX-License-Identifier: Apache-2.0
//
// What a benchmark's work takes with nothing of ntbcheck in it, on two threads (scripts/bench builds and runs this):
//
//   bench-floor parse FILE   each line of FILE is a precompiled header's source and where it goes (first line), or a unit
//                            (all others), and after it the arguments, parted by tabs; libclang parses them
//   bench-floor units FILE   the same with the precompiled header of the run before
//   bench-floor read FILE    reads the files that FILE names, a line each
//   bench-floor stat FILE    asks for their status
#include <clang-c/Index.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { THREADS = 2, MOST_ARGUMENTS = 200, BUFFER = 8 << 20 };

static char **lines;
static size_t count;
static size_t next_line;
static const char *mode;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void fail(const char *what)
{
	fprintf(stderr, "bench-floor: %s\n", what);
	exit(1);
}

static void read_lines(const char *path)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t size = 0, room = 0;
	ssize_t length;

	if (!file)
		fail("can't read the list");
	while ((length = getline(&line, &size, file)) > 0) {
		line[length - 1] = '\0';
		if (count == room) {
			room = room ? 2 * room : 1024;
			lines = realloc(lines, room * sizeof(*lines));
			if (!lines)
				fail("no memory");
		}
		lines[count++] = strdup(line);
	}
	fclose(file);
}

// Parses one line's file; saves it where its second word says if it is the header.
static void parse(char *line, int is_header)
{
	const char *words[MOST_ARGUMENTS];
	int number = 0;
	unsigned int options = CXTranslationUnit_KeepGoing;
	CXTranslationUnit unit = NULL;
	CXIndex index = clang_createIndex(1, 0);

	for (char *word = strtok_r(line, "\t", &line); word && number < MOST_ARGUMENTS; word = strtok_r(NULL, "\t", &line))
		words[number++] = word;
	if (is_header)
		options |= CXTranslationUnit_Incomplete | CXTranslationUnit_ForSerialization;
	int first = is_header ? 2 : 1;
	if (clang_parseTranslationUnit2(index, words[0], words + first, number - first, NULL, 0, options, &unit))
		fail(words[0]);
	if (is_header && clang_saveTranslationUnit(unit, words[1], clang_defaultSaveOptions(unit)))
		fail(words[1]);
	clang_disposeTranslationUnit(unit);
	clang_disposeIndex(index);
}

static void read_file(const char *path, char *buffer)
{
	struct stat status;
	int file = open(path, O_RDONLY | O_CLOEXEC);

	if (file < 0)
		return;
	if (fstat(file, &status) == 0 && read(file, buffer, BUFFER) < 0)
		fail(path);
	close(file);
}

static void *work(void *unused)
{
	char *buffer = malloc(BUFFER);
	struct stat status;

	for (;;) {
		pthread_mutex_lock(&lock);
		size_t number = next_line++;
		pthread_mutex_unlock(&lock);
		if (number >= count)
			break;
		if (!strcmp(mode, "read"))
			read_file(lines[number], buffer);
		else if (!strcmp(mode, "stat"))
			stat(lines[number], &status);
		else
			parse(lines[number], 0);
	}
	free(buffer);
	return unused;
}

int main(int argc, char **argv)
{
	pthread_t threads[THREADS];

	if (argc != 3)
		fail("two words are needed");
	mode = argv[1];
	setenv("LIBCLANG_NOTHREADS", "1", 1);
	read_lines(argv[2]);
	if (!strcmp(mode, "parse") || !strcmp(mode, "units")) {
		if (count && !strcmp(mode, "parse"))
			parse(lines[0], 1);
		next_line = 1;
	}
	for (int i = 0; i < THREADS; i++)
		if (pthread_create(&threads[i], NULL, work, NULL))
			fail("no thread");
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	return 0;
}
