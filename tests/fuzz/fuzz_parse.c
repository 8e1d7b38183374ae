/* SPDX-License-Identifier: MIT
 *
 * Any bytes as a rule file: the parser ends, stays inside the text, and keeps its limits; and what it read without an
 * error prints to a text that it reads without an error and prints the same, in either column.
 */
#include "front/parse.h"
#include "front/print.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct tree {
	struct sources sources;
	struct intern *names;
	struct diags d;
	struct ast_file *file;
};

static void read_tree(struct tree *t, struct arena *a, const char *text, size_t n)
{
	*t = (struct tree){.sources = {.a = a}, .names = intern_new(a), .d = {.a = a}};
	const struct source *s = source_add(&t->sources, "x", text, n);
	t->d.lang = parse_language(s);
	t->file = parse_file(a, t->names, &t->d, s);
	if (t->d.list.n > 201)
		abort();
	for (uint32_t i = 0; i < t->d.list.n; i++) {
		span at = t->d.list.at[i]->at;
		if (at.lo < s->base || at.hi > s->base + s->size || at.lo > at.hi)
			abort();
	}
}

static struct text print_tree(struct arena *a, const struct tree *t)
{
	struct text out = {.a = a};
	print_file(&out, t->file, t->names, t->file->lang);
	text_c(&out);
	return out;
}

static void print_and_read(struct arena *a, const struct tree *t)
{
	struct tree back;
	struct text once = print_tree(a, t);
	read_tree(&back, a, once.p, once.n);
	if (back.d.count[SEV_ERROR])
		abort();
	struct text twice = print_tree(a, &back);
	if (once.n != twice.n || memcmp(once.p, twice.p, once.n))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	struct tree t;
	arena_init(&a);
	read_tree(&t, &a, (const char *)data, size);
	if (!t.d.count[SEV_ERROR])
		print_and_read(&a, &t);
	arena_free(&a);
	return 0;
}
