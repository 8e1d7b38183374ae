/* SPDX-License-Identifier: MIT
 *
 * Rows put to a comparison, measured from inside: only population_add(), the batches being filled before the clock
 * runs. OLD and NEW are self-contained files; the rows are random, one in `blanks` cells unknown (0: none).
 */
#include "diff/population.h"
#include "front/parse.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static uint64_t next(uint64_t *s)
{
	*s += 0x9e3779b97f4a7c15u;
	uint64_t x = *s;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

static struct model *read_model(struct arena *a, struct intern *names, struct sources *sources,
                                const char *path)
{
	FILE *f = fopen(path, "rb");
	struct text t = {.a = a};
	char piece[4096];
	struct diags *d = arena_new(a, struct diags);
	d->a = a;
	if (!f) {
		perror(path);
		exit(2);
	}
	for (size_t n; (n = fread(piece, 1, sizeof piece, f)) > 0;)
		text_add(&t, piece, n);
	fclose(f);
	const struct source *src = source_add(sources, path, text_c(&t), t.n);
	struct ast_file *file = parse_file(a, names, d, src);
	struct model *m = model_make(a, names, d, sources, &file, 1, 1);
	if (diags_errors(d)) {
		fprintf(stderr, "%s has errors\n", path);
		exit(2);
	}
	return m;
}

static void fill(const struct diff *d, struct population_batch *b, const bool *uses, uint64_t blanks,
                 uint64_t *seed)
{
	const struct model *m = d->joint->s->m;
	for (b->n = 0; b->n < POPULATION_ROWS; b->n++)
		for (uint32_t i = 0; i < m->inputs.n; i++) {
			const struct type_m *t = &m->inputs.at[i].type;
			if (!uses[i])
				continue;
			bool known = !blanks || next(seed) % blanks;
			int64_t v = t->lo + (int64_t)(next(seed) % (uint64_t)(t->hi - t->lo + 1));
			population_put(d, b, i, known, v);
		}
}

int main(int argc, char **argv)
{
	if (argc != 5) {
		fputs("usage: population OLD NEW ROWS BLANKS\n", stderr);
		return 2;
	}
	struct arena a, scratch;
	arena_init(&a);
	arena_init(&scratch);
	struct intern *names = intern_new(&a);
	struct sources sources = {.a = &a};
	struct model *old = read_model(&a, names, &sources, argv[1]);
	struct model *new = read_model(&a, names, &sources, argv[2]);
	struct diff *d = diff_make(&a, &scratch, old, new, new, 0);
	uint64_t rows = strtoull(argv[3], NULL, 10), blanks = strtoull(argv[4], NULL, 10), seed = 1;
	uint32_t columns = 0, questions = 0;
	bool *uses = arena_array(&a, bool, d->joint->s->m->inputs.n);
	const struct model *m = d->joint->s->m;
	for (uint32_t i = 1; i < m->inputs.n; i++) /* an age follows from the birth date */
		columns += uses[i] = m->inputs.at[i].kind != INPUT_UNCLEAR && i != m->age_input;
	for (uint32_t i = 0; i < d->services.n; i++)
		questions += d->services.at[i].regions.n;
	struct population *p = population_make(&a, &scratch, d, uses);
	double spent = 0;
	for (uint64_t n = 0; n < rows; n += POPULATION_ROWS) {
		fill(d, population_batch(p), uses, blanks, &seed);
		double start = now();
		population_add(p);
		spent += now() - start;
	}
	population_end(p, 0);
	printf("%" PRIu32 " columns %" PRIu32 " questions %" PRIu64 " rows %.4f s %" PRIu64 " met\n",
	       columns, questions, d->population->rows, spent, d->population->met);
	arena_free(&a);
	arena_free(&scratch);
	return 0;
}
