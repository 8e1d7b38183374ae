/* SPDX-License-Identifier: MIT
 *
 * Two texts compared: the parts before and behind "#==== efter", or a text and itself with one digit changed. Every
 * person of a change is confirmed by the reference evaluator on both sides (diff_bug aborts where one is not), and
 * all four showings are written.
 */
#include "diff/diff.h"
#include "front/parse.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define SMALL 40 /* inputs, provisions: larger models only repeat what small ones show */

struct reading {
	struct arena *a;
	struct sources sources;
	struct intern *names;
};

/* NULL: it has errors, or is too large. */
static struct model *model_of(struct reading *r, const char *p, size_t n)
{
	struct diags *d = arena_new(r->a, struct diags); /* the model speaks to it later, too */
	d->a = r->a;
	const struct source *src = source_add(&r->sources, "x", p, n);
	struct ast_file *file = parse_file(r->a, r->names, d, src);
	struct model *m = model_make(r->a, r->names, d, &r->sources, &file, 1, 1);
	bool small = m->inputs.n < SMALL && m->provisions.n < SMALL && m->services.n < SMALL;
	return m->cyclic || !small || diags_errors(d) ? NULL : m;
}

static const char *marker_in(const char *p, size_t n)
{
	static const char mark[] = "\n#==== efter\n";
	for (size_t i = 0; i + sizeof mark - 1 <= n; i++)
		if (memcmp(p + i, mark, sizeof mark - 1) == 0)
			return p + i;
	return NULL;
}

/* A copy with one digit raised, which one by the size. */
static char *with_a_digit(struct arena *a, const char *p, size_t n)
{
	char *copy = arena_array(a, char, n + 1);
	memcpy(copy, p, n);
	for (size_t i = 0; i < n; i++) {
		size_t at = (i + n * 7) % n;
		if (copy[at] >= '1' && copy[at] <= '8') {
			copy[at]++;
			break;
		}
	}
	return copy;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a, scratch;
	arena_init(&a);
	arena_init(&scratch);
	struct reading r = {.a = &a, .sources = {.a = &a}, .names = intern_new(&a)};
	const char *p = (const char *)data, *mark = marker_in(p, size);
	size_t n = mark ? (size_t)(mark - p) : size;
	const char *q = mark ? mark + 13 : with_a_digit(&a, p, n);
	size_t k = mark ? size - n - 13 : n;
	const struct model *old = model_of(&r, p, n), *new = model_of(&r, q, k);
	struct model *mix = new ? model_of(&r, q, k) : NULL;
	if (old && new) {
		bool mixed = diff_mix(mix, old);
		struct diff *d = diff_make(&a, &scratch, old, new, mixed ? mix : new, 0);
		struct text t = {.a = &a};
		diff_text(&t, d, &r.sources, true);
		diff_json(&t, d, &r.sources);
		diff_markdown(&t, d, &r.sources);
		diff_html(&t, d, &r.sources);
		struct diags found = {.a = &a};
		diff_findings(d, &found);
	}
	arena_free(&scratch);
	arena_free(&a);
	return 0;
}
