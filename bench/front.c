/* SPDX-License-Identifier: MIT
 *
 * The front end alone, measured from inside: scan and parse, then resolve, of one self-contained file; and the memory
 * both take. Prints one line of numbers for bench/run.sh.
 */
#include "base/diag.h"
#include "front/parse.h"
#include "meaning/model.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static char *read_all(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	if (!f || fseek(f, 0, SEEK_END) != 0) {
		perror(path);
		exit(2);
	}
	*n = (size_t)ftell(f);
	rewind(f);
	char *text = malloc(*n + 1);
	if (!text || fread(text, 1, *n, f) != *n) {
		perror(path);
		exit(2);
	}
	fclose(f);
	return text;
}

int main(int argc, char **argv)
{
	size_t n;
	if (argc != 2) {
		fputs("usage: front FILE.niv\n", stderr);
		return 2;
	}
	char *text = read_all(argv[1], &n);
	double start = now();
	struct arena a;
	arena_init(&a);
	struct intern *names = intern_new(&a);
	struct sources sources = {.a = &a};
	struct diags d = {.a = &a};
	struct source *src = source_add(&sources, argv[1], text, n);
	struct ast_file *file = parse_file(&a, names, &d, src);
	double parsed = now();
	struct model *m = model_make(&a, names, &d, &sources, &file, 1, 1);
	double resolved = now();
	printf("%zu bytes %" PRIu32 " provisions %.4f s parse %.4f s resolve %zu bytes memory %" PRIu32
	       " findings\n",
	       n, m->provisions.n, parsed - start, resolved - parsed, a.total, d.list.n);
	arena_free(&a);
	free(text);
	return 0;
}
