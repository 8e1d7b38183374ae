/* SPDX-License-Identifier: MIT
 * What the runners share: the tool to run, and reading what it prints. */
#ifndef TESTS_RUNNER_H
#define TESTS_RUNNER_H

#include <stdio.h>
#include <stdlib.h>

/* The tool under test. */
static inline const char *program(void)
{
	const char *given = getenv("NIVEAU");
	return given ? given : "build/niveau";
}

/* p, or the end of the run. */
static inline void *must(void *p)
{
	if (!p) {
		perror("runner");
		exit(2);
	}
	return p;
}

/* All of a stream, ended with NUL; the caller frees it. */
static inline char *read_stream(FILE *f)
{
	size_t n = 0, cap = 65536;
	char *p = must(malloc(cap));
	for (size_t got; (got = fread(p + n, 1, cap - n - 1, f)) > 0;) {
		n += got;
		if (cap - n < 4096)
			p = must(realloc(p, cap *= 2));
	}
	p[n] = 0;
	return p;
}

#endif
