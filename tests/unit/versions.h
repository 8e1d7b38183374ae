/* SPDX-License-Identifier: MIT
 *
 * Two versions of a random catalogue, and their comparison. */
#ifndef VERSIONS_H
#define VERSIONS_H

#include "diff/diff.h"
#include "front/parse.h"
#include "random_catalogue.h"
#include "space/dd_read.h"

#include <stdio.h>
#include <stdlib.h>

struct versions {
	struct arena a, scratch;
	struct sources sources;
	struct intern *names;
	const char *text[2];
	struct model *m[2];
	struct diff *d; /* NULL: a text has errors */
};

static struct model *read_model(struct versions *x, const char *text)
{
	struct diags *d = arena_new(&x->a, struct diags); /* the model speaks to it later, too */
	d->a = &x->a;
	const struct source *f = source_add(&x->sources, "k.niv", text, strlen(text));
	struct ast_file *file = parse_file(&x->a, x->names, d, f);
	struct model *m = model_make(&x->a, x->names, d, &x->sources, &file, 1, 1);
	return diags_errors(d) || m->cyclic ? NULL : m;
}

/* mix: made from the new text, with the old one's rates. */
static void versions_open(struct versions *x, const char *old, const char *new)
{
	memset(x, 0, sizeof *x);
	arena_init(&x->a);
	arena_init(&x->scratch);
	x->sources.a = &x->a;
	x->names = intern_new(&x->a);
	x->text[0] = old;
	x->text[1] = new;
	x->m[0] = read_model(x, old);
	x->m[1] = read_model(x, new);
	struct model *mix = read_model(x, new);
	if (!x->m[0] || !x->m[1])
		return;
	bool mixed = diff_mix(mix, x->m[0]);
	x->d = diff_make(&x->a, &x->scratch, x->m[0], x->m[1], mixed ? mix : x->m[1], 0);
}

static void versions_close(struct versions *x)
{
	arena_free(&x->a);
	arena_free(&x->scratch);
}

/* ---- random pairs --------------------------------------------------------------------------------------- */

/* Some lines lose themselves, some digits and words change. */
static const char *changed(struct gen *g, const char *text, struct arena *a)
{
	static const char *const swaps[][2] = {
		{"mindst", "over"},
		{"2024-07-01", "2024-05-01"},
		{"e0 er a", "e0 er b"},
		{" og ", " eller "},
		{"a, b, c }", "c, a, d, b }"},
		{"v1", "v2"},
		{"fra 0 til 6", "fra 1 til 5"},
		{"2024: 3", "2024: 4"},
		{"når", "medmindre"},
		{"x eller y", "y eller z"},
	};
	struct text t = {.a = a};
	bool swap[COUNT(swaps)];
	for (size_t i = 0; i < COUNT(swaps); i++)
		swap[i] = one_in(g, 5);
	for (const char *p = text; *p;) {
		bool done = false;
		for (size_t i = 0; i < COUNT(swaps) && !done; i++) {
			size_t n = strlen(swaps[i][0]);
			if (swap[i] && strncmp(p, swaps[i][0], n) == 0 && one_in(g, 2)) {
				text_puts(&t, swaps[i][1]);
				p += n;
				done = true;
			}
		}
		if (done)
			continue;
		bool digit = *p >= '1' && *p <= '8' && p > text && p[-1] == ' ' && p[1] == ' ';
		text_putc(&t, digit && one_in(g, 12) ? (char)(*p + 1) : *p);
		p++;
	}
	return text_c(&t);
}

static int64_t near_a_cut(const struct joint *j, uint32_t input, uint64_t *r)
{
	const struct type_m *t = &j->s->m->inputs.at[input].type;
	uint32_t c = j->s->input_column[input];
	int64_t v = random_in(r, t->lo, t->hi);
	if (input == 0)
		return random_in(r, j->s->from, j->s->to);
	if (c != NONE && random_next(r) % 4) {
		const struct column *col = &j->s->columns.at[c];
		v = col->cuts.at[random_next(r) % col->cuts.n] - (int64_t)(random_next(r) % 2);
	}
	return v < t->lo ? t->lo : v > t->hi ? t->hi : v;
}

static bool holds(const struct joint *j, dd f, const int64_t *v)
{
	const struct space *s = j->s;
	uint32_t ranks[300] = {0};
	assert_true(s->columns.n <= COUNT(ranks));
	for (uint32_t i = 0; i < s->columns.n; i++) {
		int64_t value;
		if (column_value(s, &s->columns.at[i], v, &value))
			ranks[s->columns.at[i].level] = column_rank(&s->columns.at[i], value);
	}
	return dd_eval(s->dd, f, ranks) == 1;
}

static uint64_t number_from(const char *name, uint64_t otherwise)
{
	const char *n = getenv(name);
	return n ? strtoull(n, NULL, 10) : otherwise;
}

#endif
